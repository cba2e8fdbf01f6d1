import { Editor, Transforms } from 'slate'
import { ReactEditor } from 'slate-react'
import type { Finding } from '../../shared/model/finding.ts'
import type { Id } from '../../shared/model/identity.ts'
import { announce } from '../ui/Live.tsx'
import { findNode, removeNode } from './core/citing.ts'
import { useDriftActs } from './DriftPopover.tsx'
import { Chunks } from './drawing.ts'
import { leavePlace } from './places.ts'
import type { BriefingSession } from './session.ts'

/** Puts the caret at the end of a node, in sight. @returns whether the node is in the text */
export function goToNode(editor: Editor, id: Id): boolean {
  const found = findNode(editor, id)
  if (!found) return false
  leavePlace(editor)
  ReactEditor.focus(editor)
  Transforms.select(editor, Editor.end(editor, found[1]))
  Chunks.of(editor).scrollTo(found[1], 'center')
  return true
}

/** The finding whose block comes next after (or before) `block` in `order`, going round; null when none has a place. */
function neighbour(
  findings: readonly Finding[],
  order: readonly Id[],
  block: Id | null,
  backwards: boolean,
): Finding | null {
  const rank = new Map(order.map((id, index) => [id, index]))
  const at = (finding: Finding): number => rank.get(finding.block ?? '') ?? -1
  const placed = findings.filter((finding) => finding.block).sort((a, b) => at(a) - at(b))
  const caret = rank.get(block ?? '') ?? -1
  if (backwards) return placed.filter((each) => at(each) < caret).at(-1) ?? placed.at(-1) ?? null
  return placed.find((each) => at(each) > caret) ?? placed[0] ?? null
}

export interface FindingActs {
  next(backwards: boolean): void
  go(finding: Finding): void
  fix(finding: Finding, act: Finding['fixes'][number]): void
}

/** Going from finding to finding, and what can be done about one. `onSource`: its citation's source is to be shown. */
export function useFindings(session: BriefingSession, onSource: (id: Id) => void): FindingActs {
  const { editor } = session
  const drift = useDriftActs()

  const go = (finding: Finding): void => {
    const found =
      (finding.node && goToNode(editor, finding.node)) || (finding.block && goToNode(editor, finding.block))
    if (!found) return
    if (finding.node) session.state.setState({ shown: finding.node })
    announce(finding.message)
  }
  return {
    go,
    next: (backwards) => {
      const { findings, block } = session.state.getState()
      const order = session.blocks.map((each) => each.id)
      const finding = neighbour(findings, order, block, backwards)
      if (finding) go(finding)
    },
    fix: ({ node }, act) => {
      if (!node) return
      if (act === 'restore') drift.restore(node)
      else if (act === 'mark-alteration') drift.mark(node)
      else if (act === 'paraphrase') drift.paraphrase(node)
      else if (act === 'remove') removeNode(editor, node)
      else onSource(node)
    },
  }
}
