#!/bin/bash
# How many compilers may run at once: one per processor, but 1.5 GB of memory for each. TARASCOPE_JOBS overrides.
set -euo pipefail

if [[ -n ${TARASCOPE_JOBS:-} ]]; then
    echo "$TARASCOPE_JOBS"
    exit 0
fi
processors=$(nproc)
fitting=$(awk '/^MemAvailable/ { print int($2 / 1500000) }' /proc/meminfo)
jobs=$((fitting < processors ? fitting : processors))
echo $((jobs > 0 ? jobs : 1))
