/*
 * Opens a library in a process of its own and says how that went, one JSON line on stdout; keeps it open until stdin
 * ends or the process is killed.
 *
 *   node holder.ts FILE [create]
 */
import { createLibrary, openLibrary } from '../../../main/store/open.ts'

const [path = '', how] = process.argv.slice(2)
try {
  const library = await (how === 'create' ? createLibrary(path) : openLibrary(path))
  console.log(JSON.stringify({ opened: library.id }))
  for await (const _ of process.stdin) {
    // Only its end counts.
  }
  await library.close()
} catch (error) {
  const { code, message, hint } = error as { code: string; message: string; hint: string }
  console.log(JSON.stringify({ code, message, hint }))
}
