using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MimeKit;

namespace Sublarr.Tests.Fixtures.Services;

/// <summary>A mail server on a free port of this machine that speaks SMTP: with STARTTLS, TLS from the first byte or neither, and with the answers of a test.</summary>
internal sealed class FakeMailServer : IAsyncDisposable
{
    public const string User = "ann@example.org";
    public const string Password = "mail-canary-4711";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly TestAuthority _authority = new();
    private readonly X509Certificate2 _certificate;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<MimeMessage> _mails = new();
    private readonly ConcurrentQueue<string> _commands = new();
    private readonly Task _serving;

    public FakeMailServer()
    {
        _certificate = _authority.Issue("mail.test");
        _listener.Start();
        _serving = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public bool OffersStarttls { get; init; } = true;

    public bool BeginsWithTls { get; init; }

    public bool WantsSignIn { get; init; }

    public string Greeting { get; init; } = "220 mail.test ESMTP";

    /// <summary>What it answers to a sign-in with the right password.</summary>
    public string SignInAnswer { get; set; } = "235 2.7.0 Authentication successful";

    /// <summary>What it answers to a recipient in place of taking it.</summary>
    public Func<string, string?> AnswerTo { get; set; } = _ => null;

    public IReadOnlyList<MimeMessage> Mails => [.. _mails];

    /// <summary>The commands of all connections, without what follows them.</summary>
    public IReadOnlyList<string> Commands => [.. _commands];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving.WaitAsync(Eventually.Patience);
        _stop.Dispose();
        _certificate.Dispose();
        _authority.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                serving.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                Stream stream = client.GetStream();
                await TalkAsync(BeginsWithTls ? await SecureAsync(stream) : stream, BeginsWithTls, isGreeting: true);
            }
            catch (Exception ended) when (ended is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException or SocketException)
            {
                // The client hung up, or did not like the certificate.
            }
        }
    }

    private async Task<SslStream> SecureAsync(Stream stream)
    {
        var secured = new SslStream(stream);
        await secured.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stop.Token);
        return secured;
    }

    private async Task TalkAsync(Stream stream, bool isSecure, bool isGreeting)
    {
        if (isGreeting)
        {
            await SayAsync(stream, Greeting);
        }

        while (await HearAsync(stream) is { } line)
        {
            var command = line.Split(' ', ':')[0].ToUpperInvariant();
            _commands.Enqueue(command);
            switch (command)
            {
                case "EHLO":
                    await SayAsync(stream, $"250-mail.test{(OffersStarttls && !isSecure ? "\r\n250-STARTTLS" : "")}{(WantsSignIn ? "\r\n250-AUTH PLAIN" : "")}\r\n250 8BITMIME");
                    break;
                case "STARTTLS":
                    await SayAsync(stream, "220 2.0.0 Ready to start TLS");
                    await TalkAsync(await SecureAsync(stream), isSecure: true, isGreeting: false);
                    return;
                case "AUTH":
                    var isKnown = Encoding.UTF8.GetString(Convert.FromBase64String(line.Split(' ')[^1])) == $"\0{User}\0{Password}";
                    await SayAsync(stream, isKnown ? SignInAnswer : "535 5.7.8 Authentication failed");
                    break;
                case "RCPT":
                    var answer = AnswerTo(line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)]);
                    await SayAsync(stream, answer ?? "250 2.1.5 Ok");
                    if (answer?.StartsWith("421", StringComparison.Ordinal) == true)
                    {
                        return;
                    }

                    break;
                case "DATA":
                    await SayAsync(stream, "354 End data with <CR><LF>.<CR><LF>");
                    await TakeAsync(stream);
                    await SayAsync(stream, $"250 2.0.0 Ok: queued as {_mails.Count}");
                    break;
                case "QUIT":
                    await SayAsync(stream, "221 2.0.0 Bye");
                    return;
                default:
                    await SayAsync(stream, "250 2.0.0 Ok");
                    break;
            }
        }
    }

    private async Task TakeAsync(Stream stream)
    {
        var text = new StringBuilder();
        while (await HearAsync(stream) is { } line && line != ".")
        {
            text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        using var mail = new MemoryStream(Encoding.Latin1.GetBytes(text.ToString()));
        _mails.Enqueue(await MimeMessage.LoadAsync(mail));
    }

    private async Task SayAsync(Stream stream, string line) => await stream.WriteAsync(Encoding.ASCII.GetBytes($"{line}\r\n"), _stop.Token);

    // Byte by byte: what follows STARTTLS is not text.
    private async Task<string?> HearAsync(Stream stream)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (await stream.ReadAsync(one, _stop.Token) == 1)
        {
            if (one[0] == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append((char)one[0]);
        }

        return null;
    }
}
