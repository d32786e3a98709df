#!/bin/sh
# install-completions.sh SQZ_TUI SHARE: completions for bash, zsh and fish under the SHARE folder.
set -eu

program=$1
share=$2

install_for() {
  mkdir -p "$(dirname "$share/$2")"
  "$program" --generate-completion-script "$1" >"$share/$2"
  echo "$share/$2"
}
install_for bash bash-completion/completions/sqz-tui
install_for zsh zsh/site-functions/_sqz-tui
install_for fish fish/vendor_completions.d/sqz-tui.fish
