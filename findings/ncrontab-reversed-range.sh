#!/usr/bin/env bash
# NCrontab 3.4.0 beside Cronos 0.13.0 (NuGet, .NET): a range whose first value is the greater, "0 22-2 * * *", and a step past the field's end.
#
# One would guess: "from 22 to 2" either goes over midnight or is refused, and every parser that takes a step of 90 minutes refuses or means it.
# Seen: Cronos goes over midnight (hours 22, 23, 0, 1, 2) and refuses the step. NCrontab swaps the two ends without a word: the schedule fires
# in the hours 2 to 22, of which only the two ends belong to the night that was written. "*/90" in its minutes is taken and means "once an hour".
# The same holds for days of the week: "5-1" (Friday to Monday) is Monday to Friday there.
#
# For Sublarr: an expression that a user brings from elsewhere ("search at night") can't be handed to the one in place of the other; the next
# times have to be shown beside the field, since nothing is refused that would tell.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >finding.csproj <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
  <ItemGroup><PackageReference Include="NCrontab" Version="[3.4.0]" /><PackageReference Include="Cronos" Version="[0.13.0]" /></ItemGroup>
</Project>
PROJECT
cat >Program.cs <<'CODE'
using System.Globalization;
using Cronos;
using NCrontab;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var monday = new DateTime(2026, 6, 1, 0, 0, 0, DateTimeKind.Utc);
foreach (var (expression, days, format) in new[] { ("0 22-2 * * *", 1, "%H"), ("0 0 * * 5-1", 7, "ddd"), ("*/90 * * * *", 1, "H:mm") })
{
    // NCrontab leaves out the moment it starts from.
    Print("NCrontab", expression, () => CrontabSchedule.Parse(expression).GetNextOccurrences(monday.AddSeconds(-1), monday.AddDays(days)), format);
    Print("Cronos", expression, () => CronExpression.Parse(expression).GetOccurrences(monday, monday.AddDays(days)), format);
}

static void Print(string library, string expression, Func<IEnumerable<DateTime>> times, string format)
{
    string seen;
    try
    {
        seen = string.Join(' ', times().Select(at => at.ToString(format)));
    }
    catch (Exception refusal)
    {
        seen = refusal.GetType().Name;
    }

    Console.WriteLine($"{library} {expression}: {seen}");
}
CODE

dotnet run --nologo | tee seen
diff seen - <<'EXPECTED'
NCrontab 0 22-2 * * *: 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22
Cronos 0 22-2 * * *: 0 1 2 22 23
NCrontab 0 0 * * 5-1: Mon Tue Wed Thu Fri
Cronos 0 0 * * 5-1: Mon Fri Sat Sun
NCrontab */90 * * * *: 0:00 1:00 2:00 3:00 4:00 5:00 6:00 7:00 8:00 9:00 10:00 11:00 12:00 13:00 14:00 15:00 16:00 17:00 18:00 19:00 20:00 21:00 22:00 23:00
Cronos */90 * * * *: CronFormatException
EXPECTED
echo "As found."
