import { first } from './0001-first.ts'
import { checksums } from './0002-checksums.ts'
import { pictures } from './0003-pictures.ts'
import { suggestions } from './0004-suggestions.ts'
import type { Migration } from './migration.ts'

/** Every migration in order. */
export const migrations: readonly Migration[] = [first, checksums, pictures, suggestions]
