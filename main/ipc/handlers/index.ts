import type { Handlers } from '../../../shared/contract/index.ts'
import type { Services } from '../../services.ts'
import { backupHandlers } from './backups.ts'
import { briefingHandlers } from './briefings.ts'
import { captureHandlers } from './capture.ts'
import { commentHandlers } from './comments.ts'
import { entityHandlers } from './entities.ts'
import { type Damaged, examinationHandlers } from './examination.ts'
import { libraryHandlers } from './library.ts'
import { licenseHandlers } from './licenses.ts'
import { markingHandlers } from './markings.ts'
import { pictureHandlers } from './pictures.ts'
import { referenceHandlers } from './references.ts'
import { settingsHandlers } from './settings.ts'
import { spellingHandlers } from './spelling.ts'
import { suggestionHandlers } from './suggestions.ts'
import { templateHandlers } from './templates.ts'

/** The whole table; an operation of the contract without a handler does not compile. */
export function createHandlers(services: Services): Handlers {
  const damaged: Damaged = new Map()
  return {
    ...libraryHandlers(services, damaged),
    ...examinationHandlers(services, damaged),
    ...backupHandlers(services),
    ...captureHandlers(services),
    ...entityHandlers(services),
    ...briefingHandlers(services),
    ...commentHandlers(services),
    ...pictureHandlers(services),
    ...referenceHandlers(services),
    ...suggestionHandlers(services),
    ...settingsHandlers(services),
    ...markingHandlers(services),
    ...templateHandlers(services),
    ...licenseHandlers(),
    ...spellingHandlers(services),
  }
}
