#!/bin/bash
# Installs what is missing, builds Tarascope with its tests and runs them all. The exit code and the last lines are
# those of ctest. With TARASCOPE_CHECKS=full, or CI set, the engine's tests also run under the address, undefined
# behaviour and thread sanitizers and every fuzz target runs for a while; TARASCOPE_CHECKS=main leaves that out.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)"
root="$(dirname "$here")"
jobs=$("$here/jobs.sh")
# No further check begins after so many minutes; what is left out is said.
minutes=${TARASCOPE_CHECKS_MINUTES:-22}
fuzz_seconds=${TARASCOPE_FUZZ_SECONDS:-20}
checks=${TARASCOPE_CHECKS:-main}
if [[ -z ${TARASCOPE_CHECKS:-} && -n ${CI:-} && ${CI:-} != false ]]; then
    checks=full
fi
if [[ $checks != main && $checks != full ]]; then
    echo "TARASCOPE_CHECKS is main or full, not '$checks'." >&2
    exit 2
fi

export QT_QPA_PLATFORM=offscreen TZ=UTC LC_ALL=C.UTF-8
cd "$root"

# build PRESET [TARGET...]
build()
{
    local preset=$1
    shift
    mkdir -p "build/$preset"
    flock "build/$preset/lock" cmake --preset "$preset" --log-level=WARNING
    flock "build/$preset/lock" cmake --build --preset "$preset" --parallel "$jobs" ${1:+--target "$@"}
}

check()
{
    local name=$1
    shift
    if ((SECONDS > minutes * 60)); then
        echo "Left out, $minutes minutes are over: $name"
        return
    fi
    echo "Check: $name"
    "$@"
}

# One clang build serves both: the engine's tests and the fuzz targets.
sanitizeAndFuzz()
{
    build fuzz engine_tests fuzz_targets
    ctest --preset fuzz -j "$jobs"
    tests/fuzz/smoke.sh build/fuzz "$fuzz_seconds"
}

watchThreads()
{
    build tsan parallel_tests
    ctest --preset tsan -j "$jobs"
}

if [[ $checks == full ]]; then
    "$here/install.sh" build test checks
else
    "$here/install.sh" build test
fi
"$here/install.sh" window || echo "Going on without: the tests that need a window manager skip themselves." >&2
"$here/install.sh" trace || echo "Going on without: the test that looks at system calls skips itself." >&2

build dev
if [[ $checks == full ]]; then
    check "engine tests under address and undefined behaviour sanitizers, fuzz targets for $fuzz_seconds s each" sanitizeAndFuzz
    check "parallel engine tests under the thread sanitizer" watchThreads
fi
exec ctest --preset dev -j "$jobs"
