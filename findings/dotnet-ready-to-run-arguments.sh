#!/usr/bin/env bash
# The .NET SDK 10.0.401 with Microsoft.NETCore.App.Crossgen2 as it restores it (10.0.12 here), linux-x64.
#
# One would guess: a publish compiles ahead anew when the arguments for the compiler have changed, as a build does when constants or options have.
# Seen: PublishReadyToRunCrossgen2ExtraArgs counts for nothing in what is up to date. Who publishes with other arguments, or without them again, gets the
# image that the first publish left in obj, byte for byte, and no word of it. An empty obj helps; `dotnet clean` is not looked at here.
#
# For Sublarr: a publish that was only tried, with generics of other assemblies compiled in, left its images to the next measurement: 90 MB instead of 80.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >finding.csproj <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings><Deterministic>true</Deterministic>
    <UseCurrentRuntimeIdentifier>true</UseCurrentRuntimeIdentifier><SelfContained>false</SelfContained><PublishReadyToRun>true</PublishReadyToRun>
  </PropertyGroup>
</Project>
PROJECT
cat >Program.cs <<'CODE'
var sums = Enumerable.Range(0, 10).Select(number => (number, Sum(number))).ToList();
Console.WriteLine(sums.Count);

static int Sum(int last)
{
    var sum = 0;
    for (var number = 0; number <= last; number++)
    {
        sum += number * number;
    }

    return sum;
}
CODE

# publish FOLDER [ARGUMENTS OF THE COMPILER]: prints what the image is.
publish() {
  dotnet publish --configuration Release --output "$1" ${2:+"-p:PublishReadyToRunCrossgen2ExtraArgs=$2"} --nologo --verbosity quiet >&2
  sha256sum "$1/finding.dll" | cut -c1-16
}

echo "SDK $(dotnet --version)"
with=$(publish with "--opt-cross-module:*%3B--non-local-generics-module:*")
again=$(publish without)
rm -rf obj bin
fresh=$(publish fresh)
echo "with generics of others: $with"
echo "without the argument:    $again"
echo "the same, obj empty:     $fresh"

if [ "$with" = "$again" ] && [ "$again" != "$fresh" ]; then
  echo "As seen: the second publish took the image of the first."
else
  echo "This has changed."
  exit 1
fi
