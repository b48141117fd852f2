using MediatR;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using MudBlazor;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Channels.Webhook;
using Sublarr.Web.Channels;

namespace Sublarr.Web.Features.Webhooks;

/// <summary>Creates or changes a webhook.</summary>
/// <param name="mediator">Reads and stores it.</param>
/// <param name="forms">What a webhook has to be told.</param>
/// <param name="navigation">Leads back to the list.</param>
/// <param name="dialogs">Asks before changes are lost, and shows tests.</param>
/// <param name="snackbar">Says what was done.</param>
public sealed partial class EditWebhook(IMediator mediator, ChannelForms forms, NavigationManager navigation, IDialogService dialogs, ISnackbar snackbar)
    : EditSubscription(mediator, navigation, dialogs, snackbar)
{
    private static readonly string[] Parts = ["Address", "Events", "Conditions", WebhookSettings.Body, WebhookSettings.Access, WebhookSettings.Certificates, WebhookSettings.Sending];

    private string holder = "";
    private string? newSecret;
    private bool isSecretShown;

    /// <inheritdoc/>
    protected override string Noun => WebhookView.Channel;

    /// <inheritdoc/>
    protected override string Path => "webhooks";

    private SettingInput Secret => Inputs.Of(nameof(WebhookSettings.Secret));

    private SettingInput Waits => Inputs.Of(nameof(WebhookSettings.RetrySchedule));

    private string SecretHint => Id is null
        ? $"{Secret.Field.Hint} Leave it empty to have one made."
        : "Leave it empty to keep the present one, which is not shown.";

    /// <inheritdoc/>
    protected override Task<bool> PrepareAsync()
    {
        Draft!.RetryCount = Math.Min(Waits.Waits?.Count ?? 0, RetrySchedule.RetryLimit);
        return base.PrepareAsync();
    }

    // A secret that was made is shown first, this once.
    private protected override bool IsDone(SaveSubscription.Result? saved) => (newSecret = saved?.Made.GetValueOrDefault(Secret.Field.Name)) is null;

    private async Task<SubscriptionDraft> LoadAsync(CancellationToken cancellationToken)
    {
        var stored = Id is not null && await Mediator.Send(new GetWebhooks.Query(Id), cancellationToken) is [var webhook] ? webhook : null;
        var inputs = forms.Find(WebhookView.Channel)!.Inputs(stored);
        holder = stored?.ClientCertificateName ?? "";
        if (stored is null)
        {
            inputs.Of(nameof(WebhookSettings.RetrySchedule)).Text = WebhookSending.Usual;
            inputs.Of(nameof(WebhookSettings.ContentType)).Text = WebhookView.Json;
        }

        var draft = Id is null
            ? new SubscriptionDraft { Kind = WebhookView.Channel, EventNames = FirstEvents }
            : stored is null ? null : SubscriptionDraft.Of(WebhookView.Channel, stored);
        Begin(draft, inputs);
        return draft!;
    }

    private void Generate()
    {
        (Secret.Text, isSecretShown) = (WebhookSettings.NewSecret(), true);
        Edit.NotifyFieldChanged(FieldIdentifier.Create(() => Secret.Text));
    }
}
