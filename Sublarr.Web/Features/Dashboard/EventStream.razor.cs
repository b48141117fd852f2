using MediatR;
using Microsoft.AspNetCore.Components;
using Sublarr.Web.Components.Shared;
using Sublarr.Web.Live;

namespace Sublarr.Web.Features.Dashboard;

/// <summary>What happens now, newest first.</summary>
/// <param name="mediator">Asks for what happened before.</param>
/// <param name="browser">Tells how long ago it was.</param>
public sealed partial class EventStream(IMediator mediator, BrowserTime browser) : ComponentBase, IDisposable
{
    private const int Shown = 20;

    /// <summary>Faster than this nobody reads; the first event after a pause is shown at once all the same.</summary>
    private static readonly TimeSpan RenderPause = TimeSpan.FromSeconds(1);

    private readonly Stream stream = new();
    private Panel<Stream>? panel;
    private IDisposable? ticking;

    /// <inheritdoc/>
    public void Dispose() => ticking?.Dispose();

    /// <inheritdoc/>
    protected override void OnInitialized() => ticking = browser.OnTick(() => InvokeAsync(StateHasChanged));

    private async Task<Stream> LoadAsync(CancellationToken cancellationToken)
    {
        stream.Begin(await mediator.Send(new GetLatestEvents.Query(Shown), cancellationToken));
        return stream;
    }

    private Task ShowAsync(LiveBatch batch)
    {
        stream.Add(batch);
        StateHasChanged();
        return batch.Missed > 0 && panel is not null ? panel.ReloadAsync() : Task.CompletedTask;
    }

    /// <summary>The newest events, stored ones and those that came while the page is open.</summary>
    private sealed class Stream
    {
        private HashSet<string> _stored = [];

        public List<LiveEvent> Items { get; private set; } = [];

        public int Missed { get; private set; }

        public bool IsNew(LiveEvent item) => !_stored.Contains(item.Id);

        public void Begin(IReadOnlyList<LiveEvent> stored)
        {
            _stored = [.. stored.Select(item => item.Id)];
            Show(stored);
        }

        public void Add(LiveBatch batch)
        {
            Missed += batch.Missed;
            // Of hundreds in a second, few are shown; in a batch they are nearly in their order.
            Show(batch.Events.TakeLast(2 * Shown));
        }

        // Ids rise with time. An event may be both stored and live when it came while the page was loading.
        private void Show(IEnumerable<LiveEvent> more) =>
            Items = [.. Items.Concat(more).DistinctBy(item => item.Id).OrderByDescending(item => item.Id, StringComparer.Ordinal).Take(Shown)];
    }
}
