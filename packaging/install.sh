#!/bin/bash
# Installs what is missing of the Debian packages in dependencies.txt: install.sh GROUP...
# TARASCOPE_INSTALL=no leaves the system alone, for those who bring the packages themselves.
set -euo pipefail

if [[ ${TARASCOPE_INSTALL:-yes} == no ]]; then
    exit 0
fi
list="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)/dependencies.txt"

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    echo "Packages are installed on Debian and its relatives only. Install what $list names in your own way," \
         "then run this again with TARASCOPE_INSTALL=no." >&2
    exit 1
fi

missing=()
while read -r group package; do
    for wanted in "$@"; do
        if [[ $group == "$wanted" ]] &&
            [[ $(dpkg-query -W -f='${db:Status-Status} ' "$package" 2>/dev/null || true) != installed* ]]; then
            missing+=("$package")
        fi
    done
done < <(grep -v '^#' "$list")

if ((${#missing[@]} == 0)); then
    exit 0
fi

as_root=()
if ((EUID != 0)); then
    if command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [[ -t 0 ]]; }; then
        as_root=(sudo)
    else
        echo "These Debian packages are missing, and installing them needs root or sudo: ${missing[*]}" >&2
        echo "Ask your administrator to run: apt-get install ${missing[*]}" >&2
        exit 1
    fi
fi

echo "Installing ${missing[*]}"
# Stale lists may still do, so only the installation itself decides.
"${as_root[@]}" apt-get update -q || echo "The package lists could not be refreshed; trying with those that are there." >&2
if ! "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get -q -o DPkg::Lock::Timeout=120 install -y --no-install-recommends "${missing[@]}"; then
    echo "apt-get could not install: ${missing[*]}. Its own message is above." >&2
    exit 1
fi
