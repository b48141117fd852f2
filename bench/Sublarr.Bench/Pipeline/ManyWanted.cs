using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Bench.Fixtures;
using Sublarr.Bench.Measuring;
using Sublarr.Domain.Providers;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Providers;
using Sublarr.Infrastructure.Settings;
using Sublarr.Infrastructure.Wanted;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Bench.Pipeline;

/// <summary>A thousand wanted subtitles, looked for at three providers, ranked, fetched, judged and written.</summary>
internal sealed class ManyWanted : IBenchmark
{
    private const int Rounds = 2;
    private const int Movies = 1_000;

    private static readonly TimeSpan patience = TimeSpan.FromMinutes(5);

    public string Name => "pipeline";

    public string Conditions =>
        $"{Movies:N0} wanted subtitles by one press of Search all, three providers over HTTP in this process that answer in {SubtitleServer.Slowness.TotalMilliseconds} ms and take 125 requests a second; "
        + "limit: nothing but the answers waited for, four videos at a time";

    public async Task<IReadOnlyList<Finding>> MeasureAsync()
    {
        var samples = await Samples.OfAsync(Rounds, RoundAsync, warmUps: 1);
        var limit = new Figure("two answers for each, four at a time", "items/s", [4 / (2 * SubtitleServer.Slowness.TotalSeconds)]);
        var memory = samples.Figure("memory", "MB");
        return [new(samples.Figure("searched and written", "items/s"), limit, Promise.AtLeast(50)), new(memory, memory, Promise.AtMost(60))];
    }

    private static async Task RoundAsync(Samples round)
    {
        using var media = new WorkFolder();
        for (var movie = 1; movie <= Movies; movie++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"A Long Way {movie:0000} ({1960 + (movie % 60)})");
            await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(Path.Combine(media.Path, name)).FullName, $"{name} [Bluray-1080p][x264]-GRP1.mkv"), "video");
        }

        await using var server = await FakeService.StartAsync<SubtitleServer>();
        server.Takes = SubtitleServer.Slowness;
        await using var engine = await Engine.StartAsync(services => services.AddSettingsOf(typeof(ServedProvider).Assembly)
            .AddSingleton<ISubtitleProvider, FirstServed>().AddSingleton<ISubtitleProvider, SecondServed>().AddSingleton<ISubtitleProvider, ThirdServed>());
        await SwitchOnAsync(engine, server);
        await engine.Get<LibraryScan>().RunAsync(new ScanTurn(media.Path), CancellationToken.None);
        await UntilAsync(engine, Movies);

        double took = 0;
        round.Add("memory", await Memory.MostDuringAsync(async () =>
        {
            var start = Stopwatch.GetTimestamp();
            await engine.Get<IWantedDesk>().SearchAsync(new WantedFilter(), CancellationToken.None);
            await UntilAsync(engine, 0);
            took = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }));
        round.Add("searched and written", Movies / took);
        if (Directory.EnumerateFiles(media.Path, "*.en.srt", SearchOption.AllDirectories).Count() is var written && written != Movies)
        {
            throw new InvalidOperationException($"{written} subtitles were written, and not {Movies}.");
        }
    }

    private static async Task SwitchOnAsync(Engine engine, SubtitleServer server)
    {
        await using var context = await engine.Get<IDbContextFactory<SublarrDbContext>>().CreateDbContextAsync();
        var codec = engine.Get<ChannelSettings>();
        foreach (var (name, settings) in new[]
        {
            ("first-served", codec.Write(new FirstServedSettings { BaseUrl = server.Url })), ("second-served", codec.Write(new SecondServedSettings { BaseUrl = server.Url })),
            ("third-served", codec.Write(new ThirdServedSettings { BaseUrl = server.Url })),
        })
        {
            var row = new ProviderRow(name);
            row.Edit(isEnabled: true, settings);
            context.Add(row);
        }

        await context.SaveChangesAsync();
    }

    private static async Task UntilAsync(Engine engine, int wanted)
    {
        var (contexts, start) = (engine.Get<IDbContextFactory<SublarrDbContext>>(), Stopwatch.GetTimestamp());
        while (true)
        {
            await using var context = await contexts.CreateDbContextAsync();
            if (await context.Wanted.CountAsync() == wanted)
            {
                return;
            }

            if (Stopwatch.GetElapsedTime(start) > patience)
            {
                throw new InvalidOperationException($"{await context.Wanted.CountAsync()} are wanted, and not {wanted}. The first: {await context.Wanted.Select(row => row.Note).FirstOrDefaultAsync()}");
            }

            await Task.Delay(20);
        }
    }
}
