using System.Text.Json;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Infrastructure.Providers;

/// <summary>What a provider is asked.</summary>
/// <param name="Provider">Its name: requests of one name keep their distance.</param>
/// <param name="Address">Where.</param>
internal sealed record ProviderRequest(string Provider, Uri Address)
{
    /// <summary>What a list or a sentence may have.</summary>
    public const int AnswerLimit = 8 * 1024 * 1024;

    /// <summary>GET, unless something is sent.</summary>
    public HttpMethod Method { get; init; } = HttpMethod.Get;

    /// <summary>Headers that tell who asks. They go to this host alone, and are shown nowhere.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Credentials { get; init; } = [];

    /// <summary>Other headers.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>What is sent, as JSON; null for nothing.</summary>
    public object? Message { get; init; }

    /// <summary>What else is shown nowhere, such as a password in what is sent or a key in the address.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>The most bytes of the answer.</summary>
    public int Limit { get; init; } = AnswerLimit;

    /// <summary>How much time lies at least between two requests to this provider.</summary>
    public TimeSpan Spacing { get; init; }

    /// <summary>True for a file, which may lie elsewhere: then a redirect to another host is followed, without <see cref="Credentials"/>.</summary>
    public bool IsFile { get; init; }

    /// <summary>True where nobody is asked who they are: whoever is turned away there has no key to mend.</summary>
    public bool AsksForNoKey { get; init; }

    /// <summary>The same at another address.</summary>
    /// <param name="address">Where.</param>
    public ProviderRequest At(Uri address) => this with { Address = address, Credentials = IsSameHost(address) ? Credentials : [] };

    /// <summary>True when a redirect may be followed: nothing that is sent, nothing in the clear that was encrypted, and nothing secret goes elsewhere.</summary>
    /// <param name="address">Where it leads.</param>
    public bool MayGoTo(Uri address) => Method == HttpMethod.Get && address.Scheme is "http" or "https"
        && (IsSameHost(address) || (IsFile && (address.Scheme == Uri.UriSchemeHttps || Address.Scheme == Uri.UriSchemeHttp)));

    /// <summary>The request as it is sent.</summary>
    public HttpCall ToCall()
    {
        var redaction = new Redaction(Address, [.. Secrets, .. Credentials.Select(header => header.Value)], Credentials.Select(header => header.Key), Secrets);
        var body = Message is null ? [] : JsonSerializer.SerializeToUtf8Bytes(Message, JsonSerializerOptions.Web);
        var call = new HttpCall(Address, new SentBody(body), redaction).With([new("Accept", IsFile ? "*/*" : "application/json"), .. Headers, .. Credentials]);
        call.Request.Method = Method;
        return call;
    }

    private bool IsSameHost(Uri address) => address.Scheme == Address.Scheme && address.Authority.Equals(Address.Authority, StringComparison.OrdinalIgnoreCase);
}
