using Sublarr.Domain.Events;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Wanted;

namespace Sublarr.Infrastructure.Wanted;

/// <summary>Stands where nothing can look for subtitles.</summary>
internal sealed class NobodyToAsk : ISubtitleSearch
{
    private const string Obstacle = "There is nobody to ask for subtitles yet.";

    public ValueTask<string?> ObstacleAsync(CancellationToken cancellationToken) => ValueTask.FromResult<string?>(Obstacle);

    public Task<IReadOnlyList<SearchedSubtitle>> SearchAsync(long videoId, IReadOnlyList<WantedSubtitle> wanted, EventCause cause, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<SearchedSubtitle>>([.. wanted.Select(_ => new SearchedSubtitle(SearchOutcome.Failed, Obstacle))]);
}
