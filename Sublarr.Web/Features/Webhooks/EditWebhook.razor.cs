using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Routing;
using MudBlazor;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Channels.Webhook;
using Sublarr.Web.Channels;
using Sublarr.Web.Components.Shared;
using Sublarr.Web.Subscriptions;

namespace Sublarr.Web.Features.Webhooks;

/// <summary>Creates or changes a webhook.</summary>
/// <param name="mediator">Reads and stores it.</param>
/// <param name="forms">What a webhook has to be told.</param>
/// <param name="navigation">Leads back to the list.</param>
/// <param name="dialogs">Asks before changes are lost, and shows tests.</param>
/// <param name="snackbar">Says what was done.</param>
public sealed partial class EditWebhook(
    IMediator mediator, ChannelForms forms, NavigationManager navigation, IDialogService dialogs, ISnackbar snackbar) : ComponentBase
{
    private static readonly string[] Parts = ["Address", WebhookSettings.Access, WebhookSettings.Certificates, "Events", "Conditions", WebhookSettings.Body, "Sending"];

    private SubscriptionDraft? draft;
    private IReadOnlyList<SettingInput> inputs = [];
    private EditContext edit = new(new SubscriptionDraft());
    private CommandErrors errors = null!;
    private string name = "Webhook";
    private string holder = "";
    private string? newSecret;
    private bool wasEnabled;
    private bool isBusy;
    private bool isSaved;
    private bool isSecretShown;

    /// <summary>Which; null for a new one.</summary>
    [Parameter]
    public long? Id { get; set; }

    /// <summary>The event a new webhook is meant for.</summary>
    [SupplyParameterFromQuery]
    public string? Event { get; set; }

    private SettingInput Secret => inputs.Of(nameof(WebhookSettings.Secret));

    private SettingInput Waits => inputs.Of(nameof(WebhookSettings.RetrySchedule));

    private bool IsUnsaved => !isSaved && edit.IsModified();

    private string SecretHint => Id is null
        ? $"{Secret.Field.Hint} Leave it empty to have one made."
        : "Leave it empty to keep the present one, which is not shown.";

    private Func<string, Task<string?>>? RevealOrNone => Id is { } id ? setting => mediator.Send(new RevealSetting.Command(WebhookView.Channel, id, setting)) : null;

    private async Task<SubscriptionDraft> LoadAsync(CancellationToken cancellationToken)
    {
        var stored = Id is not null && await mediator.Send(new GetWebhooks.Query(Id), cancellationToken) is [var webhook] ? webhook : null;
        if (Id is not null && stored is null)
        {
            return draft = null!;
        }

        draft = stored is null
            ? new SubscriptionDraft { Kind = WebhookView.Channel, EventNames = Event is null ? [] : [Event] }
            : SubscriptionDraft.Of(WebhookView.Channel, stored);
        inputs = forms.Find(WebhookView.Channel)!.Inputs(stored);
        holder = stored?.ClientCertificateName ?? "";
        if (stored is null)
        {
            Waits.Text = WebhookSending.Usual;
            inputs.Of(nameof(WebhookSettings.ContentType)).Text = WebhookView.Json;
        }

        (edit, name, wasEnabled, isSaved) = (new EditContext(draft), draft.Name, draft.Enabled, false);
        StateHasChanged();
        return draft;
    }

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
            draft.RetryCount = Math.Min(Waits.Waits?.Count ?? 0, RetrySchedule.RetryLimit);
            var id = await dialogs.SaveAsync(mediator, (WebhookView.Channel, Id, draft.Name), draft.Enabled && !wasEnabled, StoreAsync);
            if (newSecret is null)
            {
                snackbar.SaySaved(id is not null, draft.Name, "This webhook has been deleted meanwhile");
                navigation.NavigateTo("webhooks");
            }
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
        newSecret = saved?.Made.GetValueOrDefault(Secret.Field.Name);
        return saved?.Id;
    }

    private void Generate()
    {
        (Secret.Text, isSecretShown) = (WebhookSettings.NewSecret(), true);
        edit.NotifyFieldChanged(FieldIdentifier.Create(() => Secret.Text));
    }

    private Task TestAsync() => dialogs.OpenTestAsync(WebhookView.Channel, Id!.Value, name, draft!.EventNames);

    private Task AskAsync(LocationChangingContext leaving) => IsUnsaved ? dialogs.AskToLeaveAsync(leaving) : Task.CompletedTask;
}
