import type { Environment } from './environment.ts'

/** Tells on one line of a terminal what is being done; says nothing where standard error is no terminal. */
export function progress({ isTerminal, err }: Pick<Environment, 'isTerminal' | 'err'>): {
  say: (stage: string) => void
  end: () => void
} {
  let shown = false
  return {
    say: (stage) => {
      if (!isTerminal) return
      shown = true
      // Carriage return, and erase to the end of the line (ECMA-48 EL).
      err(`\r\u001b[K${stage}`)
    },
    end: () => {
      if (shown) err('\r\u001b[K')
      shown = false
    },
  }
}
