import { useCallback, useEffect, useRef, useState } from 'react'
import { type Editor, Range } from 'slate'
import { ReactEditor, useSlate } from 'slate-react'
import type { Block } from '../../shared/document/block.ts'
import { paint, reveal } from '../ui/highlight.ts'
import { findAll, type Hit } from './core/find.ts'
import { type Pattern, patternOf, type Query } from './core/pattern.ts'
import { Chunks } from './drawing.ts'
import { deskOf } from './region.ts'

/** Hits drawn around the one that is shown: more cannot be told apart, and each costs the painting time. */
const drawn = 500
/** The text rests this long, in ms, before it is searched again while a person types in it. */
const restMs = 150

const isPattern = (made: Pattern | null | { readonly problem: string }): made is Pattern =>
  made !== null && 'find' in made

const domRange = (editor: Editor, hit: Hit): globalThis.Range | null => {
  try {
    return ReactEditor.toDOMRange(editor, hit.range)
  } catch {
    // A block that the view has not drawn yet.
    return null
  }
}

export interface Finding {
  readonly hits: readonly Hit[]
  /** The hit that is shown: its place in `hits`, -1 when there is none. */
  readonly at: number
  readonly problem: string | null
  go(by: 1 | -1): void
  /** Searches again at once: after a change made here. */
  again(): void
}

/** The places of a query in the open briefing, followed as the text changes, drawn over it. */
export function useFinding(query: Query, within: (() => Range | null) | null): Finding {
  const editor = useSlate()
  const { children } = editor
  const [made, setMade] = useState<Pattern | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [hits, setHits] = useState<readonly Hit[]>([])
  const [at, setAt] = useState(-1)
  const from = useRef(editor.selection)
  const { words, matchCase, wholeWord, regex } = query

  useEffect(() => {
    let current = true
    void patternOf({ words, matchCase, wholeWord, regex }).then((answer) => {
      if (!current) return
      setMade(isPattern(answer) ? answer : null)
      setProblem(answer !== null && 'problem' in answer ? answer.problem : null)
    })
    return () => {
      current = false
    }
  }, [words, matchCase, wholeWord, regex])

  const search = useCallback(() => {
    const all = made ? findAll(editor, made, within?.() ?? undefined) : []
    const caret = from.current ? Range.start(from.current) : null
    const next = caret
      ? all.findIndex(({ range }) =>
          Range.includes({ anchor: caret, focus: Range.end(range) }, Range.start(range)),
        )
      : 0
    setHits(all)
    setAt(all.length === 0 ? -1 : Math.max(0, next))
  }, [editor, made, within])

  useEffect(search, [search])
  const seen = useRef(children)
  useEffect(() => {
    if (seen.current === children) return
    seen.current = children
    const timer = setTimeout(search, restMs)
    return () => clearTimeout(timer)
  }, [children, search])

  const hit = hits[at]
  // What is drawn anew has its hits painted.
  const [drawing, setDrawing] = useState(0)
  useEffect(() => Chunks.of(editor).onChanged(() => setDrawing((before) => before + 1)), [editor])
  // biome-ignore lint/correctness/useExhaustiveDependencies: `drawing` says that the page has other blocks than before
  useEffect(() => {
    const block = hit && (editor.children[hit.range.anchor.path[0] ?? 0] as Block | undefined)
    // Its drawing comes back here.
    if (block && Chunks.of(editor).draw(block)) return
    const first = Math.max(0, at - drawn / 2)
    paint(
      'find',
      hits.slice(first, first + drawn).map((each) => domRange(editor, each)),
      editor,
    )
    const shown = hit ? domRange(editor, hit) : null
    paint('found', [shown], editor)
    const desk = deskOf(editor)
    if (shown && desk) reveal(desk, shown)
    if (hit) from.current = hit.range
  }, [editor, hits, at, hit, drawing])
  useEffect(
    () => () => {
      paint('find', [], editor)
      paint('found', [], editor)
    },
    [editor],
  )

  return {
    hits,
    at,
    problem,
    go: (by) => {
      if (hits.length > 0) setAt((at + by + hits.length) % hits.length)
    },
    again: search,
  }
}
