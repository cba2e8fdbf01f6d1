import { create } from 'zustand'
import { shell } from '../shell/store.ts'
import { setPreferences } from '../shell/theme.ts'
import { announce } from '../ui/Live.tsx'
import { tourWords as words } from '../words/tour.ts'

/** Steps of the tour; the words of each are in words/tour.ts. */
export const tourSteps = ['sample', 'read', 'cite', 'drift', 'export'] as const
export type TourStep = (typeof tourSteps)[number]

/** The step that is shown, from 1; null while there is no tour. */
export const useTour = create<{ step: number | null }>(() => ({ step: null }))

function show(step: number): void {
  useTour.setState({ step })
  void setPreferences({ tourStep: step, tourOffered: false })
  const name = tourSteps[step - 1]
  if (name !== undefined) announce(words.announced(step, tourSteps.length, words.steps[name].title))
}

/** Begins the tour, or goes on where it was left. */
export function startTour(): void {
  show(Math.max(1, shell().preferences.tourStep))
}

/** To the next step, or to the end of the tour. */
export function nextStep(): void {
  const { step } = useTour.getState()
  if (step === null) return
  if (step < tourSteps.length) {
    show(step + 1)
    return
  }
  useTour.setState({ step: null })
  void setPreferences({ tourStep: 0 })
  announce(words.finished)
}

export function previousStep(): void {
  const { step } = useTour.getState()
  if (step !== null && step > 1) show(step - 1)
}

/** Puts the tour away; it goes on from here when it is asked for again. */
export function endTour(): void {
  useTour.setState({ step: null })
  announce(words.ended)
}

/** The first page offers it no more. */
export const declineTour = (): void => void setPreferences({ tourOffered: false })
