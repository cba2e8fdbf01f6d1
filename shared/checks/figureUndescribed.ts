import { isUndescribed } from '../document/figure.ts'
import { type Check, finding } from './check.ts'
import { figuresIn } from './figuresIn.ts'

/** Who does not see a picture has its description alone (WCAG 2.2, 1.1.1; ISO 14289-1 §7.3): a PDF/UA must have it. */
export const figureUndescribed: Check = {
  id: 'figure-undescribed',
  title: 'Figure without a description',
  run: (subject) =>
    figuresIn(subject)
      .filter(({ figure }) => isUndescribed(figure))
      .map(({ figure, name }) =>
        finding(
          'figure-undescribed',
          'stops',
          'A figure has no description',
          `${name} says nothing to those who do not see it: describe it, or mark it as decorative.`,
          { block: figure.id },
        ),
      ),
}
