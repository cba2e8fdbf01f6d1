import { basename, resolve } from 'node:path'
import { defineConfig, type Plugin } from 'vite'
import { compilePage } from './renderer/help/compile.ts'
import { helpPages } from './renderer/help/pages.ts'
import { writeBundled } from './resources/packaging/bundled.ts'

/** The guide's Markdown becomes data when the window is built; raw HTML in it fails the build. */
const guide: Plugin = {
  name: 'guide',
  transform(source, id) {
    if (!id.endsWith('.md')) return null
    const page = compilePage(basename(id, '.md'), source, new Set(helpPages.map(({ name }) => name)))
    return { code: `export default ${JSON.stringify(page)}`, map: null }
  },
}

/** Files of the window and of its workers, which are bundled one by one before it. */
const packaged = new Set<string>()

/** Says which packages are in the window, fonts and styles too. */
const bundled: Plugin = {
  name: 'bundled',
  generateBundle(_options, bundle) {
    const files = Object.values(bundle).flatMap((output) =>
      output.type === 'chunk'
        ? Object.entries(output.modules)
            .filter(([file, { renderedLength }]) => renderedLength > 0 || file.endsWith('.css'))
            .map(([file]) => file)
        : output.originalFileNames,
    )
    for (const file of files) packaged.add(file)
    writeBundled('window', packaged)
  },
}

/**
 * The editor is a chunk of its own, run after the first screen stands; its files come with the page's other ones, before
 * the main side is busy with the library.
 */
const editorAtHand: Plugin = {
  name: 'editor-at-hand',
  transformIndexHtml: {
    order: 'post',
    handler(_html, { bundle = {} }) {
      const editor = Object.values(bundle).find(
        (output) => output.type === 'chunk' && output.name === 'BriefingView',
      )
      if (editor?.type !== 'chunk') return []
      const link = (rel: string, file: string) => ({
        tag: 'link',
        attrs: { rel, crossorigin: true, href: `./${file}` },
        injectTo: 'head' as const,
      })
      return [
        link('modulepreload', editor.fileName),
        ...[...(editor.viteMetadata?.importedCss ?? [])].map((file) => link('stylesheet', file)),
      ]
    },
  },
}

export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [guide, bundled, editorAtHand],
  worker: { format: 'es', plugins: () => [bundled] },
  build: {
    outDir: resolve(import.meta.dirname, 'dist/renderer'),
    emptyOutDir: true,
    // The oldest runtime the window is tested in (see docs/decisions/0003).
    target: 'chrome108',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
  },
})
