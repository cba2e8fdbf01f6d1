import { type Check, finding } from './check.ts'
import { figuresIn } from './figuresIn.ts'

export const figureMissing: Check = {
  id: 'figure-missing',
  title: 'Figure whose picture is not in the library',
  run: (subject) => {
    const { pictures } = subject
    if (!pictures) return []
    return figuresIn(subject)
      .filter(({ figure }) => !pictures.has(figure.picture.sha256))
      .map(({ figure, name }) =>
        finding(
          'figure-missing',
          'stops',
          'A figure has lost its picture',
          `${name} shows a picture that is not in this library: replace it, or remove the figure.`,
          { block: figure.id },
        ),
      )
  },
}
