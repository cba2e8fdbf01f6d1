import { useCallback, useEffect, useRef, useState } from 'react'
import type { Examined, Repaired } from '../../shared/contract/examination.ts'
import type { ErrorValue } from '../../shared/model/error.ts'
import { client } from '../bridge.ts'
import { shell, useShell } from '../shell/store.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorBar } from '../ui/ErrorBar.tsx'
import { announce } from '../ui/Live.tsx'
import { examinationWords as words } from '../words/examination.ts'
import { closeLibrary } from './acts.ts'
import './examination.css'
import { type Followed, follow } from './following.ts'

type State =
  | { readonly name: 'running'; readonly what: string; readonly done: number; readonly total: number }
  | { readonly name: 'examined'; readonly examined: Examined }
  | { readonly name: 'repaired'; readonly repaired: Repaired }
  | { readonly name: 'failed'; readonly error: ErrorValue; readonly examined: Examined | null }

const close = (): void => shell().show(null)

/**
 * Examines the open library, or the one that could not be opened because it is damaged, shows what is wrong with it, and
 * makes a repaired copy.
 */
export function ExaminationDialog() {
  const isOpen = useShell((shown) => shown.library !== null)
  const [state, setState] = useState<State>({ name: 'running', what: words.starting, done: 0, total: 0 })
  const running = useRef<Followed | null>(null)

  const examine = useCallback(async (): Promise<void> => {
    const act = follow(
      () => client.call('library.examine', {}),
      ({ stage, done, total }) => setState({ name: 'running', what: words.examining(stage), done, total }),
    )
    running.current = act
    const ended = await act.ended
    running.current = null
    if (ended?.error) setState({ name: 'failed', error: ended.error, examined: null })
    else if (ended && 'examined' in ended && ended.examined) {
      const { count } = ended.examined
      announce(count === 0 ? words.sound : words.found(count))
      setState({ name: 'examined', examined: ended.examined })
    }
  }, [])

  useEffect(() => {
    void examine()
    return () => running.current?.stop()
  }, [examine])

  const repair = async (examined: Examined): Promise<void> => {
    setState({ name: 'running', what: words.starting, done: 0, total: 0 })
    if (isOpen) await closeLibrary()
    const act = follow(
      () => client.call('library.repair', {}),
      ({ stage, done, total }) => setState({ name: 'running', what: words.repairing(stage), done, total }),
    )
    running.current = act
    const ended = await act.ended
    running.current = null
    if (ended === null) setState({ name: 'examined', examined })
    else if (ended.error) setState({ name: 'failed', error: ended.error, examined })
    else if ('repaired' in ended && ended.repaired) {
      announce(words.repaired(ended.repaired.name))
      setState({ name: 'repaired', repaired: ended.repaired })
    }
  }

  const open = async (): Promise<void> => {
    const result = await client.call('library.openRepaired', {})
    if (!result.ok) return setState({ name: 'failed', error: result.error, examined: null })
    shell().setTrouble(null)
    close()
    shell().setLibrary(result.value.library)
  }

  const examined =
    state.name === 'examined' ? state.examined : state.name === 'failed' ? state.examined : null
  return (
    <Dialog
      title={words.title}
      description={words.detail}
      size="wide"
      onClose={close}
      footer={
        <>
          {examined !== null && examined.count > 0 && (
            <Button look="primary" onClick={() => void repair(examined)}>
              {words.repair}
            </Button>
          )}
          {state.name === 'repaired' && (
            <Button look="primary" onClick={() => void open()}>
              {words.open}
            </Button>
          )}
          {state.name === 'running' ? (
            <Button look="ghost" onClick={() => running.current?.stop()}>
              {words.stop}
            </Button>
          ) : (
            <Button look="ghost" onClick={close}>
              {words.close}
            </Button>
          )}
        </>
      }
    >
      {state.name === 'running' && <Running {...state} />}
      {state.name === 'failed' && <ErrorBar error={state.error} />}
      {state.name === 'examined' && <Findings examined={state.examined} isOpen={isOpen} />}
      {state.name === 'repaired' && <Report repaired={state.repaired} />}
    </Dialog>
  )
}

function Running({ what, done, total }: { what: string; done: number; total: number }) {
  const share = total > 0 ? Math.round((100 * done) / total) : 0
  return (
    <div className="examination-running">
      <p>{what}</p>
      <div
        className="progress"
        role="progressbar"
        aria-label={what}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share}
      >
        <div style={{ width: `${share}%` }} />
      </div>
    </div>
  )
}

function Findings({ examined: { problems, count }, isOpen }: { examined: Examined; isOpen: boolean }) {
  if (count === 0) {
    return (
      <p>
        <b>{words.sound}</b> {words.soundDetail}
      </p>
    )
  }
  return (
    <>
      <p>
        <b>{words.found(count)}</b>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reached by keyboard */}
      <ul className="examination-list" tabIndex={0} aria-label={words.found(count)}>
        {problems.map(({ what, hint }) => (
          <li key={`${what} ${hint}`}>
            {what} <span className="examination-hint">{hint}</span>
          </li>
        ))}
        {count > problems.length && <li>{words.more(count - problems.length)}</li>}
      </ul>
      <p>
        {words.damagedDetail} {isOpen && words.closeFirst}
      </p>
    </>
  )
}

function Report({ repaired }: { repaired: Repaired }) {
  const { name, rows, lost, doubtful, restored, items } = repaired
  const told = lost + doubtful + restored
  return (
    <>
      <p>
        <b>{words.repaired(name)}.</b> {words.rows(rows)}{' '}
        {lost + doubtful === 0 ? words.whole : words.counts(lost, doubtful, restored)}
      </p>
      {told > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reached by keyboard
        <ul className="examination-list" tabIndex={0} aria-label={words.counts(lost, doubtful, restored)}>
          {items.map(({ kind, what }) => (
            <li key={`${kind} ${what}`}>
              <b>{words[kind]}.</b> {what}
            </li>
          ))}
          {told > items.length && <li>{words.more(told - items.length)}</li>}
        </ul>
      )}
    </>
  )
}
