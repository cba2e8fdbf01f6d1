import { answer, briefingId } from './answers.ts'
import { mountProseMirror } from './prosemirror.ts'
import { idAt, paragraphs } from './text.ts'
import '../../../../renderer/ui/tokens.css'
import '../../../../renderer/ui/base.css'
import '../../../../renderer/editor/styles.ts'
import './page.css'

type Kind = 'attest' | 'prosemirror' | 'prosemirror-cv'

declare global {
  interface Window {
    bench: {
      /** Milliseconds from each key to the frame that shows it. */
      readonly strokes: number[]
      /** Mounts an editor and answers with the milliseconds until it is painted and takes keys. */
      open(kind: Kind, count: number): Promise<number>
      /** Puts the caret into a paragraph, in sight. */
      go(at: number): Promise<void>
      /** How long the paragraph with the caret is. */
      typed(): number
      /** Scrolls from the beginning to the end, a window's height a frame; the longest time in ms that nothing was seen. */
      scroll(): Promise<number>
    }
  }
}

/** After the next frame has been painted: a message is delivered once the frame is done. */
const painted = (): Promise<void> =>
  new Promise((resolve) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => resolve()
      port2.postMessage(null)
    })
  })

const until = async (ready: () => boolean): Promise<void> => {
  while (!ready()) await painted()
}

const strokes: number[] = []
window.addEventListener(
  'keydown',
  () => {
    const started = performance.now()
    void painted().then(() => strokes.push(performance.now() - started))
  },
  { capture: true },
)

let shown: Kind = 'attest'
let opened = 0
let goInProseMirror: (at: number) => void = () => undefined

async function openAttest(count: number): Promise<void> {
  Object.assign(window, { attest: { call: answer(count), on: () => () => undefined } })
  const { createRoot } = await import('react-dom/client')
  const { BriefingView } = await import('../../../../renderer/editor/BriefingView.tsx')
  const place = document.querySelector('#place')
  if (!place) throw new Error('the page has no place for an editor')
  createRoot(place).render(<BriefingView briefingId={briefingId} second={null} active />)
  await until(() => document.querySelector('.briefing-text p') !== null)
}

async function goInAttest(at: number): Promise<void> {
  const { useShell } = await import('../../../../renderer/shell/store.ts')
  useShell.setState({ route: { name: 'briefing', briefingId, nodeId: idAt(0, at) } })
  const [first] = paragraphs(opened)[at]?.children ?? []
  const beginning = first && 'text' in first ? first.text.slice(0, 60) : ''
  await until(() => caretIn()?.textContent?.includes(beginning) === true)
}

const caretIn = (): HTMLElement | null =>
  document.getSelection()?.anchorNode?.parentElement?.closest<HTMLElement>('p') ?? null

window.bench = {
  strokes,
  async open(kind, count) {
    shown = kind
    opened = count
    // Making the text up is nobody's opening.
    paragraphs(count)
    const started = performance.now()
    if (kind === 'attest') await openAttest(count)
    else {
      document.body.classList.toggle('visible-only', kind === 'prosemirror-cv')
      const place = document.querySelector<HTMLElement>('#prose')
      if (place) goInProseMirror = mountProseMirror(place, count)
    }
    await painted()
    return performance.now() - started
  },
  async go(at) {
    if (shown === 'attest') await goInAttest(at)
    else goInProseMirror(at)
    await painted()
  },
  typed: () => caretIn()?.textContent?.length ?? 0,
  async scroll() {
    const desk = document.querySelector<HTMLElement>(
      shown === 'attest' ? '.briefing-desk' : '.prosemirror-desk',
    )
    if (!desk) throw new Error('the page has nothing to scroll')
    const { left, top, width, height } = desk.getBoundingClientRect()
    let longest = 0
    let emptySince: number | null = null
    for (let at = 0; at < desk.scrollHeight; at += desk.clientHeight) {
      desk.scrollTop = at
      await painted()
      const seen = document.elementFromPoint(left + width / 2, top + height / 2)?.closest('p')
      const now = performance.now()
      if (seen) emptySince = null
      else emptySince ??= now
      if (emptySince !== null) longest = Math.max(longest, now - emptySince)
    }
    return longest
  },
}
