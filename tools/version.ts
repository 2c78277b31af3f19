/** The first version in a text, without its `v`: `1.35.4` in `Kubernetes v1.35.4`. */
export function versionIn(text: string): string | undefined {
  return /\d+\.\d+(?:\.\d+)?(?:-[0-9A-Za-z.]+)?/.exec(text)?.[0]
}
