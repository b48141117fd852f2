#!/usr/bin/env bash
# ffmpeg 5.1.4 (npm, @ffmpeg/core 0.12.10) and an ffprobe built in 2023 (npm, @ffprobe-installer/linux-x64 5.2.0): WebVTT with a STYLE or a
# REGION block.
#
# One would guess: both blocks are part of the format and stand before the cues; what can't carry them over leaves them out, as it does NOTE.
# Seen: reading ends at the block. As it stands before the first cue, the SubRip made of the file is empty, and ffmpeg reports success without
# a word; ffprobe sees the stream and not one packet. Without the blank line before it (so as a part of the header) it does no harm; a NOTE
# does none anywhere.
#
# For Sublarr: a conversion's exit code of 0 says nothing about its cues. They are counted on both sides before a subtitle is replaced.
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
cat >finding.cjs <<'CODE'
const { execFileSync } = require("node:child_process");
const { writeFileSync } = require("node:fs");
const ffmpeg = require("./ffmpeg.cjs");
const cues = "00:01.000 --> 00:02.000\none\n\n00:03.000 --> 00:04.000\ntwo\n";
(async () => {
    for (const [name, head] of [
        ["NOTE", "WEBVTT\n\nNOTE by hand\n\n"],
        ["STYLE", "WEBVTT\n\nSTYLE\n::cue { color: red }\n\n"],
        ["STYLE in the header", "WEBVTT\nSTYLE\n::cue { color: red }\n\n"],
        ["REGION", "WEBVTT\n\nREGION\nid:top\n\n"],
    ]) {
        const { code, files } = await ffmpeg({ "in.vtt": head + cues }, ["-i", "in.vtt", "out.srt"], ["out.srt"]);
        writeFileSync("in.vtt", head + cues);
        const packets = execFileSync("node_modules/@ffprobe-installer/linux-x64/ffprobe", ["-v", "error", "-show_entries", "packet=pts_time", "-of", "csv", "in.vtt"], { encoding: "utf8" });
        console.log(`${name}: ffmpeg exits ${code} with ${files[0].toString().split("-->").length - 1} cues, ffprobe 0 with ${packets.split("packet").length - 1}`);
    }
})();
CODE

{
  npm install --silent --no-audit --no-fund >/dev/null
  node finding.cjs
} | tee seen
diff seen - <<'EXPECTED'
NOTE: ffmpeg exits 0 with 2 cues, ffprobe 0 with 2
STYLE: ffmpeg exits 0 with 0 cues, ffprobe 0 with 0
STYLE in the header: ffmpeg exits 0 with 2 cues, ffprobe 0 with 2
REGION: ffmpeg exits 0 with 0 cues, ffprobe 0 with 0
EXPECTED
echo "As found."
