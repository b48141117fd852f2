#!/usr/bin/env bash
# .NET 10: Directory.CreateDirectory(path, UnixFileMode) where several folders of the path are missing.
#
# One would guess: each folder that the call makes gets the mode.
# Seen: the last one alone gets it. The parents made on the way get what the umask leaves (755 with 022), and a last folder that was there
# already keeps the mode it had.
#
# For Sublarr: a folder for secrets is made one level at a time, and its mode is set where the folder was there before.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >finding.csproj <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><NoWarn>CA1416</NoWarn><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
</Project>
PROJECT
cat >Program.cs <<'CODE'
var root = Directory.CreateTempSubdirectory().FullName;
try
{
    Directory.CreateDirectory(Path.Combine(root, "there"));
    foreach (var path in new[] { "one/two/three", "there" })
    {
        Directory.CreateDirectory(Path.Combine(root, path), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    foreach (var path in new[] { "one", "one/two", "one/two/three", "there" })
    {
        Console.WriteLine($"{path}: {Convert.ToString((int)File.GetUnixFileMode(Path.Combine(root, path)), 8)}");
    }
}
finally
{
    Directory.Delete(root, recursive: true);
}
CODE

umask 022
dotnet run --nologo | tee seen
diff seen - <<'EXPECTED'
one: 755
one/two: 755
one/two/three: 700
there: 755
EXPECTED
echo "As found."
