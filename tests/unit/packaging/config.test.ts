import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { root } from '../../parts.ts'

// What one machine cannot build is held against the packager's own schema.

interface Target {
  readonly target: string
  readonly arch: string[]
}
interface Association {
  readonly ext: string
  readonly icon: string
}
interface Config {
  files: string[]
  publish: null
  protocols: { schemes: string[] }[]
  electronFuses: Record<string, boolean>
  toolsets: { appimage: string }
  win: { target: Target[]; icon: string; fileAssociations: Association[]; requestedExecutionLevel: string }
  nsis: Record<string, unknown> & { include: string; installerIcon: string; uninstallerIcon: string }
  mac: Record<string, unknown> & {
    target: Target[]
    icon: string
    fileAssociations: Association[]
    entitlements: string
    entitlementsInherit: string
  }
  dmg: Record<string, unknown>
  linux: Record<string, unknown> & { target: string[]; icon: string; mimeTypes: string[] }
  deb: Record<string, unknown> & { fpm: string[]; depends: string[] }
}
type Validate = (config: unknown, logger: { isEnabled: boolean }) => Promise<void>

const read = (): Config => parse(readFileSync(join(root, 'electron-builder.yml'), 'utf8')) as Config
const require = createRequire(import.meta.url)
const { validateConfiguration } = require(
  join(root, 'node_modules/app-builder-lib/out/util/config/config.js'),
) as { validateConfiguration: Validate }
const validate = (config: unknown): Promise<void> => validateConfiguration(config, { isEnabled: false })
const here = (path: string): boolean => existsSync(join(root, path))

describe('electron-builder.yml', () => {
  it('is accepted by the packager’s schema', async () => {
    await expect(validate(read())).resolves.toBeUndefined()
  })

  it.each(['win', 'nsis', 'mac', 'dmg', 'linux', 'deb', 'electronFuses', 'toolsets'] as const)(
    'is refused with a key in %s that the packager does not know',
    async (part) => {
      const config = read()
      Object.assign(config[part], { perMachin: true })
      await expect(validate(config)).rejects.toThrow(`configuration.${part}`)
    },
  )

  it('makes every installer that is promised, and asks nobody for updates', () => {
    const { win, mac, linux, publish } = read()
    expect(win.target).toEqual([{ target: 'nsis', arch: ['x64'] }])
    expect(mac.target).toEqual([{ target: 'dmg', arch: ['universal'] }])
    expect(linux.target).toEqual(['AppImage', 'deb'])
    expect(publish).toBe(null)
  })

  it('installs for one person on Windows, without an administrator', () => {
    const { win, nsis } = read()
    expect(nsis).toMatchObject({ oneClick: true, perMachine: false, packElevateHelper: false })
    expect(win.requestedExecutionLevel).toBe('asInvoker')
    expect(readFileSync(join(root, nsis.include), 'utf8')).not.toContain('HKLM')
  })

  it('hardens the runtime on macOS and asks for no more than V8 needs', () => {
    const { mac } = read()
    expect(mac).toMatchObject({ hardenedRuntime: true, entitlementsInherit: mac.entitlements })
    const keys = [...readFileSync(join(root, mac.entitlements), 'utf8').matchAll(/<key>(.*)<\/key>/g)]
    expect(keys.map(([, key]) => key)).toEqual(['com.apple.security.cs.allow-jit'])
  })

  it('leaves Chromium’s sandbox on in what it makes for Linux', () => {
    const { linux, deb, toolsets } = read()
    // The packager's first AppImage tool adds --no-sandbox to the menu entry.
    expect(toolsets.appimage).not.toBe('0.0.0')
    expect(JSON.stringify([linux, deb])).not.toContain('sandbox')
  })

  it('knows libraries and links on every platform', () => {
    const { win, mac, linux, nsis, protocols } = read()
    for (const { fileAssociations } of [win, mac]) {
      expect(fileAssociations.map(({ ext }) => ext)).toEqual(['attest'])
    }
    expect(linux.mimeTypes).toEqual(['application/x-attest'])
    expect(protocols.flatMap(({ schemes }) => schemes)).toEqual(['attest'])
    expect(readFileSync(join(root, nsis.include), 'utf8')).toContain('Software\\Classes\\attest')
  })

  it('names files that are there', () => {
    const { win, mac, linux, nsis, deb } = read()
    const named = [
      win.icon,
      nsis.include,
      nsis.installerIcon,
      nsis.uninstallerIcon,
      mac.icon,
      mac.entitlements,
      linux.icon,
      ...[...win.fileAssociations, ...mac.fileAssociations].map(({ icon }) => icon),
      ...deb.fpm.map((mapping) => mapping.split('=')[0] ?? '').filter((path) => !path.startsWith('dist/')),
    ]
    expect(named.filter((path) => !here(path))).toEqual([])
  })
})
