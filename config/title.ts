import { z } from 'zod'

/** A line of text for people. */
export const Title = z
  .string()
  .regex(
    /^\S(?:[^\p{Cc}\p{Bidi_C}]{0,118}\S)?$/u,
    '1 to 120 characters on one line, no space at either end, and none that turns the direction of others',
  )
  .meta({ description: 'A line of text for people.' })
