import { History } from 'lucide-react'
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import type { Version } from '../../shared/model/briefing.ts'
import type { ErrorValue } from '../../shared/model/error.ts'
import { client, useOperation } from '../bridge.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorBar } from '../ui/ErrorBar.tsx'
import { Select, TextField } from '../ui/Field.tsx'
import { dayWords, momentWords } from '../ui/format.ts'
import { Icon } from '../ui/Icon.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { toast } from '../ui/Toast.tsx'
import { compareWords } from '../words/compare.ts'
import { panelWords } from '../words/panels.ts'
import { CompareView } from './CompareView.tsx'
import type { BriefingSession } from './session.ts'
import { VersionText } from './VersionText.tsx'

const words = panelWords.versions
/** Chosen to compare with what the window shows. */
const present = 'present'
const titleOf = ({ name, createdAt }: Version): string =>
  `${name ?? words.automatic}, ${momentWords(createdAt)}`

/** Saves what is not on the disk yet; the error where that failed, with words for what is therefore not done. */
async function saved(session: BriefingSession, undone: string): Promise<ErrorValue | null> {
  await session.autosave.flush()
  const { state } = session.autosave
  return state.name === 'failed' ? { ...state.error, message: `${undone} ${state.error.message}` } : null
}

/** Keeps the present state under a name. */
async function keep(
  session: BriefingSession,
  name: string,
): Promise<{ version: Version } | { error: ErrorValue }> {
  const error = await saved(session, words.unnamed)
  if (error) return { error }
  const result = await client.call('versions.name', { briefingId: session.id, name })
  return result.ok ? { version: result.value } : { error: result.error }
}

function NameForm({
  session,
  onKept,
  field,
}: {
  session: BriefingSession
  onKept: (version: Version) => void
  field?: RefObject<HTMLInputElement | null>
}) {
  const [name, setName] = useState('')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ErrorValue | null>(null)
  const submit = async (): Promise<void> => {
    setTried(true)
    const given = name.trim()
    if (given === '' || busy) return
    setBusy(true)
    const result = await keep(session, given)
    setBusy(false)
    if ('error' in result) return setError(result.error)
    setError(null)
    setName('')
    setTried(false)
    toast(words.named(given))
    onKept(result.version)
  }
  return (
    <form
      className="name-version"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      {error && <ErrorBar error={error} />}
      <TextField
        {...(field ? { ref: field } : {})}
        label={words.nameLabel}
        hint={words.nameHint}
        value={name}
        maxLength={200}
        disabled={session.readOnly}
        onChange={setName}
        error={tried && name.trim() === '' ? words.nameEmpty : undefined}
      />
      <Button
        type="submit"
        disabled={session.readOnly}
        title={session.readOnly ? words.readOnly : undefined}
        aria-disabled={busy || undefined}
      >
        {words.name}
      </Button>
    </form>
  )
}

/** Names the present state: what Ctrl+S opens, since saving needs no key. */
export function NameVersionDialog({ session, onClose }: { session: BriefingSession; onClose: () => void }) {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  return (
    <Dialog title={words.name} description={session.state.getState().header.subject} onClose={onClose}>
      <NameForm session={session} onKept={onClose} field={field} />
    </Dialog>
  )
}

/** The kept states of a briefing: read one, restore it, name the present one. */
export function VersionsDialog({ session, onClose }: { session: BriefingSession; onClose: () => void }) {
  const listed = useOperation('versions.list', { briefingId: session.id }, ['briefing'])
  const items = [...(listed.value?.items ?? [])].sort((a, b) => b.createdAt - a.createdAt)
  const [chosen, setChosen] = useState<string | null>(null)
  const version = items.find((item) => item.id === chosen) ?? items[0]
  const read = useOperation('versions.get', version ? { id: version.id } : null)
  const [mode, setMode] = useState<'read' | 'compare'>('read')
  const [withId, setWithId] = useState(present)
  const other = useOperation('versions.get', mode === 'compare' && withId !== present ? { id: withId } : null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ErrorValue | null>(null)
  const shown = read.value && read.value.version.id === version?.id ? read.value : null

  const restore = async (): Promise<void> => {
    if (!version || busy) return
    setBusy(true)
    const failed = await saved(session, words.unsaved)
    const result = failed ? null : await client.call('versions.restore', { id: version.id })
    setBusy(false)
    if (failed || !result?.ok) return setError(failed ?? (result && !result.ok ? result.error : null))
    session.replace(result.value)
    toast(words.restored)
    onClose()
  }

  // The earlier state stands on the left, whichever was chosen first.
  const now = session.blocks
  const pair = useMemo(() => {
    if (!shown) return null
    const one = { at: shown.version.createdAt, title: titleOf(shown.version), blocks: shown.briefing.blocks }
    const against = other.value
    if (withId !== present && against?.version.id !== withId) return null
    const two =
      withId === present || !against
        ? { at: Number.POSITIVE_INFINITY, title: compareWords.present, blocks: now }
        : {
            at: against.version.createdAt,
            title: titleOf(against.version),
            blocks: against.briefing.blocks,
          }
    return one.at <= two.at ? ([one, two] as const) : ([two, one] as const)
  }, [shown, other.value, withId, now])
  const trouble = error ?? listed.error ?? read.error ?? other.error
  return (
    <Dialog
      title={words.title}
      description={words.description}
      size="keys"
      className="versions"
      onClose={onClose}
      footer={
        <>
          <Button
            look="primary"
            disabled={!version || session.readOnly}
            title={session.readOnly ? words.readOnly : undefined}
            aria-disabled={busy || undefined}
            onClick={() => void restore()}
          >
            {words.restore}
          </Button>
          <Button look="ghost" onClick={onClose}>
            {words.cancel}
          </Button>
          {session.readOnly && <span className="field-hint">{words.readOnly}</span>}
        </>
      }
    >
      {trouble && <ErrorBar error={trouble} />}
      <div className="versions-columns">
        <div className="versions-side">
          <NameForm
            session={session}
            onKept={(kept) => {
              listed.refetch()
              setChosen(kept.id)
            }}
          />
          {listed.value && items.length === 0 ? (
            <EmptyState icon={<Icon of={History} size={24} />} title={words.emptyTitle}>
              {words.emptyText}
            </EmptyState>
          ) : (
            <ul className="version-list" aria-label={words.list}>
              {items.map((item) => (
                <li key={item.id}>
                  <button
                    type="button"
                    aria-current={item.id === version?.id ? 'true' : undefined}
                    onClick={() => setChosen(item.id)}
                  >
                    <b>{item.name ?? words.automatic}</b>
                    <span>{dayWords(item.createdAt)}</span>
                    <span>{words.counts(item.words, item.citations)}</span>
                  </button>
                </li>
              ))}
            </ul>
          )}
        </div>
        {version && (
          <div className="versions-shown">
            <div className="versions-modes">
              <Segmented
                label={compareWords.mode}
                value={mode}
                onChange={setMode}
                options={(['read', 'compare'] as const).map((value) => ({
                  value,
                  label: compareWords[value],
                }))}
              />
              {mode === 'compare' && (
                <Select
                  label={compareWords.with}
                  value={withId}
                  onChange={setWithId}
                  options={Object.fromEntries([
                    [present, compareWords.present],
                    ...items.filter(({ id }) => id !== version.id).map((item) => [item.id, titleOf(item)]),
                  ])}
                />
              )}
            </div>
            {mode === 'compare' && pair ? (
              <CompareView session={session} before={pair[0]} after={pair[1]} />
            ) : (
              <section
                className="version-paper"
                // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and so must be reached by the keyboard
                tabIndex={0}
                aria-label={words.shown(momentWords(version.createdAt))}
                aria-busy={shown === null}
              >
                {shown ? (
                  <VersionText briefing={shown.briefing} />
                ) : (
                  read.loading && <p className="field-hint">{words.loading}</p>
                )}
              </section>
            )}
          </div>
        )}
      </div>
    </Dialog>
  )
}
