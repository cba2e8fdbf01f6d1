import type { ReactNode } from 'react'

const line = { fill: 'none', stroke: 'currentColor' } as const
const round = { strokeLinecap: 'round', strokeLinejoin: 'round' } as const
const solid = { fill: 'currentColor', stroke: 'none' } as const
const through = { fill: 'none', style: { stroke: 'var(--mark-ink)' } } as const

/** Shapes on a 16-unit grid, drawn for 12 to 20 px. */
export const drawings = {
  verified: (
    <>
      <circle cx="8" cy="8" r="7" {...solid} />
      <path d="M4.9 8.3l2.2 2.2 4.1-4.6" {...through} {...round} strokeWidth="1.7" />
    </>
  ),
  altered: <path d="M8 2.2 14.4 13.6H1.6Z" {...line} strokeWidth="2.1" strokeLinejoin="round" />,
  absent: (
    <>
      <rect x="1.2" y="1.2" width="13.6" height="13.6" rx="2.4" {...solid} />
      <path d="M5.2 5.2l5.6 5.6M10.8 5.2l-5.6 5.6" {...through} strokeWidth="1.7" strokeLinecap="round" />
    </>
  ),
  stale: (
    <>
      <path d="M8 1.7a6.3 6.3 0 1 0 6.3 6.3" {...line} strokeWidth="1.9" strokeLinecap="round" />
      <path d="M8 4.6V8.4l2.7 1.6" {...line} {...round} strokeWidth="1.8" />
      <circle cx="12.7" cy="3.5" r="1.15" {...solid} />
    </>
  ),
  unchecked: <circle cx="8" cy="8" r="6" {...line} strokeWidth="1.6" strokeDasharray="2.2 2.5" />,
  claim: (
    <>
      <path d="M8 1.8 14.2 8 8 14.2 1.8 8Z" {...line} strokeWidth="1.5" strokeLinejoin="round" />
      <path d="M8 1.8v12.4L1.8 8Z" {...solid} />
    </>
  ),
  quote: (
    <path
      d="M6.6 3.4C4.2 4.6 2.6 6.7 2.6 9.4c0 1.9 1.1 3.2 2.6 3.2 1.3 0 2.3-1 2.3-2.3S6.6 8 5.3 8c-.3 0-.5 0-.7.1.2-1.3 1.2-2.5 2.7-3.4ZM13 3.4c-2.4 1.2-4 3.3-4 6 0 1.9 1.1 3.2 2.6 3.2 1.3 0 2.3-1 2.3-2.3S13 8 11.7 8c-.3 0-.5 0-.7.1.2-1.3 1.2-2.5 2.7-3.4Z"
      {...solid}
    />
  ),
  source: (
    <path d="M4 1.9h5.3L12.6 5.2v8.9H4Z M9.2 2v3.4h3.3" {...line} strokeWidth="1.4" strokeLinejoin="round" />
  ),
  anonymous: (
    <>
      <circle cx="8" cy="5" r="3.1" {...solid} />
      <path d="M2.2 14.2c.3-3 2.6-4.9 5.8-4.9s5.5 1.9 5.8 4.9Z" {...solid} />
    </>
  ),
  person: (
    <>
      <circle cx="8" cy="5.1" r="2.6" {...line} strokeWidth="1.3" />
      <path
        d="M2.8 13.8c.5-2.8 2.5-4.3 5.2-4.3s4.7 1.5 5.2 4.3"
        {...line}
        strokeWidth="1.3"
        strokeLinecap="round"
      />
    </>
  ),
  organization: (
    <path
      d="M2.4 13.6h11.2M3.2 6.4h9.6M8 2.2l5.2 3v1.2H2.8V5.2ZM4.5 6.6v6.8M8 6.6v6.8M11.5 6.6v6.8"
      {...line}
      {...round}
      strokeWidth="1.3"
    />
  ),
  stops: (
    <>
      <path d="M5.3 1.3h5.4l4 4v5.4l-4 4H5.3l-4-4V5.3Z" {...solid} />
      <path d="M5 8h6" {...through} strokeWidth="2" strokeLinecap="round" />
    </>
  ),
  settle: (
    <path
      d="M5.6 2h4.8L14 5.6v4.8L10.4 14H5.6L2 10.4V5.6Z"
      {...line}
      strokeWidth="1.6"
      strokeLinejoin="round"
    />
  ),
  note: <circle cx="8" cy="8" r="2.4" {...solid} />,
  logo: (
    <>
      <path d="M1.6 3.2h3.1M1.6 3.2v9.6M1.6 12.8h3.1" {...line} {...round} strokeWidth="1.8" />
      <path d="M5.6 8.4l3 3.1 6-7.6" {...line} {...round} strokeWidth="2.1" />
    </>
  ),
} as const satisfies Record<string, ReactNode>
export type DrawnName = keyof typeof drawings
