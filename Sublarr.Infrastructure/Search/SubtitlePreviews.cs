using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Providers;
using Sublarr.Domain.Subtitles;
using Sublarr.Domain.Subtitles.Gate;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Providers;
using Sublarr.Infrastructure.Subtitles;

namespace Sublarr.Infrastructure.Search;

/// <summary>Looks into a subtitle before anybody takes it. It is fetched for that, and kept for a while: to take it then costs nothing more.</summary>
public sealed class SubtitlePreviews
{
    /// <summary>So many cues are shown.</summary>
    public const int MostCues = 30;

    private readonly IDbContextFactory<SublarrDbContext> _contexts;
    private readonly DownloadShelf _downloads;
    private readonly SubtitlePlacement _placement;

    internal SubtitlePreviews(IDbContextFactory<SublarrDbContext> contexts, DownloadShelf downloads, SubtitlePlacement placement) =>
        (_contexts, _downloads, _placement) = (contexts, downloads, placement);

    /// <summary>What is in a subtitle; null when there is no such search, or no such subtitle in it.</summary>
    /// <param name="searchId">The search.</param>
    /// <param name="candidateId">Which of those that it found.</param>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    /// <exception cref="ProviderException">It could not be fetched.</exception>
    public async Task<SubtitlePreview?> OfAsync(long searchId, string candidateId, CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        if (await ChosenSubtitle.FindAsync(context, searchId, candidateId, cancellationToken) is not { } chosen)
        {
            return null;
        }

        var download = await _downloads.FetchAsync(chosen.Candidate.Found, DownloadPurpose.Person, cancellationToken);
        var judgement = await _placement.JudgeAsync(chosen.Search.VideoId, new DownloadedBytes(download.Name, download.Content), chosen.Expectation, cancellationToken);
        return judgement is null ? null : new(download.Name, judgement);
    }
}

/// <summary>What is in a subtitle.</summary>
/// <param name="Name">The name of the file that was delivered.</param>
/// <param name="Judgement">What came of looking at it.</param>
public sealed record SubtitlePreview(string Name, SubtitleJudgement Judgement)
{
    /// <summary>The first cues; none when it is no subtitle.</summary>
    public IReadOnlyList<Cue> Cues => [.. Judgement.Text?.Cues.Take(SubtitlePreviews.MostCues) ?? []];

    /// <summary>How many there are.</summary>
    public int CueCount => Judgement.Text?.Cues.Count ?? 0;
}
