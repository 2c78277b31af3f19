#!/bin/sh
# What CI says of a branch, on your own computer: judged by the code of the base branch, your branch is data.
# usage: examples/local/review.sh [base, default origin/main] [head, default HEAD] [what else superpod review takes ...]
set -eu
base=${1:-origin/main}
head=${2:-HEAD}
[ $# -lt 2 ] || shift
[ $# -lt 1 ] || shift

commit() { git rev-parse --verify --quiet --end-of-options "$1^{commit}" || { echo "there is no commit $1 here" >&2; exit 2; }; }
base=$(commit "$base")
head=$(commit "$head")
from=$(git merge-base "$base" "$head") || { echo "$base and $head have no commit in common" >&2; exit 2; }

# a folder of its own for the base's code, with its own node_modules: kept, so that the next time takes a second
code=$(git rev-parse --git-path superpod-base)
code=$(CDPATH='' cd -- "$(dirname -- "$code")" && pwd)/superpod-base
[ -d "$code" ] || git worktree add --quiet --detach "$code" "$base"
git -C "$code" checkout --quiet --detach "$base"
cd "$code"
exec ./superpod review --base "$from" --head "$head" "$@"
