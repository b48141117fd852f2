using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Sublarr.Domain;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Providers;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Infrastructure.Providers.OpenSubtitles;

/// <summary>Asks a server that speaks as OpenSubtitles.com does. What it answers besides 200, and why, was read from recorded traffic.</summary>
/// <param name="http">The way there.</param>
/// <param name="clock">Time.</param>
internal sealed class OpenSubtitlesClient(ProviderHttp http, TimeProvider clock) : IDisposable
{
    /// <summary>How much time lies between two requests: five a second are allowed.</summary>
    public static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(210);

    private const int MostPages = 3;

    private readonly OpenSubtitlesSessions _sessions = new(http, clock);

    /// <summary>What it has for a video.</summary>
    public async Task<IReadOnlyList<FoundSubtitle>> SearchAsync(string provider, ProviderQuery query, IOpenSubtitlesSettings settings, CancellationToken cancellationToken)
    {
        var found = new List<FoundSubtitle>();
        for (int page = 1, pages = 1; page <= Math.Min(pages, MostPages); page++)
        {
            var answer = await AskAsync(provider, settings, HttpMethod.Get, $"subtitles?{OpenSubtitlesQuery.Of(query, settings.MachineTranslations, page)}", null,
                cancellationToken);
            var list = answer.Read();
            pages = list.NumberOf("total_pages") ?? 1;
            found.AddRange(list.ItemsOf("data").Select(row => OpenSubtitlesRow.Read(provider, row, query)).OfType<FoundSubtitle>());
        }

        return [.. found.DistinctBy(subtitle => subtitle.Id)];
    }

    /// <summary>Fetches one. It costs a download to be told where the file lies, even if the file is damaged there.</summary>
    public async Task<DownloadedSubtitle> DownloadAsync(FoundSubtitle subtitle, IOpenSubtitlesSettings settings, CancellationToken cancellationToken)
    {
        var (link, name, quota) = await LinkAsync(subtitle, settings, cancellationToken);
        var file = await FileAsync(subtitle.Provider, link, cancellationToken);
        if (file.Status == HttpStatusCode.Gone)
        {
            (link, name, quota) = await LinkAsync(subtitle, settings, cancellationToken);
            file = await FileAsync(subtitle.Provider, link, cancellationToken);
        }

        try
        {
            var instead = $"{subtitle.Id}.srt";
            return file.ReadFile(instead) with { Name = DownloadedSubtitle.NameOf(name, instead), Quota = quota };
        }
        catch (ProviderException problem) when (problem.Failure.Quota is null)
        {
            // The download is used up all the same.
            throw new ProviderException(problem.Failure with { Quota = quota }, problem);
        }
    }

    /// <summary>Tries it out.</summary>
    public async IAsyncEnumerable<TestStep> TestAsync(string provider, IOpenSubtitlesSettings settings, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // A list of languages is given to anybody: only a search shows whether the key is taken.
        var steps = await ProviderSteps.ReachedWithKeyAsync(async () =>
            (await SendAsync(provider, settings, new Uri(settings.BaseUrl), HttpMethod.Get, "subtitles?imdb_id=111161&languages=en", null, null, cancellationToken)).Read());
        foreach (var step in steps)
        {
            yield return step;
        }

        if (steps.Any(step => !step.Ok) || settings.Username.Length == 0)
        {
            yield break;
        }

        var signedIn = await ProviderSteps.StepAsync("signed in", async () =>
        {
            await _sessions.GetAsync(provider, settings, isFresh: true, cancellationToken);
            return $"It knows {settings.Username}.";
        });
        yield return signedIn;
        if (signedIn.Ok)
        {
            yield return await ProviderSteps.StepAsync("downloads left", () => LeftAsync(provider, settings, cancellationToken));
        }
    }

    public void Dispose() => _sessions.Dispose();

    private async Task<string> LeftAsync(string provider, IOpenSubtitlesSettings settings, CancellationToken cancellationToken)
    {
        var user = (await AskAsync(provider, settings, HttpMethod.Get, "infos/user", null, cancellationToken)).Read().Member("data");
        return new ProviderQuota(user.NumberOf("downloads_count"), user.NumberOf("allowed_downloads"), null) is { Left: not null } quota
            ? $"{quota.Words} today."
            : "It does not say how many.";
    }

    private async Task<(Uri Link, string? Name, ProviderQuota? Quota)> LinkAsync(FoundSubtitle subtitle, IOpenSubtitlesSettings settings, CancellationToken cancellationToken)
    {
        var id = long.Parse(subtitle.Id, NumberStyles.None, CultureInfo.InvariantCulture);
        var answer = await AskAsync(subtitle.Provider, settings, HttpMethod.Post, "download", new { file_id = id }, cancellationToken);
        var quota = QuotaOf(answer.Json);
        if (IsUsedUp(answer))
        {
            throw answer.Fault(ProviderFailureReason.QuotaUsedUp, "has no downloads left for today. Searching goes on", quota);
        }

        var said = answer.Read();
        return Uri.TryCreate(answer.Request.Address, said.TextOf("link"), out var link) && link.Scheme is "http" or "https"
            ? (link, said.TextOf("file_name"), quota)
            : throw answer.Strange();
    }

    // Neither key nor token: the link is enough, and may lie on another host.
    private Task<ProviderAnswer> FileAsync(string provider, Uri link, CancellationToken cancellationToken) =>
        http.AskAsync(new ProviderRequest(provider, link) { IsFile = true, Limit = DownloadedSubtitle.ByteLimit, Spacing = Spacing }, cancellationToken);

    // Some servers say 401 where they mean that nothing is left.
    private static bool IsUsedUp(ProviderAnswer answer) =>
        answer.Status == HttpStatusCode.NotAcceptable || (answer.Status == HttpStatusCode.Unauthorized && answer.Json.NumberOf("remaining") == 0);

    private static ProviderQuota? QuotaOf(JsonElement said) => said.NumberOf("remaining") is { } remaining
        ? new(said.NumberOf("requests"), said.NumberOf("requests") is { } used ? used + Math.Max(0, remaining) : null, said.TimeOf("reset_time_utc"))
        : null;

    private async Task<ProviderAnswer> AskAsync(
        string provider, IOpenSubtitlesSettings settings, HttpMethod method, string path, object? message, CancellationToken cancellationToken)
    {
        var session = await _sessions.GetAsync(provider, settings, isFresh: false, cancellationToken);
        var answer = await SendAsync(provider, settings, session.Server, method, path, message, session.Token, cancellationToken);
        if (answer.Status != HttpStatusCode.Unauthorized || session.Token is null || IsUsedUp(answer))
        {
            return answer;
        }

        // A token lasts a day. Signed in anew it is asked once more, and that answer counts.
        session = await _sessions.GetAsync(provider, settings, isFresh: true, cancellationToken);
        return await SendAsync(provider, settings, session.Server, method, path, message, session.Token, cancellationToken);
    }

    private Task<ProviderAnswer> SendAsync(
        string provider, IOpenSubtitlesSettings settings, Uri server, HttpMethod method, string path, object? message, string? token, CancellationToken cancellationToken) =>
        http.AskAsync(
            new ProviderRequest(provider, AddressRule.Below(server.ToString(), path))
            {
                Method = method,
                Message = message,
                Headers = OpenSubtitlesSessions.Headers,
                Credentials = OpenSubtitlesSessions.CredentialsOf(settings, token),
                Secrets = [.. OpenSubtitlesSessions.SecretsOf(settings, token)],
                Spacing = Spacing,
            },
            cancellationToken);
}
