#!/usr/bin/env bash
# ffmpeg 5.1.4 (npm, @ffmpeg/core 0.12.10): SubRip with small irregularities, converted to SubRip.
#
# One would guess: a file is read as a player reads it, or it is refused.
# Seen: in a file of one-byte characters (windows-1252) each cue with an accent is left out and the others are kept, and the exit code is 0. A
# cue that ends before it begins gets the begin of the next as its end. ",5" in a time is five milliseconds, and not half a second. A file with
# CR alone, with a byte order mark, or with UTF-16 is read without loss; one whose cues have no numbers is refused.
#
# For Sublarr: the bytes are made UTF-8 before ffmpeg sees them; a shorter file after a conversion that "succeeded" is to be expected else.
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
const cues = "1\n00:00:01,000 --> 00:00:02,000\ncafé\n\n2\n00:00:03,000 --> 00:00:04,000\ntea\n";
(async () => {
    for (const [name, file] of [
        ["UTF-8", cues],
        ["byte order mark", `\ufeff${cues}`],
        ["UTF-16", Buffer.from(`\ufeff${cues}`, "utf16le")],
        ["CR alone", cues.replaceAll("\n", "\r")],
        ["windows-1252", Buffer.from(cues, "latin1")],
        ["end before begin", cues.replace("00:00:02,000", "00:00:00,500")],
        ["one digit", cues.replace("00:00:02,000", "00:00:02,5")],
        ["no numbers", cues.replaceAll(/^\d\n/gm, "")],
    ]) {
        const { code, files } = await ffmpeg({ "in.srt": file }, ["-i", "in.srt", "out.srt"], ["out.srt"]);
        console.log(`${name}, exit ${code}: ${files[0].toString().trim().split("\n\n").map((cue) => cue.split("\n").slice(1).join(" ")).join(" | ")}`.trim());
    }
})();
CODE

{
  npm install --silent --no-audit --no-fund >/dev/null
  node finding.cjs
} | tee seen
diff seen - <<'EXPECTED'
UTF-8, exit 0: 00:00:01,000 --> 00:00:02,000 café | 00:00:03,000 --> 00:00:04,000 tea
byte order mark, exit 0: 00:00:01,000 --> 00:00:02,000 café | 00:00:03,000 --> 00:00:04,000 tea
UTF-16, exit 0: 00:00:01,000 --> 00:00:02,000 café | 00:00:03,000 --> 00:00:04,000 tea
CR alone, exit 0: 00:00:01,000 --> 00:00:02,000 café | 00:00:03,000 --> 00:00:04,000 tea
windows-1252, exit 0: 00:00:03,000 --> 00:00:04,000 tea
end before begin, exit 0: 00:00:01,000 --> 00:00:03,000 café | 00:00:03,000 --> 00:00:04,000 tea
one digit, exit 0: 00:00:01,000 --> 00:00:02,005 café | 00:00:03,000 --> 00:00:04,000 tea
no numbers, exit 1:
EXPECTED
echo "As found."
