#!/usr/bin/env bash
# ffmpeg 5.1.4 (npm, @ffmpeg/core 0.12.10): a SubRip that is to come earlier, by -itsoffset, or to begin later in the film, by -ss.
#
# One would guess: each time is three seconds less; what would come before zero is cut off, left out, or refused.
# Seen: SubRip and WebVTT never go below zero, and ffmpeg moves all cues for it: where the first one comes at 1 s, "three seconds earlier" is one
# second earlier, for the whole file. The exit code is 0. "-ss 3" before the input does the same: the cue before that moment comes along and is put at
# zero. Behind the input it leaves that cue out, and the others are right. ASS gets its three seconds, and a time of "0:00:-2.00". "-avoid_negative_ts
# disabled" writes "00:00:-2,000" into the SubRip; "-ss 0" before the output leaves that cue out, and the others come in time.
#
# That ffmpeg's muxers avoid negative times is documented; that a subtitle is out of step for it is found in few places.
#
# For Sublarr: a subtitle isn't moved by ffmpeg, and a track that is taken out of a video is written with "-ss 0".
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
const ffmpeg = require("./ffmpeg.cjs");
const cues = ["1", "5", "9"].map((second) => `0\n00:00:0${second},000 --> 00:00:0${second},500\nat ${second}\n`).join("\n");
(async () => {
    for (const [format, before, after] of [
        ["srt", [], []],
        ["srt", ["-itsoffset", "-3"], []],
        ["vtt", ["-itsoffset", "-3"], []],
        ["ass", ["-itsoffset", "-3"], []],
        ["srt", ["-itsoffset", "-3"], ["-c", "copy"]],
        ["srt", ["-itsoffset", "-3"], ["-avoid_negative_ts", "disabled"]],
        ["srt", ["-itsoffset", "-3"], ["-ss", "0"]],
        ["srt", ["-ss", "3"], []],
        ["srt", [], ["-ss", "3"]],
    ]) {
        const { code, files } = await ffmpeg({ "in.srt": cues }, [...before, "-i", "in.srt", ...after, `out.${format}`], [`out.${format}`]);
        const begins = [...files[0].toString().matchAll(/^(?:Dialogue: 0,(.+?),.*|(.+) --> .*\n.*)$/gm)].map((cue) => `${cue[1] ?? cue[2]} (${/at \d/.exec(cue[0])})`);
        console.log(`${[...before, "-i in", ...after, format].join(" ")}, exit ${code}: ${begins.join(" ")}`);
    }
})();
CODE

{
  npm install --silent --no-audit --no-fund >/dev/null
  node finding.cjs
} | tee seen
diff seen - <<'EXPECTED'
-i in srt, exit 0: 00:00:01,000 (at 1) 00:00:05,000 (at 5) 00:00:09,000 (at 9)
-itsoffset -3 -i in srt, exit 0: 00:00:00,000 (at 1) 00:00:04,000 (at 5) 00:00:08,000 (at 9)
-itsoffset -3 -i in vtt, exit 0: 00:00.000 (at 1) 00:04.000 (at 5) 00:08.000 (at 9)
-itsoffset -3 -i in ass, exit 0: 0:00:-2.00 (at 1) 0:00:02.00 (at 5) 0:00:06.00 (at 9)
-itsoffset -3 -i in -c copy srt, exit 0: 00:00:00,000 (at 1) 00:00:04,000 (at 5) 00:00:08,000 (at 9)
-itsoffset -3 -i in -avoid_negative_ts disabled srt, exit 0: 00:00:-2,000 (at 1) 00:00:02,000 (at 5) 00:00:06,000 (at 9)
-itsoffset -3 -i in -ss 0 srt, exit 0: 00:00:02,000 (at 5) 00:00:06,000 (at 9)
-ss 3 -i in srt, exit 0: 00:00:00,000 (at 1) 00:00:04,000 (at 5) 00:00:08,000 (at 9)
-i in -ss 3 srt, exit 0: 00:00:02,000 (at 5) 00:00:06,000 (at 9)
EXPECTED
echo "As found."
