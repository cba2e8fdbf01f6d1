import { describe, expect, it } from 'vitest'
import { parts } from '../../../parts.ts'
import { attacked } from './attacked.ts'

describe.runIf(parts.electron === null)('a script in the Electron window that wants the machine', () => {
  const run = attacked()

  it('is given no device, no sensor, no screen and no reading of the clipboard', async () => {
    const given = await run().page.evaluate(async () => {
      type Any = Record<string, (...args: unknown[]) => unknown>
      const machine = navigator as unknown as Record<string, Any>
      const tries: Record<string, () => unknown> = {
        camera: () => navigator.mediaDevices.getUserMedia({ video: true }),
        microphone: () => navigator.mediaDevices.getUserMedia({ audio: true }),
        screen: () => navigator.mediaDevices.getDisplayMedia({ video: true }),
        place: () =>
          new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject)),
        'clipboard text': () => navigator.clipboard.readText(),
        clipboard: () => navigator.clipboard.read(),
        usb: () => machine.usb?.requestDevice?.({ filters: [] }) ?? Promise.reject(new Error('none')),
        hid: () =>
          Promise.resolve(machine.hid?.requestDevice?.({ filters: [] })).then(
            (devices) => (devices as unknown[])[0] ?? Promise.reject(new Error('none')),
          ),
        serial: () => machine.serial?.requestPort?.() ?? Promise.reject(new Error('none')),
        bluetooth: () =>
          machine.bluetooth?.requestDevice?.({ acceptAllDevices: true }) ?? Promise.reject(new Error('none')),
        midi: () => navigator.requestMIDIAccess({ sysex: true }),
        'full screen': () => document.documentElement.requestFullscreen(),
        'the pointer': () =>
          new Promise((resolve, reject) => {
            document.addEventListener('pointerlockchange', resolve, { once: true })
            document.addEventListener('pointerlockerror', reject, { once: true })
            document.body.requestPointerLock()
          }),
        'files by a picker': () =>
          (window as unknown as Any).showOpenFilePicker?.() ?? Promise.reject(new Error('none')),
        'local fonts': () =>
          (window as unknown as Any).queryLocalFonts?.() ?? Promise.reject(new Error('none')),
        idle: () =>
          (
            window as unknown as { IdleDetector: { requestPermission(): Promise<string> } }
          ).IdleDetector.requestPermission().then((state) =>
            state === 'granted' ? state : Promise.reject(new Error(state)),
          ),
        notices: () =>
          Notification.requestPermission().then((state) =>
            state === 'granted' ? state : Promise.reject(new Error(state)),
          ),
      }
      const answers = await Promise.all(
        Object.entries(tries).map(([name, attempt]) =>
          Promise.race([
            Promise.resolve()
              .then(attempt)
              .then(
                () => name,
                () => '',
              ),
            new Promise<string>((resolve) => setTimeout(() => resolve(''), 3_000)),
          ]),
        ),
      )
      let handler = ''
      try {
        navigator.registerProtocolHandler('web+attest', 'https://attest.example/?%s')
        handler = 'taken'
      } catch {
        // refused, as it should be
      }
      return {
        given: answers.filter((name) => name !== ''),
        fullScreen: document.fullscreenElement !== null,
        handler,
      }
    })
    expect(given.given).toEqual([])
    expect(given.fullScreen).toBe(false)
    const isDefault = await run().app.evaluate(({ app }) => app.isDefaultProtocolClient('web+attest'))
    expect(isDefault).toBe(false)
  })

  it('learns no address and reaches no server by WebRTC, which no content policy governs', async () => {
    const candidates = await run().page.evaluate(async () => {
      const found: string[] = []
      const frame = document.body.appendChild(document.createElement('iframe'))
      const scopes = [window, frame.contentWindow as unknown as typeof window]
      for (const { RTCPeerConnection: Peer } of scopes) {
        const iceServers = ['stun:192.0.2.1:3478', 'stun:attest.example:3478'].map((urls) => ({ urls }))
        const peer = new Peer({ iceServers })
        peer.onicecandidate = ({ candidate }) => {
          if (candidate?.candidate) found.push(candidate.candidate)
        }
        peer.createDataChannel('x')
        await peer.setLocalDescription(await peer.createOffer())
        await new Promise((resolve) => setTimeout(resolve, 1_000))
        peer.close()
      }
      frame.remove()
      return found
    })
    expect(candidates).toEqual([])
  })
})
