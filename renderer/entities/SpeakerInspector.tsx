import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import type { ErrorValue } from '../../shared/model/error.ts'
import type { Id } from '../../shared/model/identity.ts'
import { type Speaker, type SpeakerDetails, speakerDetailsSchema } from '../../shared/model/speaker.ts'
import { client, useOperation } from '../bridge.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorBar } from '../ui/ErrorBar.tsx'
import { TextArea, TextField } from '../ui/Field.tsx'
import { Icon, Mark } from '../ui/Icon.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Keys } from '../ui/Kbd.tsx'
import { announce } from '../ui/Live.tsx'
import { draggable } from '../ui/targetDrag.ts'
import { verdictMark, verdictWords } from '../ui/verdict.ts'
import { libraryWords } from '../words/library.ts'
import { useBase, useDraft, useFormKeys } from './draft.ts'
import { openEntity } from './open.ts'
import { SaveTrouble, Section } from './parts.tsx'
import { problemsOf } from './problems.ts'

const words = libraryWords.speaker
type Role = SpeakerDetails['roles'][number]
type Values = { name: string; aliasLines: string; roles: readonly Role[] }

const valuesOf = (speaker: Speaker): Values => ({
  name: speaker.name,
  aliasLines: speaker.aliases.join('\n'),
  roles: speaker.roles,
})
const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

function RoleFields(props: {
  role: Role
  problem: string | undefined
  onChange: (role: Role) => void
  onRemove: () => void
}) {
  const { role, onChange } = props
  const date = (written: string): string | null => (written.trim() === '' ? null : written.trim())
  return (
    <div className="role">
      <div className="form">
        <div className="role-first">
          <TextField
            label={words.roleTitle}
            value={role.title}
            onChange={(title) => onChange({ ...role, title })}
            error={props.problem}
          />
          <IconButton label={words.removeRole(role.title)} icon={X} size="small" onClick={props.onRemove} />
        </div>
        <TextField
          label={words.organization}
          value={role.organization}
          onChange={(organization) => onChange({ ...role, organization })}
        />
        <div className="two-columns">
          <TextField
            label={words.from}
            value={role.from ?? ''}
            placeholder="2024-09"
            onChange={(from) => onChange({ ...role, from: date(from) })}
          />
          <TextField
            label={words.to}
            value={role.to ?? ''}
            onChange={(to) => onChange({ ...role, to: date(to) })}
          />
        </div>
      </div>
    </div>
  )
}

function SpeakerForm({ speaker, onSaved }: { speaker: Speaker; onSaved: () => void }) {
  const draft = useDraft(speaker.id, valuesOf(speaker))
  const { base, saved } = useBase(speaker, draft)
  const [error, setError] = useState<ErrorValue | null>(null)
  const [tried, setTried] = useState(false)
  const { value, set } = draft
  const unnamed = speaker.kind === 'anonymous'
  const shape = speakerDetailsSchema.shape
  const check = (): { name?: string; roles: (string | undefined)[] } => {
    const name = problemsOf(shape, { name: value.name.trim() }, { name: words.nameEmpty }).name
    const roles = value.roles.map(
      (role) =>
        Object.values(problemsOf(shape.roles.element.shape, { ...role, title: role.title.trim() }))[0],
    )
    return { ...(name === undefined ? {} : { name }), roles }
  }
  const problems = tried ? check() : { roles: [] }

  const save = async (revision = base): Promise<void> => {
    setTried(true)
    const found = check()
    if (found.name !== undefined || found.roles.some((problem) => problem !== undefined)) return
    const result = await client.call('speakers.update', {
      id: speaker.id,
      revision,
      details: {
        kind: speaker.kind,
        sourceId: speaker.sourceId,
        name: unnamed ? speaker.name : value.name.trim(),
        aliases: lines(value.aliasLines),
        roles: value.roles.map((role) => ({ ...role, title: role.title.trim() })),
      },
    })
    if (!result.ok) {
      setError(result.error)
      return
    }
    setError(null)
    setTried(false)
    saved(result.value.revision)
    announce(libraryWords.saved)
    onSaved()
  }
  const onKeyDown = useFormKeys(() => void save())
  const setRole = (at: number, role: Role): void =>
    set({ roles: value.roles.map((before, index) => (index === at ? role : before)) })

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: listens for the form's own keys
    <div onKeyDown={onKeyDown}>
      {error !== null && (
        <SaveTrouble error={error} onOver={() => void save(speaker.revision)} onLoad={draft.reset} />
      )}
      <div className="form">
        {unnamed ? (
          <div>
            <h3 className="as-printed">
              <Mark name="anonymous" />
              <span>{speaker.name}</span>
            </h3>
            <p className="field-hint">{words.asPrintedFixed}</p>
          </div>
        ) : (
          <>
            <TextField
              label={words.name}
              value={value.name}
              onChange={(name) => set({ name })}
              error={problems.name}
            />
            <TextArea
              label={words.aliases}
              hint={words.aliasesHint}
              rows={2}
              value={value.aliasLines}
              onChange={(aliasLines) => set({ aliasLines })}
            />
            <div>
              <span className="field-label">{words.roles}</span>
              {value.roles.map((role, index) => (
                <RoleFields
                  key={role.id ?? index}
                  role={role}
                  problem={problems.roles[index]}
                  onChange={(changed) => setRole(index, changed)}
                  onRemove={() => set({ roles: value.roles.filter((_, other) => other !== index) })}
                />
              ))}
              <Button
                size="small"
                look="ghost"
                icon={<Icon of={Plus} size={14} />}
                onClick={() =>
                  set({ roles: [...value.roles, { title: '', organization: '', from: null, to: null }] })
                }
              >
                {words.addRole}
              </Button>
            </div>
          </>
        )}
        {draft.dirty && (
          <div className="row">
            <Button look="primary" onClick={() => void save()}>
              {libraryWords.save}
            </Button>
            <Button look="ghost" onClick={draft.reset}>
              {libraryWords.discard}
            </Button>
            <Keys of="Mod+Enter" />
          </div>
        )}
      </div>
    </div>
  )
}

/** A speaker with roles and quotes. */
export function SpeakerInspector({ speakerId }: { speakerId: Id }) {
  const asked = useOperation('speakers.get', { id: speakerId }, ['speaker', 'quote'])
  if (asked.error !== null) return <ErrorBar error={asked.error} />
  if (asked.value === null) return null
  const { speaker, quotes } = asked.value
  return (
    <div className="inspector-body">
      <SpeakerForm key={speaker.id} speaker={speaker} onSaved={asked.refetch} />
      <Section title={`${words.quotes} ${quotes.length}`}>
        {quotes.length === 0 && <p className="field-hint">{words.noQuotes}</p>}
        {quotes.map((quote) => (
          <button
            key={quote.id}
            type="button"
            className="use"
            onClick={() => void openEntity('quote', quote.id)}
            {...draggable({ type: 'quote', id: quote.id }, quote.words)}
          >
            <span className="use-quote">
              {quote.words}{' '}
              <Mark name={verdictMark(quote.verdict)} size={12} label={verdictWords[quote.verdict]} />
            </span>
            <span>{quote.sourceTitle}</span>
          </button>
        ))}
      </Section>
    </div>
  )
}
