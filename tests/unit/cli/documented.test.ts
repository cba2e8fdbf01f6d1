import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { createProgram } from '../../../main/cli/program.ts'
import { root } from '../../parts.ts'

const program = createProgram(
  {
    out: () => undefined,
    err: () => undefined,
    isTerminal: false,
    now: () => 0,
    version: '0',
    signal: new AbortController().signal,
    input: async () => '',
  },
  () => undefined,
)

/** Every command that does something, with its name as it is typed. */
function* commandsOf(command: Command, path: readonly string[] = []): Generator<[string, Command]> {
  for (const child of command.commands) {
    const name = [...path, child.name()]
    if (child.commands.length > 0) yield* commandsOf(child, name)
    else yield [name.join(' '), child]
  }
}

const page = readFileSync(join(root, 'docs/reference/command-line.md'), 'utf8')
const sections = new Map(
  page
    .split(/^## /mu)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf('\n')), section]),
)
const commands = [...commandsOf(program)]

describe('the reference of the command line', () => {
  it('has a section for every command, and no other', () => {
    expect([...sections.keys()].sort()).toEqual(commands.map(([name]) => name).sort())
  })

  for (const [name, command] of commands) {
    it(`names every option of ${name}`, () => {
      const own = command.options.map(({ long }) => long ?? '')
      expect(own).toEqual(expect.arrayContaining(['--library', '--json']))
      const missing = own.filter(
        (option) =>
          !['--library', '--json'].includes(option) &&
          !new RegExp(`${option}(?![a-z-])`, 'u').test(sections.get(name) ?? ''),
      )
      expect(missing).toEqual([])
    })
  }

  it('shows no option that a command does not have', () => {
    for (const [name, command] of commands) {
      const own = command.options.map(({ long }) => long)
      const shown = [...(sections.get(name) ?? '').matchAll(/(?<![\w-])--[a-z][a-z-]*/gu)].map(
        ([option]) => option,
      )
      expect(shown.filter((option) => !own.includes(option))).toEqual([])
    }
  })
})
