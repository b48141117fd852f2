#!/usr/bin/env bash
# FuzzySharp 2.0.2 and F23.StringSimilarity 7.0.1 (NuGet, .NET): which of some titles is nearest to another.
#
# One would guess: a title is nearest to itself, in any alphabet, and a similarity is a number from 0 to 1.
# Seen: FuzzySharp's Process.ExtractOne first makes blanks of all that is no letter from A to Z and no digit. Of titles in Cyrillic, Greek or Japanese
# nothing is left, each scores 0, its own too, and the answer is whichever stands first in the list. Fuzz.Ratio, asked directly, says 100; and for
# "Amélie" against "Am lie" the prepared comparison says 100 as well. Process with a function that changes nothing answers right.
# StringSimilarity's Jaccard and SorensenDice compare pieces of three letters: of "It" and "Up" there are none, and the result is NaN, which no
# threshold is below or above and which sorts before 0. Cosine says 0 there, and also for "Up" and "UP" or "M" and "Mulan".
#
# FuzzySharp's issues 7 and 37 have the first; of NaN nothing was found.
#
# For Sublarr: a name is folded letter by letter, in any script, and no letter is taken out of it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >finding.csproj <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
  <ItemGroup><PackageReference Include="FuzzySharp" Version="[2.0.2]" /><PackageReference Include="F23.StringSimilarity" Version="[7.0.1]" /></ItemGroup>
</Project>
PROJECT
cat >Program.cs <<'CODE'
using System.Globalization;
using F23.StringSimilarity;
using FuzzySharp;
using FuzzySharp.PreProcess;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
foreach (var titles in new[] { new[] { "Alien", "Heat" }, ["Иваново детство", "Девчата"], ["Ο Θίασος", "Κυνόδοντας"], ["鬼滅の刃", "進撃の巨人"] })
{
    var wanted = titles[1];
    var (found, plain) = (Process.ExtractOne(wanted, titles), Process.ExtractOne(wanted, titles, title => title));
    Console.WriteLine($"{wanted}: ExtractOne {found.Value} ({found.Score}), unchanged {plain.Value} ({plain.Score}), Ratio {Fuzz.Ratio(wanted, wanted)}");
}

Console.WriteLine($"Amélie, Am lie: Ratio {Fuzz.Ratio("Amélie", "Am lie")}, prepared {Fuzz.Ratio("Amélie", "Am lie", PreprocessMode.Full)}");
var (jaccard, dice, cosine) = (new Jaccard(), new SorensenDice(), new Cosine());
foreach (var (one, two) in new[] { ("It", "It"), ("It", "Up"), ("Up", "UP"), ("M", "Mulan") })
{
    Console.WriteLine($"{one}, {two}: Jaccard {jaccard.Similarity(one, two)}, SorensenDice {dice.Similarity(one, two)}, Cosine {cosine.Similarity(one, two)}");
}
CODE

dotnet run | tee seen
diff seen - <<'EXPECTED'
Heat: ExtractOne Heat (100), unchanged Heat (100), Ratio 100
Девчата: ExtractOne Иваново детство (0), unchanged Девчата (100), Ratio 100
Κυνόδοντας: ExtractOne Ο Θίασος (0), unchanged Κυνόδοντας (100), Ratio 100
進撃の巨人: ExtractOne 鬼滅の刃 (0), unchanged 進撃の巨人 (100), Ratio 100
Amélie, Am lie: Ratio 83, prepared 100
It, It: Jaccard 1, SorensenDice 1, Cosine 1
It, Up: Jaccard NaN, SorensenDice NaN, Cosine 0
Up, UP: Jaccard NaN, SorensenDice NaN, Cosine 0
M, Mulan: Jaccard 0, SorensenDice 0, Cosine 0
EXPECTED
echo "As found."
