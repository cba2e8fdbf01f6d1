import type { IncomingMessage } from 'node:http'
import { maxPayloadLength } from '../../../shared/contract/index.ts'
import { AttestError } from '../../../shared/model/error.ts'

/** Reads the payloads of calls; all that is being read at one time has a bound. */
export interface Intake {
  /** The payload as text. Throws `bad-request`, `too-large`, `busy`. */
  read(request: IncomingMessage): Promise<string>
}

/** Bytes of all payloads that are being read: two of the largest. */
const maxReading = 2 * maxPayloadLength

export function createIntake(): Intake {
  let reading = 0
  return {
    read: async (request) => {
      if (request.headers['content-type']?.split(';')[0]?.trim() !== 'application/json') {
        throw new AttestError('bad-request', 'The payload is no JSON.', 'Send it as application/json.')
      }
      const chunks: Buffer[] = []
      let length = 0
      try {
        for await (const chunk of request as AsyncIterable<Buffer>) {
          length += chunk.length
          reading += chunk.length
          if (length > maxPayloadLength) throw tooLarge()
          if (reading > maxReading) throw busy()
          chunks.push(chunk)
        }
        return Buffer.concat(chunks).toString('utf8')
      } finally {
        reading -= length
      }
    },
  }
}

const tooLarge = () =>
  new AttestError('too-large', `The payload has more than ${maxPayloadLength} bytes.`, 'Send less at once.')

const busy = () =>
  new AttestError('busy', 'Too much is being sent to Attest at once.', 'Wait a moment, then try again.')
