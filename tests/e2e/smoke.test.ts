import { afterAll, describe, expect, it } from 'vitest'
import { hosts } from './hosts.ts'

describe.each(hosts)('Attest in $name', (host) => {
  const home = host.makeHome()
  afterAll(() => host.removeHome(home))

  it('opens the first-run page, without an error or a breach of its policy, and closes', async () => {
    const run = await host.start({ home })
    const complaints: string[] = []
    run.page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    run.page.on('pageerror', (error) => complaints.push(String(error)))
    await run.page.reload()
    await run.page.getByRole('button', { name: /sample/i }).waitFor()
    expect(await run.page.title()).toBe('Attest')
    expect(complaints).toEqual([])
    await run.close()
  })
})
