import { Editor, type Path, Transforms } from 'slate'
import { ReactEditor } from 'slate-react'
import type { Block } from '../../shared/document/block.ts'
import { fittingWidth, maxAlt, type Picture, pictureTypes } from '../../shared/document/figure.ts'
import { picturesOf } from '../../shared/document/walk.ts'
import { AttestError, toErrorValue } from '../../shared/model/error.ts'
import type { Id } from '../../shared/model/identity.ts'
import { client, request } from '../bridge.ts'
import { shell } from '../shell/store.ts'
import { announce } from '../ui/Live.tsx'
import { toast } from '../ui/Toast.tsx'
import { uploadFile } from '../upload.ts'
import { figureWords as words } from '../words/figures.ts'
import type { Allowance } from './clipboardText.ts'
import { changeFigure, figureOf, insertFigures } from './core/figures.ts'

/** A picture that is on its way into the library: a token of the main side, or a file of the window. */
type Coming = { readonly token: string } | { readonly file: File; readonly alt?: string }

/** Whether the window was given a picture: by its kind, and for a file without one by its name. */
export const isPicture = (file: { readonly type: string; readonly name?: string }): boolean =>
  file.type.startsWith('image/') || (file.type === '' && /\.(?:png|jpe?g|webp|svg)$/iu.test(file.name ?? ''))

/** Lets the person choose one picture: by the host's dialog, or by the browser's. Null when they cancelled. */
async function choosePicture(): Promise<Coming | null> {
  if (shell().info?.dialogs === true) {
    const { files } = await request('files.choose', { kind: 'picture' })
    const [file] = files
    return file ? { token: file.token } : null
  }
  return new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = [
      ...Object.keys(pictureTypes),
      ...Object.values(pictureTypes).map((end) => `.${end}`),
    ].join()
    input.onchange = () => {
      const [file] = input.files ?? []
      resolve(file ? { file } : null)
    }
    input.addEventListener('cancel', () => resolve(null))
    input.click()
  })
}

async function keepPicture(coming: Coming): Promise<Picture> {
  const token = 'token' in coming ? coming.token : await uploadFile(coming.file)
  const { picture, leftOut } = await request('pictures.add', { token })
  if (leftOut.length > 0) toast(words.leftOut(leftOut))
  return picture
}

/** Tells what kept an act from being done, in the window's own bar. */
async function attempt(act: () => Promise<void>): Promise<void> {
  try {
    await act()
  } catch (problem) {
    shell().setTrouble(
      problem instanceof AttestError
        ? problem
        : {
            ...toErrorValue(problem),
            code: 'io',
            message: 'The picture could not be read.',
            hint: 'Look whether the file is still there, then try again. Nothing was changed.',
          },
    )
  }
}

/** Keeps pictures and puts them in as figures where the caret stood when this began. */
export function addFigures(editor: Editor, coming: readonly Coming[]): Promise<void> {
  const { selection } = editor
  const place = selection ? Editor.rangeRef(editor, selection) : null
  return attempt(async () => {
    try {
      const figures = []
      for (const one of coming) {
        const alt = 'alt' in one ? (one.alt ?? '').slice(0, maxAlt) : ''
        figures.push(figureOf(await keepPicture(one), alt))
      }
      if (place?.current) Transforms.select(editor, place.current)
      insertFigures(editor, figures)
      ReactEditor.focus(editor)
      announce(words.added(figures.length))
    } finally {
      place?.unref()
    }
  })
}

/** Asks for a picture and puts it in as a figure. */
export function chooseFigure(editor: Editor): Promise<void> {
  return attempt(async () => {
    const chosen = await choosePicture()
    if (chosen) await addFigures(editor, [chosen])
    else ReactEditor.focus(editor)
  })
}

/** Asks for another picture for a figure; its description and caption stay. */
export function replacePicture(editor: Editor, pathOf: () => Path): Promise<void> {
  return attempt(async () => {
    const chosen = await choosePicture()
    if (!chosen) return
    changeFigure(editor, pathOf(), { picture: await keepPicture(chosen) })
    toast(words.replaced)
  })
}

/**
 * Takes pictures out of a paste or a drop. Words that come with them win: a table copied from a spreadsheet brings a
 * picture of itself.
 *
 * @returns whether there were pictures, which are then put in
 */
export function takePictures(editor: Editor, data: DataTransfer): boolean {
  const files = [...data.files].filter(isPicture)
  if (files.length === 0) return false
  const html = data.getData('text/html')
  const said =
    html === '' ? '' : (new DOMParser().parseFromString(html, 'text/html').body.textContent ?? '').trim()
  if (said !== '') return false
  void addFigures(
    editor,
    files.map((file) => ({ file })),
  )
  return true
}

/** Keeps the pictures that a pasted text holds itself, then puts the text in; one that is no picture is left out. */
export async function putWithPictures(
  editor: Editor,
  blocks: readonly Block[],
  allowance: Allowance,
  put: (blocks: readonly Block[]) => void,
): Promise<void> {
  const place = editor.selection ? Editor.rangeRef(editor, editor.selection) : null
  const kept = new Map<Id, Picture>()
  for (const [id, bytes] of allowance.coming) {
    try {
      const file = new File([bytes], 'pasted picture', { type: bytes.type })
      kept.set(id, await keepPicture({ file }))
    } catch {
      allowance.pictures += 1
    }
  }
  const whole = blocks.flatMap((block): Block[] => {
    if (block.type !== 'figure' || !allowance.coming.has(block.id)) return [block]
    const picture = kept.get(block.id)
    return picture ? [{ ...block, picture, width: fittingWidth(picture) }] : []
  })
  const at = place?.unref()
  if (at) Transforms.select(editor, at)
  put(whole)
}

/** Says how many pasted pictures this library does not have. */
export async function tellMissing(blocks: readonly Block[]): Promise<void> {
  const hashes = picturesOf(blocks)
  if (hashes.length === 0) return
  const result = await client.call('pictures.known', { hashes })
  if (!result.ok) return
  const missing = hashes.length - result.value.items.length
  if (missing > 0) toast(words.notBrought(missing))
}
