#!/usr/bin/env bash
# WolverineFx.Sqlite 6.62.0 (NuGet, with Weasel.Sqlite 9.49.0): a local queue with UseDurableInbox, stored by PersistMessagesWithSqlite with a
# connection string.
#
# One would guess: when PublishAsync returns, the message is on the disk and outlives a loss of power as well as a killed process.
# Seen: it is in the inbox, but not flushed. The store sets synchronous=NORMAL (1) on each connection that it opens, in a write-ahead log, where
# SQLite does not flush a commit; a connection that nobody sets anything on has FULL (2). A killed process loses nothing, a loss of power may
# take what was acknowledged. The page about SQLite does not say it. A SqliteDataSource with SqlitePragmaSettings { Synchronous = FULL } instead
# of the connection string is kept to; it costs more than half of the messages a second.
#
# For Sublarr: its own writer says synchronous=FULL, and bench/run queue measures both, so that equals are compared.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >finding.csproj <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
  <ItemGroup>
    <PackageReference Include="WolverineFx.Sqlite" Version="[6.62.0]" />
    <PackageReference Include="Weasel.Sqlite" Version="[9.49.0]" />
    <PackageReference Include="Microsoft.Data.Sqlite" Version="[10.0.15]" />
  </ItemGroup>
</Project>
PROJECT
cat >Program.cs <<'CODE'
using System.Data.Common;
using JasperFx.CodeGeneration;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Weasel.Sqlite;
using Wolverine;
using Wolverine.Persistence.Durability;
using Wolverine.RDBMS;
using Wolverine.Runtime;
using Wolverine.Runtime.Handlers;
using Wolverine.Sqlite;

await Look("with a connection string", file => options => options.PersistMessagesWithSqlite($"Data Source={file}"));
await Look("with a data source of its own kind", file => options => options.PersistMessagesWithSqlite(
    new SqliteDataSource($"Data Source={file}", new SqlitePragmaSettings { Synchronous = SynchronousMode.FULL })));

static async Task Look(string name, Func<string, Action<WolverineOptions>> storing)
{
    var file = Path.GetFullPath($"{name}.db");
    var handler = new Held();
    var builder = Host.CreateEmptyApplicationBuilder(null);
    builder.UseWolverine(options =>
    {
        options.CodeGeneration.TypeLoadMode = TypeLoadMode.Static;
        options.Durability.Mode = DurabilityMode.Solo;
        storing(file)(options);
        options.LocalQueueFor<Notice>().UseDurableInbox();
        options.AddMessageHandler(handler);
    });
    using var host = builder.Build();
    await host.StartAsync();
    await host.MessageBus().PublishAsync(new Notice());

    // The source that it stores with, and a connection as anybody would open it.
    await using var store = await ((IMessageDatabase)host.Services.GetRequiredService<IMessageStore>()).DataSource.OpenConnectionAsync();
    await using var plain = new SqliteConnection($"Data Source={file};Pooling=False");
    await plain.OpenAsync();
    Console.WriteLine($"{name}: {Ask(plain, "SELECT count(*) FROM wolverine_incoming_envelopes")} in the inbox, journal {Ask(store, "PRAGMA journal_mode")}, "
        + $"synchronous {Ask(store, "PRAGMA synchronous")}, of a plain connection {Ask(plain, "PRAGMA synchronous")}");
    handler.Release();
    await host.StopAsync();
}

static object Ask(DbConnection connection, string sql)
{
    using var command = connection.CreateCommand();
    command.CommandText = sql;
    return command.ExecuteScalar();
}

record Notice;

class Held : MessageHandler<Notice>
{
    private readonly TaskCompletionSource _released = new();

    public void Release() => _released.SetResult();

    protected override Task HandleAsync(Notice message, MessageContext context, CancellationToken cancellation) => _released.Task;
}
CODE

dotnet run --nologo | tee seen
diff seen - <<'EXPECTED'
with a connection string: 1 in the inbox, journal wal, synchronous 1, of a plain connection 2
with a data source of its own kind: 1 in the inbox, journal wal, synchronous 2, of a plain connection 2
EXPECTED
echo "As found."
