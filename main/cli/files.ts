import { AttestError } from '../../shared/model/error.ts'

/** A failure of the disk while reading a file that was named on the command line. */
export function fileError(file: string, error: unknown): AttestError {
  const code = (error as NodeJS.ErrnoException).code
  switch (code) {
    case 'ENOENT':
      return new AttestError('not-found', `There is no file ${file}.`, 'Look at its name and folder.')
    case 'EACCES':
    case 'EPERM':
      return new AttestError('forbidden', `${file} may not be read.`, 'Give yourself the right to read it.')
    case 'EISDIR':
      return new AttestError('unsupported', `${file} is a folder.`, 'Name the files in it.')
    default:
      return new AttestError(
        'io',
        `${file} could not be read (${code ?? String(error)}).`,
        'Copy it to another disk and try again.',
        { cause: error },
      )
  }
}
