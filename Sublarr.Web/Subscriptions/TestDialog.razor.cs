using System.Text.Json;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Components;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Subscriptions;
using Sublarr.Web.Components.Shared;

namespace Sublarr.Web.Subscriptions;

/// <summary>Tries a hook or webhook out with an example that can be changed.</summary>
/// <param name="mediator">Queues the test and waits for it.</param>
public sealed partial class TestDialog(IMediator mediator) : ComponentBase
{
    private string eventName = "";
    private string data = "";
    private string example = "";
    private IReadOnlyList<string> problems = [];
    private AwaitTest.Result? result;
    private long? jobId;
    private bool isBusy;

    /// <summary>The channel it is of.</summary>
    [Parameter, EditorRequired]
    public string Channel { get; set; } = "";

    /// <summary>Which.</summary>
    [Parameter, EditorRequired]
    public long Id { get; set; }

    /// <summary>The events it hears, to choose from.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<string> EventNames { get; set; } = [];

    private IEnumerable<EventDescriptor> Choices => EventCatalog.All.Where(descriptor => new EventFilter(EventNames).Matches(descriptor.Name));

    private bool IsEdited => data != example;

    /// <inheritdoc/>
    protected override void OnInitialized() => Choose(Choices.FirstOrDefault()?.Name);

    private static string Verdict(AwaitTest.Result result) => result switch
    {
        { Success: true } => "It works",
        { State: JobState.Dead } => "It failed",
        _ => $"Not done yet: {Wording.State(result.State).ToLowerInvariant()}",
    };

    private void Choose(string? name)
    {
        (eventName, problems) = (name ?? "", []);
        data = example = EventCatalog.Find(eventName) is { } descriptor ? JsonText.Pretty(descriptor.Example.GetRawText()) : "";
    }

    private void Edit(string? text) => (data, problems) = (text ?? "", []);

    private async Task SendAsync()
    {
        if (isBusy)
        {
            return;
        }

        (isBusy, problems, result, jobId) = (true, [], null, null);
        try
        {
            var command = new QueueTest.Command(Channel, Id, eventName.Length > 0 ? eventName : null, IsEdited ? data : null);
            jobId = await mediator.Send(command, CancellationToken.None);
            StateHasChanged();
            if (jobId is { } queued)
            {
                result = await mediator.Send(new AwaitTest.Query(queued), CancellationToken.None);
            }
            else
            {
                problems = ["It has been deleted meanwhile."];
            }
        }
        catch (ValidationException invalid)
        {
            problems = [.. invalid.Errors.Select(error => error.ErrorMessage)];
        }
        finally
        {
            isBusy = false;
        }
    }
}
