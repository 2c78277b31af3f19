import type { StorageBackend } from './storage-backend.ts'

/** A class that somebody else makes: config says what there is to know of it. */
export const existing = {
  title: 'a class that is there',
  classBy: 'nobody',
  accessModes: [],
  expansion: false,
  separation: "the backend's own means",
  needs: ['the class itself, and whatever serves it'],
} satisfies StorageBackend
