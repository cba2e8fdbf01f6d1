import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { TestContext } from 'vitest'
import { root } from '../parts.ts'

/** What a person would have seen, for whoever reads a failure: `afterEach(({ task }) => picture(task, page, host.name))`. */
export async function picture(task: TestContext['task'], page: Page, host: string): Promise<void> {
  if (task.result?.state !== 'fail') return
  mkdirSync(join(root, 'test-results'), { recursive: true })
  const name = `${host} ${task.name}`.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80)
  await page.screenshot({ path: join(root, 'test-results', `${name}.png`) }).catch(() => undefined)
}
