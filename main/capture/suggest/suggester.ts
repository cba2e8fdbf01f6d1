import { AttestError, type ErrorValue } from '../../../shared/model/error.ts'
import type { LaunchChild } from '../../children.ts'
import type { Suggestions } from './suggestion.ts'

/** For one text, the child's start included: half a million words take ten seconds. */
const timeMs = 60_000
const memoryMiB = 1024
const hint = 'The source itself is unharmed; mark its quotes and claims by hand.'

/**
 * The quotes and claims that an English text seems to hold, found in a child process of its own that is ended
 * afterwards. Offsets are UTF-16.
 *
 * @throws AttestError `timeout`, or `damaged` when the child ran out of memory or did not start
 */
export function suggestionsFor(text: string, launchChild: LaunchChild): Promise<Suggestions> {
  return new Promise((resolve, reject) => {
    const child = launchChild('suggest', { memoryMiB })
    const settle = (act: () => void) => {
      clearTimeout(timer)
      child.kill()
      act()
    }
    const timer = setTimeout(
      () =>
        settle(() =>
          reject(
            new AttestError(
              'timeout',
              `The text could not be read for quotes within ${timeMs / 1000} seconds.`,
              hint,
            ),
          ),
        ),
      timeMs,
    )
    child.onExit((_code, notStarted) =>
      settle(() =>
        reject(
          new AttestError(
            'damaged',
            `Reading the text for quotes ended early${notStarted ? `: ${notStarted.message}` : ': it needed more memory than it may have'}.`,
            hint,
          ),
        ),
      ),
    )
    child.onMessage((message) => {
      // The child is ours and its text was read, not run: its answer is as typed.
      const answer = message as { suggestions?: Suggestions; error?: ErrorValue }
      settle(() =>
        answer.suggestions
          ? resolve(answer.suggestions)
          : reject(
              new AttestError(
                answer.error?.code ?? 'internal',
                answer.error?.message ?? 'Nothing was answered.',
                hint,
              ),
            ),
      )
    })
    child.send({ text })
  })
}
