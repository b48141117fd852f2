using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Sublarr.Bench.Fixtures;

namespace Sublarr.Bench.Webhooks;

/// <summary>The least it takes to send a signed body: HttpClient and one HMAC. Nothing is stored, nothing would be repeated.</summary>
internal sealed class BareSender(string address, byte[] key) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false });

    /// <summary>Sends so many, one after the other for each of the callers.</summary>
    public Task RunAsync(int concurrency, int requests, IReadOnlyList<byte[]> bodies) =>
        Producers.RunAsync(concurrency, requests, index => SendAsync(bodies[index % bodies.Count]));

    public void Dispose() => _client.Dispose();

    private async Task SendAsync(byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("webhook-signature", "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, body)));
        using var response = await _client.SendAsync(request);
        if (response.StatusCode != HttpStatusCode.NoContent)
        {
            throw new InvalidOperationException($"The receiver answered {response.StatusCode}.");
        }
    }
}
