#!/bin/sh
# deb.sh PROGRAM VERSION FOLDER: FOLDER/sqz-tui_VERSION_ARCHITECTURE.deb, of what `make install`
# installs. dpkg finds the libraries that it depends on. DEBFULLNAME and DEBEMAIL name the
# maintainer, as for other Debian tools; else git does.
set -eu
cd "$(dirname "$0")/.."

program=$1
version=$2
folder=$3
architecture=$(dpkg --print-architecture)
name=${DEBFULLNAME:-$(git config user.name || echo nobody)}
email=${DEBEMAIL:-$(git config user.email || echo nobody@example.org)}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
documents=$root/usr/share/doc/sqz-tui
make --no-print-directory install-files PROGRAM="$program" DESTDIR="$root" PREFIX=/usr >/dev/null
mkdir -p "$documents" "$root/DEBIAN"
cp README.md SECURITY.md "$documents"

# dpkg-shlibdeps wants a source package's control file, though it uses none of it.
mkdir "$work/debian"
printf 'Source: sqz-tui\n\nPackage: sqz-tui\nArchitecture: any\n' >"$work/debian/control"
depends=$(cd "$work" && dpkg-shlibdeps -O "$root/usr/bin/sqz-tui" 2>/dev/null |
  sed -n 's/^shlibs:Depends=//p')
[ -n "$depends" ] || { echo 'dpkg-shlibdeps found no libraries' >&2; exit 1; }

cat >"$root/DEBIAN/control" <<CONTROL
Package: sqz-tui
Version: $version
Section: science
Priority: optional
Architecture: $architecture
Maintainer: $name <$email>
Installed-Size: $(du -sk --apparent-size "$root/usr" | cut -f 1)
Depends: $depends
Suggests: libheif1
Description: terminal model explorer for SqueezeNet
 Sends a photo through the SqueezeNet network and shows in the terminal what
 happens on the way: layers, shapes and times, feature maps as heatmaps, what
 the answer is made of. Profiles and arrays are exported as CSV, JSON, NumPy
 and pictures. It runs on the processor alone.
CONTROL

# The newest notes of CHANGELOG.md in the form of Debian's changelog.
{
  printf 'sqz-tui (%s) unstable; urgency=medium\n\n' "$version"
  awk '/^## / { releases++ } releases == 1 && /^- / { print "  * " substr($0, 3); next }
    releases == 1 && /^  / { print "  " $0 }' CHANGELOG.md
  printf '\n -- %s <%s>  %s\n' "$name" "$email" "$(git log -1 --format=%cD 2>/dev/null || date -R)"
} | gzip -9n >"$documents/changelog.gz"
{
  printf 'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n'
  printf 'Upstream-Name: sqz-tui\n\nFiles: *\n'
  printf 'Copyright: %s\nLicense: Expat\n' "$(sed -n 's/^Copyright (c) //p' LICENSE)"
  sed '1,/^Copyright/d; /./,$!d; s/^$/./; s/^/ /' LICENSE | sed '1{/^ \.$/d}'
} >"$documents/copyright"

find "$root" -type d -exec chmod 755 {} +
find "$root" -type f ! -path '*/bin/*' -exec chmod 644 {} +
mkdir -p "$folder"
package=$folder/sqz-tui_${version}_$architecture.deb
dpkg-deb --root-owner-group --build "$root" "$package" >/dev/null
echo "$package"
