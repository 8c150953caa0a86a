import { describe, expect, test } from 'vitest'
import { runErlang } from './erlang-command.ts'

const ask = (line: string) => {
  const parts = line.split(' ')
  return runErlang(Object.fromEntries(parts.flatMap((part, i) => (part.startsWith('--') ? [[part.slice(2), parts[i + 1] ?? '']] : []))))
}

describe('kept erlang', () => {
  test('one queue, however it is asked for', () => {
    const wanted = ask('--model c --servers 12 --load 10').probabilityOfWait
    expect(wanted).toBeCloseTo(0.4493882243, 9)
    for (const line of [
      '--model C --agents 12 --erlangs 10',
      '--model erlang-c --n 12 --arrivals 100 --per 1800 --handling 180',
      '--model c --servers 12 --arrival 10 --service 1',
      '--model c --servers 12 --calls 100 --interval 30 --aht 3',
      '--model c --people 12 --lambda 5 --mu 0.5',
      '--model a --servers 12 --load 10 --patience 0',
    ])
      expect(ask(line).probabilityOfWait).toBeCloseTo(wanted, 9)
  })
  test('patience as a rate, or as how long people wait', () => {
    const rate = ask('--model a --arrival 48 --service 1 --servers 50 --patience 1')
    expect(rate.probabilityOfWait).toBeCloseTo(0.405404395, 7)
    expect(ask('--model a --arrival 100 --service 1 --servers 100 --patience-rate 0.5').abandonmentShare).toBeCloseTo(0.033030153, 7)
    expect(ask('--model a --arrival 100 --service 1 --servers 100 --patience-time 2').abandonmentShare).toBeCloseTo(0.033030153, 7)
  })
  test('says how many servers a target needs, of each model, with or without servers to look at', () => {
    const staffed = ask('--model c --arrivals 100 --per 1800 --handling 180 --within 20 --target 80')
    expect(staffed).toMatchObject({ servers: 14, serversNeeded: 14, target: 0.8 })
    expect(ask('--model c --servers 13 --arrivals 100 --per 1800 --handling 180 --within 20 --target 80%')).toMatchObject({ servers: 13 })
    expect(ask('--model b --load 10 --target 0.99').serversNeeded).toBe(18)
    const patient = ask('--model a --arrivals 100 --per 1800 --handling 180 --patience-time 60 --within 20 --target 0.8')
    expect(patient.serversNeeded).toBeLessThan(14)
  })
  test('as much load as people can do is said, not computed away', () => {
    expect(ask('--model c --servers 10 --load 10 --within 20')).toMatchObject({ stable: false, probabilityOfWait: 1, meanWait: null })
  })
  const refused: [string, RegExp][] = [
    ['--servers 3 --load 2', /--model is b/],
    ['--model d --servers 3 --load 2', /--model is b/],
    ['--model c --load 2', /Give --servers/],
    ['--model c --servers 3', /Give --load/],
    ['--model c --servers 0 --load 2', /--servers is a whole number/],
    ['--model c --servers 2.5 --load 2', /--servers is a whole number/],
    ['--model c --servers many --load 2', /--servers is a number/],
    ['--model c --servers 3 --load -2', /--load is a number from 0 on/],
    ['--model c --servers 3 --arrivals 2', /--arrivals needs --service/],
    ['--model c --servers 3 --arrivals 2 --handling 0', /--handling is a number above 0/],
    ['--model c --servers 3 --arrivals 2 --handling 1 --service 1', /not both/],
    ['--model c --servers 3 --arrivals 2 --load 1 --service 1', /not both/],
    ['--model c --servers 3 --agents 3 --load 1', /are the same/],
    ['--model a --servers 3 --load 2', /Model a needs --patience/],
    ['--model c --load 2 --target 0.8', /--target needs --within/],
    ['--model c --load 2 --target 0 --within 20', /--target is a share/],
    ['--model a --load 2 --patience 1 --patience-time 1 --servers 2', /not both/],
  ]
  for (const [line, words] of refused) test(`refuses in a sentence: ${line}`, () => expect(() => ask(line)).toThrow(words))
})
