import type { ReactNode } from 'react'
import { Icon } from '../kit/icons.tsx'
import type { IconName } from '../kit/icons.tsx'
import { t } from '../kit/language.ts'
import { Tip } from '../kit/Tip.tsx'
import { ariaKeys, capOf, commandOf } from './keymap.ts'
import { isMac } from './KeyLayer.tsx'
import { runCommand, useReadyCommands } from './registry.ts'

interface Look {
  command: string
  icon?: IconName
  label?: string
  bare?: boolean
  primary?: boolean
  quiet?: boolean
  small?: boolean
}

/** A button for a command: same words, same key as everywhere. Shown only while the command can run. */
export function CommandButton({ command, icon, label, bare, primary, quiet, small }: Look): ReactNode {
  const ready = useReadyCommands().get(command)
  if (!ready) return null
  const text = label ?? ready.label ?? t(`desk.command.${command}`)
  const first = commandOf(command).chords[0]
  const cap = first ? capOf(first, isMac) : undefined
  const looks = ['button', primary && 'primary', quiet && 'quiet', small && 'small', bare && 'icon'].filter(Boolean).join(' ')
  const button = (
    <button
      type="button"
      className={looks}
      onClick={() => runCommand(command)}
      aria-keyshortcuts={ariaKeys(command, isMac)}
      aria-label={bare ? text : undefined}
    >
      {icon ? <Icon name={icon} /> : null}
      {bare ? null : text}
      {cap && !bare && !small ? <kbd aria-hidden="true">{cap}</kbd> : null}
    </button>
  )
  return bare || (small && cap) ? (
    <Tip text={text} cap={cap}>
      {button}
    </Tip>
  ) : (
    button
  )
}
