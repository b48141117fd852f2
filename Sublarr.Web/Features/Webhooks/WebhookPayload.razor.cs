using MediatR;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Sublarr.Domain.Events;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Channels.Webhook;
using Sublarr.Web.Channels;
using Sublarr.Web.Subscriptions;

namespace Sublarr.Web.Features.Webhooks;

/// <summary>Sublarr's own body, a ready-made one, or a template with a live preview.</summary>
/// <param name="mediator">Makes the preview.</param>
/// <param name="time">Waits for a pause in typing.</param>
public sealed partial class WebhookPayload(IMediator mediator, TimeProvider time) : ComponentBase, IDisposable
{
    private const string Usual = "";
    private const string Own = "own";
    private const int RecentEvents = 10;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource closed = new();
    private CancellationTokenSource? typing;
    private IReadOnlyList<PayloadPresetView> presets = [];
    private IReadOnlyList<PreviewFilter.Item> recent = [];
    private PreviewPayload.Result? preview;
    private ValidationMessageStore messages = null!;
    private string choice = Usual;
    private string tried = "";

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

    private IReadOnlyList<EventDescriptor> Examples =>
        EventCatalog.All.Where(known => new EventFilter(Draft.EventNames).Matches(known.Name)).ToList() is { Count: > 0 } heard ? heard : EventCatalog.All;

    private IEnumerable<string> Fields => EventCatalog.Find(preview?.EventName ?? "")?.Fields.Select(known => known.Name) ?? [];

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
        typing?.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        messages = new ValidationMessageStore(Edit);
        presets = await mediator.Send(new GetPayloadPresets.Query(), closed.Token);
        choice = Template.Text.Length == 0 ? Usual : presets.FirstOrDefault(preset => preset.PayloadTemplate == Template.Text)?.Name ?? Own;
        if (choice != Usual)
        {
            await OpenAsync();
        }
    }

    private static string Text(ChangeEventArgs change) => change.Value as string ?? "";

    private async Task OpenAsync()
    {
        tried = Examples[0].Name;
        recent = [.. (await mediator.Send(new PreviewFilter.Query(Draft.EventNames.Count > 0 ? Draft.EventNames : [EventFilter.Everything], null), closed.Token)).Heard.Take(RecentEvents)];
        await ShowAsync();
    }

    private async Task ChooseAsync(ChangeEventArgs change)
    {
        choice = Text(change);
        if (presets.FirstOrDefault(preset => preset.Name == choice) is { } preset)
        {
            (Template.Text, ContentType.Text) = (preset.PayloadTemplate, preset.ContentType);
        }
        else if (choice == Usual)
        {
            Template.Text = "";
        }

        messages.Clear();
        Changed(Template);
        if (choice != Usual)
        {
            await OpenAsync();
        }
    }

    private async Task ChangeTemplateAsync(ChangeEventArgs change)
    {
        Template.Text = Text(change);
        choice = Own;
        if (typing is not null)
        {
            await typing.CancelAsync();
            typing.Dispose();
        }

        typing = CancellationTokenSource.CreateLinkedTokenSource(closed.Token);
        try
        {
            await Task.Delay(Pause, time, typing.Token);
        }
        catch (OperationCanceledException)
        {
            // More was typed: that call makes the preview.
            return;
        }

        messages.Clear();
        Changed(Template);
        await ShowAsync();
    }

    private Task ChangeTypeAsync(ChangeEventArgs change)
    {
        ContentType.Text = Text(change);
        Changed(ContentType);
        return ShowAsync();
    }

    private Task TryAsync(ChangeEventArgs change)
    {
        tried = Text(change);
        return ShowAsync();
    }

    private async Task ShowAsync()
    {
        var isStored = recent.Any(item => item.Id == tried);
        preview = await mediator.Send(
            new PreviewPayload.Query(Template.Text, ContentType.Text.Trim(), isStored ? null : tried, isStored ? tried : null), closed.Token);
        messages.Clear();
        if (preview?.Problem is { } problem)
        {
            messages.Add(FieldIdentifier.Create(() => Template.Text), problem);
        }

        Edit.NotifyValidationStateChanged();
    }

    private void Changed(SettingInput input) => Edit.NotifyFieldChanged(FieldIdentifier.Create(() => input.Text));
}
