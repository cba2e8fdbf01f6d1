import { useContext, useEffect, useRef } from 'react'
import { create } from 'zustand'
import { type CommandId, catalogue } from '../../shared/commands/catalogue.ts'
import type { CommandEntry, CommandGroup } from '../../shared/commands/entry.ts'
import { addedKeys } from '../../shared/commands/keyMaps.ts'
import { type KeyChoice, keysOf } from '../../shared/commands/ownKeys.ts'
import { ActiveView } from '../shell/active.ts'
import { useShell } from '../shell/store.ts'

export type { CommandGroup }

export interface Command {
  /** The native menu uses the same ids. */
  readonly id: string
  readonly title: string
  readonly group: CommandGroup
  /** Chords such as `Mod+Shift+L`, sequences such as `G S`; the first is the one shown in menus. */
  readonly keys?: readonly string[]
  /** Those of them that the chosen key map adds: bound even where the view handles the others itself. */
  readonly added?: readonly string[]
  /** Shown in the sheet only: the view handles the keys itself (the editor does, inside text). */
  readonly bound?: false
  /** Keys with a modifier work in text fields too, unless this is false. */
  readonly inText?: false
  /** Left out of the palette (moves of the caret, say). */
  readonly quiet?: true
  readonly when?: () => boolean
  readonly run: () => void | Promise<void>
}

/** A command with the words and keys that the catalogue has for it. */
export function known(
  id: CommandId,
  run: Command['run'],
  more: Partial<Pick<Command, 'title' | 'keys' | 'bound' | 'inText' | 'when'>> = {},
): Command {
  const { title, group, keys, notInPalette }: CommandEntry = catalogue[id]
  return {
    id,
    title,
    group,
    ...(keys === undefined ? {} : { keys }),
    ...(notInPalette === undefined ? {} : { quiet: true }),
    ...more,
    run,
  }
}

/**
 * A command with the keys that the person chose for it. They are bound here, also those of what the text answers itself.
 */
export function withChosenKeys(command: Command, choice: KeyChoice): Command {
  const isOwn = Object.hasOwn(choice.ownKeys, command.id)
  const added = isOwn ? keysOf(choice, command.id) : addedKeys(choice.keyMap, command.id)
  if (added.length === 0) return isOwn ? { ...command, keys: [] } : command
  return { ...command, keys: [...added, ...(isOwn ? [] : (command.keys ?? []))], added }
}

const useRegistry = create<{ layers: readonly (readonly Command[])[] }>(() => ({ layers: [] }))

/** Adds commands; of two with the same id or keys the one added last wins. Returns the function that removes them. */
function registerCommands(commands: readonly Command[]): () => void {
  useRegistry.setState((state) => ({ layers: [...state.layers, commands] }))
  return () =>
    useRegistry.setState((state) => ({ layers: state.layers.filter((layer) => layer !== commands) }))
}

/** Commands of a component while it is mounted in the active view; `run` and `when` are always the newest ones. */
export function useCommands(given: readonly Command[]): void {
  const active = useContext(ActiveView)
  // Other keys: the components that have commands draw again, and give them theirs.
  const keyMap = useShell((state) => state.preferences.keyMap)
  const ownKeys = useShell((state) => state.preferences.ownKeys)
  const commands = given.map((command) => withChosenKeys(command, { keyMap, ownKeys }))
  const newest = useRef(commands)
  newest.current = commands
  const shape = commands.map((command) => `${command.id}:${command.keys?.join()}:${command.title}`).join('|')
  // biome-ignore lint/correctness/useExhaustiveDependencies: registered again only when ids, keys or titles change
  useEffect(() => {
    if (!active) return
    const current = (id: string): Command | undefined => newest.current.find((command) => command.id === id)
    return registerCommands(
      newest.current.map((command) => ({
        ...command,
        when: () => current(command.id)?.when?.() ?? true,
        run: () => current(command.id)?.run(),
      })),
    )
  }, [shape, active])
}

/** Each command once, those added last first: what belongs to the open view stands before what is always there. */
const merge = (layers: readonly (readonly Command[])[]): Command[] => {
  const byId = new Map<string, Command>()
  for (const layer of [...layers].reverse()) {
    for (const command of layer) if (!byId.has(command.id)) byId.set(command.id, command)
  }
  return [...byId.values()]
}

/** Every command known now, whether or not it can run. */
const allCommands = (): Command[] => merge(useRegistry.getState().layers)

/** A command by its id, as the open view has it; undefined when nobody registered it. */
export const commandById = (id: string): Command | undefined =>
  allCommands().find((candidate) => candidate.id === id)

/** Calls back whenever commands come or go. Returns the function that ends it. */
export const followRegistry = (listener: () => void): (() => void) => useRegistry.subscribe(listener)

/** The same, as a hook. */
export function useAllCommands(): Command[] {
  return merge(useRegistry((state) => state.layers))
}

export const canRun = (command: Command): boolean => command.when?.() ?? true

/** Runs a command by id; false when it is not known or cannot run now. */
export function runCommand(id: string): boolean {
  const command = commandById(id)
  if (command === undefined || !canRun(command)) return false
  void command.run()
  return true
}

/** The keys that start a command now; none when another command has them. */
export function keysNow(command: Command): string | null {
  const keys = command.keys?.[0]
  if (keys === undefined) return null
  const first = boundCommands().find((other) => other.keys?.includes(keys) === true && canRun(other))
  return first === undefined || first.id === command.id ? keys : null
}

/** Commands that keys can start, the newest first. */
export const boundCommands = (): Command[] =>
  [...useRegistry.getState().layers]
    .reverse()
    .flat()
    .flatMap((command) => {
      if (command.keys === undefined) return []
      if (command.bound !== false) return [command]
      return command.added === undefined ? [] : [{ ...command, keys: command.added }]
    })
