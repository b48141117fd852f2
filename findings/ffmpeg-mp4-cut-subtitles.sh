#!/usr/bin/env bash
# ffmpeg 5.1.4 (npm, @ffmpeg/core 0.12.10): the subtitle of an MP4 that was cut by "ffmpeg -ss 6.5 -c copy", taken out as SubRip.
#
# One would guess: what begins 12 s into the film begins 5.5 s into the part that starts at 6.5 s.
# Seen: it is at 0 s or at 7 s, with an exit code of 0. The file is right: by the list of edits in the subtitle's track the cue begins at 5.5 s, and
# mpv 0.35.1 shows it then. But ffmpeg doesn't read back what it wrote. It lets the track begin with its first sample behind the cut, and MP4 fills
# the time without text with samples too: a cue that follows such a one is at 0 s. Is there text on the screen at the cut, it counts as before zero,
# and as SubRip knows no such time, all cues are moved for it. "-ss 0" alone makes 3.5 s of that. Right in both is -advanced_editlist 0 -copyts before
# the input, with -ss 0 behind it.
#
# For Sublarr: timed text is taken out of MP4 with these three. Parts of films are made this way because it takes a second.
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
const picture = ["-f", "lavfi", "-i", "color=size=64x48:rate=25:duration=20"];
(async () => {
    for (const end of ["00:00:06,000", "00:00:08,500"]) {
        const cues = `1\n00:00:05,000 --> ${end}\nat the cut?\n\n2\n00:00:12,000 --> 00:00:13,000\nafter it\n`;
        const whole = await ffmpeg({ "in.srt": cues }, [...picture, "-i", "in.srt", "-c:v", "mpeg4", "-g", "50", "-c:s", "mov_text", "whole.mp4"], ["whole.mp4"]);
        const cut = await ffmpeg({ "whole.mp4": whole.files[0] }, ["-ss", "6.5", "-i", "whole.mp4", "-map", "0", "-c", "copy", "cut.mp4"], ["cut.mp4"]);
        const simple = ["-advanced_editlist", "0", "-copyts"];
        for (const [name, before, after] of [["whole", [], []], ["cut", [], []], ["cut", [], ["-ss", "0"]], ["cut", simple, []], ["cut", simple, ["-ss", "0"]]]) {
            const file = name === "cut" ? cut : whole;
            const taken = await ffmpeg({ "in.mp4": file.files[0] }, [...before, "-i", "in.mp4", "-map", "0:s", ...after, "out.srt"], ["out.srt"]);
            const found = taken.files[0].toString().split("\n\n").filter((cue) => cue.trim()).map((cue) => cue.split("\n").slice(1).join(" "));
            console.log(`first cue until ${end}, ${[name, ...before, ...after].join(" ")}: ${found.join(" | ")}`);
        }
    }
})();
CODE

{
  npm install --silent --no-audit --no-fund >/dev/null
  node finding.cjs
} | tee seen
diff seen - <<'EXPECTED'
first cue until 00:00:06,000, whole: 00:00:05,000 --> 00:00:06,000 at the cut? | 00:00:12,000 --> 00:00:13,000 after it
first cue until 00:00:06,000, cut: 00:00:00,000 --> 00:00:07,000 after it
first cue until 00:00:06,000, cut -ss 0: 00:00:00,000 --> 00:00:07,000 after it
first cue until 00:00:06,000, cut -advanced_editlist 0 -copyts: 00:00:05,500 --> 00:00:07,000 after it
first cue until 00:00:06,000, cut -advanced_editlist 0 -copyts -ss 0: 00:00:05,500 --> 00:00:07,000 after it
first cue until 00:00:08,500, whole: 00:00:05,000 --> 00:00:08,500 at the cut? | 00:00:12,000 --> 00:00:13,000 after it
first cue until 00:00:08,500, cut: 00:00:00,000 --> 00:00:03,500 at the cut? | 00:00:07,000 --> 00:00:11,500 after it
first cue until 00:00:08,500, cut -ss 0: 00:00:03,500 --> 00:00:08,000 after it
first cue until 00:00:08,500, cut -advanced_editlist 0 -copyts: 00:00:00,000 --> 00:00:03,500 at the cut? | 00:00:07,000 --> 00:00:09,500 after it
first cue until 00:00:08,500, cut -advanced_editlist 0 -copyts -ss 0: 00:00:05,500 --> 00:00:08,000 after it
EXPECTED
echo "As found."
