using System.Net;
using System.Text;
using Sublarr.Domain.Jobs;

namespace Sublarr.Infrastructure.Outbound;

/// <summary>Notes down what happens during one attempt, so that whatever ends it, what was seen until then can be shown.</summary>
internal sealed class ExchangeRecord(HttpRequestMessage request, SentBody body, Redaction redaction, TimeProvider clock, int answerLimit = AnswerBody.ByteLimit) : IDisposable
{
    private readonly long _start = clock.GetTimestamp();
    private readonly ConnectionTrace _trace = ConnectionTrace.Start();
    private HttpResponseMessage? _response;
    private double? _headersMs;

    /// <summary>What was read of the answer's body.</summary>
    public AnswerBody Answer { get; } = new(answerLimit);

    /// <summary>True once the request was on its way.</summary>
    public bool IsSent => body.IsSent;

    /// <summary>True when the request went over a connection that had served before.</summary>
    public bool IsOnKeptConnection => _trace.IsReused;

    /// <summary>True when it did, and nothing at all was heard.</summary>
    public bool IsUnheard => _trace is { IsReused: true, IsAnswered: false };

    /// <summary>What a person should know of it besides, as sentences; null for nothing.</summary>
    public string? Note { get; private set; }

    /// <summary>The kept connection was of no use; another is opened.</summary>
    public void BeginAfresh()
    {
        body.TakeBack();
        AddNote("The receiver had closed a kept connection: the request was sent once more at once, over a new one.");
    }

    /// <summary>
    /// Reads the answer's body, and keeps the answer until the record is disposed. The body is for people to read: what goes wrong with
    /// it is noted, and nothing more.
    /// </summary>
    public async Task ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        _response = response;
        _headersMs = Since(clock.GetTimestamp());
        try
        {
            await Answer.ReadAsync(response.Content, cancellationToken);
        }
        catch (Exception fault) when (NetworkFault.IsOne(fault))
        {
            Answer.BreakOff();
            AddNote(cancellationToken.IsCancellationRequested
                ? $"The answer's body had not ended when the time was up ({Answer.Length} bytes had come): its status alone counts."
                : $"The answer's body broke off after {Answer.Length} bytes: its status alone counts.");
        }
    }

    /// <summary>What is known of an answer that broke off within its headers; null when not even its status is.</summary>
    /// <param name="fault">How it broke off.</param>
    public HttpResponseMessage? KeepBeginning(NetworkFault fault)
    {
        if (_response is null && _trace.Status is { } status)
        {
            _response = new HttpResponseMessage((HttpStatusCode)status);
            AddNote($"The answer's headers could not be read, its status alone counts: {fault.Sentence}");
        }

        return _response;
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
        ResponseBody = redaction.Text(Answer.Text),
        ResponseBytes = Answer.Length,
        ResponseTruncated = Answer.IsTruncated,
        RemoteAddress = _trace.Remote,
        // A connection that was opened for another request, and taken over by this one, cost this one nothing.
        ConnectMs = _trace.ConnectedAt is { } connectedAt && connectedAt >= _start ? Since(connectedAt) : null,
        HeadersMs = _headersMs,
    };

    public void Dispose() => _response?.Dispose();

    private void AddNote(string sentence) => Note = Note is null ? sentence : $"{Note} {sentence}";

    private double Since(long timestamp) => Math.Round(clock.GetElapsedTime(_start, timestamp).TotalMilliseconds, 1);
}
