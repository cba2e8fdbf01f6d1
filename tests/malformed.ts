import { contract, isOperationName, type OperationName } from '../shared/contract/index.ts'

/** Every operation of the contract. */
export const operationNames = Object.keys(contract).filter(isOperationName)

const candidates: readonly unknown[] = [null, true, -1.5, 'not this', [], [[]], {}, { length: 1 }, 1e300, '']

/**
 * JSON texts that no operation of this name may take: no JSON at all, JSON that is no object, and, field by field,
 * a value of another kind than the schema asks for and a required field left out.
 */
export function malformedPayloads(name: OperationName): string[] {
  const { input } = contract[name]
  const shape = input.shape as Record<string, { safeParse(value: unknown): { success: boolean } }>
  const wrongFields = Object.entries(shape).flatMap(([field, schema]) =>
    candidates
      .filter((value) => !schema.safeParse(value).success)
      .map((value) => JSON.stringify({ [field]: value })),
  )
  const required = Object.values(shape).some((schema) => !schema.safeParse(undefined).success)
  return [
    '',
    '{',
    'undefined',
    '{"a":1}}',
    'null',
    'true',
    '3',
    '"text"',
    '[]',
    '[{}]',
    ...(required ? ['{}', '{"__proto__":{"id":1}}', '{"constructor":null}'] : []),
    ...wrongFields,
  ]
}
