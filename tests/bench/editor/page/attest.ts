import { answer } from './answers.ts'

// Imported first: the bridge looks for its main side when it is loaded.
Object.assign(window, {
  attest: { call: answer(Number(document.body.dataset.count)), on: () => () => undefined },
})
