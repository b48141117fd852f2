using System.Net.Sockets;
using System.Text;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Incoming;

/// <summary>Byte for byte what the senders write to the socket, which HttpClient would tidy up.</summary>
public sealed class IncomingWebhookSocketTests : IDisposable
{
    private readonly SublarrApp _app = new();
    private readonly Uri _address;

    public IncomingWebhookSocketTests() => _address = _app.Listen();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Request_as_Sonarr_writes_it_is_taken()
    {
        var body = ArrSamples.Bytes("Recorded/sonarr-Download-new.json");
        var head = Encoding.ASCII.GetBytes(
            $"""
            POST /webhooks/sonarr HTTP/1.1
            Host: {_address.Authority}
            User-Agent: Sonarr/4.0.15.2941 (debian 12)
            Connection: close
            Authorization: Basic {Convert.ToBase64String(Encoding.Latin1.GetBytes($"sonarr:{_app.ApiKey}"))}
            Accept: application/json
            Accept-Encoding: gzip, br
            Content-Type: application/json
            Content-Length: {body.Length}


            """.ReplaceLineEndings("\r\n"));

        var answer = await SendAsync([.. head, .. body]);

        answer.ShouldStartWith("HTTP/1.1 202 ");
        answer.ShouldContain("\"state\":\"accepted\"");
        answer.ShouldNotContain("Location:");
    }

    [Fact]
    public async Task Body_beyond_the_limit_is_refused_before_it_is_sent()
    {
        var answer = await SendAsync(Encoding.ASCII.GetBytes(
            $"POST /webhooks/sonarr HTTP/1.1\r\nHost: {_address.Authority}\r\nX-Api-Key: {_app.ApiKey}\r\nConnection: close\r\nContent-Length: 1000000000\r\n\r\n"));

        answer.ShouldStartWith("HTTP/1.1 413 ");
    }

    [Fact]
    public async Task Broken_chunks_are_refused()
    {
        var answer = await SendAsync(Encoding.ASCII.GetBytes(
            $"POST /webhooks/sonarr HTTP/1.1\r\nHost: {_address.Authority}\r\nX-Api-Key: {_app.ApiKey}\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"));

        answer.ShouldStartWith("HTTP/1.1 400 ");
    }

    [Fact]
    public async Task Sender_that_hangs_up_harms_nobody()
    {
        using (var socket = new TcpClient(_address.Host, _address.Port))
        {
            await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
                $"POST /webhooks/sonarr HTTP/1.1\r\nHost: {_address.Authority}\r\nX-Api-Key: {_app.ApiKey}\r\nContent-Length: 100\r\n\r\n{{\"eventType\""));
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }

        await Request_as_Sonarr_writes_it_is_taken();
    }

    private async Task<string> SendAsync(byte[] request)
    {
        using var socket = new TcpClient(_address.Host, _address.Port);
        var stream = socket.GetStream();
        await stream.WriteAsync(request);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(60));
    }
}
