import type { Run } from './hosts.ts'

/** Calls an operation of the contract from the page, as another window would; throws its error as JSON. */
export const ask = <Value>(run: Run, name: string, input: unknown): Promise<Value> =>
  run.page.evaluate(
    async ([operation, payload]) => {
      const page = window as unknown as {
        attest?: { call(name: unknown, input: unknown): Promise<{ ok: boolean; value: unknown }> }
      }
      const answer =
        page.attest === undefined
          ? await fetch(`/call/${operation}`, {
              method: 'POST',
              headers: { 'content-type': 'application/json', 'x-attest-window': 'asking' },
              body: JSON.stringify(payload),
            }).then((response) => response.json())
          : await page.attest.call(operation, payload)
      if (!answer.ok) throw new Error(JSON.stringify(answer))
      return answer.value
    },
    [name, input] as const,
  ) as Promise<Value>
