import { utilityProcess } from 'electron'
import { childFile, type LaunchChild } from '../../children.ts'

/** Children as Electron's utility processes: `fork` would start a second Electron. */
export const launchUtility: LaunchChild = (name, { memoryMiB }) => {
  const child = utilityProcess.fork(childFile(name), [], {
    execArgv: [`--max-old-space-size=${memoryMiB}`],
    serviceName: `Attest ${name}`,
    // As `forkChild`.
    stdio: ['ignore', 'ignore', 'ignore'],
  })
  let ended = false
  child.once('exit', () => {
    ended = true
  })
  return {
    send: (message) => {
      if (!ended) child.postMessage(message)
    },
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => child.once('exit', (code) => listener(code)),
    kill: () => {
      if (ended) return
      // SIGTERM waits for a compile in progress, and a compile is what is stopped here.
      if (child.pid === undefined) child.kill()
      else process.kill(child.pid, 'SIGKILL')
    },
  }
}
