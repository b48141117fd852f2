using System.Text;
using Microsoft.Playwright;
using Sublarr.Bench.Fixtures;
using Sublarr.Bench.Incoming;
using Sublarr.Bench.Measuring;
using Sublarr.Bench.Webhooks;

namespace Sublarr.Bench.Weight;

/// <summary>What the app has of the machine's memory: after its start, and how much it keeps of what work took.</summary>
internal sealed class MemoryKept : IBenchmark
{
    private const int Browsers = 2;
    private const int Webhooks = 3;
    private const int Events = 20_000;
    private const int Connections = 16;
    private const int Bodies = 20;
    private const int BodyLength = 4 * 1024 * 1024;

    private static readonly TimeSpan AfterStart = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongRest = TimeSpan.FromMinutes(5);

    private static readonly string[] Pages =
    [
        "", "events", "log", "jobs", "hooks", "webhooks", "webhooks/new", "notifications", "library", "wanted", "scoring", "providers", "schedules", "settings", "audit",
    ];

    public string Name => "weight";

    public string Conditions =>
        $"Resident memory of the published app {AfterStart.TotalSeconds:0} s after its start; {Rest.TotalMinutes:0} min after {Browsers} browsers opened {Pages.Length} pages each; "
        + $"{LongRest.TotalMinutes:0} min after {Events} events with {Webhooks} webhooks; {Rest.TotalMinutes:0} min after {Bodies} bodies of 4 MiB at once; limit: a bare Kestrel";

    public async Task<IReadOnlyList<Finding>> MeasureAsync()
    {
        await using var app = await PublishedApp.StartAsync();
        using var bare = await BareReceiver.StartAsync();
        var limit = new Figure("a bare Kestrel", "MB", [Megabytes(bare.ResidentMemory)]);
        await Task.Delay(AfterStart);
        var started = Megabytes(app.ResidentMemory);

        await OpenPagesAsync(app);
        await Task.Delay(Rest);
        var opened = Megabytes(app.ResidentMemory);

        await PublishEventsAsync(app);
        var most = Megabytes(app.ResidentMemory);
        await Task.Delay(LongRest);
        var worked = Megabytes(app.ResidentMemory);

        await PostBodiesAsync(app);
        await Task.Delay(Rest);
        var beyond = Megabytes(app.ResidentMemory) - worked;
        return
        [
            new(new("memory after the start", "MB", [started]), limit, Promise.None),
            new(new("memory after pages", "MB", [opened]), limit, Promise.None),
            new(new("memory as the last event is delivered", "MB", [most]), limit, Promise.None),
            new(new("memory after events", "MB", [worked]), limit, Promise.None),
            new(new("memory beyond that after large bodies", "MB", [beyond]), limit, Promise.AtMost(40)),
        ];
    }

    private static double Megabytes(long bytes) => bytes / 1e6;

    private static async Task OpenPagesAsync(AppProcess app)
    {
        for (var number = 0; number < Browsers; number++)
        {
            await using var browser = await Browser.SignInAsync(app.Address);
            foreach (var page in Pages)
            {
                await browser.Page.GotoAsync(new Uri(app.Address, page).ToString());
                await Assertions.Expect(browser.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
                await Assertions.Expect(browser.Page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
            }
        }
    }

    private static async Task PublishEventsAsync(AppProcess app)
    {
        await using var receiver = await LocalReceiver.StartAsync();
        for (var number = 1; number <= Webhooks; number++)
        {
            await app.AddWebhookAsync($"Webhook {number}", receiver.Address);
        }

        using var load = new LoadGenerator(app.Port, Connections);
        load.FlatOut(Events);
        await app.UntilIdleAsync();
    }

    // As Sonarr's, and something that nobody asks for beside it.
    private static async Task PostBodiesAsync(AppProcess app)
    {
        using var client = app.OpenApi();
        await Task.WhenAll(Enumerable.Range(0, Bodies).Select(async number =>
        {
            var head = $$"""{"eventType":"Grab","series":{"id":{{number + 1}},"title":"Harbor Lights"},"rest":" """;
            using var body = new StringContent(head.PadRight(BodyLength - 2, 'x') + "\"}", Encoding.UTF8, "application/json");
            using var answer = await client.PostAsync("webhooks/sonarr", body);
            answer.EnsureSuccessStatusCode();
        }));
    }
}
