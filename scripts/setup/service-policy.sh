# For install-servers.sh to source: keeps Debian from starting the servers that we install, and nothing else.
#
# Debian asks /usr/sbin/policy-rc.d before it starts a service; 101 forbids it. Ours forbids only what descends from
# install-servers.sh, which it knows by a variable that apt and dpkg pass on; for everybody else it does what the
# administrator's own policy says. So it harms nobody when the script is killed, and still covers an apt that outlives it.
# While it is there an installation is unfinished, and its second line says of which packages.
# The administrator's own is kept beside it; both are put in place whole, by a rename.
policy_mark='# hybrid-fleet installs: '

policy_is_ours() { grep -qs "^$policy_mark" "$1"; }

# policy_packages FILE: the packages of the unfinished installation, if any.
policy_packages() { sed -n "s/^$policy_mark//p" "$1" 2>/dev/null || true; }

# put_policy FILE PACKAGE...
put_policy() {
  local file=$1 saved=$1.before-hybrid-fleet new=$1.new-hybrid-fleet
  shift
  if ! policy_is_ours "$file" && ! left_by_earlier_release "$file" && { [ -e "$file" ] || [ -L "$file" ]; }; then
    rm -f "$new"
    cp -a "$file" "$new"
    mv -T "$new" "$saved"
  fi
  cat >"$new" <<POLICY
#!/bin/sh
$policy_mark$*
# Put here by Hybrid Fleet's install-servers.sh, which takes it away at its end. Left behind, it changes nothing for
# anybody else, and the next hybrid-setup.sh finishes the installation.
[ -z "\${HYBRID_FLEET_INSTALLS:-}" ] || exit 101
[ ! -x "\$0.before-hybrid-fleet" ] || exec "\$0.before-hybrid-fleet" "\$@"
exit 0
POLICY
  chmod 755 "$new"
  sync "$new"
  mv -T "$new" "$file"
}

# lift_policy FILE: what was there before put_policy is there again.
lift_policy() {
  local file=$1 saved=$1.before-hybrid-fleet
  if ! policy_is_ours "$file"; then
    rm -f "$saved" # somebody put another one there meanwhile
  elif [ -e "$saved" ] || [ -L "$saved" ]; then
    mv -T "$saved" "$file"
  else
    rm -f "$file"
  fi
}

# An earlier release moved the administrator's policy away and wrote these two lines, for everybody. Without the moved one
# they cannot be told from an administrator's.
left_by_earlier_release() {
  [ -e "$1.before-hybrid-fleet" ] && [ "$(cat "$1" 2>/dev/null)" = $'#!/bin/sh\nexit 101' ]
}
