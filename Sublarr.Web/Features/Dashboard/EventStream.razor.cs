using MediatR;
using Microsoft.AspNetCore.Components;
using Sublarr.Web.Components.Shared;
using Sublarr.Web.Live;

namespace Sublarr.Web.Features.Dashboard;

/// <summary>What happens now, newest first.</summary>
/// <param name="mediator">Asks for what happened before.</param>
public sealed partial class EventStream(IMediator mediator) : ComponentBase
{
    private const int Shown = 30;

    /// <summary>Faster than this nobody reads; the first event after a pause is shown at once all the same.</summary>
    private static readonly TimeSpan RenderPause = TimeSpan.FromMilliseconds(500);

    private readonly Stream stream = new();
    private Panel<Stream>? panel;

    private async Task<Stream> LoadAsync(CancellationToken cancellationToken)
    {
        stream.Begin(await mediator.Send(new GetLatestEvents.Query(Shown), cancellationToken));
        return stream;
    }

    private Task ShowAsync(LiveBatch batch)
    {
        stream.Add(batch);
        return batch.Missed > 0 && panel is not null ? panel.ReloadAsync() : Task.CompletedTask;
    }

    /// <summary>The newest events, stored ones and those that came while the page is open.</summary>
    private sealed class Stream
    {
        private HashSet<string> _stored = [];

        public List<GetLatestEvents.Item> Items { get; private set; } = [];

        public int Missed { get; private set; }

        public bool IsNew(GetLatestEvents.Item item) => !_stored.Contains(item.Id);

        public void Begin(IReadOnlyList<GetLatestEvents.Item> stored)
        {
            _stored = [.. stored.Select(item => item.Id)];
            Show(stored);
        }

        public void Add(LiveBatch batch)
        {
            Missed += batch.Missed;
            Show(batch.Events.Select(envelope => new GetLatestEvents.Item(envelope.Id, envelope.Name, envelope.OccurredAt, envelope.Data)));
        }

        // Ids rise with time. An event may be both stored and live when it came while the page was loading.
        private void Show(IEnumerable<GetLatestEvents.Item> more) =>
            Items = [.. Items.Concat(more).DistinctBy(item => item.Id).OrderByDescending(item => item.Id, StringComparer.Ordinal).Take(Shown)];
    }
}
