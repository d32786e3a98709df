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

root=$(mktemp -d)
trap 'umount "$root/proc" 2>/dev/null || :; rm -rf "$root"' EXIT
debootstrap --variant=minbase "$VERSION_CODENAME" "$root" "$mirror" >"$root.log" 2>&1 ||
  { tail -n 5 "$root.log" >&2; exit 1; }
rm -f "$root.log"
# What apt needs to reach its sources from here (a proxy, say) it needs there, too.
cp -r /etc/apt/apt.conf.d "$root/etc/apt/"
mount -t proc proc "$root/proc"
cp "$package" "$root/tmp/sqz-tui.deb"
cp Assets/coffee.png "$root/tmp/"
in_root() { chroot "$root" env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 "$@"; }
in_root apt-get update -q >/dev/null
in_root apt-get install -y -q --no-install-recommends /tmp/sqz-tui.deb >/dev/null
in_root sqz-tui --version
in_root sqz-tui layers | tail -n 1
in_root sqz-tui classify /tmp/coffee.png 2>&1 | head -n 8
in_root apt-get remove -y -q sqz-tui >/dev/null
[ ! -e "$root/usr/bin/sqz-tui" ]
echo 'Installs, runs and can be removed again.'
