using MediatR;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;
using MudBlazor;
using Sublarr.Domain.Library;
using Sublarr.Domain.Scoring;
using Sublarr.Infrastructure.Scoring;
using Sublarr.Web.Components.Shared;
using Sublarr.Web.Live;
using Sublarr.Web.Searches;

namespace Sublarr.Web.Features.Scoring;

/// <summary>The editor of weights, and what they would have chosen. Holds what is not saved.</summary>
public sealed partial class Scoring : ComponentBase
{
    private ScoringDraft? draft;
    private WhatIfBoard? board;
    private GetWhatIf.Answer? whatIf;
    private ScoringState? theirs;
    private long? shown;
    private int part;
    private bool isSaving;

    /// <summary>The search that weights are tried on; null for the latest ones.</summary>
    [SupplyParameterFromQuery]
    public long? Search { get; set; }

    private string ChangeCount => draft!.Differences.Count switch
    {
        0 => draft.IsChanged ? "Another preset" : "Saved",
        1 => "One unsaved change",
        var count => $"{count} unsaved changes",
    };

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        await LoadSearchesAsync();
        draft = new ScoringDraft(await Mediator.Send(new GetScoring.Query()));
        Compare();
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (draft is not null && Search != shown)
        {
            await LoadSearchesAsync();
            Compare();
        }
    }

    private async Task LoadSearchesAsync()
    {
        shown = Search;
        whatIf = await Mediator.Send(new GetWhatIf.Query(Search));
        board = new WhatIfBoard(whatIf.History.Searches);
    }

    private void Compare() => board!.Compare(draft!.Saved.Rules, draft.Rules);

    private void Undo()
    {
        draft!.Undo();
        Compare();
    }

    private void Discard() => Load(draft!.Saved);

    private void Load(ScoringState state)
    {
        theirs = null;
        draft!.Load(state);
        Compare();
    }

    private void ShowTheirs() => Load(theirs!);

    private void KeepMine()
    {
        draft!.Rebase(theirs!);
        theirs = null;
        Compare();
    }

    private void Reset(MediaType type)
    {
        draft!.ResetTable(type);
        Compare();
    }

    private void ResetModifiers()
    {
        draft!.Change("reset.modifiers", draft.Rules with { Modifiers = ScoringRules.Default.Modifiers });
        Compare();
    }

    private void ResetPreferences()
    {
        draft!.Set("reset.preferences", ScoringPreferences.Default);
        Compare();
    }

    private async Task SaveAsync()
    {
        isSaving = true;
        try
        {
            var saved = await Mediator.Send(new SaveScoring.Command(draft!.Rules, draft.ActivePreset, draft.Saved.Version));
            var stored = await Mediator.Send(new GetScoring.Query());
            if (saved.IsConflict)
            {
                theirs = stored;
            }
            else
            {
                Load(stored);
            }
        }
        finally
        {
            isSaving = false;
        }
    }

    // Another tab or the API saved: take it over, or ask when there is something to lose.
    private async Task LookAsync(LiveBatch batch)
    {
        var stored = await Mediator.Send(new GetScoring.Query());
        if (isSaving || stored.Version == draft!.Saved.Version)
        {
            return;
        }

        if (draft.IsChanged)
        {
            theirs = stored;
        }
        else
        {
            Load(stored);
        }

        StateHasChanged();
    }

    private async Task PinAsync(WhatIfPanel.Pin pin)
    {
        await Mediator.Send(new PinCase.Command(pin.Search, pin.Winner));
        await LoadCasesAsync();
    }

    private async Task LoadCasesAsync() => whatIf = whatIf! with { Cases = (await Mediator.Send(new GetWhatIf.Query(Search))).Cases };

    private async Task AskAsync(LocationChangingContext change)
    {
        if (draft!.IsChanged && !await Dialogs.AskAsync("Leave this page?", "Your changes of the scoring are not saved.", "Leave", "Stay"))
        {
            change.PreventNavigation();
        }
    }
}
