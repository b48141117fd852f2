using System.Globalization;
using System.Text;
using System.Text.Json;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Incoming;
using Sublarr.Infrastructure.Channels.Ntfy;
using Sublarr.Infrastructure.Incoming;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Notifications;

/// <summary>Titles that are markup somewhere, in templates of a person's own, through every service that people are told through.</summary>
public sealed class HostileTitleTests
{
    private const string Family = "👨‍👩‍👧‍👦";

    private static readonly string[] Titles =
    [
        "@everyone @here <@&42> <@U1> <!channel> @somebody_else",
        "**b** __u__ ~~s~~ `c` ||d|| *i* _i_ ~s~ [a](https://example.org) # h > q \\",
        "<b>b</b> <script>alert(1)</script> <img src=x onerror=alert(1)> &amp; &lt;",
        "A\r\nBcc: somebody@example.org\r\nX-Priority: 1\r\n\r\nNew body",
        "A\u2028B\u2029C\u0085D\u0000E\u001b[31mF",
        "{{summary}} {{{data}}} {{#bad}} {{/x}}",
        "\"; DROP TABLE jobs; -- ' \" %0d%0a ${x}",
        $"{Family} e\u0301 日本語 Ελλάδα",
    ];

    public static TheoryData<string, int> Every
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var target in MessageTarget.All.Keys)
            {
                for (var title = 0; title < Titles.Length; title++)
                {
                    data.Add(target, title);
                }
            }

            return data;
        }
    }

    public static TheoryData<string> Targets => [.. MessageTarget.All.Keys];

    [Fact]
    public void Each_channel_that_tells_people_is_tried() =>
        MessageTarget.All.Keys.Where(target => target != MessageTarget.Mattermost).Order().ShouldBe(
            typeof(NtfyChannel).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IDeliveryChannel)) && type is { IsAbstract: false, Namespace: not null })
                .Where(type => type.Namespace!.Split('.')[^1] is not ("Script" or "Webhook" or "Kodi" or "Jellyfin" or "Emby" or "Plex" or "MediaServers"))
                .Select(type => type.Namespace!.Split('.')[^1].ToLowerInvariant()).Order());

    [Theory]
    [MemberData(nameof(Every))]
    public async Task A_title_is_shown_as_it_is_written_and_does_nothing(string target, int title)
    {
        var hostile = Titles[title];
        var plain = string.Concat(hostile.Select(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029' ? ' ' : letter));

        var sent = await MessageTarget.All[target](ChannelLab<NtfyChannel>.Downloaded(hostile), "{{title}}", "{{title}}\n{{{title}}}");

        sent.Danger.ShouldBeNull();
        sent.Shown(sent.Title).ShouldBe(plain);
        sent.Shown(sent.Text).ShouldBe($"{plain}\n{plain}");
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task A_title_that_is_too_long_is_cut_and_no_character_in_two(string target)
    {
        var title = string.Concat(Enumerable.Repeat($"{Family}*@", 2000));

        var sent = await MessageTarget.All[target](ChannelLab<NtfyChannel>.Downloaded(title), "{{title}}", "{{title}}");

        foreach (var text in new[] { sent.Title, sent.Text })
        {
            var shown = sent.Shown(text);
            (shown == title || shown.EndsWith('…')).ShouldBeTrue($"{text.Length} units, and no end");
            title.ShouldStartWith(shown.TrimEnd('…'), Case.Sensitive);
            Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(shown)).ShouldBe(shown, "half a character");
            ElementsOf(shown.TrimEnd('…')).Distinct().ShouldBeSubsetOf([Family, "*", "@"]);
        }
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task What_Sonarr_gives_as_a_reason_is_shown_and_does_nothing(string target)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new { eventType = "ManualInteractionRequired", series = new { title = "The Harbour Line" }, downloadStatusMessages = new[] { new { title = "x", messages = Titles } } });

        var sent = await MessageTarget.All[target](WebhookReceivedHandler.EventOf(ArrReportReader.Read(ArrSource.Sonarr, body)), "{{event_label}}", "{{summary}}");

        sent.Danger.ShouldBeNull();
        sent.Shown(sent.Text).ShouldStartWith("Sonarr needs a person for The Harbour Line: @everyone @here <@&42> <@U1> <!channel> @somebody_else; **b** __u__");
    }

    private static IEnumerable<string> ElementsOf(string text)
    {
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            yield return elements.GetTextElement();
        }
    }
}
