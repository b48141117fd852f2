#!/usr/bin/env bash
# ffmpeg 5.1.4 (npm, @ffmpeg/core 0.12.10): text that becomes another text when a subtitle changes its format.
#
# One would guess: what the new format has no means for is left out, and its own special characters are escaped; the "Format:" line of an ASS
# file says which fields its lines have.
# Seen: an ASS drawing ({\p1}, a shape on screen) becomes a SubRip cue that reads "m 0 0 l 100 0". The blank that may not break, `\h` in ASS
# and `&nbsp;` in WebVTT, becomes the two characters "\h" in SubRip, and WebVTT's braces get backslashes. From SubRip to WebVTT an ampersand
# and a "<" before a letter stay as they are, though WebVTT reads a tag from there.
# An ASS whose "Format:" names five fields in place of all ten (and whose lines have five) gives cues without text, with an exit code of 0.
#
# For Sublarr: cues whose text begins like a drawing are looked for after a conversion from ASS, and "\h" is a blank in any SubRip.
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
const ass = (text, fields = ["Name", "MarginL", "MarginR", "MarginV", "Effect"]) => `[Script Info]
ScriptType: v4.00+

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, Alignment
Style: Default,Arial,16,&Hffffff,2

[Events]
Format: Layer, Start, End, Style, ${[...fields, "Text"].join(", ")}
Dialogue: 0,0:00:01.00,0:00:02.00,Default,${fields.map((field) => field.startsWith("M") ? "0," : ",").join("")}${text}
`;
const vtt = (text) => `WEBVTT\n\n00:01.000 --> 00:02.000\n${text}\n`;
const srt = (text) => `1\n00:00:01,000 --> 00:00:02,000\n${text}\n`;
(async () => {
    for (const [from, file, to] of [
        ["ass", ass("{\\p1}m 0 0 l 100 0 100 100{\\p0}"), "srt"],
        ["ass", ass("one\\htwo"), "srt"],
        ["ass", ass("one, two", []), "srt"],
        ["vtt", vtt("one&nbsp;two"), "srt"],
        ["vtt", vtt("{sighs}"), "srt"],
        ["vtt", vtt("&lt;i&gt; &amp; more"), "srt"],
        ["srt", srt("Tom & Jerry, Tom<Jerry <3"), "vtt"],
    ]) {
        const { code, files } = await ffmpeg({ [`in.${from}`]: file }, ["-i", `in.${from}`, `out.${to}`], [`out.${to}`]);
        console.log(`${from} to ${to}, exit ${code}: ${file.trim().split("\n").at(-1)} => ${files[0].toString().split("\n").filter((line) => !/^(WEBVTT|\d*|.*-->.*)$/.test(line)).join("/") || "no text"}`);
    }
})();
CODE

{
  npm install --silent --no-audit --no-fund >/dev/null
  node finding.cjs
} | tee seen
diff seen - <<'EXPECTED'
ass to srt, exit 0: Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,{\p1}m 0 0 l 100 0 100 100{\p0} => m 0 0 l 100 0 100 100
ass to srt, exit 0: Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,one\htwo => one\htwo
ass to srt, exit 0: Dialogue: 0,0:00:01.00,0:00:02.00,Default,one, two => no text
vtt to srt, exit 0: one&nbsp;two => one\htwo
vtt to srt, exit 0: {sighs} => \{sighs\}
vtt to srt, exit 0: &lt;i&gt; &amp; more => <i> & more
srt to vtt, exit 0: Tom & Jerry, Tom<Jerry <3 => Tom & Jerry, Tom<Jerry <3
EXPECTED
echo "As found."
