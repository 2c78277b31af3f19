import type { DrawnImages } from './drawn-images.ts'

/** The list of images, as a person and the script read it. */
export function imageList({ images, unknown }: DrawnImages): string {
  return [
    '# made by ./superpod mirror: every image that is known to be drawn, and by what',
    ...Object.entries(images).flatMap(([image, by]) => [`# ${by.join(', ')}`, image]),
    ...(unknown.length > 0
      ? ['', '# not known: find out, and add a line for each', ...unknown.map((each) => `# unknown: ${each}`)]
      : []),
    '',
  ].join('\n')
}

/** Images that a list holds, in its order. */
export function listedImages(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
}

/** The script that copies what the list holds: an image keeps its path, and loses its host. */
export const copyScript = `#!/bin/sh
# made by ./superpod mirror. Copies every image of images.txt, by skopeo, or by crane where there is none.
#   ./copy-images.sh copy registry.example.org/mirror           from here to the registry
#   ./copy-images.sh save ./images                              to a folder that can be carried (skopeo)
#   ./copy-images.sh load ./images registry.example.org/mirror  from that folder to the registry (skopeo)
set -eu
cd "$(dirname "$0")"
mode=\${1:-}
case "$mode" in
copy) registry=\${2:?which registry} ;;
save) folder=\${2:?which folder} ;;
load) folder=\${2:?which folder} registry=\${3:?which registry} ;;
*) sed -n '3,5p' "$0" | cut -c3- >&2; exit 2 ;;
esac
has() { command -v "$1" >/dev/null 2>&1; }
[ "$mode" = copy ] || has skopeo || { echo "skopeo is not on PATH" >&2; exit 3; }
has skopeo || has crane || { echo "neither skopeo nor crane is on PATH" >&2; exit 3; }
grep -v -e '^#' -e '^[[:space:]]*$' images.txt | while read -r image; do
  path=\${image#*/}
  # a digest stays what it is; the registry wants a tag to hold it by
  case "$path" in *@*) path=\${path%@*}:mirrored ;; esac
  case "$mode" in
  copy)
    echo "$image -> $registry/$path"
    if has skopeo; then skopeo copy --all --preserve-digests "docker://$image" "docker://$registry/$path" </dev/null
    else crane copy "$image" "$registry/$path" </dev/null; fi ;;
  save)
    mkdir -p "$folder/$path"
    skopeo copy --all --preserve-digests "docker://$image" "dir:$folder/$path" </dev/null ;;
  load)
    skopeo copy --all --preserve-digests "dir:$folder/$path" "docker://$registry/$path" </dev/null ;;
  esac
done
`
