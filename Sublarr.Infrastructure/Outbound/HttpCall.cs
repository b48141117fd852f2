using System.Net;
using System.Net.Http.Headers;
using Sublarr.Domain.Deliveries;

namespace Sublarr.Infrastructure.Outbound;

/// <summary>A request of one attempt, with what is needed to send it and to show it.</summary>
internal sealed class HttpCall : IDisposable
{
    private static readonly ProductInfoHeaderValue Agent = new("Sublarr", typeof(HttpCall).Assembly.GetName().Version?.ToString(3) ?? "0.0.0");

    /// <param name="address">Where it goes, with POST.</param>
    /// <param name="body">What is sent.</param>
    /// <param name="redaction">What of it, and of the answer, may be shown.</param>
    /// <param name="tls">Certificates of the receiver's own; null for the system's ways.</param>
    public HttpCall(Uri address, SentBody body, Redaction redaction, IConnectionTls? tls = null)
    {
        (Body, Redaction, Tls) = (body, redaction, tls);
        Request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = body,
            // HTTP/3 would not pass through the dialler: https://github.com/dotnet/runtime/issues/64449
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        Request.Headers.UserAgent.Add(Agent);
        Request.Headers.AcceptEncoding.Add(new("identity"));
    }

    public HttpRequestMessage Request { get; }

    public SentBody Body { get; }

    public Redaction Redaction { get; }

    public IConnectionTls? Tls { get; }

    /// <summary>Bytes of the answer that are read.</summary>
    public int AnswerLimit { get; init; } = AnswerBody.ByteLimit;

    /// <summary>Sets headers of a person's choosing, in place of those of the same names.</summary>
    public HttpCall With(IEnumerable<KeyValuePair<string, string>> headers)
    {
        foreach (var (name, value) in headers)
        {
            Request.Headers.Remove(name);
            Request.Headers.TryAddWithoutValidation(name, value);
        }

        return this;
    }

    public void Dispose() => Request.Dispose();
}
