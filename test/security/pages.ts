/**
 * The customer's pages. None asks for a role: `/c/:token` opens one case for whoever holds its link, `/v/:token` one visit, `/my` the cases of
 * whoever typed the code that was mailed to them. `links.test.ts` asks each of them with links that are wrong, foreign, altered and expired.
 */
export const pages: readonly string[] = `
GET /   POST /   POST /display   GET /accessibility   GET /privacy   GET /imprint   GET /.well-known/security.txt   GET /mailbox
GET /charter   GET /charter/versions/:version   GET /charter/options/:id   GET /charter.atom
GET /v/:token   POST /v/:token   GET /v/:token/choose   POST /v/:token/choose   POST /v/:token/hold   POST /v/:token/zone
GET /v/:token/contact   POST /v/:token/contact   GET /v/:token/receipt   GET /v/:token/promise.ics   POST /v/:token/address
GET /my   POST /my   GET /my/code   POST /my/code   POST /my/leave   POST /links
GET /prefs   POST /prefs   GET /prefs/data   POST /prefs/erasure   GET /my/review
GET /my/cases/:id   GET /my/cases/:id/escalation   GET /my/cases/:id/files/:file   GET /my/cases/:id/live
POST /my/cases/:id/messages   POST /my/cases/:id/escalation
GET /my/agreements   GET /my/agreements/:id   GET /my/agreements/:id/change   POST /my/agreements/:id/change
POST /my/agreements/:id/signature   POST /my/agreements/:id/rejection   POST /my/agreements/:id/end
GET /c/:token   GET /c/:token/change   GET /c/:token/escalation   GET /c/:token/end   GET /c/:token/rating   GET /c/:token/rated
GET /c/:token/promise.ics   GET /c/:token/files/:id   GET /c/:token/live
POST /c/:token/acceptance   POST /c/:token/rejection   POST /c/:token/keeping   POST /c/:token/agreement   POST /c/:token/move/agreement   POST /c/:token/move/refusal   POST /c/:token/proposal/lead
POST /c/:token/expectation   POST /c/:token/updates   POST /c/:token/resolutions   POST /c/:token/offers
POST /c/:token/change   POST /c/:token/messages   POST /c/:token/escalation   POST /c/:token/end   POST /c/:token/rating   POST /c/:token/zone   POST /c/:token/address
POST /c/:token/help
`
  .trim()
  .split(/\s{2,}|\n/)
