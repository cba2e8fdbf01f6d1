import { Search } from 'lucide-react'
import { useEffect, useState } from 'react'
import { shell, useShell } from '../shell/store.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Icon, Mark } from '../ui/Icon.tsx'
import { settingsWords as words } from '../words/settings.ts'
import { type LicensedPart, licensedParts } from './licences.ts'
import './settings.css'

/** What draws the window, as its own user agent says: `Electron 45.1.0, Chromium 140`. */
function engine(): string {
  const named = [...navigator.userAgent.matchAll(/(Electron|Chrome)\/([\d.]+)/gu)]
  return named
    .map(([, name = '', version = '']) => `${name === 'Chrome' ? 'Chromium' : name} ${version}`)
    .sort()
    .reverse()
    .join(', ')
}

/** Which Attest this is, what it runs on, and whose work is in it. */
export function About() {
  const info = useShell((state) => state.info)
  const [parts, setParts] = useState<readonly LicensedPart[] | null>(null)
  const [filter, setFilter] = useState('')
  useEffect(() => {
    let current = true
    void licensedParts().then((found) => {
      if (current) setParts(found)
    })
    return () => {
      current = false
    }
  }, [])
  const close = (): void => shell().show(null)
  const needle = filter.trim().toLowerCase()
  const shown = (parts ?? []).filter((part) => `${part.name} ${part.license}`.toLowerCase().includes(needle))
  const facts = [
    [words.licence, words.licenceName],
    [words.host, info === null ? '' : words.hosts[info.host]],
    [words.engine, engine()],
    [words.system, info === null ? '' : words.platforms[info.platform]],
  ].filter(([, value]) => value !== '')
  return (
    <Dialog
      title={words.about}
      size="wide"
      light
      onClose={close}
      footer={
        <Button look="primary" data-autofocus="" onClick={close}>
          {words.done}
        </Button>
      }
    >
      <div className="about-head">
        <Mark name="logo" size={48} />
        <div>
          <b>Attest</b>
          <span>
            {info === null ? '' : words.version(info.version)}. {words.motto} {words.offline}
          </span>
        </div>
      </div>
      <dl className="key-values about-facts">
        {facts.map(([name, value]) => (
          <div key={name} className="about-fact">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <section className="about-part">
        <h3>{words.parts}</h3>
        {parts !== null && parts.length === 0 ? (
          <p>{words.partsMissing}</p>
        ) : (
          <>
            <p>
              {words.partsDetail} {parts === null ? '' : words.partCount(parts.length)}
            </p>
            <label className="input-search">
              <span className="visually-hidden">{words.filter}</span>
              <input
                type="text"
                className="input"
                placeholder={words.filter}
                value={filter}
                onChange={(event) => setFilter(event.target.value)}
              />
              <Icon of={Search} size={14} />
            </label>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the list scrolls, and keys have to reach it */}
            <ul className="about-list" tabIndex={0} aria-label={words.parts}>
              {shown.map((part) => (
                <li key={`${part.name} ${part.version}`}>
                  <details>
                    <summary>
                      <span className="grow">
                        {part.name} {part.version}
                      </span>
                      <small>{part.license}</small>
                    </summary>
                    <pre>{part.text}</pre>
                  </details>
                </li>
              ))}
            </ul>
          </>
        )}
      </section>
    </Dialog>
  )
}
