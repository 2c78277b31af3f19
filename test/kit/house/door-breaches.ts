import type { SourceFile } from './source-file.ts'

/** What is wrong with the doors of rooms: none, or one that lists nothing by name. */
export function doorBreaches(rooms: readonly string[], files: readonly SourceFile[]): string[] {
  return rooms.flatMap((room) => {
    const door = files.find(({ path }) => path === `${room}/index.ts`)
    if (!door) return [`${room}/ has no index.ts`]
    return /export \*/.test(door.text) ? [`${room}/index.ts exports everything, and names nothing`] : []
  })
}
