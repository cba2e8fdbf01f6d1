import { type ReactNode, useEffect, useState } from 'react'
import type { Preferences } from '../../shared/contract/settings.ts'
import { type TemplateName, templateNames } from '../../shared/document/templates.ts'
import { client, useOperation } from '../bridge.ts'
import { MarkingsList } from '../markings/MarkingsList.tsx'
import { shell, useShell } from '../shell/store.ts'
import { setPreferences } from '../shell/theme.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Checkbox, Select, TextField } from '../ui/Field.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { markingWords } from '../words/markings.ts'
import { settingsWords as words } from '../words/settings.ts'
import { spellingWords } from '../words/spelling.ts'
import { suggestedWords } from '../words/suggested.ts'
import { SpellingSettings } from './Spelling.tsx'
import './settings.css'

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="settings-part">
      <h3>{title}</h3>
      <div className="form">{children}</div>
    </section>
  )
}

/** The local author's name; kept when the field is left, since a name is not done after each letter. */
function Author() {
  const stored = useOperation('library.author', {})
  const [name, setName] = useState<string | null>(null)
  const kept = stored.value?.name ?? ''
  useEffect(() => setName((before) => before ?? stored.value?.name ?? null), [stored.value])
  const keep = async (): Promise<void> => {
    if (name === null || name.trim() === kept) return
    const result = await client.call('library.setAuthor', { name })
    if (result.ok) stored.refetch()
    else shell().setTrouble(result.error)
  }
  return (
    <TextField
      label={words.author}
      hint={words.authorHint}
      value={name ?? ''}
      maxLength={200}
      onChange={setName}
      onBlur={() => void keep()}
      onKeyDown={(event) => {
        if (event.key === 'Enter') void keep()
      }}
    />
  )
}

/** What a person chooses once; each choice takes effect, and is kept, at once. */
export function Settings() {
  const preferences = useShell((state) => state.preferences)
  const open = useShell((state) => state.library !== null)
  const set = (change: Partial<Preferences>): void => void setPreferences(change)
  const close = (): void => shell().show(null)
  const languages = { [preferences.language]: preferences.language, ...words.languages }
  return (
    <Dialog
      title={words.title}
      description={words.detail}
      size="wide"
      className="settings"
      onClose={close}
      footer={
        <Button look="primary" onClick={close}>
          {words.done}
        </Button>
      }
    >
      <Part title={words.appearance}>
        <Segmented
          label={words.theme}
          showLabel
          value={preferences.theme}
          onChange={(theme) => set({ theme })}
          options={(['system', 'light', 'dark'] as const).map((value) => ({
            value,
            label: words.themes[value],
          }))}
        />
        <Segmented
          label={words.textSize}
          showLabel
          hint={words.textSizeHint}
          value={preferences.textSize}
          onChange={(textSize) => set({ textSize })}
          options={(['small', 'normal', 'large', 'largest'] as const).map((value) => ({
            value,
            label: words.textSizes[value],
          }))}
        />
        <Segmented
          label={words.longTexts}
          showLabel
          hint={words.longTextsHint}
          value={preferences.longTexts}
          onChange={(longTexts) => set({ longTexts })}
          options={(['near', 'whole'] as const).map((value) => ({
            value,
            label: words.longTextsNames[value],
          }))}
        />
      </Part>
      <Part title={words.writing}>
        <Segmented
          label={words.keyMap}
          showLabel
          hint={words.keyMapHint}
          value={preferences.keyMap}
          onChange={(keyMap) => set({ keyMap })}
          options={(['attest', 'word'] as const).map((value) => ({ value, label: words.keyMaps[value] }))}
        />
        <Checkbox label={words.dim} checked={preferences.dim} onChange={(dim) => set({ dim })} />
        <Checkbox
          label={words.typewriter}
          checked={preferences.typewriter}
          onChange={(typewriter) => set({ typewriter })}
        />
      </Part>
      <Part title={words.reading}>
        <Checkbox
          label={suggestedWords.setting}
          checked={preferences.suggestions}
          onChange={(suggestions) => set({ suggestions })}
        />
      </Part>
      <Part title={words.newBriefings}>
        <Select<TemplateName>
          label={words.template}
          value={preferences.template}
          options={templateNames}
          onChange={(template) => set({ template })}
        />
        <Segmented
          label={words.paper}
          showLabel
          value={preferences.paper}
          onChange={(paper) => set({ paper })}
          options={(['a4', 'us-letter'] as const).map((value) => ({ value, label: words.papers[value] }))}
        />
        <Select
          label={words.language}
          hint={words.languageHint}
          value={preferences.language}
          options={languages}
          onChange={(language) => set({ language })}
        />
      </Part>
      <Part title={spellingWords.part}>
        <SpellingSettings />
      </Part>
      <Part title={words.library}>{open ? <Author /> : <p className="field-hint">{words.noLibrary}</p>}</Part>
      {open && (
        <Part title={markingWords.title}>
          <MarkingsList />
        </Part>
      )}
    </Dialog>
  )
}
