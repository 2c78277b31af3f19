/** Power for people: `10.2 kW`, `1.95 MW`. Below 1,000 W: `800 W`. */
export function printedPower(powerW: number): string {
  if (powerW < 1000) return `${powerW} W`
  if (powerW < 1_000_000) return `${trimmed(powerW / 1000)} kW`
  return `${trimmed(powerW / 1_000_000)} MW`
}

/** A duration for people: `0.8 s`, `12 s`, `2 min 5 s`. */
export function printedSeconds(seconds: number): string {
  if (seconds < 10) return `${trimmed(seconds, 1)} s`
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole} s`
  const rest = whole % 60
  return rest === 0 ? `${Math.floor(whole / 60)} min` : `${Math.floor(whole / 60)} min ${rest} s`
}

/** Storage for people: `512 MiB`, `1.5 GiB`, `100 TiB`, `2 PiB`. */
export function printedGiB(gibibytes: number): string {
  if (gibibytes < 1) return `${trimmed(gibibytes * 1024)} MiB`
  if (gibibytes < 1024) return `${trimmed(gibibytes)} GiB`
  return gibibytes < 1024 ** 2 ? `${trimmed(gibibytes / 1024)} TiB` : `${trimmed(gibibytes / 1024 ** 2)} PiB`
}

function trimmed(value: number, digits = 2): string {
  return String(Number(value.toFixed(digits)))
}
