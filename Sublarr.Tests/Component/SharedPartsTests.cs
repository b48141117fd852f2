using System.Text.Json;
using System.Text.Json.Nodes;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Messages;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Web.Components.Shared;
using Sublarr.Web.Features.Jobs;
using Sublarr.Web.Live;

namespace Sublarr.Tests.Component;

public sealed class SharedPartsTests : UserInterface
{
    [Fact]
    public void A_relative_time_stays_true_by_itself()
    {
        var time = Render<RelativeTime>(parameters => parameters.Add(part => part.At, Clock.GetUtcNow()));
        time.Find("time").TextContent.ShouldBe("just now");

        Clock.Advance(TimeSpan.FromSeconds(30));
        time.WaitForAssertion(() => time.Find("time").TextContent.ShouldBe("30 s ago"));

        Clock.Advance(TimeSpan.FromMinutes(2));
        time.WaitForAssertion(() => time.Find("time").TextContent.ShouldBe("2 min ago"));
    }

    [Theory]
    [InlineData(FailureClass.BlockedByPolicy, 1)]
    [InlineData(FailureClass.Refused, 0)]
    public void An_attempt_that_was_not_allowed_leads_to_where_that_is_set(FailureClass failure, int links)
    {
        var attempt = new AttemptRow { Outcome = "retry_later", Reason = "It was not sent.", Failure = failure, StartedAt = Clock.GetUtcNow() };

        var card = Render<AttemptCard>(parameters => parameters.Add(part => part.Attempt, attempt).Add(part => part.Heading, "Attempt 1"));

        card.FindAll("a[href='settings#egress']").Count.ShouldBe(links);
    }

    [Theory]
    [InlineData(true, "Failed, tried again later")]
    [InlineData(false, "Failed")]
    public void An_attempt_promises_another_only_when_one_was_set(bool isSet, string outcome)
    {
        var attempt = new AttemptRow { Outcome = "retry_later", StartedAt = Clock.GetUtcNow(), NextAttemptAt = isSet ? Clock.GetUtcNow().AddMinutes(5) : null };

        var card = Render<AttemptCard>(parameters => parameters.Add(part => part.Attempt, attempt).Add(part => part.Heading, "Attempt 1"));

        card.Find(".badge").TextContent.ShouldBe(outcome);
        card.Markup.Contains("Next attempt", StringComparison.Ordinal).ShouldBe(isSet);
    }

    [Fact]
    public async Task The_exact_time_is_on_the_clock_of_the_browser()
    {
        JSInterop.Setup<string?>("sublarr.timeZone").SetResult("Asia/Tokyo");
        await Services.GetRequiredService<BrowserTime>().FindZoneAsync(JSInterop.JSRuntime, CancellationToken.None);

        var time = Render<RelativeTime>(parameters => parameters.Add(part => part.At, Clock.GetUtcNow()));

        time.Find("time").GetAttribute("title").ShouldBe("Thursday, 15 January 2026, 21:00:00 (Asia/Tokyo)");
    }

    [Theory]
    [InlineData(-90, "1 min ago")]
    [InlineData(90, "in 1 min")]
    [InlineData(-7200, "2 h ago")]
    [InlineData(-90000, "1 day ago")]
    public void Times_are_said_as_people_say_them(int seconds, string text)
    {
        var time = Render<RelativeTime>(parameters => parameters.Add(part => part.At, Clock.GetUtcNow().AddSeconds(seconds)));

        time.Find("time").TextContent.ShouldBe(text);
    }

    [Theory]
    [InlineData(JobState.Succeeded, "Succeeded")]
    [InlineData(JobState.Dead, "Failed")]
    [InlineData(JobState.Retrying, "Will retry")]
    public void A_state_has_a_word_and_a_style(JobState state, string word)
    {
        var badge = Render<StateBadge>(parameters => parameters.Add(part => part.State, state));

        badge.Find(".badge").TextContent.ShouldEndWith(word);
        badge.Find(".badge").ClassList.ShouldContain($"state-{state.ToString().ToLowerInvariant()}");
    }

    [Fact]
    public void Json_is_indented_and_other_text_is_left_alone()
    {
        var json = Render<JsonView>(parameters => parameters.Add(part => part.Json, """{"name":"Zoë","ok":true,"n":[1]}"""));
        var text = Render<JsonView>(parameters => parameters.Add(part => part.Json, "{not json"));

        json.Find("pre").TextContent.ShouldBe("{\n  \"name\": \"Zoë\",\n  \"ok\": true,\n  \"n\": [\n    1\n  ]\n}");
        json.FindAll(".json-name").Count.ShouldBe(3);
        text.Find("pre").TextContent.ShouldBe("{not json");
    }

    [Fact]
    public void A_second_click_while_the_first_is_at_work_does_nothing()
    {
        var answer = new TaskCompletionSource<object?>();
        Mediator.OnAsync<RunJobAgain.Command>(_ => answer.Task);
        var actions = Render<JobActions>(parameters => parameters.Add(part => part.JobId, 5).Add(part => part.State, JobState.Dead));
        var button = actions.Find("button");

        button.Click();
        button.Click();
        answer.SetResult(new RunJobAgain.Result(RunAgainAnswer.Queued));

        actions.WaitForAssertion(() => actions.Find("button").HasAttribute("disabled").ShouldBeFalse());
        Mediator.Received.ShouldHaveSingleItem().ShouldBe(new RunJobAgain.Command(5));
    }

    [Fact]
    public void Every_event_of_the_catalog_has_a_sentence_of_its_own()
    {
        foreach (var descriptor in EventCatalog.All)
        {
            var sentence = EventSentence.Of(descriptor.Name, descriptor.Example.GetRawText());

            sentence.Text.ShouldNotBe(descriptor.Label, descriptor.Name);
        }
    }

    [Fact]
    public void Every_event_calls_its_providers_as_people_call_them()
    {
        var concerned = EventCatalog.All.Where(descriptor => descriptor.Fields.Any(field => field.Name is "provider" or "providers")).ToList();

        concerned.Count.ShouldBeGreaterThanOrEqualTo(5);
        foreach (var descriptor in concerned)
        {
            var data = JsonNode.Parse(descriptor.Example.GetRawText())!.AsObject();
            foreach (var field in data.Where(field => field.Key is "provider" or "providers").Select(field => field.Key).ToList())
            {
                data[field] = field == "provider" ? "subdl" : new JsonArray("subdl", "opensubtitles");
            }

            var envelope = EventEnvelope.Of(
                (IDomainEvent)data.Deserialize(descriptor.PayloadType, EventJson.Options)!, EventCause.None, new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero));
            using var values = EventValues.Of(envelope, JsonElement.Parse($$"""{"data":{{data.ToJsonString()}}}"""), withFields: true);
            string[] said =
            [
                EventSentence.Of(descriptor.Name, envelope.Data).Text,
                Message.Usual(envelope).Text,
                values.RootElement.GetProperty("summary").GetString()!,
                .. values.RootElement.GetProperty("fields").EnumerateArray().Select(field => field.GetProperty("value").GetString()!),
                .. PayloadField.Of(descriptor.Name, envelope.Data).Select(field => field.Value),
            ];
            said.ShouldAllBe(text => !text.Contains("subdl", StringComparison.Ordinal) && !text.Contains("opensubtitles", StringComparison.Ordinal), descriptor.Name);
            said.ShouldContain(text => text.Contains("SubDL", StringComparison.Ordinal), descriptor.Name);
        }
    }

    [Theory]
    [InlineData("deliver", "Delivery")]
    [InlineData("notify-ntfy", "Notification by ntfy")]
    [InlineData("notify-unheard", "Notification by unheard")]
    [InlineData("scheduled-arr-check", "Scheduled Sonarr/Radarr check")]
    [InlineData("lay-eggs", "Lay eggs")]
    public void A_kind_of_job_is_said_in_words(string kind, string said) => JobKindText.Of(kind).ShouldBe(said);

    [Fact]
    public void A_payload_is_told_in_words_and_without_JSON()
    {
        var fields = PayloadField.Of("webhook_received", EventCatalog.Find("webhook_received")!.Example.GetRawText()).ToDictionary(field => field.Name);

        (fields["event_type"].Label, fields["seasons"].Value).ShouldBe(("Event type", "Season: 2\nEpisodes: 1"));
        fields["files"].Value.ShouldContain("Size: 2.15 GB\nSeason: 2");
        fields.Values.ShouldAllBe(field => !field.Value.Contains('{') && !field.Value.Contains('['));
        PayloadField.Of("subtitle_downloaded", """{"language":"pt-BR"}""").ShouldHaveSingleItem().Value.ShouldBe("Portuguese (Brazil)");
    }

    [Fact]
    public void An_event_of_another_version_is_called_by_its_label() =>
        EventSentence.Of("subtitle_downloaded", """{"media_id":"not a number"}""").Text.ShouldBe("Subtitle downloaded");
}
