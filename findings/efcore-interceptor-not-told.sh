#!/usr/bin/env bash
# Entity Framework Core 10.0.15 (NuGet, with SQLite): two interceptors of SaveChanges, of which the second refuses.
#
# One would guess: an interceptor that was told "saving" is told how it ended: saved, failed or canceled.
# Seen: not when another interceptor behind it throws in SavingChangesAsync: the exception goes to the caller, and the first hears neither
# SaveChangesFailed nor SaveChangesCanceled. It does hear the former when the database refuses, and the latter for a canceled token.
#
# For Sublarr: what an interceptor takes in "saving" (a lock, a list of what to announce) can't wait for "failed" to be let go: the one that
# may refuse stands first, and whatever was noted of an earlier attempt is dropped at the next "saving".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >finding.csproj <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
  <ItemGroup><PackageReference Include="Microsoft.EntityFrameworkCore.Sqlite" Version="[10.0.15]" /></ItemGroup>
</Project>
PROJECT
cat >Program.cs <<'CODE'
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

var heard = new List<string>();
await Save("second refuses", [new Listener(heard), new Refuser()]);
await Save("database refuses", [new Listener(heard)], repeated: true);
await Save("canceled", [new Listener(heard)], new CancellationToken(canceled: true));
await Save("saved", [new Listener(heard)]);

async Task Save(string name, IInterceptor[] interceptors, CancellationToken token = default, bool repeated = false)
{
    await using var context = new Context(interceptors);
    await context.Database.OpenConnectionAsync();
    await context.Database.EnsureCreatedAsync();
    if (repeated)
    {
        await context.Database.ExecuteSqlRawAsync("INSERT INTO Items (Id) VALUES (1)");
    }

    heard.Clear();
    context.Add(new Item { Id = 1 });
    string end;
    try
    {
        await context.SaveChangesAsync(token);
        end = "no exception";
    }
    catch (Exception exception)
    {
        end = exception.GetType().Name;
    }

    Console.WriteLine($"{name}: {string.Join(", ", heard)}; {end}");
}

class Item
{
    public int Id { get; set; }
}

class Context(IInterceptor[] interceptors) : DbContext
{
    public DbSet<Item> Items => Set<Item>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite("Data Source=:memory:").AddInterceptors(interceptors);
}

class Refuser : SaveChangesInterceptor
{
    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData data, InterceptionResult<int> result, CancellationToken token = default) => throw new InvalidOperationException();
}

class Listener(List<string> heard) : SaveChangesInterceptor
{
    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData data, InterceptionResult<int> result, CancellationToken token = default)
    {
        heard.Add("saving");
        return ValueTask.FromResult(result);
    }

    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData data, int result, CancellationToken token = default)
    {
        heard.Add("saved");
        return ValueTask.FromResult(result);
    }

    public override Task SaveChangesFailedAsync(DbContextErrorEventData data, CancellationToken token = default)
    {
        heard.Add("failed");
        return Task.CompletedTask;
    }

    public override Task SaveChangesCanceledAsync(DbContextEventData data, CancellationToken token = default)
    {
        heard.Add("canceled");
        return Task.CompletedTask;
    }
}
CODE

dotnet run --nologo | tee seen
diff seen - <<'EXPECTED'
second refuses: saving; InvalidOperationException
database refuses: saving, failed; DbUpdateException
canceled: saving, canceled; OperationCanceledException
saved: saving, saved; no exception
EXPECTED
echo "As found."
