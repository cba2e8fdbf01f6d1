import type { Output } from '../../shared/contract/index.ts'
import { client } from '../bridge.ts'

/** A part that others wrote, with the whole text of its licence. */
export type LicensedPart = Output<'app.licenses'>['items'][number]

/** The parts of this build by name; none where the build has no list of them. */
export async function licensedParts(): Promise<readonly LicensedPart[]> {
  const result = await client.call('app.licenses', {})
  return result.ok ? result.value.items : []
}
