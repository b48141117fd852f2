#!/usr/bin/env bash
# Cronos 0.13.0, NCrontab 3.4.0 and Quartz 4.7.3 (NuGet) beside cron-parser 5.10.6, croner 11.0.1, cron 4.4.0 and cronstrue 3.39.0 (npm): an
# expression of five fields that says both a day of the month and a day of the week.
#
# One would guess: five fields mean the same wherever they are taken: what is written in a crontab, or tried on a page that explains it, fires as
# often elsewhere.
# Seen: for "0 3 1-7 * 1" Cronos and NCrontab fire on the first Monday of each month, 12 times in 2026; Quartz and all of npm fire on each of those
# days and on every Monday besides, 124 times. cronstrue's sentence, which many pages show, can be read both ways.
# Among those that fire on either day there is no agreement on when a day counts as said. A field that lists every day ("0-6", "1-31") is no day at
# all to "cron", and to Quartz it is none as "0-6" but one as "1-31" and as "*/1"; to the others it is one, and the schedule fires daily.
#
# crontab(5) says "either"; each library documents its own choice.
#
# For Sublarr: its schedules are Quartz's, so an expression from a program with Cronos inside (Hangfire, for one) may fire ten times as often here.
# The form says that either day will do, and the next five times are shown.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >finding.csproj <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Cronos" Version="[0.13.0]" />
    <PackageReference Include="NCrontab" Version="[3.4.0]" />
    <PackageReference Include="Quartz" Version="[4.7.3]" />
  </ItemGroup>
</Project>
PROJECT
cat >Program.cs <<'CODE'
using Quartz;

var (start, end) = (new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), new DateTime(2027, 1, 1, 0, 0, 0, DateTimeKind.Utc));
foreach (var expression in args)
{
    Console.WriteLine($"{expression}: Cronos {Cronos.CronExpression.Parse(expression).GetOccurrences(start, end).Count()}");
    Console.WriteLine($"{expression}: NCrontab {NCrontab.CrontabSchedule.Parse(expression).GetNextOccurrences(start, end).Count()}");
    var quartz = new CronExpression(CronExpression.Parse(expression, CronFormat.Unix).CronExpressionString, TimeZoneInfo.Utc);
    var times = 0;
    for (DateTimeOffset? next = start; (next = quartz.GetNextValidTimeAfter(next.Value)) < end;)
    {
        times++;
    }

    Console.WriteLine($"{expression}: Quartz {times}");
}
CODE
cat >package.json <<'JSON'
{ "private": true, "dependencies": { "cron-parser": "5.10.6", "croner": "11.0.1", "cron": "4.4.0", "cronstrue": "3.39.0" } }
JSON
cat >finding.cjs <<'CODE'
const [start, end] = [new Date("2026-01-01T00:00:00Z"), new Date("2027-01-01T00:00:00Z")];
const times = (next) => {
    let count = 0;
    for (let at = next(start); at < end; at = next(at)) count++;
    return count;
};
for (const expression of process.argv.slice(2)) {
    const parsed = require("cron-parser").CronExpressionParser.parse(expression, { currentDate: start, tz: "UTC" });
    console.log(`${expression}: cron-parser ${times(() => parsed.next().toDate())}`);
    console.log(`${expression}: croner ${times((at) => new (require("croner").Cron)(expression, { timezone: "UTC" }).nextRun(at))}`);
    console.log(`${expression}: cron ${times((at) => new (require("cron").CronTime)(expression, "UTC").getNextDateFrom(at, "UTC").toJSDate())}`);
    console.log(`${expression}: cronstrue "${require("cronstrue").toString(expression)}"`);
}
CODE

{
  npm install --silent --no-audit --no-fund >/dev/null
  set -- "0 3 1-7 * 1" "0 3 1-31 * 1" "0 3 1 * 0-6" "0 3 1 * */1"
  dotnet run -- "$@"
  node finding.cjs "$@"
} | sort -s -t: -k1,1 | tee seen
diff seen - <<'EXPECTED'
0 3 1 * */1: Cronos 12
0 3 1 * */1: NCrontab 12
0 3 1 * */1: Quartz 365
0 3 1 * */1: cron-parser 365
0 3 1 * */1: croner 365
0 3 1 * */1: cron 12
0 3 1 * */1: cronstrue "At 03:00 AM, on day 1 of the month"
0 3 1 * 0-6: Cronos 12
0 3 1 * 0-6: NCrontab 12
0 3 1 * 0-6: Quartz 12
0 3 1 * 0-6: cron-parser 365
0 3 1 * 0-6: croner 365
0 3 1 * 0-6: cron 12
0 3 1 * 0-6: cronstrue "At 03:00 AM, on day 1 of the month, Sunday through Saturday"
0 3 1-31 * 1: Cronos 52
0 3 1-31 * 1: NCrontab 52
0 3 1-31 * 1: Quartz 365
0 3 1-31 * 1: cron-parser 365
0 3 1-31 * 1: croner 365
0 3 1-31 * 1: cron 52
0 3 1-31 * 1: cronstrue "At 03:00 AM, between day 1 and 31 of the month, and on Monday"
0 3 1-7 * 1: Cronos 12
0 3 1-7 * 1: NCrontab 12
0 3 1-7 * 1: Quartz 124
0 3 1-7 * 1: cron-parser 124
0 3 1-7 * 1: croner 124
0 3 1-7 * 1: cron 124
0 3 1-7 * 1: cronstrue "At 03:00 AM, between day 1 and 7 of the month, and on Monday"
EXPECTED
echo "As found."
