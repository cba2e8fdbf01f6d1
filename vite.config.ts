import { resolve } from 'node:path'
import { defineConfig, type Plugin } from 'vite'
import { writeBundled } from './packaging/bundled.ts'

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
    writeBundled('window', files)
  },
}

export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [bundled],
  build: {
    outDir: resolve(import.meta.dirname, 'dist/renderer'),
    emptyOutDir: true,
    // The oldest runtime the window is tested in (see docs/decisions/0003).
    target: 'chrome108',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
  },
})
