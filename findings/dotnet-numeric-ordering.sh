#!/usr/bin/env bash
# .NET 10 (SDK 10.0.401): StringComparer.Create(CultureInfo.InvariantCulture, CompareOptions.NumericOrdering), new in this version, over the names of
# files.
#
# One would guess: it puts "Show 2" before "Show 10", and two names that differ are two names.
# Seen: the first where there is ICU. But numbers of the same value are equal, however they are written: "Show 1.srt" and "Show 01.srt", "E1" with a
# digit of East Asian width, "Part 3" in Arabic digits. So a SortedSet of file names loses one of the two, Distinct and GroupBy make them one, and
# ToDictionary throws; Order keeps both. A minus sign is none: -2 comes behind -1.
# Without ICU (InvariantGlobalization, as small images have it) the option is taken and ignored without a word: "Show 10" comes before "Show 2", and
# all four are different names. The same program has three files here and four there.
#
# That 02 equals 2 can be read here and there; on the option without ICU nothing was found.
#
# For Sublarr: who sorts names by it needs a second key, and no set or dictionary of files has it for its comparer.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >finding.csproj <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
</Project>
PROJECT
cat >Program.cs <<'CODE'
using System.Globalization;

var numeric = StringComparer.Create(CultureInfo.InvariantCulture, CompareOptions.NumericOrdering);
foreach (var (one, two) in new[] { ("Show 2", "Show 10"), ("Show 1", "Show 01"), ("E1", "E\uff11"), ("Part 3", "Part \u0663"), ("1.5", "1.10"), ("-1", "-2") })
{
    Console.WriteLine($"{one} {numeric.Compare(one, two) switch { < 0 => "<", 0 => "=", _ => ">" }} {two}");
}

string[] files = ["Show 10.srt", "Show 2.srt", "Show 1.srt", "Show 01.srt"];
Console.WriteLine($"Order: {string.Join(", ", files.Order(numeric))}");
Console.WriteLine($"SortedSet: {string.Join(", ", new SortedSet<string>(files, numeric))}");
Console.WriteLine($"Distinct: {string.Join(", ", files.Distinct(numeric))}");
try
{
    files.ToDictionary(file => file, numeric);
}
catch (ArgumentException refusal)
{
    Console.WriteLine($"ToDictionary: {refusal.Message}");
}
CODE

{
  dotnet run
  echo "without ICU"
  DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 dotnet run --no-build
} | tee seen
diff seen - <<'EXPECTED'
Show 2 < Show 10
Show 1 = Show 01
E1 = E１
Part 3 = Part ٣
1.5 < 1.10
-1 < -2
Order: Show 1.srt, Show 01.srt, Show 2.srt, Show 10.srt
SortedSet: Show 1.srt, Show 2.srt, Show 10.srt
Distinct: Show 10.srt, Show 2.srt, Show 1.srt
ToDictionary: An item with the same key has already been added. Key: Show 01.srt
without ICU
Show 2 > Show 10
Show 1 > Show 01
E1 < E１
Part 3 < Part ٣
1.5 > 1.10
-1 < -2
Order: Show 01.srt, Show 1.srt, Show 10.srt, Show 2.srt
SortedSet: Show 01.srt, Show 1.srt, Show 10.srt, Show 2.srt
Distinct: Show 10.srt, Show 2.srt, Show 1.srt, Show 01.srt
EXPECTED
echo "As found."
