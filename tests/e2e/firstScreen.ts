import type { Page } from 'playwright-core'

/**
 * Waits until a new window shows what a person starts with. A page is loaded well before: it asks the service for
 * its library first, and no key does anything until then.
 */
export const firstScreen = (page: Page): Promise<void> => page.getByRole('main').waitFor({ timeout: 60_000 })
