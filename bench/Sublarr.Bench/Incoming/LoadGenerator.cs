using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Sublarr.Bench.Incoming;

/// <summary>
/// Posts over connections that stay open, on one thread and without HttpClient: it shares the cores with what it measures, and
/// should leave as much of them as it can.
/// </summary>
internal sealed class LoadGenerator : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    private readonly SonarrReport _report;
    private readonly List<Connection> _connections;

    public LoadGenerator(int port, int connections)
    {
        _report = new SonarrReport(port);
        _connections = [.. Enumerable.Range(0, connections).Select(_ => new Connection(port))];
    }

    /// <summary>Requests a second when each connection sends as soon as it was answered.</summary>
    public double FlatOut(int requests)
    {
        var start = Stopwatch.GetTimestamp();
        Run(requests, _ => start);
        return requests / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Times from when a request was due to its answer, in milliseconds, sorted. A request that has to wait for a free connection is late, and counted so.</summary>
    public List<double> Paced(int requests, int perSecond)
    {
        var start = Stopwatch.GetTimestamp();
        return Run(requests, index => start + (index * Stopwatch.Frequency / perSecond));
    }

    public void Dispose() => _connections.ForEach(connection => connection.Dispose());

    private List<double> Run(int requests, Func<long, long> due)
    {
        var times = new List<double>(requests);
        var free = new Stack<Connection>(_connections);
        var busy = new List<Socket>();
        var bySocket = _connections.ToDictionary(connection => connection.Socket);
        var begin = Stopwatch.GetTimestamp();
        for (var next = 0; times.Count < requests;)
        {
            if (Stopwatch.GetElapsedTime(begin) > Patience)
            {
                throw new TimeoutException($"Of {requests} requests {times.Count} were answered within {Patience.TotalSeconds} s.");
            }

            while (next < requests && due(next) <= Stopwatch.GetTimestamp() && free.TryPop(out var connection))
            {
                _report.Renew();
                connection.Send(_report.Request, due(next++));
            }

            busy.Clear();
            busy.AddRange(_connections.Where(connection => connection.IsBusy).Select(connection => connection.Socket));
            if (busy.Count == 0)
            {
                // Sleeping is no more exact than this.
                if (due(next) - Stopwatch.GetTimestamp() > Stopwatch.Frequency / 500)
                {
                    Thread.Sleep(1);
                }

                continue;
            }

            // As long as there is nothing to send: who looks without a pause takes a core from what is measured.
            Socket.Select(busy, null, null, free.Count == 0 || next == requests ? LongestWait : TimeUntil(due(next)));
            foreach (var socket in busy)
            {
                if (bySocket[socket].TryReceive() is { } sent)
                {
                    times.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
                    free.Push(bySocket[socket]);
                }
            }
        }

        times.Sort();
        return times;
    }

    private static TimeSpan TimeUntil(long timestamp) =>
        timestamp - Stopwatch.GetTimestamp() is > 0 and var ticks ? TimeSpan.FromSeconds((double)ticks / Stopwatch.Frequency) : TimeSpan.Zero;

    private sealed class Connection : IDisposable
    {
        private readonly byte[] _answer = new byte[16 * 1024];
        private int _length;
        private long _due;

        public Connection(int port)
        {
            Socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            Socket.Connect(IPAddress.Loopback, port);
        }

        public Socket Socket { get; }

        public bool IsBusy { get; private set; }

        public void Send(byte[] request, long due)
        {
            (_due, _length, IsBusy) = (due, 0, true);
            Socket.Send(request);
        }

        /// <summary>When the request was due, once its answer is complete.</summary>
        public long? TryReceive()
        {
            var received = Socket.Receive(_answer.AsSpan(_length));
            _length += received;
            var answer = _answer.AsSpan(0, _length);
            if (received == 0 || (_length > 10 && !answer.StartsWith("HTTP/1.1 2"u8)))
            {
                throw new InvalidOperationException($"The answer was: {System.Text.Encoding.UTF8.GetString(answer)}");
            }

            if (!IsComplete(answer))
            {
                return null;
            }

            IsBusy = false;
            return _due;
        }

        // With a length, chunked, or without a body: the last two end with an empty line.
        private static bool IsComplete(ReadOnlySpan<byte> answer)
        {
            var end = answer.IndexOf("\r\n\r\n"u8) + 4;
            var length = answer.IndexOf("Content-Length: "u8);
            return end >= 4 && (length >= 0 && length < end
                ? Utf8Parser.TryParse(answer[(length + 16)..], out int bytes, out _) && answer.Length >= end + bytes
                : answer.EndsWith("\r\n\r\n"u8));
        }

        public void Dispose() => Socket.Dispose();
    }
}
