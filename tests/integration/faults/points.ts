import type { ErrorValue } from '../../../shared/model/error.ts'
import type { Fault } from '../../fixtures/faults/faults.ts'

/** Kinds of fault. `step`: how fast the short form goes from one call to later ones. */
export const faults = {
  'the disk is full from a write on': {
    calls: ['write', 'truncate'],
    error: 'ENOSPC',
    more: true,
    step: 3,
  },
  'the disk fails from a call on': {
    calls: ['write', 'sync', 'truncate'],
    error: 'EIO',
    more: true,
    step: 3,
  },
  'one write fails': { calls: ['write'], error: 'EIO', more: false, step: 2.5 },
  'one flush fails': { calls: ['sync'], error: 'EIO', more: false, step: 2.5 },
  'one read fails': { calls: ['read'], error: 'EIO', more: false, step: 4 },
  'every write is cut short': { calls: ['write'], error: 'short', more: true, step: 3 },
  'a name is busy': { calls: ['rename'], error: 'EBUSY', more: false, step: 3 },
  'a file cannot be deleted': { calls: ['unlink'], error: 'EBUSY', more: true, step: 3 },
  'the folder turns read-only': {
    calls: ['open', 'rename', 'unlink'],
    error: 'EROFS',
    more: true,
    step: 2.5,
  },
  'too many files are open': { calls: ['open'], error: 'EMFILE', more: false, step: 2.5 },
} as const satisfies Record<string, Omit<Fault, 'first'> & { step: number }>
export type Kind = keyof typeof faults

/** What happened with one call failing. */
export interface Point {
  readonly act: string
  readonly kind: Kind
  /** Which of the calls failed first. */
  readonly first: number
  readonly fired: number
  readonly count: number
  /** Null when the act was answered as done. */
  readonly told: ErrorValue | null
  /** What is wrong afterwards; nothing should be. */
  readonly wrong: readonly string[]
  /** Until the person was told, in ms. */
  readonly ms: number
}
