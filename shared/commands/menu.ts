import type { CommandId } from './catalogue.ts'

/** What the system does itself, by its common name. */
export type MenuRole =
  | 'services'
  | 'hide'
  | 'hideOthers'
  | 'unhide'
  | 'quit'
  | 'close'
  | 'cut'
  | 'copy'
  | 'paste'
  | 'pasteAndMatchStyle'
  | 'delete'
  | 'selectAll'
  | 'resetZoom'
  | 'zoomIn'
  | 'zoomOut'
  | 'togglefullscreen'
  | 'minimize'
  | 'zoom'
  | 'front'

/** One line of a menu. */
export type MenuLine =
  | { readonly command: CommandId }
  /** The command it stands for, where the system has to do it: the window may not read the clipboard, say. */
  | { readonly role: MenuRole; readonly command?: CommandId }
  | { readonly label: string; readonly lines: readonly MenuLine[] }
  | 'separator'

export interface MenuPart {
  /** `&` before the letter that Alt goes with. */
  readonly label: string
  readonly role?: 'window' | 'help'
  readonly lines: readonly MenuLine[]
}

/** `darwin` or another: Node's names of platforms. */
type Platform = string

const commands = (...ids: readonly CommandId[]): MenuLine[] => ids.map((command) => ({ command }))
const roles = (...names: readonly MenuRole[]): MenuLine[] => names.map((role) => ({ role }))

/**
 * The native menu of a platform. On macOS the application's own menu comes first and holds Settings and About; on
 * Windows and Linux they stand in File and Help.
 */
export function menuPlan(platform: Platform): MenuPart[] {
  const mac = platform === 'darwin'
  return [
    ...(mac ? [application] : []),
    {
      label: '&File',
      lines: [
        ...commands('briefing.new', 'library.new', 'library.open', 'library.sample'),
        'separator',
        ...commands('import', 'paste'),
        'separator',
        ...commands('save.name', 'versions', 'template.save', 'statistics', 'export', 'save.elsewhere'),
        ...commands('references.export'),
        'separator',
        ...commands('library.backup', 'library.examine', 'purge'),
        'separator',
        ...commands('library.close'),
        ...(mac ? roles('close') : [...commands('settings'), 'separator' as const, ...roles('quit')]),
      ],
    },
    {
      label: '&Edit',
      lines: [
        ...commands('edit.undo', 'edit.redo'),
        'separator',
        ...roles('cut', 'copy', 'paste'),
        { role: 'pasteAndMatchStyle', command: 'edit.paste-plain' },
        ...roles('delete', 'selectAll'),
        ...commands('link.copy'),
        'separator',
        ...commands('find', 'replace', 'palette'),
        'separator',
        ...commands('spelling.next', 'spelling.previous', 'spelling.list'),
      ],
    },
    {
      label: 'F&ormat',
      lines: [
        ...commands('write.paragraph', 'write.heading-1', 'write.heading-2', 'write.heading-3'),
        ...commands('write.heading-4'),
        'separator',
        ...commands('write.bottom-line', 'write.key-judgment', 'write.note'),
        'separator',
        ...commands('write.bold', 'write.italic', 'write.underline', 'write.highlight', 'write.strike'),
        ...commands('write.superscript', 'write.subscript', 'write.code'),
        'separator',
        ...commands('write.bullets', 'write.numbers', 'write.checks', 'write.check'),
        ...commands('write.link', 'write.footnote', 'write.reference', 'write.character', 'write.portion'),
        ...commands('write.figure', 'write.code-block', 'write.contents', 'write.divider'),
        ...commands('write.page-break'),
        'separator',
        ...commands('write.table'),
        {
          label: 'Rows and Columns',
          lines: [
            ...commands('table.row-above', 'table.row-below', 'table.row-up', 'table.row-down'),
            ...commands('table.remove-rows'),
            'separator',
            ...commands('table.column-before', 'table.column-after', 'table.column-left'),
            ...commands('table.column-right', 'table.wider', 'table.narrower', 'table.remove-columns'),
          ],
        },
        {
          label: 'Cells',
          lines: [
            ...commands('table.merge', 'table.split', 'table.clear'),
            'separator',
            ...commands('table.align-left', 'table.align-center', 'table.align-right'),
          ],
        },
        {
          label: 'Table Options',
          lines: [
            ...commands('table.caption', 'table.header-row', 'table.header-column'),
            'separator',
            ...commands('table.remove'),
          ],
        },
        'separator',
        ...commands('move.up', 'move.down'),
      ],
    },
    {
      label: '&Cite',
      lines: [
        ...commands('cite', 'cite.next', 'cite.previous'),
        'separator',
        ...commands('finding.next', 'finding.previous'),
        'separator',
        ...commands(
          'reader.quote',
          'reader.claim',
          'reader.claim-cite',
          'use',
          'reader.next-mark',
          'reader.previous-mark',
        ),
        'separator',
        ...commands(
          'reader.next-suggestion',
          'reader.previous-suggestion',
          'reader.accept',
          'reader.edit',
          'reader.reject',
          'reader.suggestions',
        ),
      ],
    },
    {
      label: '&Review',
      lines: [
        ...commands('comment.add', 'comment.next', 'comment.previous'),
        'separator',
        ...commands('suggest.toggle', 'suggest.list', 'suggest.next', 'suggest.previous'),
        'separator',
        ...commands('suggest.accept', 'suggest.reject', 'suggest.accept-all', 'suggest.reject-all'),
      ],
    },
    {
      label: '&View',
      lines: [
        ...commands('view.sidebar', 'view.inspector', 'tab.1', 'tab.2', 'tab.3'),
        'separator',
        ...commands('beside.open', 'beside.other', 'beside.close'),
        'separator',
        ...commands('view.focus', 'view.dim', 'view.typewriter', 'view.text-larger', 'view.text-smaller'),
        'separator',
        { label: 'Theme', lines: commands('theme.system', 'theme.light', 'theme.dark') },
        'separator',
        ...roles('resetZoom', 'zoomIn', 'zoomOut'),
        'separator',
        ...roles('togglefullscreen'),
      ],
    },
    {
      label: '&Go',
      lines: [
        ...commands('go.sources', 'go.claims', 'go.quotes', 'go.speakers'),
        'separator',
        ...commands('go.back', 'go.forward', 'region.next', 'region.previous'),
      ],
    },
    {
      label: '&Window',
      role: 'window',
      lines: mac
        ? [...roles('minimize', 'zoom'), 'separator', ...roles('front')]
        : roles('minimize', 'zoom', 'close'),
    },
    {
      label: '&Help',
      role: 'help',
      lines: [
        ...commands('help', 'tour', 'shortcuts'),
        // On macOS it stands in the application's own menu.
        ...(mac ? [] : ['separator' as const, ...commands('about')]),
      ],
    },
  ]
}

const application: MenuPart = {
  label: 'Attest',
  lines: [
    ...commands('about'),
    'separator',
    ...commands('settings'),
    'separator',
    ...roles('services'),
    'separator',
    ...roles('hide', 'hideOthers', 'unhide'),
    'separator',
    ...roles('quit'),
  ],
}

/**
 * A chord of the catalogue as native menus write accelerators, or undefined where it has no word for it: a sequence of
 * two keys, and on macOS a plain letter or sign, since a menu there takes its keys even from a text field.
 */
export function accelerator(keys: string | undefined, platform: Platform): string | undefined {
  if (keys === undefined || keys.includes(' ')) return undefined
  const parts = keys.split(/(?<=.)\+(?=.)/u)
  const key = parts.at(-1) ?? ''
  const plain = !parts.includes('Mod') && !parts.includes('Alt') && !/^F\d+$/u.test(key)
  // There Cmd H hides the application.
  if (platform === 'darwin' && (plain || keys === 'Mod+H')) return undefined
  const names: Readonly<Record<string, string>> = {
    Mod: 'CmdOrCtrl',
    ArrowLeft: 'Left',
    ArrowRight: 'Right',
    ArrowUp: 'Up',
    ArrowDown: 'Down',
    Escape: 'Esc',
  }
  return parts.map((part) => names[part] ?? part).join('+')
}
