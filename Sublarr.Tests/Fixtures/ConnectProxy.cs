using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Sublarr.Tests.Fixtures;

/// <summary>An HTTP proxy on this machine that knows CONNECT alone. Whatever address it is asked for, it leads to one receiver: tests have no internet.</summary>
public sealed class ConnectProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _heads = new();
    private readonly int _leadsTo;
    private readonly Task _accepting;

    private ConnectProxy(int leadsTo)
    {
        _leadsTo = leadsTo;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    public string Address => $"http://127.0.0.1:{Port}";

    /// <summary>The requests it was sent, as they came.</summary>
    public IReadOnlyList<string> Heads => [.. _heads];

    /// <summary>What it answers in place of opening the way: a head, an empty text to hang up, or null to open it.</summary>
    public string? Refusal { get; set; }

    /// <summary>True never answers.</summary>
    public bool Hangs { get; set; }

    public static ConnectProxy Start(int leadsTo) => new(leadsTo);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting.WaitAsync(Eventually.Patience);
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_stop.Token);
                open.Add(Task.Run(() => ServeAsync(socket)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            await using var caller = new NetworkStream(socket, ownsSocket: true);
            _heads.Enqueue(await ReadHeadAsync(caller));
            if (Hangs)
            {
                await Task.Delay(Timeout.Infinite, _stop.Token);
            }

            if (Refusal is { } refusal)
            {
                await caller.WriteAsync(Encoding.ASCII.GetBytes(refusal), _stop.Token);
                return;
            }

            using var receiver = new TcpClient();
            await receiver.ConnectAsync(IPAddress.Loopback, _leadsTo, _stop.Token);
            await caller.WriteAsync("HTTP/1.1 200 Connection established\r\nProxy-Agent: test\r\n\r\n"u8.ToArray(), _stop.Token);
            await Task.WhenAny(caller.CopyToAsync(receiver.GetStream(), _stop.Token), receiver.GetStream().CopyToAsync(caller, _stop.Token));
        }
        catch (Exception gone) when (gone is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The sender has hung up, or the test has ended.
        }
    }

    private async Task<string> ReadHeadAsync(Stream caller)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await caller.ReadAsync(one, _stop.Token) == 1)
        {
            head.Append((char)one[0]);
        }

        return head.ToString();
    }
}
