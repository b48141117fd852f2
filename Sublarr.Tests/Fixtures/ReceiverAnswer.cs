using System.Net.Sockets;
using System.Text;

namespace Sublarr.Tests.Fixtures;

/// <summary>One way in which a <see cref="WebhookReceiver"/> answers.</summary>
/// <param name="WriteAsync">Writes the answer; returns true when the connection may serve another request.</param>
/// <param name="ReadsRequest">False answers before a request has come.</param>
public sealed record ReceiverAnswer(Func<Socket, Stream, CancellationToken, Task<bool>> WriteAsync, bool ReadsRequest = true)
{
    public static ReceiverAnswer Hang { get; } = new(async (_, _, stop) =>
    {
        await Task.Delay(Timeout.Infinite, stop);
        return false;
    });

    public static ReceiverAnswer ResetAfterAccept { get; } = new((socket, _, _) => Reset(socket), ReadsRequest: false);

    public static ReceiverAnswer ResetBeforeHeaders { get; } = new((socket, _, _) => Reset(socket));

    public static ReceiverAnswer ResetAfterHeaders { get; } = new(async (socket, stream, stop) =>
    {
        await WriteAsciiAsync(stream, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", stop);
        return await Reset(socket);
    });

    public static ReceiverAnswer Garbage { get; } = new(async (_, stream, stop) =>
    {
        await WriteAsciiAsync(stream, "220 mail.example.org ESMTP ready\r\n\r\n", stop);
        return false;
    });

    /// <summary>A body without an end.</summary>
    public static ReceiverAnswer Flood { get; } = new(async (_, stream, stop) =>
    {
        await WriteAsciiAsync(stream, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n", stop);
        var wave = Encoding.ASCII.GetBytes(new string('x', 16 * 1024));
        while (true)
        {
            await stream.WriteAsync(wave, stop);
        }
    });

    public static ReceiverAnswer Gone { get; } = Status(410);

    public static ReceiverAnswer Status(int status, string body = "", params string[] headers) =>
        Bytes(status, Encoding.UTF8.GetBytes(body), headers);

    public static ReceiverAnswer Bytes(int status, byte[] body, params string[] headers) => new(async (_, stream, stop) =>
    {
        string[] head = [$"HTTP/1.1 {status} Status", $"Content-Length: {body.Length}", .. headers, "", ""];
        await WriteAsciiAsync(stream, string.Join("\r\n", head), stop);
        await stream.WriteAsync(body, stop);
        return true;
    });

    public static ReceiverAnswer Redirect(int status, string location) => Status(status, "", $"Location: {location}");

    public static ReceiverAnswer Busy(int status, string retryAfter) => Status(status, "", $"Retry-After: {retryAfter}");

    public static ReceiverAnswer Slow(TimeSpan delay) => new(async (socket, stream, stop) =>
    {
        await Task.Delay(delay, stop);
        return await Status(200).WriteAsync(socket, stream, stop);
    });

    /// <summary>A body that comes one byte at a time and never ends.</summary>
    public static ReceiverAnswer Drip(TimeSpan interval) => new(async (_, stream, stop) =>
    {
        await WriteAsciiAsync(stream, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n", stop);
        while (true)
        {
            await WriteAsciiAsync(stream, ".", stop);
            await Task.Delay(interval, stop);
        }
    });

    private static Task<bool> Reset(Socket socket)
    {
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Close();
        return Task.FromResult(false);
    }

    private static async Task WriteAsciiAsync(Stream stream, string text, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text), cancellationToken);
        await stream.FlushAsync(cancellationToken);
    }
}
