#!/usr/bin/env bash
# UTF.Unknown 2.8.0 (NuGet, .NET): the encoding of short and of longer subtitles.
#
# One would guess: bytes that are well-formed UTF-8 with a character outside ASCII are taken for UTF-8, since hardly any other text looks like
# it; and more of the same text can only make a detection better.
# Seen: a text with one two-byte character is UTF-8 with 0.51 and loses to windows-1250 with 0.75; with a second one the two are level and UTF-8
# comes first. A Big5 text of one cue is Big5 with 0.99; that cue forty times over is GB18030 with 0.99, and Big5 is no longer a candidate.
#
# For Sublarr: strict decoding as UTF-8 comes before any guess, and a detector's confidence of 0.99 is no reason to rewrite a file. For Chinese
# subtitles the language that was asked for has to decide between the two.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >finding.csproj <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
  <ItemGroup><PackageReference Include="UTF.Unknown" Version="[2.8.0]" /></ItemGroup>
</Project>
PROJECT
cat >Program.cs <<'CODE'
using System.Globalization;
using System.Text;
using UtfUnknown;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
Print("utf-8", "Café", 1);
Print("utf-8", "Café, café", 1);
Print("big5", "我不知道這裡發生了什麼", 1);
Print("big5", "我不知道這裡發生了什麼", 40);

static void Print(string encoding, string line, int cues)
{
    var text = string.Concat(Enumerable.Range(1, cues).Select(number => $"{number}\r\n00:00:{number:00},000 --> 00:00:{number:00},900\r\n{line}\r\n\r\n"));
    var found = CharsetDetector.DetectFromBytes(Encoding.GetEncoding(encoding).GetBytes(text)).Details;
    Console.WriteLine($"{encoding}, {line}, {cues} cue(s): {string.Join(", ", found.Select(one => $"{one.EncodingName} {one.Confidence:0.00}"))}");
}
CODE

dotnet run --nologo | tee seen
diff seen - <<'EXPECTED'
utf-8, Café, 1 cue(s): windows-1250 0.75, utf-8 0.51
utf-8, Café, café, 1 cue(s): utf-8 0.75, windows-1250 0.75
big5, 我不知道這裡發生了什麼, 1 cue(s): big5 0.99, windows-1252 0.50
big5, 我不知道這裡發生了什麼, 40 cue(s): gb18030 0.99, windows-1252 0.50
EXPECTED
echo "As found."
