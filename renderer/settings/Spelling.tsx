import { X } from 'lucide-react'
import { useRef, useState } from 'react'
import type { WordList } from '../../shared/contract/spelling.ts'
import { ownWordSchema } from '../../shared/contract/spelling.ts'
import type { ErrorValue } from '../../shared/model/error.ts'
import { client, useOperation } from '../bridge.ts'
import { shell, useShell } from '../shell/store.ts'
import { setPreferences } from '../shell/theme.ts'
import { changeWord } from '../spelling/store.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorBar } from '../ui/ErrorBar.tsx'
import { Checkbox, Select, TextField } from '../ui/Field.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { announce } from '../ui/Live.tsx'
import { base64 } from '../upload.ts'
import { spellingWords as words } from '../words/spelling.ts'

/** A list of words that need no dictionary: add one, take one off. */
function Words(props: {
  list: WordList
  title: string
  hint: string
  items: readonly string[]
  changed(): void
}) {
  const { list, title, hint, items, changed } = props
  const [word, setWord] = useState('')
  const [error, setError] = useState<string | undefined>()
  const change = async (act: 'add' | 'remove', which: string): Promise<void> => {
    const done = await changeWord(act, list, which)
    changed()
    if (done && act === 'add') {
      setWord('')
      announce(words.added(which))
    }
  }
  const add = (): void => {
    const wanted = word.trim().replace(/’/gu, "'")
    const right = ownWordSchema.safeParse(wanted).success
    setError(right || wanted === '' ? undefined : words.badWord)
    if (right) void change('add', wanted)
  }
  return (
    <div className="words">
      <div className="words-add">
        <TextField
          label={title}
          hint={hint}
          error={error}
          value={word}
          maxLength={80}
          placeholder={words.newWord}
          onChange={setWord}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
            event.preventDefault()
            add()
          }}
        />
        <Button onClick={add}>{words.add}</Button>
      </div>
      {items.length > 0 && (
        <ul className="words-list" aria-label={title}>
          {items.map((each) => (
            <li key={each}>
              {each}
              <IconButton
                label={words.remove(each)}
                icon={X}
                size="small"
                onClick={() => void change('remove', each)}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** The two files of a dictionary, chosen together. */
function AddDictionary({ added }: { added(id: string): void }) {
  const box = useRef<HTMLInputElement>(null)
  const [error, setError] = useState<ErrorValue | null>(null)
  const take = async (files: readonly File[]): Promise<void> => {
    const ending = (name: string) => files.find((file) => file.name.toLowerCase().endsWith(name))
    const [aff, dic] = [ending('.aff'), ending('.dic')]
    if (!aff || !dic) {
      setError({ code: 'bad-request', message: words.twoFiles, hint: words.addDictionaryHint })
      return
    }
    const bytes = async (file: File): Promise<string> => base64(new Uint8Array(await file.arrayBuffer()))
    const result = await client.call('spelling.addDictionary', {
      name: dic.name,
      aff: await bytes(aff),
      dic: await bytes(dic),
    })
    setError(result.ok ? null : result.error)
    if (!result.ok) return
    announce(words.dictionaryAdded(dic.name, result.value.entries))
    added(result.value.id)
  }
  return (
    <div className="field">
      <input
        ref={box}
        type="file"
        className="visually-hidden"
        aria-label={words.addDictionary}
        tabIndex={-1}
        multiple
        accept=".aff,.dic"
        onChange={(event) => {
          void take([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
      <div>
        <Button onClick={() => box.current?.click()}>{words.addDictionary}</Button>
      </div>
      <span className="field-hint">{words.addDictionaryHint}</span>
      {error && <ErrorBar error={error} />}
    </div>
  )
}

/** Whether words are checked, by which dictionary, and the words that need none. */
export function SpellingSettings() {
  const { spelling, dictionary } = useShell((state) => state.preferences)
  const open = useShell((state) => state.library !== null)
  const own = useOperation('spelling.dictionaries', {})
  const lists = useOperation('spelling.words', {})
  const added = own.value?.items ?? []
  const options = {
    ...words.dictionaries,
    [dictionary]: words.dictionaries[dictionary] ?? words.own(dictionary),
    ...Object.fromEntries(added.map(({ id }) => [id, words.own(id)])),
  }
  const remove = async (): Promise<void> => {
    void setPreferences({ dictionary: 'briefing' })
    const result = await client.call('spelling.removeDictionary', { id: dictionary })
    if (!result.ok) shell().setTrouble(result.error)
    own.refetch()
  }
  return (
    <>
      <Checkbox
        label={words.check}
        checked={spelling}
        onChange={(next) => void setPreferences({ spelling: next })}
      />
      <Select
        label={words.dictionary}
        hint={words.dictionaryHint}
        value={dictionary}
        options={options}
        onChange={(next) => void setPreferences({ dictionary: next })}
      />
      {added.some(({ id }) => id === dictionary) && (
        <div>
          <Button onClick={() => void remove()}>{words.removeDictionary}</Button>
        </div>
      )}
      <AddDictionary
        added={(id) => {
          own.refetch()
          void setPreferences({ dictionary: id })
        }}
      />
      <Words
        list="personal"
        title={words.personal}
        hint={words.personalHint}
        items={lists.value?.personal ?? []}
        changed={lists.refetch}
      />
      {open && (
        <Words
          list="library"
          title={words.library}
          hint={words.libraryHint}
          items={lists.value?.library ?? []}
          changed={lists.refetch}
        />
      )}
    </>
  )
}
