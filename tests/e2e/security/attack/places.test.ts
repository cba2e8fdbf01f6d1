import { describe, expect, it } from 'vitest'
import { parts } from '../../../parts.ts'
import { attacked } from './attacked.ts'

describe.runIf(parts.electron === null)('a script in the Electron window that wants to go elsewhere', () => {
  const run = attacked()

  it('goes nowhere by links, forms, frames, refreshes and history', async () => {
    await run().page.evaluate(async () => {
      const places = [
        'https://attest.example/',
        'file:///etc/passwd',
        'app://elsewhere/',
        'app://attest/other.html',
        'data:text/html,<script>window.opener</script>',
        'javascript:document.body.dataset.ran="link"',
        'blob:app://attest/0',
        'about:blank',
        'chrome://version',
        'devtools://devtools/bundled/inspector.html',
        'mailto:a@attest.example',
        'attest:open',
        'view-source:app://attest/',
      ]
      for (const place of places) {
        for (const target of ['', '_blank', '_top', 'named']) {
          const link = Object.assign(document.createElement('a'), { href: place, target })
          const form = Object.assign(document.createElement('form'), {
            action: place,
            target,
            method: 'post',
          })
          document.body.append(link, form)
          link.click()
          try {
            form.submit()
          } catch {
            // refused, as it should be
          }
          link.remove()
          form.remove()
        }
        for (const act of [
          () => location.assign(place),
          () => location.replace(place),
          () => window.open(place, '_self'),
          () => window.open(place, '_blank', 'noopener,popup'),
          () => history.pushState({}, '', place),
        ]) {
          try {
            act()
          } catch {
            // refused, as it should be
          }
        }
      }
      const refresh = Object.assign(document.createElement('meta'), {
        httpEquiv: 'refresh',
        content: '0;url=https://attest.example/',
      })
      document.head.append(refresh)
      await new Promise((resolve) => setTimeout(resolve, 500))
      refresh.remove()
      history.replaceState({}, '', '/')
    })
    expect(await run().page.evaluate(() => document.body.dataset.ran)).toBeUndefined()
  })

  it('shows nobody else’s page in a frame, an object or a webview', async () => {
    const seen = await run().page.evaluate(async () => {
      const holder = document.body.appendChild(document.createElement('div'))
      const places = [
        'https://attest.example/',
        'file:///etc/passwd',
        'app://elsewhere/',
        'app://attest/',
        'data:text/html,x',
      ]
      for (const src of places) {
        holder.append(
          Object.assign(document.createElement('iframe'), { src }),
          Object.assign(document.createElement('object'), { data: src }),
          Object.assign(document.createElement('embed'), { src }),
          Object.assign(document.createElement('webview'), { src, allowpopups: true, nodeintegration: true }),
        )
      }
      holder.append(
        Object.assign(document.createElement('iframe'), {
          srcdoc: '<script>parent.document.body.dataset.ran = "srcdoc"</script>',
        }),
      )
      await new Promise((resolve) => setTimeout(resolve, 600))
      const texts = [...holder.querySelectorAll('iframe')].map((frame) => {
        try {
          return frame.contentDocument?.body?.textContent ?? ''
        } catch {
          return ''
        }
      })
      const webview = holder.querySelector('webview') as HTMLElement & { loadURL?: unknown }
      const answer = {
        texts: texts.filter((text) => text.trim() !== ''),
        webview: typeof webview.loadURL,
        ran: document.body.dataset.ran ?? '',
      }
      holder.remove()
      return answer
    })
    expect(seen).toEqual({ texts: [], webview: 'undefined', ran: '' })
  })

  it('does not follow a file or an address that is dropped on it', async () => {
    const session = await run().page.context().newCDPSession(run().page)
    for (const uri of ['file:///etc/passwd', 'https://attest.example/', 'app://elsewhere/']) {
      const data = {
        items: [
          { mimeType: 'text/uri-list', data: uri },
          { mimeType: 'text/plain', data: uri },
        ],
        dragOperationsMask: 1,
      }
      for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
        await session.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data })
    }
    await run().page.waitForTimeout(300)
    await session.detach()
  })
})
