import { resolve } from 'node:path'
import { defineConfig } from 'vite'

export default defineConfig({
  root: 'renderer',
  base: './',
  build: {
    outDir: resolve(import.meta.dirname, 'dist/renderer'),
    emptyOutDir: true,
    // The oldest runtime the window is tested in (see docs/decisions/0003).
    target: 'chrome108',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
  },
})
