#!/usr/bin/env bash
# An ffprobe built in 2023 (npm, @ffprobe-installer/linux-x64 5.2.0) beside mkvtoolnix 74.0.0-1+deb12u1 (Debian 12): a Matroska track that has a
# language and a name, and tags of the same names besides, as mkvpropedit and programs for tags can write them.
#
# One would guess: the track's own elements say its language and its name, and ffprobe tells them as "language" and "title".
# Seen: the tags win, and bring their own spelling: ffprobe's JSON has "LANGUAGE" and "TITLE", with the tags' values, and neither "language" nor
# "title". Who asks for tags.language finds none, where mkvmerge, mpv and MediaInfo still say that it is English. ffmpeg, told to keep all as it is,
# writes the tag's language into the track: from then on mkvmerge says German too.
#
# For Sublarr: the names of ffprobe's tags are read in any case. Else such a track would be one without a language.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >package.json <<'JSON'
{ "private": true, "dependencies": { "@ffmpeg/core": "0.12.10", "@ffprobe-installer/linux-x64": "5.2.0" } }
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
cat >copy.cjs <<'CODE'
const { readFileSync, writeFileSync } = require("node:fs");
require("./ffmpeg.cjs")({ "in.mkv": readFileSync("in.mkv") }, ["-i", "in.mkv", "-map", "0", "-c", "copy", "out.mkv"], ["out.mkv"]).then(({ files }) => writeFileSync("out.mkv", files[0]));
CODE
cat >in.srt <<'SRT'
1
00:00:01,000 --> 00:00:02,000
one
SRT
cat >tags.xml <<'XML'
<Tags><Tag><Simple><Name>LANGUAGE</Name><String>ger</String></Simple><Simple><Name>TITLE</Name><String>From a tag</String></Simple></Tag></Tags>
XML

# The packages and what they need beyond this machine's, for this folder alone.
debian() {
  mkdir -p debian/partial
  apt-get install --download-only --reinstall --no-install-recommends -qq -y -o Dir::Cache::archives="$PWD/debian" -o Debug::NoLocking=1 -o APT::Sandbox::User=root "$@" >/dev/null
  for package in debian/*.deb; do dpkg-deb -x "$package" debian; done
  export PATH="$PWD/debian/usr/bin:$PATH" LD_LIBRARY_PATH="$PWD/debian/usr/lib/x86_64-linux-gnu"
}
told() {
  node_modules/@ffprobe-installer/linux-x64/ffprobe -v error -show_entries stream_tags -of json=c=1 "$1" | grep -oiE '"(language|title)": "[^"]*"' | sed "s/^/ffprobe, $1: /"
  mkvmerge -J "$1" | grep -oE '"(language|track_name)": "[^"]*"' | sed "s/^/mkvmerge, $1: /"
}

{
  debian mkvtoolnix=74.0.0-1+deb12u1
  npm install --silent --no-audit --no-fund >/dev/null
  mkvmerge -q -o in.mkv --language 0:eng --track-name 0:Signs in.srt
  told in.mkv
  mkvpropedit -q in.mkv --tags track:1:tags.xml
  echo "tagged"
  told in.mkv
  node copy.cjs
  told out.mkv
} | tee seen
diff seen - <<'EXPECTED'
ffprobe, in.mkv: "language": "eng"
ffprobe, in.mkv: "title": "Signs"
mkvmerge, in.mkv: "language": "eng"
mkvmerge, in.mkv: "track_name": "Signs"
tagged
ffprobe, in.mkv: "LANGUAGE": "ger"
ffprobe, in.mkv: "TITLE": "From a tag"
mkvmerge, in.mkv: "language": "eng"
mkvmerge, in.mkv: "track_name": "Signs"
ffprobe, out.mkv: "language": "ger"
ffprobe, out.mkv: "title": "From a tag"
mkvmerge, out.mkv: "language": "ger"
mkvmerge, out.mkv: "track_name": "From a tag"
EXPECTED
echo "As found."
