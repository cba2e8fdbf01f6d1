import { client } from '../bridge.ts'
import { runCommand } from '../commands/registry.ts'
import { shell } from '../shell/store.ts'
import { openSample } from '../start/acts.ts'
import type { TourStep } from './store.ts'

const inPage = (selector: string): HTMLElement | null => document.querySelector<HTMLElement>(selector)

/** Runs once the page shows what a step works on, or not at all when that takes too long. */
function whenShown(selector: string, act: (element: HTMLElement) => void, tries = 40): void {
  const element = inPage(selector)
  if (element !== null) act(element)
  else if (tries > 0) setTimeout(() => whenShown(selector, act, tries - 1), 100)
}

async function openSource(): Promise<void> {
  const result = await client.call('sources.list', { limit: 1 })
  const source = result.ok ? result.value.items[0] : undefined
  if (source !== undefined) shell().go({ name: 'reader', sourceId: source.id })
}

async function openBriefing(): Promise<void> {
  if (shell().route.name === 'briefing') return
  const result = await client.call('briefings.list', {})
  const briefing = result.ok ? result.value.items[0] : undefined
  if (briefing !== undefined) shell().go({ name: 'briefing', briefingId: briefing.id })
}

/** Puts the caret into the first quotation, as a click into its words would. */
async function goToQuotation(): Promise<void> {
  await openBriefing()
  whenShown('.briefing-text .quoted', (quotation) => {
    quotation.scrollIntoView({ block: 'center' })
    const walker = document.createTreeWalker(quotation, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const words = node.textContent ?? ''
      if (words.length < 8) continue
      inPage('.briefing-text')?.focus({ preventScroll: true })
      document.getSelection()?.collapse(node, Math.floor(words.length / 2))
      return
    }
  })
}

async function openExport(): Promise<void> {
  await openBriefing()
  whenShown('.briefing-text', () => runCommand('export'))
}

/** What a step does for a person who asks it to. */
export const stepActs: Readonly<Record<TourStep, () => Promise<unknown>>> = {
  sample: openSample,
  read: openSource,
  cite: openBriefing,
  drift: goToQuotation,
  export: openExport,
}

const firstBriefing = '.sidebar-briefings .sidebar-item'

/** What the card points at while a step is shown: the first of these that is there. */
const anchors: Readonly<Record<TourStep, readonly string[]>> = {
  sample: ['.start-acts > button:last-child'],
  read: ['.note', '.sidebar-item'],
  cite: ['.toolbar-cite', firstBriefing],
  drift: ['.briefing-text [data-caret]', '.briefing-text .quoted', firstBriefing],
  export: ['.title-actions button:last-child', firstBriefing],
}

export const anchorOf = (step: TourStep): HTMLElement | null =>
  anchors[step].map(inPage).find((element) => element !== null) ?? null

/** Tells, time after time, whether a step has been done; one for each showing of a step. */
export function createWatch(step: TourStep): () => boolean {
  const { library } = shell()
  let chips: number | null = null
  let drifted = false
  return () => {
    switch (step) {
      case 'sample':
        return (shell().library ?? library)?.sample === true
      case 'read':
        return shell().route.name === 'reader'
      case 'cite': {
        if (inPage('.briefing-text') === null) return false
        const now = document.querySelectorAll('.briefing-text .chip').length
        chips ??= now
        return now > chips
      }
      case 'drift':
        drifted ||= inPage('.quoted-altered') !== null
        return drifted && inPage('.quoted-altered') === null && inPage('.quoted-verified') !== null
      case 'export':
        return inPage('.export-done') !== null
    }
  }
}
