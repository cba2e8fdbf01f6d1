// Loaded for what it does: it names itself `globalThis.pdfjsWorker`, where pdf.js looks first.
declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs'
declare module 'core-js/actual/index.js'
