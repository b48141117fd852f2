#!/usr/bin/env bash
# Microsoft.Diagnostics.Runtime (ClrMD) 3.1.512801 and 4.2.750101 (NuGet) on Linux: attached to a running .NET 10 program.
#
# One would guess: what version 3 reads without being told anything, version 4 reads too; and the version of a runtime that is known to be
# .NET 10 is told as 10.
# Seen: version 3 finds libmscordaccore.so beside the runtime's libcoreclr.so. Version 4 lists it by its name alone, does not look there, and CreateRuntime()
# throws FileNotFoundException: "Could not find matching DAC for this runtime". Given the file's path both throw ClrDiagnosticsException, "Mismatched dac", for both
# take the running runtime for version 0.0; the library's own version they read. With the path and ignoreMismatch: true both read the heap.
#
# ClrMD's issue 929 has the version 0.0, of another system; of what version 4 does not find nothing was found.
#
# A program that is moved from 3 to 4 has to pass the path, and to give up the check of the version with it.
#
# For Sublarr: the benchmark of open dashboards counts the objects of the app's heap so; it runs on the runtime that it looks at.
set -euo pipefail
folder=$(mktemp -d)
watched=
trap '[ -z "$watched" ] || kill "$watched"; rm -rf "$folder"' EXIT
cd "$folder"

mkdir program
cat >program/program.csproj <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework></PropertyGroup>
</Project>
PROJECT
cat >program/Program.cs <<'CODE'
System.Console.WriteLine("ready");
System.Threading.Thread.Sleep(System.Threading.Timeout.Infinite);
CODE
dotnet build program --nologo --verbosity quiet >/dev/null
dotnet program/bin/Debug/net10.0/program.dll >ready &
watched=$!
until grep -q ready ready; do sleep 0.1; done

look() {
  mkdir "$1"
  cat >"$1/look.csproj" <<PROJECT
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings><NoWarn>NU1603</NoWarn></PropertyGroup>
  <ItemGroup><PackageReference Include="Microsoft.Diagnostics.Runtime" Version="[$1]" /></ItemGroup>
</Project>
PROJECT
  cat >"$1/Program.cs" <<'CODE'
using Microsoft.Diagnostics.Runtime;

using var target = DataTarget.AttachToProcess(int.Parse(args[0]), suspend: true);
var runtime = target.ClrVersions[0];
var beside = Path.Combine(Path.GetDirectoryName(runtime.ModuleInfo.FileName)!, "libmscordaccore.so");
Console.WriteLine($"{typeof(DataTarget).Assembly.GetName().Version!.Major}: runtime {runtime.Version}, library beside it {(File.Exists(beside) ? "is there" : "is not there")}");
Try("nothing told", () => runtime.CreateRuntime());
Try("path", () => runtime.CreateRuntime(beside));
Try("path, ignoreMismatch", () => runtime.CreateRuntime(beside, ignoreMismatch: true));

static void Try(string how, Func<ClrRuntime> create)
{
    try
    {
        using var read = create();
        Console.WriteLine($"  {how}: {(read.Heap.EnumerateObjects().Any() ? "objects" : "nothing")}");
    }
    catch (Exception exception) when (exception is FileNotFoundException or ClrDiagnosticsException)
    {
        Console.WriteLine($"  {how}: {exception.GetType().Name}");
    }
}
CODE
  dotnet run --project "$1" -- "$watched"
}

{
  look 3.1.512801
  look 4.2.750101
} | tee seen
diff - seen <<'SEEN'
3: runtime 0.0, library beside it is there
  nothing told: objects
  path: ClrDiagnosticsException
  path, ignoreMismatch: objects
4: runtime 0.0, library beside it is there
  nothing told: FileNotFoundException
  path: ClrDiagnosticsException
  path, ignoreMismatch: objects
SEEN
