using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Sublarr.Bench.Fixtures;
using Sublarr.Bench.Measuring;
using Sublarr.Domain.Library;
using Sublarr.Domain.Providers;
using Sublarr.Domain.Scoring;
using Sublarr.Infrastructure.Scoring;

namespace Sublarr.Bench.Scoring;

/// <summary>How long a person waits from the move of a slider until what would change is on the screen.</summary>
internal sealed class SliderRepaint : IBenchmark
{
    private const int Rounds = 5;
    private const int CandidatesOfSearch = 20;
    private const int Presses = 60;
    private const int DragMoves = 60;
    private const int BareEvents = 40;
    private const double Promised = 50;

    // From here on every changed search is won by a subtitle in this format, and shows its points: each move changes a number.
    private const string Slider = "ASS or SSA";
    private const string Word = ".what-if .is-new .part-format_bonus b";
    private const int Start = 110;

    private const string Other = "Series";

    private static readonly CandidateBits _named = CandidateBits.Of(ScoringKey.Series, ScoringKey.Title, ScoringKey.Season, ScoringKey.Episode);
    private static readonly CandidateBits _more = CandidateBits.Of(
        ScoringKey.Year, ScoringKey.ReleaseGroup, ScoringKey.Source, ScoringKey.AudioCodec, ScoringKey.Resolution, ScoringKey.HearingImpaired);

    public string Name => "slider";

    public string Conditions =>
        $"moves of a slider in Chromium, by key and by pointer, with {SearchArchive.Limit * CandidatesOfSearch:N0} stored candidates; from the device's event to the painted frame; limit: an event that draws one field anew";

    public async Task<IReadOnlyList<Finding>> MeasureAsync()
    {
        await using var app = await AppProcess.StartAsync(StoreSearchesAsync);
        await using var browser = await Browser.SignInAsync(app.Address);
        var page = browser.Page;
        await page.AddInitScriptAsync(Browser.ReadScript("slider-watch.js"));
        await page.GotoAsync(new Uri(app.Address, "scoring").ToString());
        var slider = page.GetByRole(AriaRole.Slider, new() { Name = Slider });
        await slider.WaitForAsync();
        await page.EvaluateAsync("names => watch.start(...names)", new[] { Slider, ".what-if", Word });
        var samples = await Samples.OfAsync(Rounds, async round =>
        {
            await MeasureBareAsync(page, round);
            await MeasureAsync(page, round, "key", () => PressAsync(page, slider));
            await MeasureAsync(page, round, "drag", () => DragAsync(page, slider));
        });
        return
        [
            .. FindingsOf(samples, "key"),
            .. FindingsOf(samples, "drag"),
        ];
    }

    private static IEnumerable<Finding> FindingsOf(Samples samples, string kind) =>
    [
        new(samples.Figure($"{kind} p50", "ms"), samples.Figure("one field p50", "ms"), Promise.AtMost(Promised)),
        new(samples.Figure($"{kind} p95", "ms"), samples.Figure("one field p95", "ms"), Promise.AtMost(Promised)),
        new(samples.Figure($"{kind}, next frame p95", "ms"), samples.Figure("one field p95", "ms"), Promise.None),
        new(samples.Figure($"{kind} max", "ms"), samples.Figure("one field max", "ms"), Promise.None),
        new(samples.Figure($"{kind} moves repainted", "moves"), samples.Figure($"{kind} moves made", "moves"), Promise.RatioAtLeast(1)),
    ];

    private static async Task MeasureBareAsync(IPage page, Samples round)
    {
        var times = new List<double>();
        for (var index = 0; index < BareEvents; index++)
        {
            times.Add(await page.EvaluateAsync<double>("name => watch.bare(name)", Other));
        }

        Add(round, "one field", times);
    }

    private static async Task MeasureAsync(IPage page, Samples round, string kind, Func<Task<int>> moveAsync)
    {
        var made = await moveAsync();
        await page.WaitForFunctionAsync("() => watch.isSettled()");
        var times = (await page.EvaluateAsync<double?[][]>("() => watch.take()")).Where(move => move is [not null, not null]).ToList();
        Add(round, kind, [.. times.Select(move => move[0]!.Value)]);
        Add(round, $"{kind}, next frame", [.. times.Select(move => move[1]!.Value)]);
        round.Add($"{kind} moves made", made);
        round.Add($"{kind} moves repainted", times.Count);
    }

    // Up and down again, each press when the one before is on the screen.
    private static async Task<int> PressAsync(IPage page, ILocator slider)
    {
        await PlaceAsync(page, slider);
        for (var index = 0; index < Presses; index++)
        {
            await page.Keyboard.PressAsync(index < Presses / 2 ? "ArrowRight" : "ArrowLeft");
            await page.WaitForFunctionAsync("() => watch.isSettled()");
        }

        return Presses;
    }

    // To the right and back, a pixel or more for each move; nobody waits for the page.
    private static async Task<int> DragAsync(IPage page, ILocator slider)
    {
        await PlaceAsync(page, slider);
        var box = (await slider.BoundingBoxAsync())!;
        var (from, to, middle) = (box.X + (box.Width * 0.45f), box.X + (box.Width * 0.85f), box.Y + (box.Height / 2));
        await page.Mouse.MoveAsync(from, middle);
        await page.Mouse.DownAsync();
        await page.WaitForFunctionAsync("() => watch.isSettled()");
        await page.EvaluateAsync("() => watch.take()");
        for (var index = 1; index <= DragMoves; index++)
        {
            var share = index <= DragMoves / 2 ? index : DragMoves - index;
            await page.Mouse.MoveAsync(from + ((to - from) * share / (DragMoves / 2)), middle);
            await Task.Delay(10);
        }

        await page.Mouse.UpAsync();
        return DragMoves;
    }

    private static async Task PlaceAsync(IPage page, ILocator slider)
    {
        await slider.FillAsync($"{Start}");
        await page.WaitForFunctionAsync("([word, value]) => document.querySelector(word)?.textContent === value", new[] { Word, $"{Start}" });
        await slider.FocusAsync();
        await page.EvaluateAsync("() => watch.take()");
    }

    private static void Add(Samples round, string name, List<double> times)
    {
        times.Sort();
        round.Add($"{name} p50", Quantile.Of(times, 0.5));
        round.Add($"{name} p95", Quantile.Of(times, 0.95));
        round.Add($"{name} max", times[^1]);
    }

    private static async Task StoreSearchesAsync(IServiceProvider services)
    {
        var archive = services.GetRequiredService<SearchArchive>();
        var random = new Random(SearchArchive.Limit);
        for (var number = 1; number <= SearchArchive.Limit; number++)
        {
            await archive.AddAsync(Search(number, random), CancellationToken.None);
        }
    }

    // A styled subtitle that matches little, among plain ones that match more: its points decide, in each search at another value.
    private static SearchResult Search(int number, Random random)
    {
        var isEpisode = number % 3 > 0;
        var title = isEpisode ? $"Harbour Lights S{number / 20:00}E{number % 20:00}" : $"A Quiet Meridian {number}";
        return new(isEpisode ? MediaType.Episode : MediaType.Movie, title, "en", [.. Enumerable.Range(0, CandidatesOfSearch).Select(place => new Candidate(
            ProviderCapabilities.All[random.Next(ProviderCapabilities.All.Count)].Name,
            "en",
            new CandidateBits(place == 0 ? _named.Value : _named.Value | ((uint)random.Next() & _more.Value)).InFormat(place == 0 ? "ass" : "srt"),
            random.Next(Candidate.HighestTrust + 1),
            $"{title.Replace(' ', '.')}.1080p.WEB-DL.{place}-TIDE",
            "TIDE"))]);
    }
}
