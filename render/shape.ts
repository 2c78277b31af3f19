/** Turns one argument of a resource into a field of its object. */
export type Shape = (value: unknown, at: string) => unknown

/** Arguments of a block: the name of the field that each becomes, and its shape. */
export type Fields = Readonly<Record<string, readonly [field: string, shape: Shape]>>

/** A text, a number, a truth value or a list of them, as it is. */
export const plain: Shape = (value) => value

/** A text that the provider leaves out where it is empty. */
export const unlessEmpty: Shape = (value) => (value === '' ? undefined : value)

/** A map whose keys a person wrote: they stay as they are. */
export const map: Shape = (value) => value

/** A port or a percentage: Terraform has texts only, the API has both. */
export const intOrString: Shape = (value) => (typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value)

/** A block that stands once. */
export function block(fields: Fields): Shape {
  return (value, at) =>
    Object.fromEntries(
      Object.entries(entriesOf(value, at)).flatMap(([argument, item]) => {
        const [field, shape] = fields[argument] ?? unknownArgument(at, argument)
        const rendered = shape(item, `${at}.${argument}`)
        return rendered === undefined ? [] : [[field, rendered]]
      }),
    )
}

/** A block that may stand many times: its name in Terraform is singular. */
export function blocks(fields: Fields): Shape {
  const one = block(fields)
  return (value, at) => {
    if (!Array.isArray(value)) throw new Error(`${at} is no list of blocks`)
    return value.map((item, index) => one(item, `${at}[${index}]`))
  }
}

function entriesOf(value: unknown, at: string): Record<string, unknown> {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw new Error(`${at} is no block`)
  return value as Record<string, unknown>
}

function unknownArgument(at: string, argument: string): never {
  throw new Error(`${at} has the argument '${argument}', which has no rendering`)
}
