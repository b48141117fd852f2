#!/usr/bin/env bash
# ASP.NET Core's rate limiting (Microsoft.AspNetCore.App 10.0, System.Threading.RateLimiting), .NET SDK 10.0.401.
#
# One would guess: rate limiting that no request meets costs nothing, and nothing of it outlives the app that asked for it.
# Seen: app.UseRateLimiter() alone, without a limiter of one's own and without a request, makes the idle process wake 69 times a second where it was 2. Each partitioned limiter looks for idle
# partitions ten times a second from the moment it is made, and the middleware makes one always. Nothing disposes of that one, so an app that has ended and was disposed of stays in
# memory with all of its services, while one without the line is collected (dotnet/aspnetcore issues 66434, 69061 and 69259 tell of this half).
#
# For Sublarr: a machine at home was woken for a form that nobody had open, and tests that start hundreds of apps in a process held gigabytes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >finding.csproj <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk.Web">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
</Project>
PROJECT
cat >Program.cs <<'CODE'
using System.Runtime.CompilerServices;

var isLimited = args is ["limited"];
await using (var app = await StartAsync(isLimited))
{
    await Task.Delay(3_000);
    var before = Switches();
    await Task.Delay(10_000);
    Console.WriteLine($"wakes {(Switches() - before) / 10}");
}

var ended = await EndedAsync(isLimited);
for (var round = 0; round < 20 && ended.IsAlive; round++)
{
    GC.Collect();
    GC.WaitForPendingFinalizers();
    await Task.Delay(200);
}

Console.WriteLine($"kept {ended.IsAlive}");

static async Task<WebApplication> StartAsync(bool isLimited)
{
    var builder = WebApplication.CreateSlimBuilder();
    builder.WebHost.UseUrls("http://127.0.0.1:0");
    builder.Logging.ClearProviders();
    if (isLimited)
    {
        builder.Services.AddRateLimiter(_ => { });
    }

    var app = builder.Build();
    if (isLimited)
    {
        app.UseRateLimiter();
    }

    app.MapGet("/", () => "");
    await app.StartAsync();
    return app;
}

[MethodImpl(MethodImplOptions.NoInlining)]
static async Task<WeakReference> EndedAsync(bool isLimited)
{
    await using var app = await StartAsync(isLimited);
    await app.StopAsync();
    return new(app.Services);
}

// How often the threads of this process have gone to sleep by themselves, and so were woken.
static long Switches() => Directory.EnumerateDirectories("/proc/self/task").Sum(task =>
    long.Parse(File.ReadLines(task + "/status").First(line => line.StartsWith("voluntary_ctxt_switches:")).Split('\t')[1]));
CODE
dotnet build --configuration Release --nologo --verbosity quiet >&2

echo "SDK $(dotnet --version)"
without=$(dotnet bin/Release/net10.0/finding.dll)
with=$(dotnet bin/Release/net10.0/finding.dll limited)
echo "without:" $without
echo "with:   " $with

# word NAME OUTPUT
word() { sed -n "s/^$1 //p" <<<"$2"; }
if [ "$(word kept "$without")" = False ] && [ "$(word kept "$with")" = True ] && [ "$(word wakes "$with")" -ge $((3 * $(word wakes "$without") + 5)) ]; then
  echo "As seen: an idle limiter wakes the process, and keeps its app when that has ended."
else
  echo "This has changed."
  exit 1
fi
