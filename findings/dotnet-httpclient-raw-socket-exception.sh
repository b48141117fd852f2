#!/usr/bin/env bash
# .NET 10, HttpClient over SocketsHttpHandler: the server ends right after a connection was made.
#
# One would guess: whatever goes wrong on the network is an HttpRequestException, as the documentation of GetAsync says.
# Seen: a reset that has arrived before the handler asks the socket for its peer, which it does once for each new connection, is a bare
# SocketException, "Transport endpoint is not connected". A reset that comes later is an HttpRequestException.
#
# For Sublarr: whoever sends takes a SocketException for a fault of the network too, also one that is wrapped in nothing.
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

foreach (var atOnce in new[] { true, false })
{
    using var listener = new TcpListener(IPAddress.Loopback, 0);
    listener.Start();
    var serving = Serve(listener, atOnce);
    using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, ConnectCallback = (context, stop) => Connect(context, atOnce, stop) });
    try
    {
        await client.GetAsync($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
    }
    catch (Exception problem)
    {
        Console.WriteLine($"reset {(atOnce ? "at once" : "after the request")}: {problem.GetType().Name}{(problem is SocketException socket ? $", {socket.SocketErrorCode}" : "")}");
    }

    await serving;
}

// Lingering for no time, Close resets the connection instead of ending it.
static async Task Serve(TcpListener listener, bool atOnce)
{
    using var connection = await listener.AcceptSocketAsync();
    // A reset that is even quicker fails the connecting itself.
    await (atOnce ? Task.Delay(100) : connection.ReceiveAsync(new byte[4096]));
    connection.LingerState = new LingerOption(true, 0);
    connection.Close();
}

// On a busy machine the reset is there before the handler goes on; here it is waited for.
static async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, bool waits, CancellationToken stop)
{
    var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
    await socket.ConnectAsync(context.DnsEndPoint, stop);
    if (waits)
    {
        await Task.Delay(500, stop);
    }

    return new NetworkStream(socket, ownsSocket: true);
}
CODE

dotnet run --nologo | tee seen
diff seen - <<'EXPECTED'
reset at once: SocketException, NotConnected
reset after the request: HttpRequestException
EXPECTED
