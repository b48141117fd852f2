#!/usr/bin/env bash
# .NET 10, SocketsHttpHandler: PooledConnectionIdleTimeout of less than a second.
#
# One would guess: a connection that has been idle for longer than the timeout is not used again.
# Seen: with 200 ms, the same connection serves a request that comes 600 ms after the one before. One 3 s later gets a new connection: the
# pool is cleaned from time to time, and what has not been cleaned away yet is used however long it has been idle.
#
# For Sublarr: the timeout doesn't rule out a request on a connection that the server is about to close; a retry of what may be repeated does.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >finding.csproj <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
</Project>
PROJECT
cat >Program.cs <<'CODE'
using System.Net;
using System.Net.Sockets;
using System.Text;

var listener = new TcpListener(IPAddress.Loopback, 0);
listener.Start();
_ = Serve();
var address = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/";
var limit = TimeSpan.FromMilliseconds(200);
foreach (var pause in new[] { 600, 3000 })
{
    using var client = new HttpClient(new SocketsHttpHandler { PooledConnectionIdleTimeout = limit });
    var first = await client.GetStringAsync(address);
    await Task.Delay(pause);
    Console.WriteLine($"{limit.TotalMilliseconds} ms, used {pause} ms later: {(await client.GetStringAsync(address) == first ? "the same connection" : "another connection")}");
}

// Answers each request with the number of its connection.
async Task Serve()
{
    for (var number = 1; ; number++)
    {
        _ = Answer(await listener.AcceptTcpClientAsync(), number);
    }
}

static async Task Answer(TcpClient connection, int number)
{
    using var reader = new StreamReader(connection.GetStream());
    while (await reader.ReadLineAsync() is { } line)
    {
        if (line.Length == 0)
        {
            await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {$"{number}".Length}\r\n\r\n{number}"));
        }
    }
}
CODE

dotnet run --nologo | tee seen
diff seen - <<'EXPECTED'
200 ms, used 600 ms later: the same connection
200 ms, used 3000 ms later: another connection
EXPECTED
echo "As found."
