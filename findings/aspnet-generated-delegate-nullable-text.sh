#!/usr/bin/env bash
# ASP.NET Core 10 (SDK 10.0.401), Request Delegate Generator: [AsParameters] takes a positional record with a text that may be missing.
#
# One would guess: what compiles and answers without the generator does so with it; the generator falls back, with a warning, where it cannot follow.
# Seen: without it the endpoint answers. With EnableRequestDelegateGenerator the project does not build, and no warning precedes: what is generated asks for
# typeof(string?), which C# has not (CS8639). A number that may be missing is fine in the same place, and so is the text as a property of the record.
#
# Reported for .NET 9 as dotnet/aspnetcore 58953, and open.
#
# For Sublarr: the API's delegates are generated, which halved the time of a start, and its parameter records have properties.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >finding.csproj <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk.Web">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <Nullable>enable</Nullable>
    <EnableRequestDelegateGenerator>$(Generated)</EnableRequestDelegateGenerator>
  </PropertyGroup>
</Project>
PROJECT

for record in 'record Asked(string? Text);' 'record Asked(int? Text);' 'record Asked { public string? Text { get; init; } }'; do
  cat >Program.cs <<CODE
var builder = WebApplication.CreateBuilder(args);
builder.Logging.ClearProviders();
builder.WebHost.UseUrls("http://127.0.0.1:0");
await using var app = builder.Build();
app.MapGet("/", ([AsParameters] Asked asked) => \$"{asked.Text}");
await app.StartAsync();
using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
Console.Write(await client.GetStringAsync("/?text=7"));

internal $record
CODE
  for generated in false true; do
    rm -rf obj bin
    if dotnet build --nologo --verbosity quiet -p:Generated=$generated >log 2>&1; then
      answer=$(dotnet run --no-build)
    else
      answer=$(grep -o 'error [A-Z0-9]*' log | sort -u | paste -sd ' ')
    fi
    echo "$record generated $generated: $answer"
  done
done | tee seen

diff seen - <<'EXPECTED'
record Asked(string? Text); generated false: 7
record Asked(string? Text); generated true: error CS8639
record Asked(int? Text); generated false: 7
record Asked(int? Text); generated true: 7
record Asked { public string? Text { get; init; } } generated false: 7
record Asked { public string? Text { get; init; } } generated true: 7
EXPECTED
echo "As found."
