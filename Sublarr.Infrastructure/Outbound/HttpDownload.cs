namespace Sublarr.Infrastructure.Outbound;

/// <summary>
/// An answer that is read as it comes, for what is too long to be kept in memory. It may take long as a whole, but not fall silent, and not be
/// longer than allowed: what goes wrong is an <see cref="HttpFaultException"/> with its sentence.
/// </summary>
internal sealed class HttpDownload : IDisposable
{
    private readonly Patience _patience;
    private readonly Stream _content;

    public HttpDownload(HttpResponseMessage response, Stream content, Patience patience, string target, long limit)
    {
        (Response, _content, _patience) = (response, content, patience);
        Body = new PatientStream(content, patience, limit) { Target = target };
    }

    /// <summary>Its status and headers.</summary>
    public HttpResponseMessage Response { get; }

    /// <summary>Its body. To be read once.</summary>
    public PatientStream Body { get; }

    /// <summary>True for what a program reads.</summary>
    public bool IsJson => Response.Content.Headers.ContentType?.MediaType is { } type
        && (type.EndsWith("/json", StringComparison.OrdinalIgnoreCase) || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase));

    /// <summary>The beginning of its body, where that is all one wants of it.</summary>
    public async Task<HttpAnswer> BeginningAsync(Redaction redaction, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var body = new AnswerBody();
        try
        {
            using var content = new StreamContent(Body);
            await body.ReadAsync(content, cancellationToken);
        }
        catch (HttpFaultException)
        {
            // Its status alone says what is wrong.
            body.BreakOff();
        }

        return new HttpAnswer(Response, body, redaction, at);
    }

    public void Dispose()
    {
        Response.Dispose();
        _content.Dispose();
        _patience.Dispose();
    }
}

/// <summary>How long something may be silent. Every sign of life begins the wait anew.</summary>
internal sealed class Patience : IDisposable
{
    private readonly TimeSpan _silence;
    private readonly CancellationTokenSource _silent;
    private readonly CancellationTokenSource _either;

    public Patience(TimeSpan silence, TimeProvider clock, CancellationToken cancellationToken)
    {
        _silence = silence;
        _silent = new CancellationTokenSource(silence, clock);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_silent.Token, cancellationToken);
    }

    public CancellationToken Token => _either.Token;

    /// <summary>What went wrong: the silence, or what the network says.</summary>
    public NetworkFault FaultOf(Exception exception, string target, bool isSent) =>
        _silent.IsCancellationRequested ? NetworkFault.Timeout(target, isSent, _silence) : NetworkFault.Of(exception, target, isSent);

    public void Goes() => _silent.CancelAfter(_silence);

    public void Dispose()
    {
        _either.Dispose();
        _silent.Dispose();
    }
}

/// <summary>No complete answer came.</summary>
internal sealed class HttpFaultException(NetworkFault fault, Exception? inner = null) : Exception(fault.Sentence, inner)
{
    public NetworkFault Fault => fault;
}
