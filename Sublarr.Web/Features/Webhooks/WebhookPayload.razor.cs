using MediatR;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Sublarr.Domain.Events;
using Sublarr.Infrastructure.Channels.Webhook;
using Sublarr.Web.Channels;
using Sublarr.Web.Components.Shared;
using Sublarr.Web.Subscriptions;

namespace Sublarr.Web.Features.Webhooks;

/// <summary>Sublarr's own body, a ready-made one, or a template with a live preview.</summary>
/// <param name="mediator">Makes the preview.</param>
/// <param name="time">Waits for a pause in typing.</param>
public sealed partial class WebhookPayload(IMediator mediator, TimeProvider time) : ComponentBase, IDisposable
{
    private const string Usual = "";
    private const string Own = "own";

    private readonly TypingPause pause = new(time);
    private readonly CancellationTokenSource closed = new();
    private IReadOnlyList<PayloadPresetView> presets = [];
    private PreviewPayload.Result? preview;
    private ValidationMessageStore messages = null!;
    private string choice = Usual;
    private SampleEvent tried = new(null, null);

    /// <summary>The webhook.</summary>
    [Parameter, EditorRequired]
    public required SubscriptionDraft Draft { get; set; }

    /// <summary>Its settings.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<SettingInput> Inputs { get; set; }

    /// <summary>The form around it.</summary>
    [CascadingParameter]
    public required EditContext Edit { get; set; }

    private SettingInput Template => Inputs.Of(nameof(WebhookSettings.PayloadTemplate));

    private SettingInput ContentType => Inputs.Of(nameof(WebhookSettings.ContentType));

    private SettingInput WholePaths => Inputs.Of(nameof(WebhookSettings.WholePaths));

    private IEnumerable<string> Fields => EventCatalog.Find(preview?.EventName ?? "")?.Fields.Select(known => known.Name) ?? [];

    private string Chosen => choice switch
    {
        Usual => "Sublarr's own JSON",
        Own => "A template of your own",
        _ => $"For {presets.FirstOrDefault(preset => preset.Name == choice)?.Label}",
    };

    private string? Hint => choice switch
    {
        Usual => "The event as it stands in the catalog.",
        Own => null,
        _ => presets.FirstOrDefault(preset => preset.Name == choice)?.Hint,
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        closed.Cancel();
        closed.Dispose();
        pause.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        messages = new ValidationMessageStore(Edit);
        presets = await mediator.Send(new GetPayloadPresets.Query(), closed.Token);
        choice = Template.Text.Length == 0 ? Usual : presets.FirstOrDefault(preset => preset.PayloadTemplate == Template.Text)?.Name ?? Own;
    }

    private async Task ChooseAsync(ChangeEventArgs change)
    {
        choice = change.Text();
        if (presets.FirstOrDefault(preset => preset.Name == choice) is { } preset)
        {
            (Template.Text, ContentType.Text) = (preset.PayloadTemplate, preset.ContentType);
        }
        else if (choice == Usual)
        {
            (Template.Text, preview) = ("", null);
        }

        messages.Clear();
        Changed(Template);
        if (choice != Usual && preview is not null)
        {
            await ShowAsync();
        }
    }

    private async Task ChangeTemplateAsync(ChangeEventArgs change)
    {
        Template.Text = change.Text();
        choice = Own;
        if (await pause.ComesAsync())
        {
            messages.Clear();
            Changed(Template);
            await ShowAsync();
        }
    }

    private Task ChangeTypeAsync(ChangeEventArgs change)
    {
        ContentType.Text = change.Text();
        Changed(ContentType);
        return ShowAsync();
    }

    private Task TryAsync(SampleEvent chosen)
    {
        tried = chosen;
        return ShowAsync();
    }

    private async Task ShowAsync()
    {
        preview = await mediator.Send(new PreviewPayload.Query(Template.Text, ContentType.Text.Trim(), tried.Name, tried.StoredId), closed.Token);
        messages.Clear();
        if (preview?.Problem is { } problem)
        {
            messages.Add(FieldIdentifier.Create(() => Template.Text), problem);
        }

        Edit.NotifyValidationStateChanged();
    }

    private void Changed(SettingInput input) => Edit.NotifyFieldChanged(FieldIdentifier.Create(() => input.Text));
}
