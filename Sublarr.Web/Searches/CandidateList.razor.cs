using Microsoft.AspNetCore.Components;
using MudBlazor;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Languages;
using Sublarr.Web.Components.Shared;
using Sublarr.Web.Live;

namespace Sublarr.Web.Searches;

/// <summary>What a search found, and what can be done with it.</summary>
public sealed partial class CandidateList : ComponentBase
{
    /// <summary>How often a search that runs is looked at again at most.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(400);

    private const int Step = 20;

    private readonly Dictionary<(string, SubtitleVariant), int> limits = [];
    private readonly HashSet<string> busy = [];

    /// <summary>The search.</summary>
    [Parameter, EditorRequired]
    public long SearchId { get; set; }

    /// <summary>True for what may change a search, or what is fetched of it.</summary>
    internal static bool Concerns(LiveBatch batch) => batch.Missed > 0 || batch.Jobs.Any(change => change.Kind is JobKinds.SearchByHand or JobKinds.DownloadSubtitle);

    private static int ScaleOf(IEnumerable<CandidateView> group) => group.Max(candidate => candidate.Scored.Parts.Sum(part => Math.Abs(part.Points)));

    private int LimitOf((string, SubtitleVariant) group) => limits.GetValueOrDefault(group, Step);

    private async Task PreviewAsync(SearchView search, CandidateView candidate)
    {
        var parameters = new DialogParameters<PreviewDialog>
        {
            { dialog => dialog.SearchId, SearchId },
            { dialog => dialog.Candidate, candidate },
            { dialog => dialog.Provider, search.ProviderOf(candidate) },
        };
        if (await Dialogs.OpenAsync(candidate.Release ?? "Subtitle", parameters, MaxWidth.Medium) is true)
        {
            await DownloadAsync(candidate);
        }
    }

    private async Task DownloadAsync(CandidateView candidate)
    {
        if (!busy.Add(candidate.Id))
        {
            return;
        }

        try
        {
            var job = await Mediator.Send(new DownloadCandidate.Command(SearchId, candidate.Id));
            Snackbar.Say(job is not null, job is null ? "The search is not kept any more" : $"Under way as job {job}");
        }
        finally
        {
            busy.Remove(candidate.Id);
        }
    }

    private async Task PinAsync(CandidateView candidate)
    {
        var pinned = await Mediator.Send(new PinCandidate.Command(SearchId, candidate.Id));
        Snackbar.Say(pinned is not null, pinned is null ? "The search is not kept any more" : "Pinned: the Scoring page says from now on whether it would win");
    }
}
