/** The promise clock's bar: `share` of the window used and `risk`, the share at which it is due soon (both 0 to 1). Decoration. */
export function ClockBar({ share, risk }: { share: number; risk: number | null }) {
  // Attributes, not styles: the content security policy allows no inline style.
  return (
    <svg className="clock-bar" viewBox="0 0 1000 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect className="clock-track" x="0" y="0" width="1000" height="8" />
      <rect className="clock-used" x="0" y="0" width={Math.round(share * 1000)} height="8" />
      {risk === null ? null : <rect className="clock-risk" x={Math.round(risk * 1000) - 2} y="0" width="4" height="8" />}
    </svg>
  )
}
