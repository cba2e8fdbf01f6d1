import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** A folder that belongs to this process alone: `PARENT/PID`. Those of processes that are gone are deleted. */
export function openProcessFolder(parent: string): string {
  mkdirSync(parent, { recursive: true })
  for (const name of readdirSync(parent)) {
    const pid = Number(name)
    if (Number.isInteger(pid) && pid !== process.pid && isAlive(pid)) continue
    rmSync(join(parent, name), { recursive: true, force: true })
  }
  const folder = join(parent, String(process.pid))
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return folder
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
