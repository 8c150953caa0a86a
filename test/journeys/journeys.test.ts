import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest'
import { buildPages } from '#test/visitor.ts'
import { closeBrowser, faultsSince, theBrowser } from './browser.ts'

// One file, so that all journeys share one browser.
import './mail-in.ts'
import './default-promise.ts'
import './moving.ts'
import './promise-deeds.ts'
import './promise-menu.ts'
import './charter.ts'
import './rejecting.ts'
import './form.ts'
import './proposing.ts'
import './demand.ts'
import './expecting.ts'
import './renegotiating.ts'
import './two-people.ts'
import './inbox.ts'
import './my-cases.ts'
import './organisations.ts'
import './calendars.ts'
import './people-served.ts'
import './emergency.ts'
import './agreements.ts'

vi.setConfig({ testTimeout: 60_000 })

beforeAll(async () => {
  buildPages()
  await theBrowser()
})
afterEach(() => expect(faultsSince()).toEqual([]))
afterAll(closeBrowser)
