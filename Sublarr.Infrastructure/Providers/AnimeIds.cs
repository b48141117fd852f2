using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Providers;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Providers;

/// <summary>
/// Looks up the ids of anime that Sonarr and Radarr do not tell, in a list that is fetched at most once a week and kept below the config folder. No search fails for it: what
/// keeps it from being fetched is told on the pages of the providers that ask by such ids.
/// </summary>
public sealed class AnimeIds : IDisposable
{
    /// <summary>The most bytes of a list: today's has two million.</summary>
    public const int ByteLimit = 16 * 1024 * 1024;

    /// <summary>How long a list is good enough.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromDays(7);

    /// <summary>How long nobody tries again after it could not be fetched.</summary>
    public static readonly TimeSpan AfterFailure = TimeSpan.FromHours(1);

    // A search waits for it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ProviderHttp _http;
    private readonly SublarrOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<AnimeIds> _logger;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile Kept? _kept;

    internal AnimeIds(ProviderHttp http, SublarrOptions options, TimeProvider time, ILogger<AnimeIds> logger) => (_http, _options, _time, _logger) = (http, options, time, logger);

    private string FilePath => Path.Combine(_options.CacheDirectory, "anime-ids.json");

    /// <summary>The question with the ids that the list has for it.</summary>
    /// <param name="query">The question.</param>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    public async Task<ProviderQuery> CompleteAsync(ProviderQuery query, CancellationToken cancellationToken) =>
        query.Ids is { AniDb: null } and ({ Tvdb: not null } or { Tmdb: not null } or { Imdb: not null }) && (await AskAsync(mayFetch: true, cancellationToken)).List is { } list
            ? query with { Ids = list.IdsOf(query) }
            : query;

    /// <summary>How the list is, for people. It is not fetched for that.</summary>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    public async Task<AnimeIdsState> LookAsync(CancellationToken cancellationToken) => (await AskAsync(mayFetch: false, cancellationToken)).State;

    /// <summary>A step of the tests of those that ask by such ids: the list is fetched if that is due. An old one is good, too.</summary>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    internal async Task<TestStep> StepAsync(CancellationToken cancellationToken)
    {
        var state = (await AskAsync(mayFetch: true, cancellationToken)).State;
        return new("ids of anime", state.Count > 0, state.Problem ?? string.Create(CultureInfo.InvariantCulture, $"The list knows {state.Count} anime."));
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task<Kept> AskAsync(bool mayFetch, CancellationToken cancellationToken)
    {
        if (_options.AnimeIdsAddress.Length == 0)
        {
            return new(null, null) { Problem = "The list of ids of anime is switched off (SUBLARR_ANIME_IDS)." };
        }

        // A page does not wait until it is fetched.
        if (!mayFetch && _kept is { } there)
        {
            return there;
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            _kept ??= await LoadAsync(cancellationToken);
            return mayFetch && _kept.IsDue(_time.GetUtcNow()) ? _kept = await RenewAsync(_kept, cancellationToken) : _kept;
        }
        finally
        {
            _turn.Release();
        }
    }

    // What cannot be read is fetched again.
    private async Task<Kept> LoadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return File.Exists(FilePath) && AnimeIdList.Read(JsonElement.Parse(await File.ReadAllBytesAsync(FilePath, cancellationToken))) is { } list
                ? new(list, new DateTimeOffset(File.GetLastWriteTimeUtc(FilePath), TimeSpan.Zero))
                : new(null, null);
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            return new(null, null) { Problem = $"The list of ids of anime in {FilePath} cannot be read. {exception.Message}" };
        }
    }

    private async Task<Kept> RenewAsync(Kept old, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        try
        {
            var (list, bytes) = await FetchAsync(cancellationToken);
            return new(list, now) { Problem = Keep(bytes, now) };
        }
        catch (ProviderException problem)
        {
            _logger.LogWarning("The list of ids of anime could not be fetched: {Problem}", problem.Message);
            return old with { Problem = $"The list of ids of anime could not be fetched. {problem.Message}", FailedAt = now };
        }
    }

    private async Task<(AnimeIdList List, byte[] Bytes)> FetchAsync(CancellationToken cancellationToken)
    {
        var address = new Uri(_options.AnimeIdsAddress);
        using var deadline = new CancellationTokenSource(Patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            var answer = await _http.AskAsync(new ProviderRequest("anime-ids", address) { IsFile = true, Limit = ByteLimit, AsksForNoKey = true }, either.Token);
            return AnimeIdList.Read(answer.Read()) is { } list ? (list, answer.Body) : throw answer.Strange();
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ProviderException(new(ProviderFailureReason.TooSlow, $"{address.Authority} did not answer within {Patience.TotalSeconds:0} seconds."));
        }
    }

    // A list that cannot be kept is good until the next start.
    private string? Keep(byte[] bytes, DateTimeOffset now)
    {
        try
        {
            PrivateFiles.MakeFolder(_options.CacheDirectory);
            var part = $"{FilePath}.part";
            using (var file = PrivateFiles.Open(part, FileMode.Create, FileShare.None))
            {
                file.Write(bytes);
            }

            File.SetLastWriteTimeUtc(part, now.UtcDateTime);
            File.Move(part, FilePath, overwrite: true);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"The list of ids of anime cannot be kept in {_options.CacheDirectory}, and is fetched again after a restart. {exception.Message}";
        }
    }

    private sealed record Kept(AnimeIdList? List, DateTimeOffset? At)
    {
        public string? Problem { get; init; }

        public DateTimeOffset? FailedAt { get; init; }

        public AnimeIdsState State => new(List?.Count ?? 0, At, Problem);

        // A clock that was set back makes no list good for ever.
        public bool IsDue(DateTimeOffset now) => !IsWithin(At, MaxAge, now) && !IsWithin(FailedAt, AfterFailure, now);

        private static bool IsWithin(DateTimeOffset? at, TimeSpan span, DateTimeOffset now) => at is { } then && (now - then).Duration() < span;
    }
}

/// <summary>How the list of ids of anime is.</summary>
/// <param name="Count">How many anime it has; 0 for no list.</param>
/// <param name="FetchedAt">When it was fetched, in UTC; null for no list.</param>
/// <param name="Problem">What is wrong with it, as sentences; null for nothing.</param>
public sealed record AnimeIdsState(int Count, DateTimeOffset? FetchedAt, string? Problem);
