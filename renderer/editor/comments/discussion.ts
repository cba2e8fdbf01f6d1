import type { Editor, RangeRef } from 'slate'
import { create } from 'zustand'
import type { Input, OperationName, Output } from '../../../shared/contract/index.ts'
import type { Block } from '../../../shared/document/block.ts'
import { type Commented, commentedIn } from '../../../shared/document/comments.ts'
import type { CommentThread } from '../../../shared/model/comment.ts'
import type { ErrorValue } from '../../../shared/model/error.ts'
import type { Id } from '../../../shared/model/identity.ts'
import { client } from '../../bridge.ts'
import { commentsMarkedBy } from '../core/comments.ts'
import { Keyed } from '../keyed.ts'

interface DiscussionState {
  /** Null until they were read. */
  readonly threads: readonly CommentThread[] | null
  readonly error: ErrorValue | null
  /** The thread at the caret or chosen in the panel. */
  readonly active: Id | null
  /** A new comment that is being written: its words in the text, and what was selected. */
  readonly draft: { readonly at: RangeRef; readonly quoted: string } | null
  /** The thread whose answer is asked for by key: the panel puts the focus in its field. */
  readonly answering: Id | null
}

/** Per block and by reference. */
const lists = new WeakMap<Block, readonly Commented[]>()
const none: readonly Commented[] = []

const commentsOf = (block: Block): readonly Commented[] => {
  let list = lists.get(block)
  if (!list) {
    const own = commentedIn(block)
    list = own.length > 0 ? own : none
    lists.set(block, list)
  }
  return list
}

/** The threads of a text in its order, with their words. */
export function commentedWords(blocks: readonly Block[]): Map<Id, string> {
  const found = new Map<Id, string>()
  for (const block of blocks)
    for (const { id, words } of commentsOf(block)) {
      const before = found.get(id)
      found.set(id, before === undefined ? words : `${before} ${words}`)
    }
  return found
}

/** The comments of an open briefing: its threads as the library has them, and what this window does with them. */
export class Discussion {
  readonly state = create<DiscussionState>(() => ({
    threads: null,
    error: null,
    active: null,
    draft: null,
    answering: null,
  }))
  /** Thread → how its words are drawn; nothing for one that was deleted. */
  readonly drawn = new Keyed<'open' | 'resolved'>()
  readonly #briefingId: Id
  /** Threads that this window deleted: an undo brings them back. */
  readonly #removed = new Set<Id>()
  #turn = 0

  constructor(briefingId: Id) {
    this.#briefingId = briefingId
  }

  async load(): Promise<void> {
    this.#turn += 1
    const turn = this.#turn
    const result = await client.call('comments.list', { briefingId: this.#briefingId })
    if (turn !== this.#turn) return
    if (!result.ok) {
      this.state.setState({ error: result.error })
      return
    }
    this.state.setState({ error: null })
    this.#show(result.value.threads)
  }

  #show(threads: readonly CommentThread[]): void {
    this.state.setState({ threads })
    const ids = new Set(threads.map(({ id }) => id))
    this.drawn.delete([...this.drawn.entries().keys()].filter((id) => !ids.has(id)))
    this.drawn.setAll(threads.map(({ id, resolvedAt }) => [id, resolvedAt === null ? 'open' : 'resolved']))
  }

  /** Asks for a change and reads the threads again. @returns the answer, or null with the error in the state */
  async ask<Name extends Extract<OperationName, `comments.${string}`>>(
    name: Name,
    input: Input<Name>,
  ): Promise<Output<Name> | null> {
    const result = await client.call(name, input)
    if (!result.ok) {
      this.state.setState({ error: result.error })
      return null
    }
    await this.load()
    return result.value
  }

  async remove(threadId: Id, removed: boolean): Promise<void> {
    if (removed) this.#removed.add(threadId)
    else this.#removed.delete(threadId)
    await this.ask('comments.remove', { threadId, removed })
  }

  /**
   * After each change of the text: a thread whose mark was taken off words that stay is deleted, and one whose mark
   * came back returns. That is what deleting a comment and undoing its making do; deleting the words themselves
   * leaves the thread without a place.
   */
  follow(editor: Editor): void {
    const touched = commentsMarkedBy(editor, editor.operations)
    if (touched.size === 0) return
    const present = commentedWords(editor.children as Block[])
    const known = new Set(this.state.getState().threads?.map(({ id }) => id))
    for (const id of touched) {
      if (present.has(id) && this.#removed.has(id)) void this.remove(id, false)
      else if (!present.has(id) && known.has(id) && !this.#removed.has(id)) void this.remove(id, true)
    }
  }

  /** Whether a thread belongs to this briefing and has no words in it now: pasted words may bring it back. */
  isLost(id: Id, blocks: readonly Block[]): boolean {
    const known = this.state.getState().threads?.some((thread) => thread.id === id) ?? false
    return known && !commentedWords(blocks).has(id)
  }

  /** Ends the writing of a new comment. @returns where its words are now, if they still are */
  endDraft() {
    const range = this.state.getState().draft?.at.unref() ?? null
    this.state.setState({ draft: null })
    return range
  }
}
