#!/usr/bin/env bash
# MediatR 5.1.0 (NuGet): PublishCore, which can be overridden to choose how the handlers of a notification run.
#
# One would guess: it is handed the tasks of all handlers, which run, and awaits them in its own way: all at once, or one by one and past those
# that fail.
# Seen: the sequence starts a handler only as it comes to its task. Awaited in a loop, the handlers run one after the other; after ToArray they
# run side by side. The built-in PublishCore is the loop without a catch: the handlers behind one that fails are never started.
#
# For Sublarr: every handler that has to hear a notification relies on none before it failing; so each catches its own exceptions, or the
# override awaits past them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >finding.csproj <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
  <ItemGroup><PackageReference Include="MediatR" Version="[5.1.0]" /></ItemGroup>
</Project>
PROJECT
cat >Program.cs <<'CODE'
using MediatR;

foreach (var (name, make) in new (string, Func<ServiceFactory, Mediator>)[]
{
    ("built in", services => new Mediator(services)),
    ("loop", services => new Loop(services)),
    ("ToArray", services => new AtOnce(services)),
})
{
    var heard = new List<string>();
    var handlers = new[] { "a", "b", "c" }.Select(id => new Handler(id, heard)).ToArray();
    try
    {
        await make(_ => handlers).Publish(new Notice());
    }
    catch (InvalidOperationException)
    {
        heard.Add("thrown");
    }

    Console.WriteLine($"{name}: {string.Join(", ", heard)}");
}

class Notice : INotification;

class Handler(string id, List<string> heard) : INotificationHandler<Notice>
{
    public async Task Handle(Notice notice, CancellationToken token)
    {
        heard.Add($"{id} starts");
        await Task.Delay(id[0] * 20 - 1900, token);
        if (id == "b")
        {
            throw new InvalidOperationException();
        }

        heard.Add($"{id} ends");
    }
}

class Loop(ServiceFactory services) : Mediator(services)
{
    protected override async Task PublishCore(IEnumerable<Task> handlers)
    {
        foreach (var handler in handlers)
        {
            await handler.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}

class AtOnce(ServiceFactory services) : Mediator(services)
{
    protected override Task PublishCore(IEnumerable<Task> handlers) => Task.WhenAll(handlers.ToArray());
}
CODE

dotnet run --nologo | tee seen
diff seen - <<'EXPECTED'
built in: a starts, a ends, b starts, thrown
loop: a starts, a ends, b starts, c starts, c ends
ToArray: a starts, b starts, c starts, a ends, c ends, thrown
EXPECTED
echo "As found."
