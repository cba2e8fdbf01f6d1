import { create } from 'zustand'

const useAnnouncement = create<{ words: string; turn: number }>(() => ({ words: '', turn: 0 }))

/** Says `words` once, politely, to assistive technology. */
export const announce = (words: string): void =>
  useAnnouncement.setState((state) => ({ words, turn: state.turn + 1 }))

/** The live region; the shell mounts one. Two places alternate, so that the same words are said again. */
export function Live() {
  const { words, turn } = useAnnouncement()
  return (
    <>
      <div className="visually-hidden" role="status">
        {turn % 2 === 0 ? words : ''}
      </div>
      <div className="visually-hidden" role="status">
        {turn % 2 === 1 ? words : ''}
      </div>
    </>
  )
}
