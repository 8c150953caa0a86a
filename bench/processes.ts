import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** User and system CPU seconds so far of a process and all its descendants, ended children included. Linux only; 0 elsewhere. */
export function cpuSeconds(pids: readonly number[]): number {
  return pids.flatMap(family).reduce((sum, pid) => sum + ticks(pid), 0) / 100
}

/** Proportional set size in MB of processes and their descendants: shared pages counted once. */
export function memoryMb(pids: readonly number[]): number {
  const kilobytes = pids.flatMap(family).map((pid) => Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0))
  return kilobytes.reduce((sum, value) => sum + value, 0) / 1024
}

/** What machine the figures are from. */
export function machine(): string {
  const model = /model name\s*:\s*(.+)/.exec(read('/proc/cpuinfo'))?.[1] ?? process.arch
  return `${execFileSync('nproc', { encoding: 'utf8' }).trim()} cores (${model}), Node ${process.version}`
}

function family(pid: number): number[] {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => statOf(Number(name))[1] === String(pid))
  return [pid, ...children.flatMap((child) => family(Number(child)))]
}

function ticks(pid: number): number {
  const stat = statOf(pid)
  return [11, 12, 13, 14].reduce((sum, field) => sum + Number(stat[field] ?? 0), 0)
}

/** The fields of /proc/PID/stat from the state on: 0 state, 1 parent, 11 to 14 CPU ticks. */
const statOf = (pid: number): string[] => read(`/proc/${pid}/stat`).split(') ')[1]?.split(' ') ?? []

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
