using Sublarr.Domain.Providers;

namespace Sublarr.Infrastructure.Providers;

/// <summary>
/// Asks all providers that are switched on, side by side. One that fails, hangs or is paused never fails the search: what kept it from answering is in
/// the answer.
/// </summary>
public sealed class ProviderSearch
{
    /// <summary>How long a search waits for the slowest; that one has to wait for its turn there does not count.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly ProviderDirectory _directory;
    private readonly ProviderWatch _watch;
    private readonly AnimeIds _animeIds;
    private readonly TimeProvider _time;

    internal ProviderSearch(ProviderDirectory directory, ProviderWatch watch, AnimeIds animeIds, TimeProvider time) =>
        (_directory, _watch, _animeIds, _time) = (directory, watch, animeIds, time);

    /// <summary>Searches.</summary>
    /// <param name="query">What is looked for.</param>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    public async Task<SearchAnswer> SearchAsync(ProviderQuery query, CancellationToken cancellationToken) =>
        new(await Task.WhenAll((await AskAsync(query, cancellationToken)).Answers));

    /// <summary>Searches, for who wants to hear each answer as it comes.</summary>
    /// <param name="query">What is looked for.</param>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    public async Task<AskedProviders> AskAsync(ProviderQuery query, CancellationToken cancellationToken)
    {
        var asked = (await _directory.ListAsync(cancellationToken)).Where(known => known.Row.IsEnabled && known.Provider.Capabilities.Media.Contains(query.Type)).ToList();
        var whole = asked.Exists(known => known.Provider.Capabilities.AsksByAnimeIds) ? await _animeIds.CompleteAsync(query, cancellationToken) : query;
        return new(asked.ConvertAll(known => known.Name), asked.ConvertAll(known => AskAsync(known, whole, cancellationToken)));
    }

    private async Task<ProviderAnswered> AskAsync(InstalledProvider known, ProviderQuery query, CancellationToken cancellationToken)
    {
        var begun = _time.GetTimestamp();
        if (known.State.WhyNotSearched(_time.GetUtcNow()) is { } why)
        {
            return new(known.Name, [], TimeSpan.Zero) { Failure = why, IsSkipped = true };
        }

        var (found, failure) = await TryAsync(known, query, cancellationToken);
        await (failure is null ? _watch.AnsweredAsync(known.State, null, cancellationToken) : _watch.FailedAsync(known.Name, failure, cancellationToken));
        return new(known.Name, found, _time.GetElapsedTime(begun)) { Failure = failure };
    }

    private async Task<(IReadOnlyList<FoundSubtitle> Found, ProviderFailure? Failure)> TryAsync(InstalledProvider known, ProviderQuery query, CancellationToken cancellationToken)
    {
        using var deadline = ProviderDeadline.Begin(Deadline, _time, cancellationToken);
        try
        {
            // One that does not listen to its token is left behind.
            var found = await known.Provider.SearchAsync(query, known.Row, deadline.Token).WaitAsync(deadline.Token);
            return ([.. found.Where(subtitle => query.WantsPacks || !subtitle.IsPack)], null);
        }
        catch (ProviderException problem)
        {
            return ([], problem.Failure);
        }
        catch (OperationCanceledException) when (deadline.IsOver && !cancellationToken.IsCancellationRequested)
        {
            return ([], new(ProviderFailureReason.TooSlow, $"{known.Label} did not answer within {Deadline.TotalSeconds:0} seconds. The others were not kept waiting for it."));
        }
        catch (Exception exception) when (ProviderGuard.IsFault(exception))
        {
            return ([], ProviderGuard.FaultOf(known, exception));
        }
    }
}

/// <summary>A search that is under way.</summary>
/// <param name="Names">Who is asked.</param>
/// <param name="Answers">What each of them answers, in the same order; a failure is an answer.</param>
public sealed record AskedProviders(IReadOnlyList<string> Names, IReadOnlyList<Task<ProviderAnswered>> Answers);

/// <summary>What a search brought.</summary>
/// <param name="Providers">What each of those that were to be asked answered.</param>
public sealed record SearchAnswer(IReadOnlyList<ProviderAnswered> Providers)
{
    /// <summary>All that was found.</summary>
    public IEnumerable<FoundSubtitle> Found => Providers.SelectMany(provider => provider.Found);
}

/// <summary>What one provider answered.</summary>
/// <param name="Provider">Its name.</param>
/// <param name="Found">What it has.</param>
/// <param name="Took">How long it took.</param>
public sealed record ProviderAnswered(string Provider, IReadOnlyList<FoundSubtitle> Found, TimeSpan Took)
{
    /// <summary>What kept it from answering; null for nothing.</summary>
    public ProviderFailure? Failure { get; init; }

    /// <summary>True when it was not asked at all, because it was to be left alone.</summary>
    public bool IsSkipped { get; init; }
}
