using MediatR;
using Sublarr.Domain.Providers;
using Sublarr.Domain.Subtitles.Gate;
using Sublarr.Infrastructure.Search;

namespace Sublarr.Web.Searches;

/// <summary>Looks into a subtitle, and places nothing. Null when there is no such subtitle.</summary>
internal static class PreviewCandidate
{
    /// <param name="SearchId">The search.</param>
    /// <param name="CandidateId">Which of those that it found.</param>
    public sealed record Query(long SearchId, string CandidateId) : IRequest<Result?>;

    /// <param name="Problem">Why it could not be fetched, as a sentence; null when it could.</param>
    /// <param name="Shown">What is in it.</param>
    public sealed record Result(string? Problem, PreviewView? Shown);

    public sealed class Handler(SubtitlePreviews previews) : IRequestHandler<Query, Result?>
    {
        public async Task<Result?> Handle(Query query, CancellationToken cancellationToken)
        {
            try
            {
                return await previews.OfAsync(query.SearchId, query.CandidateId, cancellationToken) is { } preview ? new(null, PreviewView.Of(preview)) : null;
            }
            catch (ProviderException problem)
            {
                return new(problem.Message, null);
            }
        }
    }
}

/// <summary>What is in a subtitle.</summary>
/// <param name="Name">The name of the file that was delivered.</param>
/// <param name="Accepted">True when it would be placed.</param>
/// <param name="CueCount">How many cues it has.</param>
/// <param name="Cues">The first of them.</param>
/// <param name="Findings">What was looked at, and what speaks against it.</param>
internal sealed record PreviewView(string Name, bool Accepted, int CueCount, IReadOnlyList<CueView> Cues, IReadOnlyList<GateFinding> Findings)
{
    public static PreviewView Of(SubtitlePreview preview) => new(
        preview.Name, preview.Judgement.IsAccepted, preview.CueCount,
        [.. preview.Cues.Zip(preview.Judgement.Text?.Texts ?? [], (cue, text) => new CueView((long)cue.Start.TotalMilliseconds, (long)cue.End.TotalMilliseconds, text))],
        preview.Judgement.Findings);
}

/// <summary>What is shown at one time.</summary>
/// <param name="StartMs">When it comes, in milliseconds from the beginning.</param>
/// <param name="EndMs">When it goes.</param>
/// <param name="Text">What a viewer reads.</param>
internal sealed record CueView(long StartMs, long EndMs, string Text)
{
    /// <summary>When it comes, as a clock shows it.</summary>
    public string Start() => TimeSpan.FromMilliseconds(StartMs).ToString(@"h\:mm\:ss", System.Globalization.CultureInfo.InvariantCulture);
}
