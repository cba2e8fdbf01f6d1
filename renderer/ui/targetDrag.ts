import type { DragEvent } from 'react'
import { type Target, targetSchema } from '../../shared/model/identity.ts'

/** What a dragged claim, quote or source is on the clipboard of the drag; only windows of Attest know it. */
const dragType = 'application/x-attest-target'

/** Puts a target in a drag, with words for whoever else takes it. */
export function dragTarget(event: DragEvent, target: Target, words: string): void {
  event.dataTransfer.effectAllowed = 'copy'
  event.dataTransfer.setData(dragType, JSON.stringify({ type: target.type, id: target.id }))
  event.dataTransfer.setData('text/plain', words)
}

/** Whether a drag over something carries a target; its data can be read only when it is dropped. */
export const carriesTarget = (event: { dataTransfer: DataTransfer | null }): boolean =>
  event.dataTransfer?.types.includes(dragType) ?? false

/** The target that was dropped; null for anything else, or for what another program made of it. */
export function droppedTarget(event: { dataTransfer: DataTransfer | null }): Target | null {
  try {
    return targetSchema.parse(JSON.parse(event.dataTransfer?.getData(dragType) ?? ''))
  } catch {
    return null
  }
}

/**
 * What makes an element of a list one that can be dragged into a text: `{...draggable(target, words)}`.
 *
 * @param words for whoever takes the drag and is not Attest
 */
export const draggable = (
  target: Target,
  words: string,
): { draggable: true; onDragStart: (event: DragEvent) => void } => ({
  draggable: true,
  onDragStart: (event) => dragTarget(event, target, words),
})
