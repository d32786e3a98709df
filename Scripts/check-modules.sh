#!/bin/sh
# Holds the table of modules in Documentation/Architecture.md to the `import` lines of Sources and
# to the targets of Package.swift, and refuses Foundation, which links 44 MB into the program.
#
#   Scripts/check-modules.sh [FILE_LIKE_ARCHITECTURE_MD]
set -eu

cd "$(dirname "$0")/.."
table=${1:-Documentation/Architecture.md}
facts=$(mktemp)
trap 'rm -f "$facts"' EXIT

# The facts: `target MODULE FOLDER`, `needs MODULE DEPENDENCY`, `import MODULE IMPORTED FILE:LINE`.
${SWIFT:-swift} package describe | awk '
  / Name: / { name = $2 }
  / Path: Sources\// { print "target", name, $2; inside = 1 }
  / Path: Tests\// || /^$/ { inside = 0 }
  / (Target|Product) dependencies:$/ { list = inside; next }
  / [A-Za-z ]+:/ { list = 0 }
  inside && list && NF == 1 { print "needs", name, $1 }' >"$facts"
grep '^target ' "$facts" | while read -r _ module folder; do
  find -L "$folder" -name '*.swift' | sort | xargs -r awk -v module="$module" '
    /^[ \t]*(@[^ ]+ +)*([a-z]+ +)?import / {
      sub(/.*import +((struct|class|enum|protocol|typealias|func|let|var) +)?/, "")
      sub(/[^A-Za-z0-9_].*/, "")
      print "import", module, $0, FILENAME ":" FNR
    }'
done >>"$facts"
grep -q '^import ' "$facts" || { echo 'Modules: not checked, no import was found' >&2; exit 1; }

awk -v table="$table" '
  function fail(text) { print "Modules: " text > "/dev/stderr"; failures++ }
  # The names between backquotes in a cell.
  function names(cell, into,   n, i, part) {
    split("", into)
    n = split(cell, part, "`")
    for (i = 2; i <= n; i += 2) into[part[i]] = i
  }
  function row(module) { return table ":" line[module] ": the row of " module }

  FILENAME != table && $1 == "target" { target[$2] }
  FILENAME != table && $1 == "needs" { needs[$2, $3] }
  FILENAME != table && $1 == "import" {
    if ($3 == "Foundation") fail($4 ": Foundation is not imported in Sources")
    else if (!(($2, $3) in imports)) { imports[$2, $3] = $4; imported[++count] = $2 " " $3 }
  }
  FILENAME == table && /^\| `/ {
    split($0, cell, "|")
    names(cell[2], modules); names(cell[4], may); names(cell[5], never)
    for (module in modules) {
      line[module] = FNR; rows++
      if (!(module in target)) fail(row(module) ": no target of Package.swift has that name")
      for (other in may) {
        allowed[module, other]
        if (!((module, other) in imports))
          fail(row(module) ": take `" other "` away, no file of " module " imports it any more")
        if (other in target && !(other in line))
          fail(row(module) " must stand below the row of " other ", which it imports")
        reach[module, other]
        for (third in target) if ((other, third) in reach) reach[module, third]
      }
      for (other in never) if ((module, other) in reach)
        fail(row(module) ": `" other "` is reached, though the row says never")
    }
  }
  END {
    for (module in target) if (!(module in line))
      fail(table ": add a row for " module ", a target of Package.swift")
    for (i = 1; i <= count; i++) {
      split(imported[i], pair, " ")
      module = pair[1]; other = pair[2]
      if (module in line && !((module, other) in allowed))
        fail(imports[module, other] ": " module " may not import " other \
          "; if it is to, add `" other "` to \"May import\" in " table ":" line[module])
      if (other in target && !((module, other) in needs))
        fail("Package.swift: add \"" other "\" to the dependencies of " module ", which imports it")
    }
    for (key in needs) if (!(key in imports)) {
      split(key, pair, SUBSEP)
      fail("Package.swift: take \"" pair[2] "\" from " pair[1] ", which does not import it")
    }
    if (failures) exit 1
    print "Modules: " rows " in the table, as the sources import them"
  }' "$facts" "$table"
