using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Infrastructure;
using Sublarr.Infrastructure.Channels.Webhook.Payloads;

namespace Sublarr.Tests.Unit.Webhooks;

/// <summary>The shapes that services take, from their own documents.</summary>
public sealed class PayloadPresetTests
{
    private static readonly IReadOnlyList<IPayloadPreset> Presets =
        [.. new ServiceCollection().AddAll<IPayloadPreset>(typeof(IPayloadPreset).Assembly).BuildServiceProvider().GetServices<IPayloadPreset>()];

    public static TheoryData<string, string> EachPresetAndEvent
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var preset in Presets)
            {
                foreach (var known in EventCatalog.All)
                {
                    cases.Add(preset.Name, known.Name);
                }
            }

            return cases;
        }
    }

    [Fact]
    public void Seven_are_ready()
    {
        Presets.Select(preset => preset.Name).ShouldBe(["apprise", "discord", "gotify", "home_assistant", "json", "ntfy", "slack"], ignoreOrder: true);
        Presets.ShouldAllBe(preset => preset.Hint.EndsWith('.') && preset.Label.Length > 0 && PayloadType.Read(preset.ContentType) != null);
    }

    [Theory]
    [MemberData(nameof(EachPresetAndEvent))]
    public void A_preset_makes_json_of_every_event_and_misses_no_name(string preset, string eventName)
    {
        var output = Write(preset, EventCatalog.Find(eventName)!.ExampleEvent);

        output.Problem.ShouldBeNull();
        output.Missing.ShouldBeEmpty();
    }

    [Fact]
    public void Discord_gets_an_embed_within_its_limits_and_no_mention()
    {
        var body = Body("discord", SubtitleDownloaded.Example with { Title = "@everyone " + new string('x', 5_000) });

        var embed = body.GetProperty("embeds")[0];
        embed.GetProperty("title").GetString()!.Length.ShouldBeInRange(1, 256);
        embed.GetProperty("description").GetString()!.Length.ShouldBeInRange(1, 4_096);
        embed.GetProperty("color").GetInt32().ShouldBe(2605644);
        embed.GetProperty("timestamp").GetDateTimeOffset().ShouldBe(new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero));
        body.GetProperty("allowed_mentions").GetProperty("parse").GetArrayLength().ShouldBe(0);
        body.GetProperty("username").GetString()!.Length.ShouldBeInRange(1, 80);
    }

    [Fact]
    public void Slack_gets_a_text_and_blocks_of_plain_text()
    {
        var body = Body("slack", JobFailed.Example);

        body.GetProperty("text").GetString().ShouldBe("Job failed");
        body.GetProperty("blocks").EnumerateArray().Select(block => block.GetProperty("text").GetProperty("type").GetString()).ShouldAllBe(type => type == "plain_text");
        body.GetProperty("blocks")[1].GetProperty("text").GetProperty("text").GetString()!.ShouldContain("Home Assistant failed");
    }

    [Fact]
    public void Ntfy_gets_a_topic_and_a_priority_of_one_to_five()
    {
        Body("ntfy", JobFailed.Example).GetProperty("priority").GetInt32().ShouldBe(4);
        var body = Body("ntfy", SubtitleDownloaded.Example);

        (body.GetProperty("topic").GetString(), body.GetProperty("priority").GetInt32()).ShouldBe(("sublarr", 3));
        body.GetProperty("tags").EnumerateArray().ShouldHaveSingleItem().GetString().ShouldBe("white_check_mark");
        body.GetProperty("message").GetString().ShouldBe("English subtitle for The Harbour Line S02E01 from OpenSubtitles.com, score 539");
    }

    [Fact]
    public void Gotify_gets_title_message_and_a_priority_of_zero_to_ten()
    {
        var body = Body("gotify", JobFailed.Example);

        body.GetProperty("title").GetString().ShouldBe("Job failed");
        body.GetProperty("message").GetString().ShouldNotBeNullOrEmpty();
        body.GetProperty("priority").GetInt32().ShouldBe(8);
        body.GetProperty("extras").GetProperty("client::display").GetProperty("contentType").GetString().ShouldBe("text/plain");
    }

    [Fact]
    public void Apprise_gets_a_body_and_one_of_its_four_types()
    {
        var types = EventCatalog.All.Select(known => Body("apprise", known.ExampleEvent).GetProperty("type").GetString()).ToList();

        types.ShouldAllBe(type => type == "info" || type == "success" || type == "warning" || type == "failure");
        Body("apprise", JobFailed.Example).GetProperty("type").GetString().ShouldBe("failure");
        Body("apprise", SubtitleDownloaded.Example).GetProperty("body").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public void Home_Assistant_gets_what_its_automations_show_and_decide_by()
    {
        var body = Body("home_assistant", SubtitleDownloaded.Example);

        body.EnumerateObject().Select(member => member.Name).ShouldBe(["title", "message", "tone", "event", "id", "timestamp", "test", "data"]);
        (body.GetProperty("title").GetString(), body.GetProperty("tone").GetString(), body.GetProperty("event").GetString()).ShouldBe(("Subtitle downloaded", "good", "subtitle_downloaded"));
        body.GetProperty("message").GetString().ShouldBe("English subtitle for The Harbour Line S02E01 from OpenSubtitles.com, score 539");
        body.GetProperty("test").ValueKind.ShouldBe(JsonValueKind.False);
        body.GetProperty("data").GetProperty("score").GetInt32().ShouldBe(539);
    }

    [Fact]
    public void Json_for_anybody_has_each_field_with_its_label_and_the_event_itself()
    {
        var body = Body("json", JobFailed.Example with { Reason = "\"quoted\"\r\nand </script>" });

        (body.GetProperty("event").GetString(), body.GetProperty("title").GetString(), body.GetProperty("tone").GetString()).ShouldBe(("job_failed", "Job failed", "bad"));
        var reason = body.GetProperty("fields").EnumerateArray().Single(field => field.GetProperty("name").GetString() == "reason");
        reason.GetProperty("label").GetString().ShouldBe("Reason");
        reason.GetProperty("value").GetString()!.ShouldContain("</script>");
        body.GetProperty("data").GetProperty("attempts").GetInt32().ShouldBe(8);
    }

    private static JsonElement Body(string preset, IDomainEvent fact)
    {
        using var document = JsonDocument.Parse(Write(preset, fact).Bytes);
        return document.RootElement.Clone();
    }

    private static PayloadOutput Write(string name, IDomainEvent fact)
    {
        var preset = Presets.Single(each => each.Name == name);
        var envelope = EventEnvelope.Of(fact, EventCause.None, new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero));
        return WebhookPayload.Read(preset.Template, preset.ContentType, out _)!.Write(envelope, EventBody.Write(envelope, "Sublarr", isTest: false));
    }
}
