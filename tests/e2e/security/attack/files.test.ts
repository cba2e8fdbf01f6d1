import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parts } from '../../../parts.ts'
import { attacked } from './attacked.ts'

describe.runIf(parts.electron === null)('a script in the Electron window that wants files', () => {
  const run = attacked()

  it('reads no file of the machine by any spelling of a path', async () => {
    const got = await run().page.evaluate(async () => {
      const paths = [
        '/../main/entry.cjs',
        '/..%2fmain%2fentry.cjs',
        '/%2e%2e/main/entry.cjs',
        '/%2e%2e%2fmain%2fentry.cjs',
        '/..%252fmain%252fentry.cjs',
        '/%252e%252e/main/entry.cjs',
        '/..%5cmain%5centry.cjs',
        '/..\\main\\entry.cjs',
        '/....//main/entry.cjs',
        '/..;/main/entry.cjs',
        '/assets/../../main/entry.cjs',
        '/assets/%2e%2e/%2e%2e/main/entry.cjs',
        '/%c0%ae%c0%ae/main/entry.cjs',
        '/.%00./main/entry.cjs',
        '/index.html%00.js',
        '//etc/passwd',
        '///etc/passwd',
        '/file:///etc/passwd',
        '/%2fetc%2fpasswd',
        '/C:/Windows/win.ini',
        '/\\\\server\\share',
        '/~/.ssh/id_rsa',
        '/assets/',
        '/%',
      ]
      const addresses = [
        // A kind of file that the window has none of, and one that it has.
        ...paths.flatMap((path) => [
          `app://attest${path}`,
          `app://attest${path.replace('main', 'resources').replace('entry.cjs', 'icon.png')}`,
        ]),
        'app://elsewhere/index.html',
        'app://attest.elsewhere/index.html',
        'app://ATTEST.elsewhere/',
        'app:///etc/passwd',
        'app://attest:80/../main/entry.cjs',
        'app://user@elsewhere/index.html',
        'app:index.html/../../main/entry.cjs',
        'file:///etc/passwd',
        'file://localhost/etc/passwd',
        'filesystem:app://attest/temporary/x',
        'view-source:app://attest/',
        'chrome://gpu',
        'chrome-extension://a/b',
        'devtools://devtools/bundled/inspector.html',
        'node:fs',
        'blob:file:///x',
        'ftp://attest.example/',
      ]
      const answers = await Promise.all(
        addresses.map((address) =>
          fetch(address).then(
            async (answer) => (answer.ok ? `${address}: ${(await answer.text()).slice(0, 60)}` : ''),
            () => '',
          ),
        ),
      )
      return answers.filter((answer) => answer !== '')
    })
    // What a path comes back to when its dots lead nowhere is the window's own page, at most.
    expect(got.filter((answer) => !answer.toLowerCase().includes('<!doctype html>'))).toEqual([])
    expect(got.filter((answer) => /root:|require|use strict/.test(answer))).toEqual([])
  })

  it('writes no file by a download', async () => {
    await run().page.evaluate(async () => {
      for (const href of [
        URL.createObjectURL(new Blob(['x'])),
        'data:application/octet-stream,x',
        'app://attest/index.html',
      ]) {
        const link = Object.assign(document.createElement('a'), { href, download: 'evil.sh' })
        document.body.append(link)
        link.click()
        link.remove()
      }
      await new Promise((resolve) => setTimeout(resolve, 400))
    })
    const files = readdirSync(run().home, { recursive: true }).map(String)
    expect(files.filter((name) => name.includes('evil'))).toEqual([])
  })
})
