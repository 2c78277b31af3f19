/** When a cloud may upgrade control plane and nodes: once a week. */
export interface WeeklyWindow {
  readonly day: 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday'
  /** Hour of the day at which it begins, in UTC: 0 to 23. */
  readonly startHour: number
  /** How long it is, in whole hours: 4 at least. */
  readonly hours: number
}
