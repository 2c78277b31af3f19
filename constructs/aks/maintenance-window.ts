/** When Azure may upgrade control plane and nodes: once a week. */
export interface AzureMaintenance {
  readonly day: 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday'
  /** Hour of the day at which it begins, in UTC: 0 to 23. */
  readonly startHour: number
  /** How long it is, in whole hours: 4 at least. */
  readonly hours: number
}

/** A weekly window as AKS takes it. */
export function weeklyWindow({ day, startHour, hours }: AzureMaintenance) {
  return {
    frequency: 'Weekly',
    interval: 1,
    dayOfWeek: `${day[0]?.toUpperCase()}${day.slice(1)}`,
    startTime: `${String(startHour).padStart(2, '0')}:00`,
    utcOffset: '+00:00',
    duration: hours,
  }
}
