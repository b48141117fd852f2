using System.Net;
using Sublarr.Domain;
using Sublarr.Domain.Providers;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Infrastructure.Providers.OpenSubtitles;

/// <summary>
/// Who is signed in where. A token lasts a day and is kept in memory alone. Signing in is allowed once a second, and a wrong password locks the account after
/// some tries: it is tried once, and then the provider is left alone until its settings change.
/// </summary>
/// <param name="http">The way there.</param>
/// <param name="clock">Time.</param>
internal sealed class OpenSubtitlesSessions(ProviderHttp http, TimeProvider clock) : IDisposable
{
    /// <summary>Without a name and a version of this shape it answers 403.</summary>
    public static readonly IReadOnlyList<KeyValuePair<string, string>> Headers =
        [new("User-Agent", $"Sublarr v{typeof(OpenSubtitlesSessions).Assembly.GetName().Version?.ToString(2) ?? "1.0"}")];

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(20);
    private static readonly TimeSpan LoginSpacing = TimeSpan.FromSeconds(1.1);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Dictionary<string, (Account Account, OpenSubtitlesSession Session)> _known = new(StringComparer.Ordinal);

    /// <summary>Headers that tell who asks.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> CredentialsOf(IOpenSubtitlesSettings settings, string? token) =>
    [
        .. settings.ApiKey.Length > 0 ? [new("Api-Key", settings.ApiKey)] : Array.Empty<KeyValuePair<string, string>>(),
        .. token is not null ? [new("Authorization", $"Bearer {token}")] : Array.Empty<KeyValuePair<string, string>>(),
    ];

    /// <summary>What is shown nowhere.</summary>
    public static IEnumerable<string> SecretsOf(IOpenSubtitlesSettings settings, string? token) =>
        new[] { settings.ApiKey, settings.Password, token }.OfType<string>().Where(secret => secret.Length > 0);

    /// <summary>Where to ask, and as whom. Without an account it is the configured server, and nobody.</summary>
    /// <param name="provider">The provider's name.</param>
    /// <param name="settings">What is set.</param>
    /// <param name="isFresh">True to sign in anew.</param>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    /// <exception cref="ProviderException">The account was refused, or nobody answered.</exception>
    public async Task<OpenSubtitlesSession> GetAsync(string provider, IOpenSubtitlesSettings settings, bool isFresh, CancellationToken cancellationToken)
    {
        var server = new Uri(settings.BaseUrl.TrimEnd('/'));
        if (settings.Username.Length == 0)
        {
            return new(server, null, DateTimeOffset.MaxValue);
        }

        var (asked, account) = (clock.GetUtcNow(), new Account(settings.BaseUrl, settings.ApiKey, settings.Username, settings.Password));
        await _turn.WaitAsync(cancellationToken);
        try
        {
            // Who waited while another signed in has what it brought.
            if (_known.TryGetValue(provider, out var known) && known.Account == account && known.Session.Until > clock.GetUtcNow()
                && (!isFresh || known.Session.Until - Lifetime >= asked))
            {
                return known.Session;
            }

            _known.Remove(provider);
            var session = await SignInAsync(provider, settings, server, cancellationToken);
            _known[provider] = (account, session);
            return session;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<OpenSubtitlesSession> SignInAsync(string provider, IOpenSubtitlesSettings settings, Uri server, CancellationToken cancellationToken)
    {
        var answer = await http.AskAsync(
            new ProviderRequest($"{provider} sign-in", AddressRule.Below(server.ToString(), "login"))
            {
                Method = HttpMethod.Post,
                Message = new { username = settings.Username, password = settings.Password },
                Headers = Headers,
                Credentials = CredentialsOf(settings, null),
                Secrets = [.. SecretsOf(settings, null)],
                Spacing = LoginSpacing,
            },
            cancellationToken);
        if (answer.Status is HttpStatusCode.Unauthorized or HttpStatusCode.BadRequest)
        {
            throw answer.Fault(ProviderFailureReason.KeyRefused, "does not take the user name and the password. Enter both again: after some wrong ones it locks the account");
        }

        var said = answer.Read();
        return said.TextOf("token") is { Length: > 0 } token ? new(HostOf(server, said.TextOf("base_url")), token, clock.GetUtcNow() + Lifetime) : throw answer.Strange();
    }

    // Those who pay have a host of their own. It says a host alone; how it is reached, and below which path, is as configured.
    private static Uri HostOf(Uri server, string? host) =>
        host is { Length: > 0 } && Uri.TryCreate($"{server.Scheme}://{host}", UriKind.Absolute, out var named)
            && named is { UserInfo: "", AbsolutePath: "/", Query: "", Fragment: "" }
            ? new UriBuilder(server) { Host = named.Host, Port = named.Port }.Uri
            : server;

    private sealed record Account(string BaseUrl, string ApiKey, string Username, string Password);
}

/// <summary>Where to ask, and as whom.</summary>
/// <param name="Server">Where its paths begin.</param>
/// <param name="Token">The token; null for nobody.</param>
/// <param name="Until">When it ends.</param>
internal sealed record OpenSubtitlesSession(Uri Server, string? Token, DateTimeOffset Until)
{
    /// <summary>Without the token: it ends in logs.</summary>
    public override string ToString() => $"{Server}";
}
