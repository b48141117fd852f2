using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Sublarr.Tests.Fixtures;

/// <summary>
/// An HTTP server on a free port of this machine that records what it hears and behaves as badly as it is told to.
/// It speaks through raw sockets: no web server would let a test break the protocol.
/// </summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<ReceivedRequest> _requests = new();
    private readonly ConcurrentQueue<ReceiverAnswer> _next = new();
    private readonly X509Certificate2? _certificate;
    private readonly Task _accepting;

    private WebhookReceiver(ReceiverAnswer answer, X509Certificate2? certificate)
    {
        Answer = answer;
        _certificate = certificate;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    public string Url => $"{(_certificate is null ? "http" : "https")}://127.0.0.1:{Port}/hook";

    /// <summary>How requests are answered when no other answer is waiting.</summary>
    public ReceiverAnswer Answer { get; set; }

    public IReadOnlyList<ReceivedRequest> Requests => [.. _requests];

    public ReceivedRequest Request => _requests.ShouldHaveSingleItem();

    public int Connections { get; private set; }

    /// <summary>True asks who calls; any certificate will do, and <see cref="Callers"/> has its name.</summary>
    public bool AsksForCertificate { get; init; }

    /// <summary>The subjects of the certificates that callers have shown.</summary>
    public ConcurrentQueue<string> Callers { get; } = new();

    /// <summary>Starts to listen.</summary>
    /// <param name="answer">How requests are answered; 200 when null.</param>
    /// <param name="certificate">What to prove its identity with; null for plain HTTP.</param>
    public static WebhookReceiver Start(ReceiverAnswer? answer = null, X509Certificate2? certificate = null) =>
        new(answer ?? ReceiverAnswer.Status(200), certificate);

    /// <summary>Starts to listen, and asks each caller for a certificate.</summary>
    /// <param name="certificate">What to prove its identity with.</param>
    public static WebhookReceiver StartMutual(X509Certificate2 certificate) => new(ReceiverAnswer.Status(200), certificate) { AsksForCertificate = true };

    /// <summary>Answers the next requests one by one in this way.</summary>
    public WebhookReceiver Then(params ReceiverAnswer[] answers)
    {
        Array.ForEach(answers, _next.Enqueue);
        return this;
    }

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
                Connections++;
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
            await using Stream plain = new NetworkStream(socket, ownsSocket: true);
            var stream = _certificate is null ? plain : await SecureAsync(plain, _certificate);
            while (await AnswerAsync(socket, stream))
            {
            }
        }
        catch (Exception gone) when (gone is IOException or SocketException or ObjectDisposedException or OperationCanceledException or AuthenticationException)
        {
            // The sender has hung up, or the test has ended: nothing is left to be served.
        }
    }

    private async Task<bool> AnswerAsync(Socket socket, Stream stream)
    {
        var upcoming = _next.TryPeek(out var waiting) ? waiting : Answer;
        if (upcoming.ReadsRequest)
        {
            if (await ReceivedRequest.ReadAsync(stream, _stop.Token) is not { } request)
            {
                return false;
            }

            _requests.Enqueue(request);
        }

        return await (_next.TryDequeue(out var next) ? next : Answer).WriteAsync(socket, stream, _stop.Token);
    }

    private bool Admit(X509Certificate? shown)
    {
        if (shown is null)
        {
            return false;
        }

        Callers.Enqueue(shown.Subject);
        return true;
    }

    private async Task<Stream> SecureAsync(Stream plain, X509Certificate2 certificate)
    {
        var secure = new SslStream(plain);
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
        {
            ServerCertificate = certificate,
            ClientCertificateRequired = AsksForCertificate,
            RemoteCertificateValidationCallback = (_, shown, _, _) => !AsksForCertificate || Admit(shown),
        }, _stop.Token);
        return secure;
    }
}

/// <summary>A request as it came over the wire.</summary>
public sealed record ReceivedRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string this[string header] => Headers[header];

    /// <summary>Reads a request; null when the sender has closed the connection.</summary>
    public static async Task<ReceivedRequest?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (!EndsHead(head))
        {
            if (await stream.ReadAsync(one, cancellationToken) == 0)
            {
                return null;
            }

            head.Add(one[0]);
        }

        var lines = Encoding.Latin1.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(part => part[0], part => part[1], StringComparer.OrdinalIgnoreCase);
        var body = new byte[headers.TryGetValue("Content-Length", out var length) ? int.Parse(length) : 0];
        await stream.ReadExactlyAsync(body, cancellationToken);
        var start = lines[0].Split(' ');
        return new ReceivedRequest(start[0], start[1], headers, body);
    }

    private static bool EndsHead(List<byte> head) => head.Count >= 4 && head[^4..] is [(byte)'\r', (byte)'\n', (byte)'\r', (byte)'\n'];
}
