import { stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { app, type BrowserWindow, dialog, type OpenDialogOptions } from 'electron'
import { captureExtensions } from '../../../shared/contract/capture.ts'
import type { Host } from '../host.ts'

const libraries = [{ name: 'Attest library', extensions: ['attest'] }]

const allFiles = { name: 'All files', extensions: ['*'] }
const choices: Record<'documents' | 'picture', OpenDialogOptions> = {
  documents: {
    title: 'Import documents',
    buttonLabel: 'Import',
    filters: [{ name: 'Documents', extensions: [...captureExtensions] }, allFiles],
    properties: ['openFile', 'multiSelections'],
  },
  picture: {
    title: 'Choose a picture',
    buttonLabel: 'Choose',
    filters: [{ name: 'Pictures', extensions: ['png', 'jpg', 'jpeg', 'webp', 'svg'] }, allFiles],
    properties: ['openFile'],
  },
}

/** The host's questions as the system's own dialogs, attached to the window that asked. */
export function createDialogs(
  find: (windowId: string) => BrowserWindow,
): Pick<Host, 'chooseNewLibrary' | 'chooseLibrary' | 'chooseFiles' | 'chooseExport'> {
  return {
    chooseNewLibrary: async (windowId) => {
      const { canceled, filePath } = await dialog.showSaveDialog(find(windowId), {
        title: 'New library',
        buttonLabel: 'Create',
        defaultPath: join(app.getPath('documents'), 'My library.attest'),
        filters: libraries,
        properties: ['createDirectory', 'showOverwriteConfirmation'],
      })
      return canceled || !filePath ? null : withExtension(filePath, 'attest')
    },
    chooseLibrary: async (windowId) => {
      const { canceled, filePaths } = await dialog.showOpenDialog(find(windowId), {
        title: 'Open library',
        filters: libraries,
        properties: ['openFile'],
      })
      return canceled ? null : (filePaths[0] ?? null)
    },
    chooseFiles: async (windowId, kind) => {
      const { canceled, filePaths } = await dialog.showOpenDialog(find(windowId), choices[kind])
      if (canceled) return []
      return Promise.all(
        filePaths.map(async (path) => ({ path, name: basename(path), size: (await stat(path)).size })),
      )
    },
    chooseExport: async (windowId, name) => {
      const extension = name.split('.').at(-1) ?? ''
      const { canceled, filePath } = await dialog.showSaveDialog(find(windowId), {
        title: 'Export',
        buttonLabel: 'Export',
        defaultPath: join(app.getPath('documents'), name),
        filters: [{ name: extension.toUpperCase(), extensions: [extension] }],
        properties: ['createDirectory', 'showOverwriteConfirmation'],
      })
      return canceled || !filePath ? null : withExtension(filePath, extension)
    },
  }
}

/** Linux dialogs do not add the extension of the filter. */
const withExtension = (path: string, extension: string): string =>
  path.toLowerCase().endsWith(`.${extension}`) ? path : `${path}.${extension}`
