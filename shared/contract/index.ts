import type { z } from 'zod'
import type { Result } from '../model/error.ts'
import { backupOperations } from './backups.ts'
import { briefingOperations } from './briefings.ts'
import { captureOperations } from './capture.ts'
import { commentOperations } from './comments.ts'
import { entityOperations } from './entities.ts'
import { type EventName, type EventPayload, events } from './events.ts'
import { examinationOperations } from './examination.ts'
import { pictureOperations } from './figures.ts'
import { libraryOperations } from './library.ts'
import { licenseOperations } from './licenses.ts'
import { markingOperations } from './markings.ts'
import { referenceOperations } from './references.ts'
import { settingsOperations } from './settings.ts'
import { spellingOperations } from './spelling.ts'
import { suggestionOperations } from './suggestions.ts'
import { templateOperations } from './templates.ts'

/** Every operation between the window and the main side. The handler table and the client are derived from it. */
export const contract = {
  ...libraryOperations,
  ...backupOperations,
  ...examinationOperations,
  ...captureOperations,
  ...entityOperations,
  ...briefingOperations,
  ...commentOperations,
  ...pictureOperations,
  ...referenceOperations,
  ...suggestionOperations,
  ...settingsOperations,
  ...markingOperations,
  ...templateOperations,
  ...licenseOperations,
  ...spellingOperations,
}
export type Contract = typeof contract
export type OperationName = keyof Contract

/** What the caller writes (defaults may be left out). */
export type Input<Name extends OperationName> = z.input<Contract[Name]['input']>
/** What the handler gets. */
export type Parsed<Name extends OperationName> = z.output<Contract[Name]['input']>
export type Output<Name extends OperationName> = z.output<Contract[Name]['output']>

/** Who calls: one window or browser session. */
export interface Caller {
  readonly windowId: string
}

/** A handler for each operation; a missing one does not compile. */
export type Handlers = {
  readonly [Name in OperationName]: (input: Parsed<Name>, caller: Caller) => Promise<Output<Name>>
}

/** The window's side, over any transport. */
export interface Client {
  call<Name extends OperationName>(name: Name, input: Input<Name>): Promise<Result<Output<Name>>>
  /** Returns the function that ends the subscription. */
  on<Name extends EventName>(name: Name, listener: (payload: EventPayload<Name>) => void): () => void
}

/** Longest serialised payload of one call, in UTF-16 units. */
export const maxPayloadLength = 64 * 1024 * 1024
/**
 * Deepest nesting of objects and arrays in a payload. A list in a list is four deep, so a briefing can have a hundred
 * of them in one another; what is deeper would exhaust the stack of whoever walks it.
 */
export const maxPayloadDepth = 400

export const isOperationName = (name: unknown): name is OperationName =>
  typeof name === 'string' && Object.hasOwn(contract, name)

export type { EventName, EventPayload }
export { events }
