#!/bin/bash
# From a bare Debian 12 to the program on its example: installs what is missing, builds a release in build/release,
# makes example.tarascope, the demo project, and opens it. Without a display it prints the worst attack paths instead.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)"
root="$(dirname "$here")"
build="$root/build/release"
program="$build/tarascope"
example="$root/example.tarascope"

buildProgram()
{
    mkdir -p "$build"
    (cd "$root" && flock "$build/lock" cmake --preset release --log-level=WARNING)
    flock "$build/lock" cmake --build "$build" --parallel "$("$here/jobs.sh")"
}

# The project gets its name only when it is complete, so a failure leaves none behind.
makeExample()
{
    local fresh="$build/example.tarascope"
    rm -f "$fresh"
    "$program" new "$fresh" --demo remote-command --quiet
    mv -n "$fresh" "$example"
    echo "Made the example project $example"
}

printWorstPaths()
{
    local paths="$root/worst-paths.txt"
    "$program" worst "$example" --count 3 --out "$paths"
    echo "No window was opened. The three worst attack paths are in $paths"
    echo "Go on with: $program --help"
}

"$here/install.sh" build
buildProgram
[[ -e $example ]] || makeExample
if [[ -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]] && "$program" "$example"; then
    exit 0
fi
printWorstPaths
