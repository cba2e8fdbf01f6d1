import { describe, expect, it } from 'vitest'
import { cloudServiceOf, type Machine } from '../../../main/places/cloud.ts'

function machine(
  platform: string,
  entries: Record<string, string[]> = {},
  env: Machine['env'] = {},
): Machine {
  return { platform, env, entries: (folder) => entries[folder] ?? [] }
}

describe('a library in a synced folder', () => {
  it.each([
    ['win32', 'C:\\Users\\ana\\OneDrive\\Desk.attest', 'OneDrive'],
    ['win32', 'C:\\Users\\ana\\OneDrive - Ministry of Ports\\Work\\Desk.attest', 'OneDrive'],
    ['win32', 'C:\\Users\\ana\\Dropbox (Personal)\\Desk.attest', 'Dropbox'],
    ['win32', 'C:\\Users\\ana\\iCloudDrive\\Desk.attest', 'iCloud Drive'],
    ['win32', 'G:\\My Drive\\Desk.attest', 'Google Drive'],
    ['darwin', '/Users/ana/Library/Mobile Documents/com~apple~CloudDocs/Desk.attest', 'iCloud Drive'],
    [
      'darwin',
      '/Users/ana/Library/CloudStorage/GoogleDrive-a@b.example/My Drive/Desk.attest',
      'Google Drive',
    ],
    ['darwin', '/Users/ana/Library/CloudStorage/OneDrive-Personal/Desk.attest', 'OneDrive'],
    ['darwin', '/Users/ana/Library/CloudStorage/Box-Box/Desk.attest', 'Box'],
    ['darwin', '/Users/ana/Library/CloudStorage/ProtonDrive-a@b.example/x/Desk.attest', 'Proton Drive'],
    ['darwin', '/Users/ana/Library/CloudStorage/Tresor-ana/Desk.attest', 'Tresor'],
    ['linux', '/home/ana/Dropbox/papers/Desk.attest', 'Dropbox'],
    ['linux', '/home/ana/Nextcloud/Desk.attest', 'Nextcloud'],
    ['linux', '/home/ana/ownCloud/Desk.attest', 'ownCloud'],
    ['linux', '/home/ana/pCloudDrive/Desk.attest', 'pCloud'],
    ['linux', '/home/ana/MEGAsync/Desk.attest', 'MEGA'],
  ])('is known by the folder’s name (%s, %s)', (platform, path, service) => {
    expect(cloudServiceOf(path, machine(platform))).toBe(service)
  })

  it.each([
    ['.dropbox.cache', 'Dropbox'],
    ['.dropbox', 'Dropbox'],
    ['.stfolder', 'Syncthing'],
    ['.sync_0f3a9b.db', 'Nextcloud or ownCloud'],
    ['._sync_0f3a9b.db', 'Nextcloud or ownCloud'],
    ['.owncloudsync.log', 'ownCloud'],
    ['.sync', 'Resilio Sync'],
  ])('is known by what the service left in a folder above (%s)', (marker, service) => {
    const here = machine('linux', { '/srv/desks': ['notes.txt', marker] })
    expect(cloudServiceOf('/srv/desks/2026/autumn/Desk.attest', here)).toBe(service)
  })

  it('is known by the variable that names the folder', () => {
    const env = { OneDriveCommercial: 'D:\\Cloud\\Work' }
    expect(cloudServiceOf('D:\\Cloud\\Work\\a\\Desk.attest', machine('win32', {}, env))).toBe('OneDrive')
    expect(cloudServiceOf('D:\\Cloud\\Workshop\\Desk.attest', machine('win32', {}, env))).toBe(null)
    expect(cloudServiceOf('d:\\cloud\\work\\Desk.attest', machine('win32', {}, env))).toBe('OneDrive')
  })

  it.each([
    ['linux', '/home/ana/Documents/Desk.attest'],
    ['linux', '/home/ana/boxes/Desk.attest'],
    ['linux', '/home/ana/Dropbox.attest'],
    ['linux', '/home/ana/my onedrive notes/Desk.attest'],
    ['linux', '/srv/megabytes/Desk.attest'],
    ['darwin', '/Users/ana/Library/Application Support/Attest/data/Sample.attest'],
    ['win32', 'C:\\Users\\ana\\Documents\\Desk.attest'],
  ])('is none elsewhere (%s, %s)', (platform, path) => {
    expect(cloudServiceOf(path, machine(platform, { '/home/ana': ['.dropbox-dist', 'Dropbox'] }))).toBe(null)
  })
})
