using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Sublarr.Bench.Live;

/// <summary>One browser tab as the server sees it: a real circuit over a WebSocket that acknowledges every render and shows nothing.</summary>
internal sealed partial class Circuit : IAsyncDisposable
{
    private const int Invocation = 1;
    private const int Completion = 3;

    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly CancellationTokenSource _closed = new();
    private readonly TaskCompletionSource<string> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _reading = Task.CompletedTask;
    private int _renders;

    private Circuit()
    {
    }

    /// <summary>Render batches received and acknowledged.</summary>
    public int Renders => Volatile.Read(ref _renders);

    /// <summary>Opens the page in so many tabs, one after the other.</summary>
    public static async Task<List<Circuit>> OpenAsync(Uri app, SignedInVisitor visitor, int count)
    {
        var circuits = new List<Circuit>(count);
        while (circuits.Count < count)
        {
            circuits.Add(await OpenAsync(app, visitor));
        }

        return circuits;
    }

    // Opens the page and starts its circuit, as the script in the page does.
    private static async Task<Circuit> OpenAsync(Uri app, SignedInVisitor visitor)
    {
        var page = await visitor.GetPageAsync("");
        var operations = Marker().Matches(page)
            .Select((marker, index) => new { type = "add", ssrComponentId = index + 1, marker = JsonDocument.Parse(marker.Groups["json"].Value).RootElement });
        var circuit = new Circuit();
        await circuit.ConnectAsync(app, visitor);
        var state = State().Match(page).Groups["state"].Value;
        await circuit.SendAsync(BlazorPack.Call("0", "StartCircuit", app.AbsoluteUri, app.AbsoluteUri, "[]", ""));
        if (await circuit._started.Task.WaitAsync(TimeSpan.FromSeconds(30)) is { Length: > 0 } problem)
        {
            throw new InvalidOperationException($"The circuit did not start: {problem}");
        }

        await circuit.SendAsync(BlazorPack.Call(null, "UpdateRootComponents", JsonSerializer.Serialize(new { batchId = 1, operations }), state));
        return circuit;
    }

    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        await _reading;
        _socket.Dispose();
    }

    private async Task ConnectAsync(Uri app, SignedInVisitor visitor)
    {
        _socket.Options.Cookies = visitor.Cookies;
        // Without negotiation: WebSockets are all this client has.
        await _socket.ConnectAsync(new UriBuilder(app) { Scheme = "ws", Path = "_blazor" }.Uri, _closed.Token);
        await SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"));
        _reading = ReadAsync();
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[64 * 1024];
        var length = 0;
        var isHandshake = true;
        try
        {
            while (await _socket.ReceiveAsync(buffer.AsMemory(length), _closed.Token) is { MessageType: WebSocketMessageType.Binary or WebSocketMessageType.Text } received)
            {
                length += received.Count;
                var consumed = isHandshake ? buffer.AsSpan(0, length).IndexOf((byte)0x1e) + 1 : 0;
                isHandshake &= consumed == 0;
                if (!isHandshake)
                {
                    foreach (var answer in Take(buffer.AsSpan(consumed, length - consumed), ref consumed))
                    {
                        await SendAsync(answer);
                    }

                    buffer.AsSpan(consumed, length - consumed).CopyTo(buffer);
                    length -= consumed;
                }

                if (length == buffer.Length)
                {
                    Array.Resize(ref buffer, 2 * length);
                }
            }

            _started.TrySetResult("the server closed the connection");
        }
        catch (OperationCanceledException)
        {
            // The tab is closed.
        }
        catch (WebSocketException problem)
        {
            _started.TrySetResult(problem.Message);
        }
    }

    private List<byte[]> Take(ReadOnlySpan<byte> bytes, ref int consumed)
    {
        var answers = new List<byte[]>();
        var whole = bytes.Length;
        while (BlazorPack.TryTake(ref bytes) is { } message)
        {
            if (AnswerTo(message) is { } answer)
            {
                answers.Add(answer);
            }
        }

        consumed += whole - bytes.Length;
        return answers;
    }

    private byte[]? AnswerTo(List<object?> message)
    {
        if (message[0] is (long)Completion)
        {
            _started.TrySetResult(message[3] is 1L ? $"{message[4]}" : "");
            return null;
        }

        if (message[0] is not (long)Invocation || message[4] is not List<object?> arguments)
        {
            return null;
        }

        switch (message[3])
        {
            case "JS.RenderBatch":
                Interlocked.Increment(ref _renders);
                return BlazorPack.Call(null, "OnRenderCompleted", arguments[0], null);
            case "JS.BeginInvokeJS" when arguments[0] is long and not 0:
                return BlazorPack.Call(null, "EndInvokeJSFromDotNet", arguments[0], true, $"[{arguments[0]},true,{BrowserAnswer(arguments[1] as string)}]");
            case "JS.Error":
                throw new InvalidOperationException($"The circuit failed: {arguments[0]}");
            default:
                return null;
        }
    }

    // What the scripts of a wide, dark window answer. Null would be no number and no view: it ends the circuit.
    private static string BrowserAnswer(string? call) => call switch
    {
        "window.hasOwnProperty" => "true",
        "mudpopoverHelper.countProviders" => "1",
        "sublarr.view" => """{"isWide":true,"isDark":true,"hiddenColumns":{}}""",
        "sublarr.timeZone" => "\"Europe/Berlin\"",
        _ => "null",
    };

    private async Task SendAsync(byte[] message)
    {
        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, _closed.Token);
        }
        finally
        {
            _sending.Release();
        }
    }

    [GeneratedRegex("<!--Blazor:(?<json>\\{\"type\":\"server\".*?\"descriptor\".*?\\})-->")]
    private static partial Regex Marker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(?<state>.*?)-->")]
    private static partial Regex State();
}
