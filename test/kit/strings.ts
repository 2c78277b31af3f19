/** Every text in a value, with the path that leads to it; keys of maps are texts too. */
export function texts(value: unknown, path = ''): { readonly path: string; readonly text: string }[] {
  if (typeof value === 'string') return [{ path, text: value }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, each]) => [
    { path: `${path}/${key}`, text: key },
    ...texts(each, `${path}/${key}`),
  ])
}
