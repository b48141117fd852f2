using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.EndToEnd;

/// <summary>A translator in the browser puts elements of its own in the place of texts, and leaves alone what says so.</summary>
public sealed class TranslationTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Translate =
        """
        const translate = root => {
            const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
            const texts = [];
            while (walker.nextNode()) {
                const text = walker.currentNode;
                if (text.data.trim() && text.parentElement && !text.parentElement.closest("[translate=no], script, style, .notranslate, font, textarea")) {
                    texts.push(text);
                }
            }
            for (const text of texts) {
                const font = document.createElement("font");
                font.innerHTML = "<font></font>";
                font.firstChild.textContent = text.data.toUpperCase();
                text.replaceWith(font);
            }
        };
        translate(document.body);
        new MutationObserver(changes => changes.forEach(change => change.addedNodes.forEach(node => translate(node.nodeType === 3 ? node.parentNode ?? node : node))))
            .observe(document.body, { childList: true, subtree: true });
        """;

    [Fact]
    public async Task A_translated_page_keeps_counting()
    {
        await using var app = new SublarrApp();
        var page = await chromium.OpenAsync(app.Listen());
        await app.SignInAsync(page);
        var faults = Faults(page);
        await page.GotoAsync(new Uri(app.ClientOptions.BaseAddress, "/jobs").ToString());
        await Assertions.Expect(page.GetByText("No work yet")).ToBeVisibleAsync();
        await page.EvaluateAsync(Translate);

        for (var round = 1; round <= 3; round++)
        {
            await ReportAsync(app, round);
            await Assertions.Expect(page.Locator(".state-succeeded .number")).ToHaveTextAsync($"{round}");
        }

        faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("log")]
    [InlineData("events")]
    [InlineData("jobs")]
    [InlineData("webhooks")]
    [InlineData("hooks")]
    [InlineData("audit")]
    [InlineData("scoring")]
    [InlineData("settings")]
    public async Task A_translated_page_lives_on_through_changes_and_the_way_to_the_next(string path)
    {
        await using var app = new SublarrApp();
        var page = await chromium.OpenAsync(app.Listen());
        await app.SignInAsync(page);
        var faults = Faults(page);
        await page.GotoAsync(new Uri(app.ClientOptions.BaseAddress, path).ToString());
        await Assertions.Expect(page.Locator("main h1")).ToBeVisibleAsync();
        await page.EvaluateAsync(Translate);

        await app.Services.GetRequiredService<IEventBus>().PublishAsync(
            (SubtitleDownloaded)EventCatalog.Find("subtitle_downloaded")!.ExampleEvent, EventCause.None, CancellationToken.None);
        await page.Locator("#navigation a[href=events]").ClickAsync();
        // The page before it may have rows too.
        await Assertions.Expect(page.Locator("main table a.row-link", new() { HasText = "English subtitle for The Harbour Line S02E01 from OpenSubtitles.com" })).ToBeVisibleAsync();
        await page.Locator("#navigation a[href=webhooks]").ClickAsync();
        await Assertions.Expect(page.Locator("main a[href='webhooks/new']").First).ToBeVisibleAsync();

        faults.ShouldBeEmpty();
    }

    private static List<string> Faults(IPage page)
    {
        var faults = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                faults.Add(message.Text);
            }
        };
        page.PageError += (_, error) => faults.Add(error);
        return faults;
    }

    private static async Task ReportAsync(SublarrApp app, int number)
    {
        using var sonarr = new HttpClient { BaseAddress = app.ClientOptions.BaseAddress };
        sonarr.DefaultRequestHeaders.Add("X-Api-Key", app.ApiKey);
        using var answer = await System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(sonarr, "/webhooks/sonarr", new
        {
            eventType = "Download",
            instanceName = "Sonarr",
            series = new { id = number, title = $"Series {number}", path = $"/tv/{number}", tvdbId = number },
            episodes = new[] { new { id = number, episodeNumber = 1, seasonNumber = 1, title = "Pilot" } },
            episodeFile = new { id = number, relativePath = "a.mkv", path = $"/tv/{number}/a.mkv" },
        });
        answer.EnsureSuccessStatusCode();
    }
}
