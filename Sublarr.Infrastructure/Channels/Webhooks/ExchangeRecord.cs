using System.Text;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Channels.Egress;

namespace Sublarr.Infrastructure.Channels.Webhooks;

/// <summary>Notes down what happens during one attempt, so that whatever ends it, what was seen until then can be shown.</summary>
internal sealed class ExchangeRecord(HttpRequestMessage request, WebhookBody body, Redaction redaction, TimeProvider clock) : IDisposable
{
    private readonly long _start = clock.GetTimestamp();
    private readonly ConnectionTrace _trace = ConnectionTrace.Start();
    private readonly AnswerBody _answer = new();
    private HttpResponseMessage? _response;
    private double? _headersMs;

    /// <summary>True once the request was on its way.</summary>
    public bool IsSent => body.IsSent;

    /// <summary>Reads the answer, and keeps it until the record is disposed.</summary>
    public async Task ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        _response = response;
        _headersMs = Since(clock.GetTimestamp());
        await _answer.ReadAsync(response.Content, cancellationToken);
    }

    /// <summary>The attempt as it may be shown.</summary>
    public HttpExchange Show() => new()
    {
        Method = request.Method.Method,
        Url = redaction.Url(request.RequestUri!.AbsoluteUri),
        RequestHeaders = redaction.Headers(request.Headers, body.Headers),
        RequestBody = redaction.Text(Encoding.UTF8.GetString(body.Bytes)),
        StatusCode = (int?)_response?.StatusCode,
        ResponseHeaders = redaction.Headers(_response?.Headers, _response?.Content.Headers),
        ResponseBody = redaction.Text(_answer.Text),
        ResponseBytes = _answer.Length,
        ResponseTruncated = _answer.IsTruncated,
        RemoteAddress = _trace.Remote,
        // A connection that was opened for another request, and taken over by this one, cost this one nothing.
        ConnectMs = _trace.ConnectedAt is { } connectedAt && connectedAt >= _start ? Since(connectedAt) : null,
        HeadersMs = _headersMs,
    };

    public void Dispose() => _response?.Dispose();

    private double Since(long timestamp) => Math.Round(clock.GetElapsedTime(_start, timestamp).TotalMilliseconds, 1);
}
