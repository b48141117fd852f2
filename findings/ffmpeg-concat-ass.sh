#!/usr/bin/env bash
# ffmpeg 5.1.9-0+deb12u1, mpv 0.35.1-4 and mkvtoolnix 74.0.0-1+deb12u1 (Debian 12): two halves of a film, each a Matroska with an ASS subtitle, joined
# by ffmpeg's concat demuxer with "-c copy", and by mkvmerge.
#
# One would guess: the joined film has the subtitles of both halves, or a tool that looks into it sees that it hasn't.
# Seen: all cues are in the file, at the right times, and ffmpeg takes out all of them, but mpv shows those of the first half alone. In Matroska each
# ASS line has a number by which a player knows a line again that comes twice, as after seeking; ffmpeg leaves the numbers as they were, so the second
# half has those of the first, and libass drops its lines as known. mkvmerge numbers anew when it joins, and mpv shows all. mkvextract, which goes by
# the numbers too, takes out all the lines of ffmpeg's file, but by turns: one of the first half, one of the second. SubRip has no such numbers, and
# is shown whole from either.
#
# libass 206 has met such a file, and not what makes one.
#
# For Sublarr: that a track can be taken out whole doesn't say that a player shows it whole; the subtitle beside the film is shown.
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
half() {
  printf '1\n00:00:01,000 --> 00:00:01,500\n%s1\n\n2\n00:00:02,000 --> 00:00:02,500\n%s2\n' "$1" "$1" >in.srt
  ffmpeg -v error -f lavfi -i color=size=64x48:rate=10:duration=3 -i in.srt -c:v mpeg4 -c:s "$2" "$1.mkv"
  echo "file $1.mkv" >>list
}
lines() { grep -oE '[AB][12]' | uniq | paste -sd ' '; }

{
  debian ffmpeg=7:5.1.9-0+deb12u1 mpv=0.35.1-4 mkvtoolnix=74.0.0-1+deb12u1
  for format in srt ass; do
    rm -f list ./*.mkv
    half A "$format"
    half B "$format"
    ffmpeg -v error -f concat -i list -map 0 -c copy ffmpeg.mkv
    mkvmerge -q -o mkvmerge.mkv A.mkv + B.mkv
    for joined in ffmpeg mkvmerge; do
      mkvextract -q "$joined.mkv" tracks 1:out.txt
      echo "$format joined by $joined: ffmpeg takes out $(ffmpeg -v error -i "$joined.mkv" -map 0:s -f srt - | lines), mkvextract $(lines <out.txt), mpv shows $(
        mpv --no-config --vo=null --ao=null --untimed --sid=1 --term-status-msg='${sub-text}' "$joined.mkv" 2>&1 | tr '\r' '\n' | lines)"
    done
  done
} | tee seen
diff seen - <<'EXPECTED'
srt joined by ffmpeg: ffmpeg takes out A1 A2 B1 B2, mkvextract A1 A2 B1 B2, mpv shows A1 A2 B1 B2
srt joined by mkvmerge: ffmpeg takes out A1 A2 B1 B2, mkvextract A1 A2 B1 B2, mpv shows A1 A2 B1 B2
ass joined by ffmpeg: ffmpeg takes out A1 A2 B1 B2, mkvextract A1 B1 A2 B2, mpv shows A1 A2
ass joined by mkvmerge: ffmpeg takes out A1 A2 B1 B2, mkvextract A1 A2 B1 B2, mpv shows A1 A2 B1 B2
EXPECTED
echo "As found."
