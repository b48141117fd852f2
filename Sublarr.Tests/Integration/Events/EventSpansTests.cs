using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Infrastructure.Events;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Retention;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Events;

public sealed class EventSpansTests : IAsyncLifetime
{
    private const string Rare = "provider_failed";

    private readonly ManualClock _clock = new();
    private Engine _engine = null!;

    public async Task InitializeAsync() => _engine = await Engine.StartAsync(clock: _clock);

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task Events_of_a_name_are_found_in_whatever_span_they_are()
    {
        await PublishAsync(ProviderFailed.Example, 1);
        await PublishAsync(SubtitleDownloaded.Example, 2 * EventSpanRow.Length);
        await PublishAsync(ProviderFailed.Example, 2);

        var found = await FoundAsync(Rare);

        found.ShouldBe([1, (2 * EventSpanRow.Length) + 2, (2 * EventSpanRow.Length) + 3]);
        (await FoundAsync("subtitle_downloaded")).Count.ShouldBe(2 * EventSpanRow.Length);
        (await FoundAsync("library_scan_complete")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_name_is_rare_while_it_is_in_few_spans()
    {
        await PublishAsync(SubtitleDownloaded.Example, EventSpanRow.Length + 1);
        await PublishAsync(ProviderFailed.Example, EventSpanRow.Length / 2);
        await using var context = await _engine.ContextAsync();

        (await context.IsRareAsync("subtitle_downloaded", 1, CancellationToken.None)).ShouldBeFalse("it is in two");
        (await context.IsRareAsync(Rare, 1, CancellationToken.None)).ShouldBeTrue("it is in one");
        (await context.IsRareAsync("library_scan_complete", 1, CancellationToken.None)).ShouldBeTrue("it is in none");
    }

    [Fact]
    public async Task What_retention_removes_leaves_no_span_behind_and_what_comes_later_is_found()
    {
        await PublishAsync(ProviderFailed.Example, 3 * EventSpanRow.Length);
        _clock.Advance(TimeSpan.FromDays(2));
        await PublishAsync(ProviderFailed.Example, 1);

        await _engine.Get<IJobPurge>().PurgeEventsAsync(_clock.GetUtcNow() - TimeSpan.FromDays(1), CancellationToken.None);
        await PublishAsync(ProviderFailed.Example, 1);

        (await FoundAsync(Rare)).ShouldBe([(3 * EventSpanRow.Length) + 1, (3 * EventSpanRow.Length) + 2]);
        await using var context = await _engine.ContextAsync();
        (await context.EventSpans.Select(span => span.Span).ToListAsync()).ShouldBe([3]);
    }

    [Fact]
    public async Task Only_the_spans_of_a_name_are_read()
    {
        await using var context = await _engine.ContextAsync();
        await context.Database.OpenConnectionAsync();
        await using var command = context.EventsNamed(Rare).Select(row => row.Id).CreateDbCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {command.CommandText}";
        await using var reader = await command.ExecuteReaderAsync();
        var plan = new List<string>();
        while (await reader.ReadAsync())
        {
            plan.Add(reader.GetString(3));
        }

        plan.Count.ShouldBe(2);
        plan[0].ShouldEndWith("USING PRIMARY KEY (name=?)");
        plan[1].ShouldEndWith("USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)");
    }

    private async Task PublishAsync(IDomainEvent fact, int count)
    {
        for (var number = 0; number < count; number++)
        {
            await _engine.Bus.PublishAsync(fact, EventCause.None, CancellationToken.None);
        }
    }

    private async Task<List<long>> FoundAsync(string name)
    {
        await using var context = await _engine.ContextAsync();
        return await context.EventsNamed(name).Select(row => row.Sequence).OrderBy(sequence => sequence).ToListAsync();
    }
}
