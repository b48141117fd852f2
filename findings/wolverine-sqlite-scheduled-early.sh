#!/usr/bin/env bash
# WolverineFx.Sqlite 6.62.0 (NuGet): ScheduleAsync of a message for a local queue with UseDurableInbox, on SQLite.
#
# One would guess: a message that is scheduled for a time is handled then or later; how much later depends on ScheduledJobPollingTime.
# Seen: it may be handled up to a second too early. The store keeps the time to a fraction of a second, but asks for what is due by whole
# seconds, datetime(execution_time) <= datetime(now): what is due at 12:00:05.9 is due for it at 12:00:05.0. With a poll every 100 ms most
# messages come early, with the usual one every 5 s those that are polled within their second.
#
# For Sublarr: times are whole milliseconds in integers, compared as such, and that no retry is early is measured (bench/run queue).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >finding.csproj <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
  <ItemGroup>
    <PackageReference Include="WolverineFx.Sqlite" Version="[6.62.0]" />
    <PackageReference Include="Microsoft.Data.Sqlite" Version="[10.0.15]" />
  </ItemGroup>
</Project>
PROJECT
cat >Program.cs <<'CODE'
using JasperFx.CodeGeneration;
using Microsoft.Extensions.Hosting;
using Wolverine;
using Wolverine.Runtime;
using Wolverine.Runtime.Handlers;
using Wolverine.Sqlite;

var handler = new Late();
var builder = Host.CreateEmptyApplicationBuilder(null);
builder.UseWolverine(options =>
{
    options.CodeGeneration.TypeLoadMode = TypeLoadMode.Static;
    options.Durability.Mode = DurabilityMode.Solo;
    options.Durability.ScheduledJobPollingTime = TimeSpan.FromMilliseconds(100);
    options.PersistMessagesWithSqlite($"Data Source={Path.GetFullPath("wolverine.db")}");
    options.LocalQueueFor<Notice>().UseDurableInbox();
    options.AddMessageHandler(handler);
});
using var host = builder.Build();
await host.StartAsync();

// Far enough ahead that nothing is due before it is stored and the first poll, which comes within a second, is over.
var second = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 4);
foreach (var milliseconds in new[] { 0, 900 })
{
    var due = second.AddMilliseconds(milliseconds);
    await host.MessageBus().ScheduleAsync(new Notice(due), due);
    var late = await handler.Next();
    Console.WriteLine($"due {milliseconds} ms after a full second: {(late < TimeSpan.Zero ? "handled before its time" : "not handled before its time")}");
    await Console.Error.WriteLineAsync($"  {late.TotalMilliseconds:0} ms late");
    second = second.AddSeconds(4);
}

await host.StopAsync();

record Notice(DateTimeOffset Due);

class Late : MessageHandler<Notice>
{
    private readonly System.Threading.Channels.Channel<TimeSpan> _seen = System.Threading.Channels.Channel.CreateUnbounded<TimeSpan>();

    public ValueTask<TimeSpan> Next() => _seen.Reader.ReadAsync();

    protected override Task HandleAsync(Notice message, MessageContext context, CancellationToken cancellation) =>
        _seen.Writer.WriteAsync(DateTimeOffset.UtcNow - message.Due, cancellation).AsTask();
}
CODE

dotnet run --nologo | tee seen
diff seen - <<'EXPECTED'
due 0 ms after a full second: not handled before its time
due 900 ms after a full second: handled before its time
EXPECTED
echo "As found."
