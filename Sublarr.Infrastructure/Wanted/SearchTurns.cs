using Sublarr.Domain.Languages;
using Sublarr.Domain.Wanted;

namespace Sublarr.Infrastructure.Wanted;

/// <summary>
/// Of the searches for one video, which several kinds of jobs make, one goes at a time: two would ask everybody twice and put two subtitles beside it. What another placed while a search
/// waited for its turn is its answer too.
/// </summary>
internal sealed class SearchTurns
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, VideoTurn> _videos = [];

    /// <summary>Searches once nobody else does for this video.</summary>
    /// <param name="videoId">The video.</param>
    /// <param name="wanted">What is looked for.</param>
    /// <param name="search">Looks for what nobody has placed meanwhile, and answers in its order.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>What came of each, in their order.</returns>
    public async Task<IReadOnlyList<TurnAnswer>> TakeAsync(
        long videoId, IReadOnlyList<WantedSubtitle> wanted, Func<IReadOnlyList<WantedSubtitle>, Task<IReadOnlyList<SearchedSubtitle>>> search, CancellationToken cancellationToken)
    {
        var (turn, since) = Join(videoId);
        try
        {
            await turn.Gate.WaitAsync(cancellationToken);
            try
            {
                return await AnswerAsync(turn, since, wanted, search);
            }
            finally
            {
                turn.Gate.Release();
            }
        }
        finally
        {
            Leave(videoId, turn);
        }
    }

    /// <summary>How many searches for a video go or wait.</summary>
    internal int CountOf(long videoId)
    {
        lock (_lock)
        {
            return _videos.GetValueOrDefault(videoId)?.Count ?? 0;
        }
    }

    private static async Task<IReadOnlyList<TurnAnswer>> AnswerAsync(
        VideoTurn turn, int since, IReadOnlyList<WantedSubtitle> wanted, Func<IReadOnlyList<WantedSubtitle>, Task<IReadOnlyList<SearchedSubtitle>>> search)
    {
        var placed = turn.Placed.Skip(since).ToList();
        var left = wanted.Where(subtitle => !placed.Exists(one => IsSame(one.Wanted, subtitle))).ToList();
        var own = left.Count == 0 ? [] : await search(left);
        foreach (var (subtitle, answer) in left.Zip(own).Where(pair => pair.Second.Outcome == SearchOutcome.Downloaded))
        {
            turn.Placed.Add((subtitle, answer));
        }

        return [.. wanted.Select(subtitle => left.IndexOf(subtitle) is >= 0 and var index
            ? new TurnAnswer(own[index], IsOfAnother: false)
            : new TurnAnswer(Told(placed.FindLast(one => IsSame(one.Wanted, subtitle)).Answer), IsOfAnother: true))];
    }

    private static bool IsSame(WantedSubtitle one, WantedSubtitle other) => one.Language == other.Language && one.Variant == other.Variant;

    private static SearchedSubtitle Told(SearchedSubtitle answer) => answer with { Note = $"Another search looked for it at the same time. {answer.Note}" };

    private (VideoTurn Turn, int Since) Join(long videoId)
    {
        lock (_lock)
        {
            if (!_videos.TryGetValue(videoId, out var turn))
            {
                _videos[videoId] = turn = new();
            }

            turn.Count++;
            return (turn, turn.Placed.Count);
        }
    }

    private void Leave(long videoId, VideoTurn turn)
    {
        lock (_lock)
        {
            if (--turn.Count == 0)
            {
                _videos.Remove(videoId);
                turn.Gate.Dispose();
            }
        }
    }

    private sealed class VideoTurn
    {
        public SemaphoreSlim Gate { get; } = new(1);

        /// <summary>Searches that go or wait.</summary>
        public int Count { get; set; }

        /// <summary>What was placed while somebody was here, in its order. Changed by the one whose turn it is; its length is read by who joins.</summary>
        public List<(WantedSubtitle Wanted, SearchedSubtitle Answer)> Placed { get; } = [];
    }
}

/// <summary>What came of one subtitle.</summary>
/// <param name="Answer">What.</param>
/// <param name="IsOfAnother">True when another search placed it, which has told of it.</param>
internal readonly record struct TurnAnswer(SearchedSubtitle Answer, bool IsOfAnother);
