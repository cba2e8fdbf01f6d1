import fc from 'fast-check'
import { oddTexts } from './payloads.ts'

// What a hostile window could write instead of a payload. Texts, since JSON text is what crosses the boundary.

const deep = (levels: number, open: string, inner: string, close: string) =>
  `${open.repeat(levels)}${inner}${close.repeat(levels)}`

/** JSON that replaces a value somewhere. */
const replacements: readonly string[] = [
  'null',
  'true',
  'false',
  '0',
  '-1',
  '1.5',
  '1e999',
  '-1e999',
  '9007199254740993',
  '""',
  '"not this"',
  '"\\ud800"',
  '"\\u0000"',
  '[]',
  '[[]]',
  '{}',
  '{"length":1}',
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '{"toString":1,"valueOf":1}',
  '{"then":1}',
  '"00000000-0000-7000-8000-000000000000"',
  '"ffffffff-ffff-ffff-ffff-ffffffffffff"',
]

/** The same, but long or deep: seldom, since each takes a while. */
const heavy: readonly string[] = [
  JSON.stringify('x'.repeat(300_000)),
  `[${'0,'.repeat(20_000)}0]`,
  deep(3_000, '[', '', ']'),
  deep(3_000, '{"children":[', '{"text":""}', ']}'),
  // Lists in lists as the schema has them, too many for anybody's stack.
  deep(
    1_500,
    '{"type":"list","id":"00000000-0000-7000-8000-000000000000","ordered":false,"children":[{"type":"list-item","id":"00000000-0000-7000-8000-000000000000","children":[',
    '{"type":"paragraph","id":"00000000-0000-7000-8000-000000000000","children":[{"text":"x"}]}',
    ']}]}',
  ),
]

type Path = readonly (string | number)[]

function pathsOf(value: unknown, at: Path = [], found: Path[] = []): Path[] {
  found.push(at)
  if (Array.isArray(value)) for (const [index, item] of value.entries()) pathsOf(item, [...at, index], found)
  else if (typeof value === 'object' && value !== null)
    for (const [name, item] of Object.entries(value)) pathsOf(item, [...at, name], found)
  return found
}

const marker = '\u0001here\u0001'

/** JSON text of `value` with what stands at `path` replaced, left out, or given a second field. */
function textWith(value: unknown, path: Path, act: 'replace' | 'remove' | 'add', json: string): string {
  const copy = structuredClone({ root: value }) as Record<string, unknown>
  const full = ['root', ...path]
  let holder = copy as Record<string | number, unknown>
  for (const step of full.slice(0, -1)) holder = holder[step] as Record<string | number, unknown>
  const last = full.at(-1) ?? 'root'
  const target = holder[last]
  if (act === 'remove' && path.length > 0) {
    if (Array.isArray(holder)) holder.splice(Number(last), 1)
    else delete holder[last]
  } else if (act === 'add' && typeof target === 'object' && target !== null && !Array.isArray(target)) {
    Object.assign(target, { [marker]: marker })
  } else {
    holder[last] = marker
  }
  const text = JSON.stringify(copy.root) ?? 'undefined'
  const quoted = JSON.stringify(marker)
  // A field of a name that an object already has means something else to a careless reader.
  return text.replace(`${quoted}:${quoted}`, `"__proto__":${json}`).replace(quoted, json)
}

/** Malformed or strange JSON texts made from payloads that fit. */
export const mutated = (payloads: fc.Arbitrary<unknown>): fc.Arbitrary<string> =>
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc
        .tuple(
          payloads,
          fc.nat(),
          fc.constantFrom('replace' as const, 'replace' as const, 'remove' as const, 'add' as const),
          fc.oneof(
            {
              weight: 40,
              arbitrary: fc.constantFrom(...replacements, ...oddTexts.map((odd) => JSON.stringify(odd))),
            },
            { weight: 1, arbitrary: fc.constantFrom(...heavy) },
          ),
        )
        .map(([payload, at, act, json]) => {
          const paths = pathsOf(payload)
          return textWith(payload, paths[at % paths.length] ?? [], act, json)
        }),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          payloads,
          fc.nat(),
          fc.constantFrom('', '\0', '}', '"', ',', '\\', '\ud800', 'NaN', '-', '[', '//'),
        )
        .map(([payload, at, put]) => {
          const text = JSON.stringify(payload) ?? ''
          const cut = at % (text.length + 1)
          return text.slice(0, cut) + put + (put === '' ? '' : text.slice(cut))
        }),
    },
    { weight: 1, arbitrary: fc.constantFrom('', 'undefined', 'NaN', '{', '[', ...replacements) },
    { weight: 1, arbitrary: fc.json({ maxDepth: 4 }) },
  )
