import { Validation } from '@cyclonedx/cyclonedx-library'
import { Version } from '@cyclonedx/cyclonedx-library/Spec'
import { describe, expect, it } from 'vitest'
import { packageFolder } from '../../../resources/packaging/bundled.ts'
import { standardText } from '../../../resources/packaging/licenceTexts.ts'
import { type Part, writeSbom } from '../../../resources/packaging/sbom.ts'

describe('what a bundled file belongs to', () => {
  it.each([
    ['node_modules/zod/v4/index.js', 'node_modules/zod'],
    ['/home/someone/attest/node_modules/@scope/name/index.js', 'node_modules/@scope/name'],
    ['node_modules/a/node_modules/@b/c/lib/x.js', 'node_modules/a/node_modules/@b/c'],
    ['C:\\attest\\node_modules\\a\\x.css?inline', 'node_modules/a'],
    ['../node_modules/a/fonts/x.woff2', 'node_modules/a'],
  ])('%s', (file, folder) => {
    expect(packageFolder(file.replace('../', ''))).toBe(folder)
  })
  it('is nobody for a file of ours', () => expect(packageFolder('main/app.ts')).toBe(null))
})

describe('the bill of materials', () => {
  const part = (change: Partial<Part>): Part => ({
    name: 'one',
    version: '1.0.0',
    license: 'MIT',
    text: '',
    npm: true,
    integrity: null,
    usedBy: null,
    ...change,
  })
  const hash = Buffer.alloc(64, 7)
  const text = writeSbom({ name: 'attest', version: '0.1.0', license: 'Apache-2.0' }, [
    part({ integrity: `sha512-${hash.toString('base64')}` }),
    part({ version: '2.0.0', license: 'MIT AND OFL-1.1' }),
    part({ name: '@scope/two', license: 'BSD-3-Clause' }),
    part({ name: 'SQLite', version: '3.1.0', license: 'public domain', npm: false, usedBy: '@scope/two' }),
  ])
  const bom = JSON.parse(text) as {
    components: {
      name: string
      version: string
      purl?: string
      externalReferences?: { hashes: unknown[] }[]
    }[]
    dependencies: { ref: string; dependsOn?: string[] }[]
  }

  it('is CycloneDX by its own strict schema', async () => {
    const validator = new Validation.JsonStrictValidator(Version.v1dot6)
    expect(await validator.validate(text)).toBe(null)
    expect(await validator.validate(text.replace('"purl"', '"prul"'))).not.toBe(null)
  })
  it('names every version of a package, with its hash', () => {
    expect(bom.components.map(({ name, version }) => `${name} ${version}`)).toEqual([
      'two 1.0.0',
      'one 1.0.0',
      'one 2.0.0',
      'SQLite 3.1.0',
    ])
    expect(bom.components[1]?.externalReferences?.[0]?.hashes).toEqual([
      { alg: 'SHA-512', content: hash.toString('hex') },
    ])
  })
  it('says what came in with what', () => {
    const two = bom.dependencies.find(({ ref }) => ref === 'pkg:npm/%40scope/two@1.0.0')
    expect(two?.dependsOn).toEqual(['SQLite 3.1.0'])
  })
})

it('stops at a licence whose text is nowhere', () => {
  expect(standardText('MIT', 'Somebody')).toContain('Copyright (c) Somebody')
  expect(() => standardText('GPL-3.0-only', 'Somebody')).toThrow('GPL-3.0-only')
})
