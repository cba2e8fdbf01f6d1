import { useCallback, useEffect, useRef, useState } from 'react'
import type { Output } from '../../shared/contract/index.ts'
import type { ErrorValue } from '../../shared/model/error.ts'
import type { EntityType } from '../../shared/model/identity.ts'
import { client, useEvent } from '../bridge.ts'

export type ListOperation = 'sources.list' | 'claims.list' | 'quotes.list' | 'speakers.list'
export type RowOf<Name extends ListOperation> = Output<Name>['items'][number]

const pageSize = 100

export interface Pages<Row> {
  readonly total: number
  /** False until the first answer. */
  readonly known: boolean
  readonly error: ErrorValue | null
  /** The row at an index, or undefined while its page is not here yet. */
  row(index: number): Row | undefined
  /** Fetches the pages of a range of rows, if they are not here. */
  need(first: number, last: number): void
}

interface State<Row> {
  readonly key: string
  readonly pages: ReadonlyMap<number, readonly Row[]>
  readonly total: number
  readonly known: boolean
  readonly error: ErrorValue | null
}

/** A list asked for page by page, so that its length costs nothing; asked again when entities of `types` change. */
export function usePages<Name extends ListOperation>(
  name: Name,
  query: string,
  types: readonly EntityType[],
): Pages<RowOf<Name>> {
  type Row = RowOf<Name>
  const key = `${name} ${query}`
  const empty: State<Row> = { key, pages: new Map(), total: 0, known: false, error: null }
  const [state, setState] = useState<State<Row>>(empty)
  /** Pages asked for, by the key they belong to. */
  const asked = useRef({ key: '', pages: new Set<number>() })
  const shown = useRef<[number, number]>([0, 0])

  const fetchPage = useCallback(
    async (page: number): Promise<void> => {
      if (asked.current.key === key && asked.current.pages.has(page)) return
      if (asked.current.key !== key) asked.current = { key, pages: new Set() }
      asked.current.pages.add(page)
      const result = await client.call<ListOperation>(name, {
        query,
        limit: pageSize,
        offset: page * pageSize,
      })
      if (asked.current.key !== key) return
      setState((before) => {
        if (!result.ok) return { ...before, key, known: true, error: result.error }
        const pages = new Map(before.key === key ? before.pages : [])
        pages.set(page, result.value.items as Row[])
        return { key, pages, total: result.value.total, known: true, error: null }
      })
    },
    [name, query, key],
  )
  const need = useCallback(
    (first: number, last: number): void => {
      shown.current = [first, last]
      const to = Math.floor(Math.max(first, last) / pageSize)
      for (let page = Math.floor(first / pageSize); page <= to; page += 1) void fetchPage(page)
    },
    [fetchPage],
  )
  useEffect(() => {
    void fetchPage(0)
  }, [fetchPage])
  useEvent('library.changed', (changed) => {
    if (!changed.types.some((type) => types.includes(type))) return
    asked.current = { key, pages: new Set() }
    need(...shown.current)
  })

  // Rows of the query before stay in sight until the new ones are here, so that typing does not flicker.
  return {
    total: state.total,
    known: state.known,
    error: state.error,
    row: (index) => state.pages.get(Math.floor(index / pageSize))?.[index % pageSize],
    need,
  }
}
