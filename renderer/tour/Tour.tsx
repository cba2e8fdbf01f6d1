import { Check, X } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { announce } from '../ui/Live.tsx'
import { tourWords as words } from '../words/tour.ts'
import { anchorOf, createWatch, stepActs } from './steps.ts'
import { endTour, nextStep, previousStep, type TourStep, tourSteps, useTour } from './store.ts'
import './tour.css'

/** How often it looks whether a step has been done, and where its anchor is, in ms. */
const lookMs = 400

interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** A frame around what a step is about; it takes no click and is not read aloud. */
function Ring({ of }: { of: TourStep }) {
  const [box, setBox] = useState<Box | null>(null)
  useEffect(() => {
    const look = (): void => {
      const anchor = anchorOf(of)
      const { left = 0, top = 0, width = 0, height = 0 } = anchor?.getBoundingClientRect() ?? {}
      // Not around a whole page: that says nothing.
      const fits =
        width > 0 && height < window.innerHeight * 0.6 && document.querySelector('dialog[open]') === null
      setBox((before) => {
        if (!fits) return null
        const same = before?.left === left && before.top === top && before.width === width
        return same && before.height === height ? before : { left, top, width, height }
      })
    }
    look()
    const timer = setInterval(look, lookMs)
    return () => clearInterval(timer)
  }, [of])
  if (box === null) return null
  const { left, top, width, height } = box
  return (
    <div
      className="tour-ring"
      aria-hidden="true"
      style={{ left: left - 4, top: top - 4, width: width + 8, height: height + 8 }}
    />
  )
}

function Card({ step }: { step: number }) {
  const id = useId()
  const next = useRef<HTMLButtonElement>(null)
  const [done, setDone] = useState(false)
  const name = tourSteps[step - 1] ?? 'sample'
  const { title, text, act } = words.steps[name]

  // The card takes the focus when it is asked for and keeps it from step to step; it never takes it away from work.
  useEffect(() => {
    const { activeElement } = document
    if (activeElement === null || activeElement === document.body) next.current?.focus()
  }, [])
  useEffect(() => {
    setDone(false)
    const watch = createWatch(name)
    const look = (): void => {
      if (!watch()) return
      setDone(true)
      announce(`${words.done}: ${words.steps[name].title}`)
      clearInterval(timer)
    }
    const timer = setInterval(look, lookMs)
    look()
    return () => clearInterval(timer)
  }, [name])

  return (
    <aside
      className="tour surface-raised"
      data-region="tour"
      tabIndex={-1}
      aria-label={words.label}
      aria-describedby={`${id}-text`}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        endTour()
      }}
    >
      <header>
        <span className="tour-place">{words.place(step, tourSteps.length)}</span>
        {done && (
          <span className="tour-done">
            <Icon of={Check} size={14} />
            {words.done}
          </span>
        )}
        <span className="grow" />
        <IconButton label={words.end} icon={X} size="small" onClick={endTour} />
      </header>
      <h2>{title}</h2>
      <p id={`${id}-text`}>{text}</p>
      <div className="tour-acts">
        <Button ref={next} look="primary" size="small" data-region-start="" onClick={nextStep}>
          {step === tourSteps.length ? words.finish : words.next}
        </Button>
        {!done && (
          <Button size="small" onClick={() => void stepActs[name]()}>
            {act}
          </Button>
        )}
        <span className="grow" />
        {step > 1 && (
          <Button look="ghost" size="small" onClick={previousStep}>
            {words.previous}
          </Button>
        )}
      </div>
    </aside>
  )
}

/** The tour's card, in a corner of the window: everything can be used while it is there. */
export function Tour() {
  const step = useTour((state) => state.step)
  if (step === null) return null
  return (
    <>
      <Ring of={tourSteps[step - 1] ?? 'sample'} />
      <Card step={step} />
    </>
  )
}
