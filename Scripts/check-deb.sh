#!/bin/sh
# check-deb.sh PACKAGE: lintian finds no error, and the package installs and runs in a fresh Debian
# made by debootstrap from this machine's own package sources. As root; takes minutes.
set -eu

package=$1
lintian --fail-on error --tag-display-limit 0 "$package"

. /etc/os-release
# The first Debian mirror, in either form of the list.
mirror=$(cat /etc/apt/sources.list.d/*.sources 2>/dev/null | sed -n 's/^URIs: *//p' |
  grep '/debian/*$' | head -n 1)
[ -n "$mirror" ] || mirror=$(sed -n 's/^deb \(\[[^]]*\] \)*\([^ ]*\).*/\2/p' /etc/apt/sources.list |
  head -n 1)

work=$(mktemp -d)
root=$work/root
log=$work/log
trap 'umount "$root/proc" 2>/dev/null || :; rm -rf "$work"' EXIT
quietly() { "$@" >"$log" 2>&1 || { tail -n 5 "$log" >&2; exit 1; }; }
quietly debootstrap --variant=minbase "$VERSION_CODENAME" "$root" "$mirror"
# What apt needs to reach its sources from here (a proxy, say) it needs there, too.
cp -r /etc/apt/apt.conf.d "$root/etc/apt/"
mount -t proc proc "$root/proc"
cp "$package" "$root/tmp/sqz-tui.deb"
cp Assets/coffee.png "$root/tmp/"
in_root() { chroot "$root" env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 "$@"; }
quietly in_root apt-get update
quietly in_root apt-get install -y --no-install-recommends /tmp/sqz-tui.deb
in_root sqz-tui --version
in_root sqz-tui layers | tail -n 1
in_root sqz-tui classify /tmp/coffee.png 2>&1 | head -n 8
quietly in_root apt-get remove -y sqz-tui
[ ! -e "$root/usr/bin/sqz-tui" ]
echo 'Installs, runs and can be removed again.'
