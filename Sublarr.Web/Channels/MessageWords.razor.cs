using MediatR;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Sublarr.Domain.Events;
using Sublarr.Web.Components.Shared;
using Sublarr.Web.Subscriptions;

namespace Sublarr.Web.Channels;

/// <summary>The words of a notification, with a live preview.</summary>
/// <param name="mediator">Makes the preview.</param>
/// <param name="time">Waits for a pause in typing.</param>
public sealed partial class MessageWords(IMediator mediator, TimeProvider time) : ComponentBase, IDisposable
{
    /// <summary>The name of its section.</summary>
    public const string Part = "Message";

    private readonly TypingPause pause = new(time);
    private readonly CancellationTokenSource closed = new();
    private SampleEvent tried = new(null, null);
    private PreviewMessage.Result? preview;
    private ValidationMessageStore messages = null!;

    /// <summary>The notification.</summary>
    [Parameter, EditorRequired]
    public required SubscriptionDraft Draft { get; set; }

    /// <summary>The form around it.</summary>
    [CascadingParameter]
    public required EditContext Edit { get; set; }

    private string OwnWords => (Draft.TitleTemplate.Length > 0, Draft.BodyTemplate.Length > 0) switch
    {
        (true, true) => "Title and text of your own",
        (true, false) => "A title of your own",
        (false, true) => "A text of your own",
        _ => "Sublarr's own words",
    };

    private IEnumerable<string> Fields => EventCatalog.Find(preview?.EventName ?? "")?.Fields.Select(known => known.Name) ?? [];

    /// <inheritdoc/>
    public void Dispose()
    {
        closed.Cancel();
        closed.Dispose();
        pause.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => messages = new ValidationMessageStore(Edit);

    private Task ChangeTitleAsync(ChangeEventArgs change)
    {
        Draft.TitleTemplate = change.Text();
        return ChangedAsync(nameof(Draft.TitleTemplate));
    }

    private Task ChangeBodyAsync(ChangeEventArgs change)
    {
        Draft.BodyTemplate = change.Text();
        return ChangedAsync(nameof(Draft.BodyTemplate));
    }

    private async Task ChangedAsync(string field)
    {
        Edit.NotifyFieldChanged(Edit.Field(field));
        if (await pause.ComesAsync())
        {
            await ShowAsync();
        }
    }

    private Task TryAsync(SampleEvent chosen)
    {
        tried = chosen;
        return ShowAsync();
    }

    private async Task ShowAsync()
    {
        preview = await mediator.Send(new PreviewMessage.Query(Draft.TitleTemplate, Draft.BodyTemplate, tried.Name, tried.StoredId), closed.Token);
        messages.Clear();
        Say(nameof(Draft.TitleTemplate), preview?.TitleProblem);
        Say(nameof(Draft.BodyTemplate), preview?.BodyProblem);
        Edit.NotifyValidationStateChanged();
    }

    private void Say(string field, string? problem)
    {
        if (problem is not null)
        {
            messages.Add(Edit.Field(field), problem);
        }
    }
}
