using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Routing;
using MudBlazor;
using Sublarr.Domain;
using Sublarr.Web.Components.Shared;
using Sublarr.Web.Subscriptions;

namespace Sublarr.Web.Channels;

/// <summary>
/// What every page does that creates or changes a subscription, whatever its channel: it holds what is typed, saves it once, says at its field what is
/// wrong, and asks before it is lost.
/// </summary>
/// <param name="mediator">Reads and stores it.</param>
/// <param name="navigation">Leads back to the list.</param>
/// <param name="dialogs">Asks before changes are lost, and shows tests.</param>
/// <param name="snackbar">Says what was done.</param>
public abstract class EditSubscription(IMediator mediator, NavigationManager navigation, IDialogService dialogs, ISnackbar snackbar) : ComponentBase
{
    private string? _storedName;
    private bool _wasEnabled;
    private bool _isSaved;

    /// <summary>Which; null for a new one.</summary>
    [Parameter]
    public long? Id { get; set; }

    /// <summary>The event a new one is meant for.</summary>
    [SupplyParameterFromQuery]
    public string? Event { get; set; }

    /// <summary>What one is called, in the middle of a sentence.</summary>
    protected abstract string Noun { get; }

    /// <summary>The page of all of them.</summary>
    protected abstract string Path { get; }

    /// <summary>Reads and stores.</summary>
    protected IMediator Mediator => mediator;

    /// <summary>What is typed besides the settings; null until it is read, and when there is no such subscription.</summary>
    protected SubscriptionDraft? Draft { get; private set; }

    /// <summary>What is typed of the settings.</summary>
    protected IReadOnlyList<SettingInput> Inputs { get; private set; } = [];

    /// <summary>What of it has changed.</summary>
    protected EditContext Edit { get; private set; } = new(new SubscriptionDraft());

    /// <summary>Where what is wrong is shown.</summary>
    protected CommandErrors Errors { get; set; } = null!;

    /// <summary>Its name as it is stored; what one is called until it is read.</summary>
    protected string StoredName => _storedName ?? Wording.Kind(Noun);

    /// <summary>True while it is saved.</summary>
    protected bool IsBusy { get; private set; }

    /// <summary>True when something was typed.</summary>
    protected virtual bool IsTouched => Edit.IsModified();

    /// <summary>True when something would be lost.</summary>
    protected bool IsUnsaved => !_isSaved && IsTouched;

    /// <summary>Shows what is stored and masked; null while nothing is.</summary>
    protected Func<string, Task<string?>>? RevealOrNone => Id is { } id ? setting => mediator.Send(new RevealSetting.Command(Draft!.Kind, id, setting)) : null;

    /// <summary>The events of a new one.</summary>
    protected List<string> FirstEvents => Event is null ? [] : [Event];

    /// <summary>Begins to edit; null when there is nothing to edit.</summary>
    /// <param name="draft">What it is.</param>
    /// <param name="inputs">Its settings.</param>
    protected void Begin(SubscriptionDraft? draft, IReadOnlyList<SettingInput> inputs)
    {
        Draft = draft;
        if (draft is not null)
        {
            (Inputs, Edit, _storedName, _wasEnabled, _isSaved) = (inputs, new EditContext(draft), draft.Name, draft.Enabled, false);
            StateHasChanged();
        }
    }

    /// <summary>What has to be done first; false when it did not succeed, and nothing is to be saved.</summary>
    protected virtual Task<bool> PrepareAsync() => Task.FromResult(true);

    /// <summary>It is stored; true leads back to the list.</summary>
    /// <param name="saved">What came of it; null when it has been deleted meanwhile.</param>
    private protected virtual bool IsDone(SaveSubscription.Result? saved) => true;

    /// <summary>Saves it, once, however often that is pressed.</summary>
    protected async Task SaveAsync()
    {
        if (IsBusy || !Errors.TryBegin())
        {
            return;
        }

        IsBusy = true;
        try
        {
            if (await PrepareAsync())
            {
                Draft!.Settings = Inputs.ToJson();
                await SaveDraftAsync(Draft);
            }
        }
        catch (ValidationException invalid)
        {
            Errors.Show(invalid, Inputs);
        }
        finally
        {
            IsBusy = false;
        }
    }

    /// <summary>Back to the list.</summary>
    protected void Leave() => navigation.NavigateTo(Path);

    /// <summary>How often and how long it is tried, in a few words.</summary>
    protected static string AttemptsOf(SubscriptionDraft draft) =>
        $"{(draft.RetryCount == 0 ? "No retries" : Wording.Several(draft.RetryCount, "retry", "retries"))}, {Wording.Several(draft.TimeoutSeconds, "second")} for each attempt";

    /// <summary>Sends an example event.</summary>
    protected Task TestAsync() => dialogs.OpenTestAsync(Draft!.Kind, Id!.Value, StoredName, Draft.EventNames);

    /// <summary>Asks before what is typed is lost.</summary>
    protected Task AskAsync(LocationChangingContext leaving) => IsUnsaved ? dialogs.AskToLeaveAsync(leaving) : Task.CompletedTask;

    // What it holds is asked about first where it is switched on by this.
    private async Task SaveDraftAsync(SubscriptionDraft draft)
    {
        var asks = draft.Enabled && !_wasEnabled && await mediator.HasHeldAsync(draft.Kind, Id);
        var saved = await mediator.Send(new SaveSubscription.Command(Id, draft) { StaysOff = asks }, CancellationToken.None);
        _isSaved = true;
        if (asks && saved is not null)
        {
            await dialogs.OpenHeldAsync(draft.Kind, saved.Id, draft.Name, SwitchSubscription.To.On);
        }

        if (IsDone(saved))
        {
            snackbar.Say(saved is not null, saved is not null ? $"“{draft.Name}” is saved" : $"This {Noun} has been deleted meanwhile");
            Leave();
        }
    }
}
