using System.Text.Json.Nodes;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Routing;
using MudBlazor;
using Sublarr.Domain.Deliveries;
using Sublarr.Web.Components.Shared;
using Sublarr.Web.Subscriptions;

namespace Sublarr.Web.Channels;

/// <summary>Creates or changes a notification of whatever kind.</summary>
/// <param name="mediator">Reads and stores it.</param>
/// <param name="forms">What each kind has to be told.</param>
/// <param name="navigation">Leads back to the list.</param>
/// <param name="dialogs">Asks before changes are lost, and shows tests.</param>
/// <param name="snackbar">Says what was done.</param>
public sealed partial class EditNotification(
    IMediator mediator, ChannelForms forms, NavigationManager navigation, IDialogService dialogs, ISnackbar snackbar) : ComponentBase
{
    private SubscriptionDraft? draft;
    private IReadOnlyList<SettingInput> inputs = [];
    private EditContext edit = new(new SubscriptionDraft());
    private CommandErrors errors = null!;
    private string name = "";
    private bool wasEnabled;
    private bool isBusy;
    private bool isSaved;

    /// <summary>Which; null for a new one.</summary>
    [Parameter]
    public long? Id { get; set; }

    /// <summary>What a new one is to be.</summary>
    [SupplyParameterFromQuery]
    public string? Kind { get; set; }

    /// <summary>The event a new one is meant for.</summary>
    [SupplyParameterFromQuery]
    public string? Event { get; set; }

    private string Title => Id is not null ? name : $"New {ChannelCatalog.Find(draft?.Kind)?.Noun ?? "notification"}";

    private IReadOnlyList<string> Parts => ["Name", .. SettingsForm.PartsOf(inputs), "Events", "Conditions", "Sending"];

    private bool IsUnsaved => !isSaved && edit.IsModified();

    private Func<string, Task<string?>>? RevealOrNone => Id is { } id ? setting => mediator.Send(new RevealSetting.Command(draft!.Kind, id, setting)) : null;

    private async Task<SubscriptionDraft> LoadAsync(CancellationToken cancellationToken)
    {
        (draft, var shown) = Id is { } id ? await StoredAsync(id, cancellationToken) : New();
        if (draft is not null)
        {
            inputs = forms.Find(draft.Kind)!.Inputs(shown);
            (edit, name, wasEnabled, isSaved) = (new EditContext(draft), draft.Name, draft.Enabled, false);
            StateHasChanged();
        }

        return draft!;
    }

    private async Task<(SubscriptionDraft?, JsonObject)> StoredAsync(long id, CancellationToken cancellationToken) =>
        await mediator.Send(new GetNotifications.Query(id), cancellationToken) is [var stored] && forms.Find(stored.Kind) is not null ? (SubscriptionDraft.Of(stored.Kind, stored), stored.Settings) : (null, []);

    private (SubscriptionDraft?, JsonObject) New() => forms.FindShared(Kind ?? "") is { } form
        ? (new SubscriptionDraft { Kind = form.Channel, EventNames = Event is null ? [] : [Event] }, form.Show(null))
        : (null, []);

    private async Task SaveAsync()
    {
        if (isBusy)
        {
            return;
        }

        isBusy = true;
        errors.Clear();
        try
        {
            draft!.Settings = inputs.ToJson();
            var id = await dialogs.SaveAsync(mediator, (draft.Kind, Id, draft.Name), draft.Enabled && !wasEnabled, StoreAsync);
            snackbar.SaySaved(id is not null, draft.Name, "This notification has been deleted meanwhile");
            navigation.NavigateTo("notifications");
        }
        catch (ValidationException invalid)
        {
            errors.Show(invalid, inputs);
        }
        finally
        {
            isBusy = false;
        }
    }

    private async Task<long?> StoreAsync(bool staysOff)
    {
        var saved = await mediator.Send(new SaveSubscription.Command(Id, draft!) { StaysOff = staysOff }, CancellationToken.None);
        isSaved = true;
        return saved?.Id;
    }

    private Task TestAsync() => dialogs.OpenTestAsync(draft!.Kind, Id!.Value, name, draft.EventNames);

    private Task AskAsync(LocationChangingContext leaving) => IsUnsaved ? dialogs.AskToLeaveAsync(leaving) : Task.CompletedTask;
}
