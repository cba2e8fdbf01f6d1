/** Regions in the order F6 goes round them. */
const regions = ['title', 'sidebar', 'page', 'inspector', 'status', 'tour'] as const

const focusable =
  'button:not(:disabled):not([tabindex="-1"]), a[href], input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex="0"], [contenteditable="true"]'

const isVisible = (element: HTMLElement): boolean =>
  element.getClientRects().length > 0 && getComputedStyle(element).visibility !== 'hidden'

/** Where the focus last was in each region, so that coming back loses no place. */
const last = new Map<string, HTMLElement>()

/** Remembers the focused element of its region. */
export function rememberFocus(target: EventTarget | null): void {
  if (!(target instanceof HTMLElement)) return
  const region = target.closest<HTMLElement>('[data-region]')?.dataset.region
  if (region !== undefined) last.set(region, target)
}

/** Puts the focus into a region: where it last was, else its `data-region-start`, else its first control. */
export function focusRegion(name: (typeof regions)[number]): boolean {
  const region = document.querySelector<HTMLElement>(`[data-region="${name}"]`)
  if (region === null || !isVisible(region)) return false
  const before = last.get(name)
  const start = region.querySelector<HTMLElement>('[data-region-start]')
  const first = [...region.querySelectorAll<HTMLElement>(focusable)].find(isVisible)
  for (const candidate of [before, start, first, region]) {
    if (candidate === undefined || candidate === null || !candidate.isConnected || !isVisible(candidate))
      continue
    candidate.focus()
    if (document.activeElement === candidate) return true
  }
  return false
}

/** Goes to the next (`1`) or previous (`-1`) region that is shown. */
export function cycleRegion(step: 1 | -1): void {
  const here = document.activeElement?.closest<HTMLElement>('[data-region]')?.dataset.region
  const at = regions.indexOf(here as (typeof regions)[number])
  for (let turn = 1; turn <= regions.length; turn += 1) {
    const from = at === -1 && step === -1 ? 0 : at
    const name = regions[(from + step * turn + regions.length * 2) % regions.length]
    if (name !== undefined && focusRegion(name)) return
  }
}
