import type { WeeklyWindow } from '../weekly-window.ts'

/** A Monday in the past: a week from which windows are counted. */
const monday = Date.UTC(2024, 0, 1)
const hourMs = 3_600_000
const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

/** A weekly window as GKE takes it: one occurrence, counted from a week that never changes, and how it recurs. */
export function recurringWindow({ day, startHour, hours }: WeeklyWindow) {
  const start = monday + (days.indexOf(day) * 24 + startHour) * hourMs
  const at = (ms: number) => new Date(ms).toISOString().replace('.000Z', 'Z')
  return {
    startTime: at(start),
    endTime: at(start + hours * hourMs),
    recurrence: `FREQ=WEEKLY;BYDAY=${day.slice(0, 2).toUpperCase()}`,
  }
}
