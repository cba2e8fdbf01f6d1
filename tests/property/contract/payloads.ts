import fc from 'fast-check'
import type { z } from 'zod'

// Payloads from the contract's own schemas: a new operation is tried without anybody writing a line here.

/** What is in the library: payloads point at it, at the right place and at wrong ones. */
export interface World {
  /** Ids by the table they are of: `source`, `claim`, `extraction`, `block` … */
  readonly ids: Readonly<Record<string, readonly string[]>>
  readonly keys: readonly string[]
  /** Tokens of files, libraries and exports. */
  readonly tokens: readonly string[]
}

/** What payloads are made for. */
interface Making {
  readonly world: World
  /** The kind of thing an operation is about: `source` for `sources.get`. */
  readonly about: string
}

/** What is used of a schema's definition (zod 4: `schema._zod.def`). */
interface Definition {
  readonly type: string
  readonly shape?: Record<string, z.ZodType>
  readonly element?: z.ZodType
  readonly innerType?: z.ZodType
  readonly options?: readonly z.ZodType[]
  readonly items?: readonly z.ZodType[]
  readonly keyType?: z.ZodType
  readonly valueType?: z.ZodType
  readonly entries?: Record<string, string | number>
  readonly values?: readonly unknown[]
  readonly format?: string
  readonly getter?: () => z.ZodType
  readonly checks?: readonly {
    _zod: { def: { check: string; minimum?: number; value?: number; pattern?: RegExp } }
  }[]
}

const definition = (schema: z.ZodType): Definition => schema._zod.def as unknown as Definition

/** Texts that break what takes a text for granted: halves of pairs, NUL, controls, markup, queries, very long ones. */
export const oddTexts: readonly string[] = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  'x\udc00y',
  '\uFFFF\uFFFE',
  '\u202Egnp.exe',
  '👩‍👩‍👧‍👦',
  'e\u0301'.repeat(50),
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  "'; DROP TABLE source; --",
  '" OR ""="',
  'NEAR(a b) AND * OR "',
  '%_%',
  '../../../etc/passwd',
  'CON',
  'javascript:alert(1)',
  'file:///etc/passwd',
  '__proto__',
  'constructor',
  'toString',
  '{{7*7}}',
  '$(id)',
  '#set page(width: 1pt)',
  '1e400',
  '-0',
  'null',
  '\r\n\r\n',
  'x'.repeat(5_000),
]

const text = (): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.string({ minLength: 1, maxLength: 40 }) },
    { weight: 3, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }) },
    { weight: 1, arbitrary: fc.constantFrom(...oddTexts) },
  )

/** A text that is of use where this field is: an id or key that is there, or is not. */
function textOf(schema: z.ZodType, field: string, { world, about }: Making): fc.Arbitrary<string> {
  const { format } = definition(schema)
  if (format === 'uuid') {
    const all = Object.values(world.ids).flat()
    const fitting = world.ids[/^(.+)Id$/.exec(field)?.[1] ?? about] ?? all
    return fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...(fitting.length > 0 ? fitting : all)) },
      { weight: 2, arbitrary: fc.constantFrom(...all) },
      { weight: 1, arbitrary: fc.uuid() },
      { weight: 1, arbitrary: fc.constantFrom(...all).map((id) => id.toUpperCase()) },
    )
  }
  if (format === 'date') return fc.constantFrom('2026-02-28', '1970-01-01', '9999-12-31', '2024-02-29')
  if (field === 'token' || field === 'tokens') {
    return fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...world.tokens) },
      { weight: 1, arbitrary: text() },
    )
  }
  if (field === 'base64')
    return fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes).toString('base64'))
  if (/keys?$/i.test(field)) {
    return fc.oneof(
      { weight: 2, arbitrary: fc.constantFrom(...world.keys) },
      { weight: 1, arbitrary: text() },
    )
  }
  const pattern = (definition(schema).checks ?? []).find(({ _zod }) => _zod.def.pattern)?._zod.def.pattern
  // Classes of Unicode and ignored case are beyond the generator; the patterns of keys have them, and keys come from the library.
  return pattern === undefined || pattern.flags.includes('i') || pattern.source.includes('\\p')
    ? text()
    : fc.stringMatching(pattern)
}

/**
 * Payloads that fit a schema's outline: kinds, fields and choices are as it says, and what its rules say beyond that
 * (lengths, patterns, fields that go together) is left to chance.
 *
 * @param field the name under which the value stands
 * @param depth levels of nesting left
 */
export function payloadOf(schema: z.ZodType, making: Making, field = '', depth = 9): fc.Arbitrary<unknown> {
  const all = definition(schema)
  const within = (inner: z.ZodType | undefined, name = field) =>
    inner === undefined ? fc.constant(null) : payloadOf(inner, making, name, depth - 1)
  switch (all.type) {
    case 'string':
      return textOf(schema, field, making)
    case 'number':
      return fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(1, 1, 1, 2, 3) },
        { weight: 3, arbitrary: fc.nat({ max: 2999 }).map((more) => leastOf(all) + more) },
        {
          weight: 1,
          arbitrary: fc.constantFrom(0, -1, 2 ** 31, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER),
        },
      )
    case 'boolean':
      return fc.boolean()
    case 'enum':
      return fc.constantFrom(...Object.values(all.entries ?? {}))
    case 'literal':
      return fc.constantFrom(...(all.values ?? [null]))
    case 'nullable':
      return fc.option(within(all.innerType), { freq: 3 })
    case 'optional':
    case 'default':
      return within(all.innerType)
    case 'readonly':
    case 'nonoptional':
    case 'catch':
      return within(all.innerType)
    case 'lazy':
      return depth <= 0 ? fc.constant(null) : within(all.getter?.())
    case 'array':
      return fc.array(within(all.element), {
        minLength: leastOf(all),
        maxLength: depth <= 0 ? leastOf(all) : 3,
      })
    case 'tuple':
      return fc.tuple(...(all.items ?? []).map((item) => within(item)))
    case 'union':
      return fc.oneof(...(all.options ?? []).map((option) => within(option)))
    case 'record':
      return fc.dictionary(fc.string({ maxLength: 12 }), within(all.valueType), { maxKeys: 3 })
    case 'object':
      return objectOf(all.shape ?? {}, (inner, name) => within(inner, name))
    case 'unknown':
    case 'any':
      return fc.jsonValue({ maxDepth: 3 })
    case 'null':
      return fc.constant(null)
    default:
      throw new Error(`The fuzzer does not know how to make “${all.type}”: teach it, beside the others.`)
  }
}

/** The least length or number that a schema's checks name; 0 when they name none. */
const leastOf = ({ checks = [] }: Definition): number =>
  Math.max(
    0,
    ...checks.map(({ _zod }) =>
      /^(?:min_length|greater_than)$/.test(_zod.def.check)
        ? Number(_zod.def.value ?? _zod.def.minimum ?? 0)
        : 0,
    ),
  )

function objectOf(
  shape: Record<string, z.ZodType>,
  within: (schema: z.ZodType, name: string) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  const optional = Object.keys(shape).filter((name) =>
    ['optional', 'default'].includes(definition(shape[name] as z.ZodType).type),
  )
  const fields = fc.record(
    Object.fromEntries(Object.entries(shape).map(([name, schema]) => [name, within(schema, name)])),
  )
  // Few of those that may be left out: of twenty that are given, one would nearly always be wrong.
  const given = fc.subarray(optional, { maxLength: Math.min(2, optional.length) })
  return fc
    .tuple(fields, given)
    .map(([all, some]) =>
      Object.fromEntries(
        Object.entries(all).filter(([name]) => !optional.includes(name) || some.includes(name)),
      ),
    )
}
