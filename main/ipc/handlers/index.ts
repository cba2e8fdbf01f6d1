import type { Handlers } from '../../../shared/contract/index.ts'
import type { Services } from '../../services.ts'
import { briefingHandlers } from './briefings.ts'
import { captureHandlers } from './capture.ts'
import { entityHandlers } from './entities.ts'
import { libraryHandlers } from './library.ts'
import { licenseHandlers } from './licenses.ts'
import { settingsHandlers } from './settings.ts'

/** The whole table; an operation of the contract without a handler does not compile. */
export const createHandlers = (services: Services): Handlers => ({
  ...libraryHandlers(services),
  ...captureHandlers(services),
  ...entityHandlers(services),
  ...briefingHandlers(services),
  ...settingsHandlers(services),
  ...licenseHandlers(),
})
