import { describe, expect, it } from 'vitest'
import { createGate } from '../../../main/hosts/serve/gate.ts'

const host = '127.0.0.1:4711'
const cookieOf = (header: string | null) => (header ?? '').split(';')[0] ?? ''

describe('the gate of serve', () => {
  it('takes the link once and gives a cookie that scripts and other sites never see', () => {
    const gate = createGate()
    expect(gate.redeem('0'.repeat(64))).toBeNull()
    expect(gate.redeem('')).toBeNull()
    const cookie = gate.redeem(gate.token)
    expect(cookie).toMatch(/^attest=[0-9a-f]{64}; HttpOnly; SameSite=Strict; Path=\/$/)
    expect(gate.redeem(gate.token)).toBeNull()
    expect(gate.admits({ cookie: `theme=dark; ${cookieOf(cookie)}` })).toBe(true)
  })

  it('admits no cookie but its own', () => {
    const gate = createGate()
    const cookie = cookieOf(gate.redeem(gate.token))
    for (const wrong of [
      undefined,
      '',
      'attest=',
      `attest=${gate.token}`,
      cookie.toUpperCase(),
      `x${cookie}`,
    ]) {
      expect([wrong, gate.admits({ cookie: wrong })]).toEqual([wrong, false])
    }
    expect(createGate().admits({ cookie })).toBe(false)
  })

  it.each(['127.0.0.1:4711', 'localhost:4711', 'localhost', '[::1]:4711', '127.0.0.1:80'])(
    'takes host %s',
    (name) => {
      expect(createGate().refusal('GET', { host: name })).toBeNull()
    },
  )

  it.each([
    undefined,
    '',
    'attest.example',
    'localhost.attest.example',
    '127.0.0.1.attest.example:4711',
    '127.0.0.1:4711@attest.example',
    '10.0.0.1:4711',
    '0.0.0.0:4711',
    'attest.example:4711#localhost',
  ])('refuses host %s', (name) => {
    expect(createGate().refusal('GET', { host: name })).toBe('host')
  })

  it.each([
    'http://attest.example',
    'https://127.0.0.1:4711',
    'http://127.0.0.1:4712',
    'http://localhost:4711',
    'null',
    '',
  ])('refuses origin %j', (origin) => {
    expect(createGate().refusal('POST', { host, origin })).toBe('origin')
    expect(createGate().refusal('GET', { host, origin })).toBe('origin')
  })

  it('wants an origin for every change', () => {
    expect(createGate().refusal('POST', { host })).toBe('origin')
    expect(createGate().refusal('POST', { host, origin: `http://${host}` })).toBeNull()
    expect(createGate().refusal('GET', { host })).toBeNull()
  })

  it('refuses what another site fetches, but not a link that a person follows', () => {
    const gate = createGate()
    expect(gate.refusal('GET', { host, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' })).toBe(
      'site',
    )
    expect(gate.refusal('GET', { host, 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' })).toBe(
      'site',
    )
    expect(
      gate.refusal('GET', { host, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }),
    ).toBeNull()
    expect(
      gate.refusal('GET', { host, 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' }),
    ).toBeNull()
  })
})
