using Bunit;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Events;
using Sublarr.Infrastructure.Incoming;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Web.Features.Jobs;

namespace Sublarr.Tests.Component;

public sealed class JobTreeTests : UserInterface
{
    [Fact]
    public void A_report_is_said_as_a_person_would_and_each_job_of_it_can_be_acted_on()
    {
        Mediator.On<GetJobTree.Query>(_ => Tree(shown: 1));

        var page = Render<JobDetail>(parameters => parameters.Add(detail => detail.JobId, 1));

        page.Find("a[href^='events/']").TextContent.ShouldBe("Sonarr imported The Harbour Line S02E01");
        page.Find("a[href='jobs/2']").TextContent.ShouldBe("Scan The Harbour Line S02E01");
        page.Find("a[href='log/3']").TextContent.ShouldBe("Webhook received → Phone");
        page.FindAll(".node [aria-label^='Run again:'], .node [aria-label^='Run now:'], .node [aria-label^='Cancel:']").Select(button => button.GetAttribute("aria-label"))
            .ShouldBe(["Run again: Sonarr imported The Harbour Line S02E01", "Run again: Webhook received → Phone", "Run now: Scan The Harbour Line S02E01", "Cancel: Scan The Harbour Line S02E01"], ignoreOrder: true);
    }

    [Fact]
    public void A_job_of_a_report_leads_to_all_of_it()
    {
        Mediator.On<GetJobTree.Query>(_ => Tree(shown: 2));

        var page = Render<JobDetail>(parameters => parameters.Add(detail => detail.JobId, 2));

        page.Find(".facts a[href='jobs/1']").TextContent.ShouldBe("Sonarr imported The Harbour Line S02E01");
    }

    private GetJobTree.Tree Tree(long shown)
    {
        var report = Job(1, JobKinds.WebhookReceived, "Sonarr imported The Harbour Line S02E01", JobState.Succeeded);
        var scan = Job(2, JobKinds.ScanEpisode, "Scan The Harbour Line S02E01", JobState.Retrying);
        var delivery = Job(3, "notify-ntfy", "Webhook received → Phone", JobState.Dead);
        var envelope = EventEnvelope.Of(WebhookReceived.Example, new EventCause(1), Clock.GetUtcNow());
        var fact = new GetJobTree.Node { Event = new EventRow { Id = envelope.Id, Name = envelope.Name, Version = 1, OccurredAt = envelope.OccurredAt, Data = envelope.Data } };
        fact.Children.Add(new GetJobTree.Node { Job = delivery });
        var root = new GetJobTree.Node { Job = report };
        root.Children.AddRange([fact, new GetJobTree.Node { Job = scan }]);
        var incoming = new IncomingRow { Source = "sonarr", Instance = "Sonarr", EventType = "Download", Body = "{}", ReceivedAt = Clock.GetUtcNow() };
        return new(shown == 1 ? report : scan, root, incoming, [], IsCut: false);
    }

    private JobRow Job(long id, string kind, string title, JobState state) => new()
    {
        Id = id, Kind = kind, Title = title, Payload = "", Lane = kind, State = state, Priority = 3, CreatedAt = Clock.GetUtcNow(), DueAt = Clock.GetUtcNow(),
    };
}
