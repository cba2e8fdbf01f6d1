import type { GuidePage } from './guide.ts'
import { helpPages } from './pages.ts'

const files = import.meta.glob<GuidePage>(
  [
    '../../docs/guide/*.md',
    '!../../docs/guide/README.md',
    '../../docs/reference/{checks,markdown,command-line}.md',
  ],
  { eager: true, import: 'default' },
)

/** The pages of the help in their order; the build made them of the guide's files. */
export const guidePages: readonly GuidePage[] = helpPages.flatMap(
  ({ name }) => Object.values(files).find((page) => page.name === name) ?? [],
)
