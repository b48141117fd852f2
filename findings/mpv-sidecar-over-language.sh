#!/usr/bin/env bash
# mpv 0.35.1-4 (Debian 12), with its defaults but for what is named: a film with an English subtitle inside, for someone who has set --slang=eng, and
# a sidecar that is put beside it.
#
# One would guess: --slang decides. A German sidecar is one more track to choose from, and whoever has asked for English goes on seeing English.
# Seen: each sidecar that mpv loads goes before every track inside, whatever its language. "Movie.de.srt", which another in the house wanted, is what
# is shown from then on. With --sub-auto=fuzzy "Movie.en.forced.srt" is loaded too, as a track without a language, and is shown in place of the whole
# English subtitle: a sign or two, and nobody's speech. --slang chooses among sidecars: with one in each language the right one is shown, if it is
# called by the sidecar's own word: "en", not "eng".
#
# Reported as mpv-player/mpv 3062, 5725 and, of 0.38, 14388; it was meant so.
#
# For Sublarr: to place one language changes what mpv shows to those who want another, unless theirs lies beside the film as well.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

# The packages and what they need beyond this machine's, for this folder alone.
debian() {
  mkdir -p debian/partial
  apt-get install --download-only --reinstall --no-install-recommends -qq -y -o Dir::Cache::archives="$PWD/debian" -o Debug::NoLocking=1 -o APT::Sandbox::User=root "$@" >/dev/null
  for package in debian/*.deb; do dpkg-deb -x "$package" debian; done
  export PATH="$PWD/debian/usr/bin:$PATH"
  LD_LIBRARY_PATH=$(find debian -name '*.so*' -printf "$PWD/%h\n" | sort -u | paste -sd :)
  export LD_LIBRARY_PATH
}
shown() {
  local selected
  selected=$(mpv --no-config --vo=null --ao=null --untimed --end=1 "$@" Movie.mkv 2>&1 | grep -E '^ *\(\+\) Subs' | grep -oE "'[^']+'|\(\*\)" | tail -1)
  echo "$(ls Movie.*.srt 2>/dev/null | paste -sd ' '), $*: ${selected/"(*)"/the track inside}"
}

{
  debian mpv=0.35.1-4 ffmpeg=7:5.1.9-0+deb12u1
  printf '1\n00:00:01,000 --> 00:00:02,000\none\n' >one
  ffmpeg -v error -f lavfi -i color=size=64x48:rate=5:duration=3 -f srt -i one -map 0 -map 1 -c:v mpeg4 -c:s srt -metadata:s:s:0 language=eng -disposition:s:0 default Movie.mkv
  shown --slang=eng
  cp one Movie.de.srt
  shown --slang=eng
  cp one Movie.en.srt
  shown --slang=eng
  shown --slang=en
  rm Movie.*.srt
  cp one Movie.en.forced.srt
  shown --slang=eng
  shown --slang=eng --sub-auto=fuzzy
} | tee seen
diff seen - <<'EXPECTED'
, --slang=eng: the track inside
Movie.de.srt, --slang=eng: 'Movie.de.srt'
Movie.de.srt Movie.en.srt, --slang=eng: 'Movie.de.srt'
Movie.de.srt Movie.en.srt, --slang=en: 'Movie.en.srt'
Movie.en.forced.srt, --slang=eng: the track inside
Movie.en.forced.srt, --slang=eng --sub-auto=fuzzy: 'Movie.en.forced.srt'
EXPECTED
echo "As found."
