#!/bin/bash
# Runs every fuzz target of a build for some seconds on its corpus: smoke.sh BUILD SECONDS. What it finds new stays in
# the build; an input that fails is kept in BUILD/fuzz/failed and belongs into tests/corpus with its repair.
set -euo pipefail

if (($# != 2)); then
    echo "Usage: smoke.sh BUILD SECONDS" >&2
    exit 2
fi
build="$(cd "$1" && pwd -P)/fuzz"
export seconds=$2 corpora
corpora="$(cd "$(dirname "${BASH_SOURCE[0]}")/../corpus" && pwd -P)"
jobs=$("$(dirname "${BASH_SOURCE[0]}")/../../packaging/jobs.sh")

fuzz()
{
    local target=$1 name=${1##*/fuzz_} folder=${1%/*}
    local found="$folder/found/$name" log="$folder/$name.log"
    mkdir -p "$found" "$folder/failed"
    local inputs=("$found")
    [[ -d $corpora/$name ]] && inputs+=("$corpora/$name")
    if "$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 -artifact_prefix="$folder/failed/$name-" \
        "${inputs[@]}" >"$log" 2>&1; then
        echo "$name: $(grep -Eo '^Done.*' "$log" | tail -n 1)"
    else
        tail -n 60 "$log"
        echo "$name: FAILED, see $folder/failed"
        return 1
    fi
}
export -f fuzz

# By their sources, as a build folder may still hold targets that are gone.
targets=()
for source in "$corpora"/../fuzz/*.cpp; do
    name=$(basename "$source" .cpp)
    [[ -x $build/fuzz_$name ]] && targets+=("$build/fuzz_$name")
done
if ((${#targets[@]} == 0)); then
    echo "There is no fuzz target in $build."
    exit 0
fi
printf '%s\0' "${targets[@]}" | xargs -0 -n 1 -P "$jobs" bash -c 'fuzz "$1"' fuzz
