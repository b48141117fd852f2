#!/usr/bin/env bash
# ffmpeg 5.1.4 (npm, @ffmpeg/core 0.12.10) beside mkvtoolnix 74.0.0-1+deb12u1 and MediaInfo 23.04-1 (Debian 12): how many cues a subtitle track is
# said to have.
#
# One would guess: the tags NUMBER_OF_FRAMES and NUMBER_OF_BYTES, by which a track of twelve signs is told from a whole subtitle without reading the
# film, are about the file they are in; what copies or changes the track counts anew or leaves them out.
# Seen: mkvmerge counts and writes them, with a list of what it counted. ffmpeg takes the tags for text somebody wrote and copies them: of 20 cues 3
# are left after "-t 15", the tags say 20, and so does MediaInfo ("Count of elements", with the old size). Only DURATION, which ffmpeg writes itself,
# is of the new file: the same list in the same file is right in one line and wrong in two. A track that ffmpeg has converted keeps the numbers of the
# former format too. mkvmerge, given that file, counts anew.
#
# For Sublarr: whether a track is forced isn't told by its statistics. They can be true, and nothing shows when they aren't.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >package.json <<'JSON'
{ "private": true, "dependencies": { "@ffmpeg/core": "0.12.10" } }
JSON
cat >ffmpeg.cjs <<'CODE'
// The package is made for a browser's worker: here it gets the two names it looks for, and each command an ffmpeg of its own.
const { readFileSync } = require("node:fs");
const folder = `${__dirname}/node_modules/@ffmpeg/core/dist/umd/`;
globalThis.self = globalThis;
globalThis.location = { href: `file://${folder}ffmpeg-core.js` };
module.exports = async (inputs, parameters, outputs = []) => {
    const log = [];
    const core = await require(`${folder}ffmpeg-core.js`)({ wasmBinary: readFileSync(`${folder}ffmpeg-core.wasm`), locateFile: (name) => folder + name });
    core.setLogger(({ message }) => log.push(message));
    for (const [name, content] of Object.entries(inputs)) core.FS.writeFile(name, content);
    const code = core.exec("-hide_banner", "-nostdin", ...parameters);
    return { code, log, files: outputs.map((name) => Buffer.from(code ? "" : core.FS.readFile(name))) };
};
CODE
cat >finding.cjs <<'CODE'
const { readFileSync, writeFileSync } = require("node:fs");
const ffmpeg = require("./ffmpeg.cjs");
(async () => {
    for (const [name, codec] of [["cut.mkv", "copy"], ["converted.mkv", "ass"]]) {
        const { files } = await ffmpeg({ "in.mkv": readFileSync("in.mkv") }, ["-i", "in.mkv", "-t", "15", "-c", codec, name], [name]);
        writeFileSync(name, files[0]);
    }
})();
CODE

# The packages and what they need beyond this machine's, for this folder alone.
debian() {
  mkdir -p debian/partial
  apt-get install --download-only --reinstall --no-install-recommends -qq -y -o Dir::Cache::archives="$PWD/debian" -o Debug::NoLocking=1 -o APT::Sandbox::User=root "$@" >/dev/null
  for package in debian/*.deb; do dpkg-deb -x "$package" debian; done
  export PATH="$PWD/debian/usr/bin:$PATH" LD_LIBRARY_PATH="$PWD/debian/usr/lib/x86_64-linux-gnu"
}
told() {
  mkvextract -q "$1" tracks 0:out.txt tags out.xml
  echo "$1: $(grep -cE -- '-->|^Dialogue' out.txt) cues; $(
    tr -d '\n' <out.xml | grep -oP '<Name>(NUMBER_OF_FRAMES|NUMBER_OF_BYTES|DURATION)</Name>\s*<String>[^<.]*' | sed -E 's/<[^>]*>/ /g' | tr -s ' ' | paste -sd ',' | cut -c2-
  ); MediaInfo: $(
    mediainfo "$1" | sed -n '/^Text/,$p' | grep -E '^(Count of elements|Stream size)' | tr -s ' ' | paste -sd ' ')"
}

{
  debian mkvtoolnix=74.0.0-1+deb12u1 mediainfo=23.04-1
  npm install --silent --no-audit --no-fund >/dev/null
  for cue in {1..20}; do printf '%d\n00:00:%02d,000 --> 00:00:%02d,500\nline %d\n\n' "$cue" $((cue * 2 + 8)) $((cue * 2 + 8)) "$cue"; done >in.srt
  mkvmerge -q -o in.mkv in.srt
  node finding.cjs
  told in.mkv
  told cut.mkv
  told converted.mkv
  mkvmerge -q -o again.mkv cut.mkv
  told again.mkv
} | tee seen
diff seen - <<'EXPECTED'
in.mkv: 20 cues; DURATION 00:00:38, NUMBER_OF_FRAMES 20, NUMBER_OF_BYTES 131; MediaInfo: Count of elements : 20 Stream size : 131 Bytes (2%)
cut.mkv: 3 cues; NUMBER_OF_FRAMES 20, NUMBER_OF_BYTES 131, DURATION 00:00:14; MediaInfo: Count of elements : 20 Stream size : 131 Bytes (15%)
converted.mkv: 3 cues; NUMBER_OF_FRAMES 20, NUMBER_OF_BYTES 131, DURATION 00:00:14; MediaInfo: Count of elements : 20 Stream size : 131 Bytes (8%)
again.mkv: 3 cues; DURATION 00:00:04, NUMBER_OF_FRAMES 3, NUMBER_OF_BYTES 18; MediaInfo: Count of elements : 3 Stream size : 18.0 Bytes (0%)
EXPECTED
echo "As found."
