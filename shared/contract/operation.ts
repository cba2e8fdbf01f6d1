import type { z } from 'zod'

/** One operation: what goes in and what comes out, as schemas. */
export interface Operation<In extends z.ZodType, Out extends z.ZodType> {
  readonly input: In
  readonly output: Out
}

export const operation = <In extends z.ZodType, Out extends z.ZodType>(
  input: In,
  output: Out,
): Operation<In, Out> => ({
  input,
  output,
})
