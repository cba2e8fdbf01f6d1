import { readdirSync } from 'node:fs'
import { posix, win32 } from 'node:path'

/** What the look for sync services needs to know of the machine. */
export interface Machine {
  /** Node's name of the platform. */
  readonly platform: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Names of everything in a folder; none when it cannot be read. */
  readonly entries: (folder: string) => readonly string[]
}

interface Service {
  readonly name: string
  /** A folder of this name anywhere on the way is the service's own. */
  readonly folder?: RegExp
  /** Something of this name lies in the folder that is synced, or in one above. */
  readonly marker?: RegExp
  /** Variables that name the synced folder. */
  readonly env?: readonly string[]
}

/**
 * Names, markers and variables as the services' clients set them; a folder that a person named otherwise, and a
 * service that leaves no marker, is not recognized. Sources: OneDrive sets `OneDrive`, `OneDriveConsumer` and
 * `OneDriveCommercial` on Windows and names the folder `OneDrive - TENANT`; Dropbox keeps `.dropbox.cache` in its root
 * (help.dropbox.com/desktop-web/cache-folder) and `.dropbox` in shared folders; iCloud Drive is
 * `Library/Mobile Documents/com~apple~CloudDocs`, and other services on macOS are mounted in `Library/CloudStorage`
 * as `Service-Account`; the Nextcloud and ownCloud client keeps `.sync_HASH.db` (older: `._sync_HASH.db`, `.csync_…`,
 * `.owncloudsync.log`) in the synced root; Syncthing keeps `.stfolder` in it (docs.syncthing.net/users/foldermarker).
 */
const services: readonly Service[] = [
  {
    name: 'OneDrive',
    folder: /^onedrive(?: - .+|-.+)?$/i,
    env: ['OneDrive', 'OneDriveConsumer', 'OneDriveCommercial'],
  },
  { name: 'Dropbox', folder: /^dropbox(?: \(.+\)|-.+)?$/i, marker: /^\.dropbox(?:\.cache)?$/u },
  { name: 'iCloud Drive', folder: /^(?:com~apple~clouddocs|mobile documents|iclouddrive|icloud drive)$/i },
  {
    name: 'Google Drive',
    folder: /^(?:google ?drive(?:-.+)?|my drive|drivefs)$/i,
    marker: /^\.tmp\.drive(?:down|up)load$/u,
  },
  { name: 'Box', folder: /^(?:box|box sync|box-box)$/i },
  { name: 'Nextcloud', folder: /^nextcloud\d*$/i, marker: /^\.nextcloudsync\.log$/u },
  { name: 'ownCloud', folder: /^owncloud\d*$/i, marker: /^\.owncloudsync\.log$/u },
  { name: 'Nextcloud or ownCloud', marker: /^\.(?:_?sync_[0-9a-f]+|csync_journal)\.db$/u },
  { name: 'pCloud', folder: /^(?:pcloud ?drive|pcloud ?sync)$/i },
  { name: 'MEGA', folder: /^(?:mega|megasync)$/i, marker: /^\.megaignore$/u },
  { name: 'Proton Drive', folder: /^proton ?drive(?:-.+)?$/i },
  { name: 'Syncthing', marker: /^\.stfolder$/u },
  { name: 'Resilio Sync', marker: /^\.sync$/u },
]

/**
 * Which known sync service a file lies with; null for none that is known. Asks only for the names in the folders above
 * the file.
 *
 * @param path absolute path of a library
 */
export function cloudServiceOf(path: string, { platform, env, entries }: Machine): string | null {
  const windows = platform === 'win32'
  const { dirname, relative, isAbsolute, basename } = windows ? win32 : posix
  const isWithin = (folder: string): boolean => {
    const way = relative(folder, path)
    return way !== '' && !way.startsWith('..') && !isAbsolute(way)
  }
  for (const { name, env: variables = [] } of services) {
    if (variables.some((variable) => env[variable] && isWithin(env[variable] ?? ''))) return name
  }
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const own = basename(folder)
    const inside = entries(folder)
    for (const { name, folder: named, marker } of services) {
      if (named?.test(own) || (marker && inside.some((entry) => marker.test(entry)))) return name
    }
    // What else macOS mounts beside the services that are known.
    if (basename(dirname(folder)) === 'CloudStorage' && platform === 'darwin') return own.split('-')[0] ?? own
    if (dirname(folder) === folder) return null
  }
}

/** This machine. */
export const thisMachine: Machine = {
  platform: process.platform,
  env: process.env,
  entries: (folder) => {
    try {
      return readdirSync(folder)
    } catch {
      return []
    }
  },
}

/** What a person should know of a library in a synced folder. */
export const cloudWarning = (library: string, service: string): { message: string; hint: string } => ({
  message: `“${library}” lies in a folder that ${service} copies.`,
  hint:
    'While the library is open, a half-written file may be copied, or an older one put in its place, and what it holds ' +
    'leaves this computer. Close the library, move its file to a folder that is not copied, and keep backups in the synced one.',
})
