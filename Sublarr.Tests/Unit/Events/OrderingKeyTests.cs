using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Infrastructure.Channels.Webhook.Payloads;

namespace Sublarr.Tests.Unit.Events;

public sealed class OrderingKeyTests
{
    [Fact]
    public void Every_event_that_names_a_series_or_movie_has_a_key()
    {
        var titled = EventCatalog.All.Where(known => known.Fields.Any(field => field.Name == "title" && field.Description.StartsWith("Series or movie title", StringComparison.Ordinal))).ToList();

        titled.Count.ShouldBe(10);
        titled.ShouldAllBe(known => known.PayloadType.IsAssignableTo(typeof(IMediaEvent)));
        titled.ShouldAllBe(known => KeyOf(known.ExampleEvent) == "the harbour line");
    }

    [Fact]
    public void Events_about_other_things_have_none()
    {
        KeyOf(LibraryScanComplete.Example).ShouldBeNull();
        KeyOf(JobFailed.Example).ShouldBeNull();
        KeyOf(WebhookReceived.Example with { Title = null }).ShouldBeNull();
        KeyOf(WebhookReceived.Example with { Title = "  " }).ShouldBeNull();
    }

    [Fact]
    public void A_title_is_the_same_however_it_is_written_and_a_long_one_is_cut()
    {
        KeyOf(WebhookReceived.Example with { Title = " THE Harbour Line " }).ShouldBe(KeyOf(SubtitleDownloaded.Example));
        KeyOf(WebhookReceived.Example with { Title = new string('x', 5_000) })!.Length.ShouldBe(OrderingKey.LengthLimit);
    }

    private static string? KeyOf(IDomainEvent @event) => OrderingKey.Of(EventEnvelope.Of(@event, EventCause.None, DateTimeOffset.UnixEpoch));
}
