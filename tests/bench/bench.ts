/** One measurement: a table with the ratios that count, all taken in one run on one machine. */
export interface Measured {
  readonly title: string
  /** What was measured and how, in a sentence or two. */
  readonly how: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** A measurement, or why this machine leaves it out. */
export type Bench = () => Promise<Measured | { readonly title: string; readonly leftOut: string }>

/** Value below which `share` of the sorted samples lie. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
export const median = (samples: readonly number[]): number => quantile(samples, 0.5)

/** Milliseconds that `work` takes. */
export async function timed(work: () => unknown): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

export const ms = (value: number): string =>
  value >= 1000 ? `${(value / 1000).toFixed(2)} s` : `${value.toFixed(value < 10 ? 1 : 0)} ms`
export const times = (value: number): string => `${value.toFixed(2)} ×`
export const bytes = (value: number): string => `${Math.round(value).toLocaleString('en')} B`

/** A Markdown table. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map((_cell, i) => (i === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n')
}
