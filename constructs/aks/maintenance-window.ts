import type { WeeklyWindow } from '../weekly-window.ts'

/** A weekly window as AKS takes it. */
export function weeklyWindow({ day, startHour, hours }: WeeklyWindow) {
  return {
    frequency: 'Weekly',
    interval: 1,
    dayOfWeek: `${day[0]?.toUpperCase()}${day.slice(1)}`,
    startTime: `${String(startHour).padStart(2, '0')}:00`,
    utcOffset: '+00:00',
    duration: hours,
  }
}
