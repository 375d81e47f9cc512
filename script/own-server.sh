# shellcheck shell=bash
# shellcheck disable=SC2154 # root comes from paths.sh, own_server_prefix from whoever sources this
# Sourced by script/load and script/demo: a server of their own, with its data in a folder that goes with it.
# Sets work (that folder), key (the organiser's) and, after start_server, url. The process id is in $work/pid: a restart changes it.
own_build=build/${REPRISE_BUILD:-release}

build_own_server() {
  exec 9>build/release.lock
  flock 9
  quietly "configuring" cmake --preset "${REPRISE_BUILD:-release}"
  [[ -x $own_build/reprise-load ]] || echo "Building the server and the load generator (the first time takes some minutes)" >&2
  quietly "building" cmake --build --preset "${REPRISE_BUILD:-release}" --target reprise-server --target reprise-load
  exec 9>&-
}

stop_server() {
  local pid
  pid=$(cat "$work/pid" 2>/dev/null || true)
  if [[ -n $pid ]] && kill "$pid" 2>/dev/null; then
    while kill -0 "$pid" 2>/dev/null; do sleep 0.1; done
  fi
  rm -rf "$work"
}

# start_server [server options...]
start_server() {
  work=$(mktemp -d "${TMPDIR:-/tmp}/reprise-load-XXXXXX")
  trap stop_server EXIT
  trap 'exit 130' INT TERM
  key=$(head -c 24 /dev/urandom | base64 | tr '+/' '-_')
  # What starts it again after a loss does just the same, on the same port.
  {
    echo '#!/usr/bin/env bash'
    printf 'REPRISE_ORGANISER_KEY=%q ' "$key"
    printf '%q ' "${own_server_prefix[@]}" "$root/$own_build/reprise-server" --data "$work/data" --playbooks "$root/playbooks" "$@"
    # shellcheck disable=SC2016
    printf '"$@" >%q 2>>%q &\n' "$work/said" "$work/log"
    printf 'echo $! >%q\n' "$work/pid"
    printf 'until grep -q "stop with Ctrl" %q; do kill -0 $! 2>/dev/null || exit 1; sleep 0.05; done\n' "$work/said"
  } >"$work/start"
  : >"$work/said"
  if ! bash "$work/start"; then
    cat "$work/said" "$work/log" >&2
    fail "the server did not start"
  fi
  # shellcheck disable=SC2034 # for whoever sources this
  url=$(sed -n 's/.*listening on \(http[^ ]*\)$/\1/p' "$work/said" | head -1)
}
