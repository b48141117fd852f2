#!/usr/bin/env bash
# mkvtoolnix 74.0.0-1+deb12u1 and MediaInfo 23.04-1 (Debian 12), and an ffprobe built in 2023 (npm, @ffprobe-installer/linux-x64 5.2.0): a subtitle
# track whose flag "default" is removed, and one whose flag "enabled" is taken away.
#
# One would guess: "mkvpropedit --delete flag-default" leaves a track that is not the default; a track that is not enabled is not there for a player,
# and what lists tracks says so or leaves it out.
# Seen: a flag that isn't in the file has the value that Matroska gives it, which for "default" is yes: deleting it switches it on. Off is "--set
# flag-default=0" alone. With "enabled" it is the other way round: mkvmerge alone tells that a track is switched off. ffprobe has no such disposition
# and MediaInfo no such line, and both list the track as any other; mpv 0.35.1 even selects it.
#
# Matroska's specification has both values; what programs make of them it can't say.
#
# For Sublarr: "default" of a Matroska may be nobody's wish, and a track that ffprobe lists may be one that somebody has switched off.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >package.json <<'JSON'
{ "private": true, "dependencies": { "@ffprobe-installer/linux-x64": "5.2.0" } }
JSON
cat >in.srt <<'SRT'
1
00:00:01,000 --> 00:00:02,000
one
SRT

# The packages and what they need beyond this machine's, for this folder alone.
debian() {
  mkdir -p debian/partial
  apt-get install --download-only --reinstall --no-install-recommends -qq -y -o Dir::Cache::archives="$PWD/debian" -o Debug::NoLocking=1 -o APT::Sandbox::User=root "$@" >/dev/null
  for package in debian/*.deb; do dpkg-deb -x "$package" debian; done
  export PATH="$PWD/debian/usr/bin:$PATH" LD_LIBRARY_PATH="$PWD/debian/usr/lib/x86_64-linux-gnu"
}
told() {
  echo "$1: $(mkvmerge -J in.mkv | grep -oE '"(default|enabled)_track": [a-z]+' | paste -sd ' '); ffprobe:$(
    node_modules/@ffprobe-installer/linux-x64/ffprobe -v error -show_entries stream_disposition -of flat in.mkv | grep -E '=1$' | grep -oE '[a-z_]+=1' | sed 's/^/ /' | paste -sd ' '
  ); MediaInfo: $(mediainfo in.mkv | sed -n '/^Text/,$p' | grep -E '^(Default|Forced|Enabled)' | tr -d ' ' | paste -sd ' ')"
}

{
  debian mkvtoolnix=74.0.0-1+deb12u1 mediainfo=23.04-1
  npm install --silent --no-audit --no-fund >/dev/null
  mkvmerge -q -o in.mkv --default-track-flag 0:0 in.srt
  told "made without default"
  mkvpropedit -q in.mkv --edit track:1 --delete flag-default
  told "flag-default deleted"
  mkvpropedit -q in.mkv --edit track:1 --set flag-default=0 --set flag-enabled=0
  told "flag-default=0, flag-enabled=0"
} | tee seen
diff seen - <<'EXPECTED'
made without default: "default_track": false "enabled_track": true; ffprobe:; MediaInfo: Default:No Forced:No
flag-default deleted: "default_track": true "enabled_track": true; ffprobe: default=1; MediaInfo: Default:Yes Forced:No
flag-default=0, flag-enabled=0: "default_track": false "enabled_track": false; ffprobe:; MediaInfo: Default:No Forced:No
EXPECTED
echo "As found."
