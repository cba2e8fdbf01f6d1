export { writeMarkdown } from '../../shared/document/markdown/index.ts'
