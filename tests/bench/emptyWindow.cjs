// The least that Electron can show: a window with a text field, nothing else. What Attest's start is measured against.
const { app, BrowserWindow } = require('electron')

const page = `<!doctype html><title>Empty</title><textarea autofocus aria-label="Text"></textarea>`
app.enableSandbox()
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1440, height: 900, show: false })
  window.once('ready-to-show', () => window.show())
  window.loadURL(`data:text/html,${encodeURIComponent(page)}`)
})
app.on('window-all-closed', () => app.quit())
process.on('SIGTERM', () => app.quit())
