using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Routing;
using MudBlazor;
using Sublarr.Infrastructure.Channels.Webhook;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Web.Components.Shared;
using Sublarr.Web.Subscriptions;

namespace Sublarr.Web.Features.Webhooks;

/// <summary>Creates or changes a webhook.</summary>
/// <param name="mediator">Reads and stores it.</param>
/// <param name="navigation">Leads back to the list.</param>
/// <param name="dialogs">Asks before changes are lost, and shows tests.</param>
/// <param name="snackbar">Says what was done.</param>
public sealed partial class EditWebhook(
    IMediator mediator, NavigationManager navigation, IDialogService dialogs, ISnackbar snackbar) : ComponentBase
{
    private WebhookForm? form;
    private EditContext edit = new(new WebhookForm());
    private CommandErrors errors = null!;
    private string name = "Webhook";
    private string? newSecret;
    private bool wasEnabled;
    private bool wasMasked;
    private bool isBusy;
    private bool isSaved;
    private bool isSecretShown;

    /// <summary>Which; null for a new one.</summary>
    [Parameter]
    public long? Id { get; set; }

    /// <summary>The event a new webhook is meant for.</summary>
    [SupplyParameterFromQuery]
    public string? Event { get; set; }

    private bool IsUnsaved => !isSaved && edit.IsModified();

    private string SecretHint => Id is null
        ? "Signs what is sent, so that the receiver knows it comes from here. Leave it empty to have one made."
        : "Leave it empty to keep the present one, which is not shown.";

    private async Task<WebhookForm> LoadAsync(CancellationToken cancellationToken)
    {
        form = Id is null
            ? new WebhookForm { EventNames = Event is null ? [] : [Event] }
            : await mediator.Send(new GetWebhooks.Query(Id), cancellationToken) is [var webhook] ? WebhookForm.Of(webhook) : null;
        if (form is not null)
        {
            // Empty keeps the secret; the mask would only stand in the way of typing a new one.
            form.Secret = "";
            (edit, name, wasEnabled, isSaved) = (new EditContext(form), form.Name, form.Enabled, false);
            wasMasked = form.Url.EndsWith($"/{ChatAddress.Mask}", StringComparison.Ordinal);
            StateHasChanged();
        }

        return form!;
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
            var id = await dialogs.SaveAsync(mediator, (WebhookView.Channel, Id, form!.Name), form.Enabled && !wasEnabled, StoreAsync);
            if (newSecret is null)
            {
                snackbar.SaySaved(id is not null, form.Name, "This webhook has been deleted meanwhile");
                navigation.NavigateTo("webhooks");
            }
        }
        catch (ValidationException invalid)
        {
            errors.Show(invalid);
        }
        finally
        {
            isBusy = false;
        }
    }

    private async Task<long?> StoreAsync(bool staysOff)
    {
        var result = await mediator.Send(new SaveWebhook.Command(Id, form!) { StaysOff = staysOff }, CancellationToken.None);
        isSaved = true;
        newSecret = result?.NewSecret;
        return result?.Id;
    }

    private void Generate()
    {
        (form!.Secret, isSecretShown) = (WebhookSettings.NewSecret(), true);
        edit.NotifyFieldChanged(edit.Field(nameof(WebhookForm.Secret)));
    }

    private Task TestAsync() => dialogs.OpenTestAsync(WebhookView.Channel, Id!.Value, name, form!.EventNames);

    private Task AskAsync(LocationChangingContext leaving) => IsUnsaved ? dialogs.AskToLeaveAsync(leaving) : Task.CompletedTask;
}
