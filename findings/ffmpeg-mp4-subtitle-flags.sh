#!/usr/bin/env bash
# ffmpeg 5.1.4 (npm, @ffmpeg/core 0.12.10): what a subtitle's flags, language and title become on the way from Matroska to MP4 (mov_text).
#
# One would guess: what both containers have a place for arrives, and a flag that was not set stays so.
# Seen: forced and hearing impaired arrive, but each first subtitle track of the MP4 comes back with `default` besides, also where the Matroska
# said "not default"; hearing impaired comes back as captions too. A language that is not three letters (`de`, `pt-BR`) arrives as none at all, without
# an error, where `ger` and `deu` are both kept as they were written. The title is gone.
#
# For Sublarr: "default" in an MP4 says nothing about the wish of whoever made it; a track without a language may be one whose language got
# lost; and a Matroska's `ger` and `deu` have to be one language to the search.
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
const cue = "1\n00:00:01,000 --> 00:00:02,000\none\n";
const probe = async (name, file) => {
    const { log } = await ffmpeg({ [name]: file }, ["-i", name]);
    const stream = log.find((line) => line.includes("Stream #0:0"));
    const language = /#0:0(?:\[0x1\])?(?:\((.+?)\))?:/.exec(stream)[1] ?? "none";
    const title = log.some((line) => /^ *title +: Signs/.test(line));
    return `language ${language}, ${[...stream.split("Subtitle:")[1].matchAll(/\(([a-z ]+)\)/g)].map((one) => one[1]).join(" + ") || "no flag"}${title ? ", title" : ""}`;
};
(async () => {
    for (const [language, flags] of [["ger", "0"], ["deu", "forced"], ["eng", "hearing_impaired"], ["de", "0"], ["pt-BR", "0"]]) {
        const made = await ffmpeg({ "in.srt": cue }, ["-i", "in.srt", "-metadata:s:0", `language=${language}`, "-metadata:s:0", "title=Signs", "-disposition:s:0", flags, "out.mkv"], ["out.mkv"]);
        const copied = await ffmpeg({ "in.mkv": made.files[0] }, ["-i", "in.mkv", "-c:s", "mov_text", "out.mp4"], ["out.mp4"]);
        console.log(`${await probe("a.mkv", made.files[0])} => ${await probe("a.mp4", copied.files[0])}`);
    }
})();
CODE

{
  npm install --silent --no-audit --no-fund >/dev/null
  node finding.cjs
} | tee seen
diff seen - <<'EXPECTED'
language ger, no flag, title => language ger, default
language deu, forced, title => language deu, default + forced
language eng, hearing impaired, title => language eng, default + hearing impaired + captions
language de, no flag, title => language none, default
language pt-BR, no flag, title => language none, default
EXPECTED
echo "As found."
