#!/usr/bin/env bash
# Quartz 4.7.3 (.NET 10), CronExpression in the form of crontabs: a run each night at 02:30 of Europe/Berlin, in the night of 2026-10-25, whose hour from two to three comes twice.
#
# One would guess: which times a schedule has does not depend on the moment from which they are asked for. It comes once in that night, at the first 02:30, so whoever asks after that is told of the next day.
# Seen: asked from before the first 02:30 or from between it and the first 03:00, it comes once. Asked from the second hour, at 02:10 for the second time, it comes at the second 02:30 too.
# A scheduler that asks for the next time from a run that was late, as after a restart, so runs a nightly job twice. One for every half hour comes in both hours, as it should.
#
# For Sublarr: a time that the clock shows for the second time counts only if it also comes when it is asked for from the first.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >finding.csproj <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <Nullable>enable</Nullable>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Quartz" Version="4.7.3" />
  </ItemGroup>
</Project>
PROJECT

cat >Program.cs <<'CODE'
using System.Globalization;
using Quartz;

var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
foreach (var text in new[] { "30 2 * * *", "*/30 * * * *" })
{
    var cron = new CronExpression(CronExpression.Parse(text, CronFormat.Unix).CronExpressionString, berlin);
    foreach (var from in new[] { "2026-10-24T12:00Z", "2026-10-25T00:40Z", "2026-10-25T01:10Z" })
    {
        var next = cron.GetNextValidTimeAfter(DateTimeOffset.Parse(from, CultureInfo.InvariantCulture))!.Value;
        Console.WriteLine($"{text} from {from}: {TimeZoneInfo.ConvertTime(next, berlin):dd HH:mm zzz}");
    }
}
CODE

dotnet run 2>&1 | tee seen

diff seen - <<'EXPECTED'
30 2 * * * from 2026-10-24T12:00Z: 25 02:30 +02:00
30 2 * * * from 2026-10-25T00:40Z: 26 02:30 +01:00
30 2 * * * from 2026-10-25T01:10Z: 25 02:30 +01:00
*/30 * * * * from 2026-10-24T12:00Z: 24 14:30 +02:00
*/30 * * * * from 2026-10-25T00:40Z: 25 02:00 +01:00
*/30 * * * * from 2026-10-25T01:10Z: 25 02:30 +01:00
EXPECTED
echo "As found."
