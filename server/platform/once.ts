import type { Context } from './context.ts'

/**
 * Makes a question that is answered once in a request: asked again by the same name it gives what was found. For what no verb changes and
 * asks about in one transaction.
 */
export function onceInRequest<Answer>(): (ctx: Context, name: string, ask: () => Promise<Answer>) => Promise<Answer> {
  const known = new WeakMap<Context, Map<string, Promise<Answer>>>()
  return (ctx, name, ask) => {
    const answers = known.get(ctx) ?? new Map<string, Promise<Answer>>()
    known.set(ctx, answers)
    const answer = answers.get(name) ?? ask()
    answers.set(name, answer)
    return answer
  }
}
