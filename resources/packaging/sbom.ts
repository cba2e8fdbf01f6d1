import { ComponentType, ExternalReferenceType, HashAlgorithm } from '@cyclonedx/cyclonedx-library/Enums'
import {
  Bom,
  Component,
  ExternalReference,
  HashDictionary,
  LicenseExpression,
  NamedLicense,
  Property,
  SpdxLicense,
} from '@cyclonedx/cyclonedx-library/Models'
import { JSON as CycloneJson, JsonSerializer } from '@cyclonedx/cyclonedx-library/Serialize'
import { isSupportedSpdxId } from '@cyclonedx/cyclonedx-library/SPDX'
import { Spec1dot6 } from '@cyclonedx/cyclonedx-library/Spec'
import { PackageURL } from 'packageurl-js'

/** One thing in the product, with its licence. */
export interface Part {
  readonly name: string
  readonly version: string
  /** An SPDX expression where there is one. */
  readonly license: string
  readonly text: string
  /** Whether `name` and `version` are those of a package on npm. */
  readonly npm: boolean
  /** Of the npm package, as package-lock.json has it: `sha512-BASE64`. */
  readonly integrity: string | null
  /** The part that this one came in with; null where Attest uses it itself or through the bundle. */
  readonly usedBy: string | null
}

/**
 * The product's bill of materials as CycloneDX 1.6 JSON. The same parts give the same text: it holds no time and no
 * serial number.
 */
export function writeSbom(
  product: { name: string; version: string; license?: string },
  parts: readonly Part[],
): string {
  const bom = new Bom()
  const main = new Component(ComponentType.Application, 'Attest', {
    version: product.version,
    bomRef: 'attest',
  })
  main.licenses.add(licenceOf(product.license ?? ''))
  bom.metadata.component = main
  const made = parts.map((part) => ({ part, component: componentOf(part) }))
  for (const { part, component } of made) {
    bom.components.add(component)
    const user = made.find((other) => other.part.name === part.usedBy)?.component ?? main
    user.dependencies.add(component.bomRef)
  }
  const serializer = new JsonSerializer(new CycloneJson.Normalize.Factory(Spec1dot6))
  return `${serializer.serialize(bom, { sortLists: true, space: 1 })}\n`
}

function componentOf({ name, version, license, npm, integrity }: Part): Component {
  const [group, short] = npm && name.startsWith('@') ? name.split('/') : [undefined, name]
  const purl = npm
    ? new PackageURL('npm', group, short ?? name, version, undefined, undefined).toString()
    : undefined
  const component = new Component(npm ? ComponentType.Library : ComponentType.Framework, short ?? name, {
    group,
    version,
    purl,
    bomRef: purl ?? `${name} ${version}`,
  })
  component.licenses.add(licenceOf(license))
  if (integrity?.startsWith('sha512-')) {
    const hex = Buffer.from(integrity.slice('sha512-'.length), 'base64').toString('hex')
    component.externalReferences.add(
      // The address that npm asks is a setting of each machine; the package is known by its name and hash.
      new ExternalReference(purl ?? name, ExternalReferenceType.Distribution, {
        hashes: new HashDictionary([[HashAlgorithm['SHA-512'], hex]]),
      }),
    )
  }
  if (!npm) component.properties.add(new Property('attest:source', 'in the runtime or in a native module'))
  return component
}

function licenceOf(license: string): LicenseExpression | NamedLicense | SpdxLicense {
  if (isSupportedSpdxId(license)) return new SpdxLicense(license)
  return / (?:AND|OR|WITH) /.test(license) ? new LicenseExpression(license) : new NamedLicense(license)
}
