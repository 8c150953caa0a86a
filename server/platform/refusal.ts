import type { RefusalCode } from '#contract/refusals.ts'

/** A wish that Kept does not fulfil, with a stable code and the facts its sentence needs. Anything else that is thrown is a defect. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly facts: Record<string, unknown>
  constructor(code: RefusalCode, facts: Record<string, unknown> = {}) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.facts = facts
  }
}

/** Ends the verb with a refusal; the edge undoes what it began and answers in problem+json. */
export function refuse(code: RefusalCode, facts?: Record<string, unknown>): never {
  throw new Refusal(code, facts)
}

/** Goes on only when a rule said yes (`null`), else refuses with the code it named. */
export function allow(objection: RefusalCode | null, facts?: Record<string, unknown>): void {
  if (objection) refuse(objection, facts)
}

/** The value, or the refusal when there is none: foreign and absent things answer alike. */
export function found<Value>(value: Value | null | undefined, code: RefusalCode = 'not_found'): Value {
  return value ?? refuse(code)
}
