import { AttestError, toErrorValue } from '../../shared/model/error.ts'
import type { EntityType, Id } from '../../shared/model/identity.ts'
import { linkTo } from '../../shared/model/link.ts'
import { request } from '../bridge.ts'
import { shell } from '../shell/store.ts'
import { toast } from '../ui/Toast.tsx'
import { libraryWords as words } from '../words/library.ts'

/** What a link leads to. */
interface Shown {
  readonly type: EntityType
  readonly id: Id
}

/** Puts an `attest:` link to it on the clipboard and says so; nothing for null. */
export async function copyLink(shown: Shown | null): Promise<void> {
  if (shown === null) return
  let key: string
  try {
    key = await keyOf(shown)
  } catch (error) {
    shell().setTrouble(toErrorValue(error))
    return
  }
  const link = linkTo(key)
  try {
    await navigator.clipboard.writeText(link)
    toast(words.linkCopied(key))
  } catch {
    shell().setTrouble({ code: 'io', message: words.linkNotCopied, hint: words.linkNotCopiedHint(link) })
  }
}

/** Rejects with what the main side says. */
async function keyOf({ type, id }: Shown): Promise<string> {
  switch (type) {
    case 'source':
      return (await request('sources.get', { id })).source.key
    case 'claim':
      return (await request('claims.get', { id })).claim.key
    case 'quote':
      return (await request('quotes.get', { id })).quote.key
    case 'speaker':
      return (await request('speakers.get', { id })).speaker.key
    case 'briefing': {
      const { items } = await request('briefings.list', {})
      const briefing = items.find((item) => item.id === id)
      if (briefing === undefined)
        throw new AttestError(
          'not-found',
          'This briefing is not in the library any more.',
          'Open another one.',
        )
      return briefing.key
    }
  }
}
