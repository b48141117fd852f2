using System.Text.Json.Serialization;

namespace Sublarr.Domain.Jobs;

/// <summary>What can be shown of one attempt, with secrets already masked. Stored as JSON beside it.</summary>
public sealed record AttemptDetail
{
    /// <summary>What kind of failure it was; null when it was none.</summary>
    public FailureClass? Failure { get; init; }

    /// <summary>The HTTP exchange, for channels that speak HTTP.</summary>
    public HttpExchange? Http { get; init; }

    /// <summary>The run, for scripts.</summary>
    public ScriptRun? Script { get; init; }

    /// <summary>What else there is to show, for channels that neither speak HTTP nor run a script; null for nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<AttemptPart>? Parts { get; init; }

    /// <summary>What a test asked, in its order; null for what is no test.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<TestStep>? Steps { get; init; }

    /// <summary>Anything else a person should know, as a sentence.</summary>
    public string? Note { get; init; }
}

/// <summary>A text of one attempt, such as what was asked or what was answered.</summary>
/// <param name="Title">What it is, as a heading.</param>
/// <param name="Text">The text, secrets masked.</param>
public sealed record AttemptPart(string Title, string Text);

/// <summary>Kinds of failure, so that the log can be filtered by them.</summary>
public enum FailureClass
{
    /// <summary>The host name has no address.</summary>
    Dns,

    /// <summary>Nobody listens at the address.</summary>
    Refused,

    /// <summary>The other side broke the connection.</summary>
    Reset,

    /// <summary>No route to the address.</summary>
    Unreachable,

    /// <summary>No connection within the time given.</summary>
    TimeoutConnect,

    /// <summary>No complete answer within the time given.</summary>
    TimeoutResponse,

    /// <summary>The certificate or the handshake failed.</summary>
    Tls,

    /// <summary>An answer other than 2xx.</summary>
    Http,

    /// <summary>A redirect, which is never followed.</summary>
    Redirect,

    /// <summary>The address is not allowed.</summary>
    BlockedByPolicy,

    /// <summary>The proxy did not open a connection to it.</summary>
    Proxy,

    /// <summary>The answer broke the rules of HTTP.</summary>
    Protocol,

    /// <summary>The payload template gave nothing that could be sent.</summary>
    Template,

    /// <summary>The script could not be started.</summary>
    NotStarted,

    /// <summary>The script ended with another exit code than 0.</summary>
    ExitCode,

    /// <summary>The script was stopped because its time was up.</summary>
    TimedOut,

    /// <summary>The script was stopped because it printed too much.</summary>
    OutputLimit,

    /// <summary>Sublarr stopped or the job was cancelled while it ran.</summary>
    Interrupted,

    /// <summary>Not run, because the hook was still running for an earlier event.</summary>
    Skipped,

    /// <summary>Stopped or never begun, because a newer event took its place.</summary>
    Replaced,

    /// <summary>A fault of Sublarr's own.</summary>
    Internal,
}

/// <summary>One HTTP request and its answer.</summary>
public sealed record HttpExchange
{
    /// <summary>GET, POST …</summary>
    public required string Method { get; init; }

    /// <summary>The address, with secret parts masked.</summary>
    public required string Url { get; init; }

    /// <summary>Headers as sent, secrets masked.</summary>
    public IReadOnlyDictionary<string, string> RequestHeaders { get; init; } = new Dictionary<string, string>();

    /// <summary>The body as sent.</summary>
    public string RequestBody { get; init; } = "";

    /// <summary>The status code; null when no answer came.</summary>
    public int? StatusCode { get; init; }

    /// <summary>Headers as received, secrets masked.</summary>
    public IReadOnlyDictionary<string, string> ResponseHeaders { get; init; } = new Dictionary<string, string>();

    /// <summary>The beginning of the answer's body.</summary>
    public string ResponseBody { get; init; } = "";

    /// <summary>Bytes of the answer that were read, kept or not.</summary>
    public long ResponseBytes { get; init; }

    /// <summary>True when <see cref="ResponseBody"/> is only the beginning.</summary>
    public bool ResponseTruncated { get; init; }

    /// <summary>The address that was dialled, or null when no connection was made.</summary>
    public string? RemoteAddress { get; init; }

    /// <summary>Milliseconds from the start to the end of name resolution and connecting; null when a connection was reused.</summary>
    public double? ConnectMs { get; init; }

    /// <summary>Milliseconds from the start to the answer's headers; null when none came.</summary>
    public double? HeadersMs { get; init; }
}

/// <summary>One run of a script.</summary>
public sealed record ScriptRun
{
    /// <summary>The script's path relative to the hooks folder.</summary>
    public required string Script { get; init; }

    /// <summary>The exit code; null when it did not start. 128 + n stands for signal n.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The signal that ended it, such as SIGKILL; null when none did.</summary>
    public string? Signal { get; init; }

    /// <summary>Standard output: its beginning and its end when it was long.</summary>
    public string Output { get; init; } = "";

    /// <summary>Standard error: its beginning and its end when it was long.</summary>
    public string Error { get; init; } = "";

    /// <summary>Bytes of standard output, kept or not.</summary>
    public long OutputBytes { get; init; }

    /// <summary>Bytes of standard error, kept or not.</summary>
    public long ErrorBytes { get; init; }

    /// <summary>True when the middle of the output or error was left out.</summary>
    public bool Truncated { get; init; }

    /// <summary>True when the time was up.</summary>
    public bool TimedOut { get; init; }
}
