import type { RunningAct } from '../acts.ts'

/** What is asked before a window is closed over what it is still doing. */
export interface LeavingQuestion {
  readonly message: string
  readonly detail: string
  /** The answer that stops it. */
  readonly stop: string
  readonly stay: string
}

/** @param acts the imports and exports that go on; null when there is none */
export function leavingQuestion(acts: readonly RunningAct[]): LeavingQuestion | null {
  const imports = acts.filter(({ kind }) => kind === 'import')
  const exports = acts.filter(({ kind }) => kind === 'export')
  if (imports.length + exports.length === 0) return null
  const done = imports.reduce((sum, act) => sum + act.done, 0)
  const total = imports.reduce((sum, act) => sum + act.total, 0)
  const message = [
    ...(imports.length > 0 ? [`An import is running: ${done} of ${total} files.`] : []),
    ...(exports.length > 0 ? ['An export is being written.'] : []),
  ].join(' ')
  const detail = [
    ...(imports.length > 0
      ? ['What has been imported stays in the library; the other files can be imported again.']
      : []),
    ...(exports.length > 0 ? ['An export that is stopped leaves no file; export again when you like.'] : []),
  ].join(' ')
  const several = imports.length + exports.length > 1
  return {
    message,
    detail,
    stop: several ? 'Stop them and close' : 'Stop it and close',
    stay: 'Keep the window open',
  }
}
