import {
  type Caller,
  contract,
  type Handlers,
  isOperationName,
  maxPayloadDepth,
  maxPayloadLength,
} from '../../shared/contract/index.ts'
import { AttestError, type Result, toErrorValue } from '../../shared/model/error.ts'

/**
 * Answers one call from a window, whatever the transport: the operation must be of the contract, the payload not too
 * long, nor too deep, and of the operation's schema. Never rejects; what goes wrong is the value.
 *
 * @param name the operation as the window wrote it
 * @param payload its input as JSON text
 */
export async function dispatch(
  handlers: Handlers,
  name: unknown,
  payload: unknown,
  caller: Caller,
): Promise<Result<unknown>> {
  try {
    if (!isOperationName(name)) throw badRequest('There is no such operation.')
    const input = contract[name].input.safeParse(parse(payload))
    if (!input.success)
      throw badRequest(`What was sent to ${name} does not fit: ${describe(input.error.issues)}.`)
    // The table is typed by operation; the schema that parsed the input is the one of the same name.
    const handler = handlers[name] as (input: unknown, caller: Caller) => Promise<unknown>
    return { ok: true, value: await handler(input.data, caller) }
  } catch (error) {
    return { ok: false, error: toErrorValue(error) }
  }
}

function parse(payload: unknown): unknown {
  if (typeof payload !== 'string') throw badRequest('The payload is no JSON text.')
  if (payload.length > maxPayloadLength) {
    throw new AttestError(
      'too-large',
      `The payload has ${payload.length} characters; ${maxPayloadLength} are allowed.`,
      'Send less at once.',
    )
  }
  let value: unknown
  try {
    value = JSON.parse(payload)
  } catch {
    throw badRequest('The payload is no JSON text.')
  }
  if (isDeeper(value, maxPayloadDepth)) {
    throw new AttestError(
      'too-large',
      `The payload is nested more than ${maxPayloadDepth} levels deep.`,
      'Put lists into fewer lists.',
    )
  }
  return value
}

/** Whether objects and arrays are nested more than `levels` deep; takes no stack for it. */
function isDeeper(value: unknown, levels: number): boolean {
  let level: object[] = typeof value === 'object' && value !== null ? [value] : []
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > levels) return true
    const next: object[] = []
    for (const holder of level) {
      for (const inner of Object.values(holder)) {
        if (typeof inner === 'object' && inner !== null) next.push(inner)
      }
    }
    level = next
  }
  return false
}

/** The first three issues, with places and without the values: those may be secret or long. */
function describe(issues: readonly { path: PropertyKey[]; message: string }[]): string {
  const shown = issues.slice(0, 3).map(({ path, message }) => {
    const place = path.map(String).join('.').slice(0, 80)
    return place === '' ? message : `${place}: ${message}`
  })
  return shown.join('; ').slice(0, 400)
}

const badRequest = (message: string) =>
  new AttestError('bad-request', message, 'This is a fault in Attest, not in your work: please report it.')
