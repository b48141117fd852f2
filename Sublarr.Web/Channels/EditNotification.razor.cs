using System.Text.Json.Nodes;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Routing;
using Radzen;
using Sublarr.Domain.Deliveries;
using Sublarr.Web.Components.Shared;
using Sublarr.Web.Subscriptions;

namespace Sublarr.Web.Channels;

/// <summary>Creates or changes a notification of whatever kind.</summary>
/// <param name="mediator">Reads and stores it.</param>
/// <param name="forms">What each kind has to be told.</param>
/// <param name="navigation">Leads back to the list.</param>
/// <param name="dialogs">Asks before changes are lost, and shows tests.</param>
/// <param name="notifications">Says what was done.</param>
public sealed partial class EditNotification(
    IMediator mediator, ChannelForms forms, NavigationManager navigation, DialogService dialogs, NotificationService notifications) : ComponentBase
{
    private const string SettingsPrefix = "settings.";

    private NotificationDraft? draft;
    private IReadOnlyList<SettingInput> inputs = [];
    private EditContext edit = new(new NotificationDraft());
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

    private bool IsUnsaved => !isSaved && edit.IsModified();

    private Func<string, Task<string?>>? RevealOrNone => Id is { } id ? setting => mediator.Send(new RevealSetting.Command(id, setting)) : null;

    private async Task<NotificationDraft> LoadAsync(CancellationToken cancellationToken)
    {
        (draft, var shown) = Id is { } id ? await StoredAsync(id, cancellationToken) : New();
        if (draft is not null)
        {
            inputs = [.. forms.Find(draft.Kind)!.Fields.Select(field => new SettingInput(field, shown[field.Name]))];
            (edit, name, wasEnabled, isSaved) = (new EditContext(draft), draft.Name, draft.Enabled, false);
            StateHasChanged();
        }

        return draft!;
    }

    private async Task<(NotificationDraft?, JsonObject)> StoredAsync(long id, CancellationToken cancellationToken) =>
        await mediator.Send(new GetNotifications.Query(id), cancellationToken) is [var stored] && forms.Find(stored.Kind) is not null ? (NotificationDraft.Of(stored), stored.Settings) : (null, []);

    private (NotificationDraft?, JsonObject) New() => forms.Find(Kind ?? "") is { } form
        ? (new NotificationDraft { Kind = form.Channel, EventNames = Event is null ? [] : [Event] }, form.Show(null))
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
            draft!.Settings = new JsonObject(inputs.Select(input => KeyValuePair.Create(input.Field.Name, input.ToJson())));
            var asks = draft.Enabled && !wasEnabled && await mediator.HasHeldAsync(draft.Kind, Id);
            var id = await mediator.Send(new SaveNotification.Command(Id, draft) { StaysOff = asks }, CancellationToken.None);
            isSaved = true;
            if (asks && id is { } stored)
            {
                await dialogs.OpenHeldAsync(draft.Kind, stored, draft.Name, SwitchSubscription.To.On);
            }

            notifications.Notify(
                id is null ? NotificationSeverity.Warning : NotificationSeverity.Success,
                id is null ? "This notification has been deleted meanwhile" : $"“{draft.Name}” is saved");
            navigation.NavigateTo("notifications");
        }
        catch (ValidationException invalid)
        {
            Show(invalid);
        }
        finally
        {
            isBusy = false;
        }
    }

    private void Show(ValidationException invalid)
    {
        foreach (var error in invalid.Errors)
        {
            var input = inputs.FirstOrDefault(input => error.PropertyName == $"{SettingsPrefix}{input.Field.Name}"
                || error.PropertyName.StartsWith($"{SettingsPrefix}{input.Field.Name}.", StringComparison.Ordinal));
            errors.Show(
                input is null ? edit.Field(error.PropertyName[(error.PropertyName.LastIndexOf('.') + 1)..]) : FieldIdentifier.Create(() => input.Text),
                error.ErrorMessage);
        }
    }

    private Task TestAsync() => dialogs.OpenTestAsync(draft!.Kind, Id!.Value, name, draft.EventNames);

    private Task AskAsync(LocationChangingContext leaving) => IsUnsaved ? dialogs.AskToLeaveAsync(leaving) : Task.CompletedTask;
}
