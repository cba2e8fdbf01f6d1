import type { Registration } from '../environment.ts'
import { registerAddClaim } from './addClaim.ts'
import { registerAddQuote } from './addQuote.ts'
import { registerAddSpeaker } from './addSpeaker.ts'

export function registerAdd({ program, environment, runs }: Registration): void {
  const add = program.command('add').description('mark a passage as a claim or a quote, or add a speaker')
  registerAddClaim(add, environment, runs)
  registerAddQuote(add, environment, runs)
  registerAddSpeaker(add, environment, runs)
}
