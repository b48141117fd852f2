using System.Diagnostics;
using System.IO.Enumeration;
using Microsoft.EntityFrameworkCore;
using Sublarr.Bench.Fixtures;
using Sublarr.Bench.Measuring;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Web.Api;
using Sublarr.Web.Features.Library;

namespace Sublarr.Bench.Library;

/// <summary>How long a look through a large library takes, the first time and when nothing has changed, and how long its pages take then.</summary>
internal sealed class LibraryAtScale : IBenchmark
{
    private const int Rounds = 3;
    private const int Asked = 10;
    private const int WatchedFolders = 2_000;
    private const string Walk = "bare walk";
    private const string Bare = "50 rows by key";

    public string Name => "library";

    public string Conditions =>
        $"{VideoTree.Videos:N0} tiny videos with subtitles beside them in {VideoTree.Folders:N0} folders, looked through into an empty database and, unchanged, once more; limit: a bare walk "
        + "that asks size and time of each video. Then the queries of the pages and API of the library and of what is wanted, the median of ten each; limit: 50 rows by key";

    public async Task<IReadOnlyList<Finding>> MeasureAsync()
    {
        using var media = new WorkFolder();
        VideoTree.Make(media.Path);
        var samples = await Samples.OfAsync(Rounds, round => RoundAsync(round, media.Path), warmUps: 1);
        return
        [
            new(samples.Figure("first scan", "videos/s"), samples.Figure(Walk, "videos/s"), Promise.AtLeast(5_000)),
            new(samples.Figure("unchanged scan", "s"), samples.Figure($"{Walk}, whole", "s"), Promise.AtMost(3)),
            new(samples.Figure("memory of unchanged scan", "MB"), samples.Figure($"memory of {Walk}", "MB"), Promise.AtMost(40)),
            new(samples.Figure("files opened", ""), new Figure("folders watched for it", "", [WatchedFolders]), Promise.AtMost(0)),
            .. Questions.Concat(WantedAtScale.Questions).Select(name => new Finding(samples.Figure(name, "ms"), samples.Figure(Bare, "ms"), Promise.AtMost(50))),
            new(samples.Figure("worked out after a change of the profile", "videos/s"), samples.Figure("first scan", "videos/s"), Promise.None),
        ];
    }

    private static readonly string[] Questions = ["series, first page", "series, last page", "movies, last page", "series of a text", "movies of a folder", "one series", "one file"];

    private static async Task RoundAsync(Samples round, string root)
    {
        await using var engine = await Engine.StartAsync(_ => { });
        var scan = engine.Get<LibraryScan>();
        await WalkAsync(round, root);
        var start = Stopwatch.GetTimestamp();
        await ScanAsync(scan, root, expectedNews: VideoTree.Videos);
        round.Add("first scan", VideoTree.Videos / Stopwatch.GetElapsedTime(start).TotalSeconds);

        using var opened = new OpenedFiles(Directory.EnumerateDirectories(root, "*", SearchOption.AllDirectories).Take(WatchedFolders));
        round.Add("memory of unchanged scan", await Memory.MostDuringAsync(async () =>
        {
            var again = Stopwatch.GetTimestamp();
            await ScanAsync(scan, root, expectedNews: 0);
            round.Add("unchanged scan", Stopwatch.GetElapsedTime(again).TotalSeconds);
        }));
        round.Add("files opened", opened.Count());
        await WantedAtScale.ReckonAsync(round, engine);
        await AskAsync(round, engine.Get<IDbContextFactory<SublarrDbContext>>());
    }

    private static async Task WalkAsync(Samples round, string root) => round.Add($"memory of {Walk}", await Memory.MostDuringAsync(() =>
    {
        var start = Stopwatch.GetTimestamp();
        var videos = new FileSystemEnumerable<(long, DateTimeOffset)>(
            root, (ref FileSystemEntry entry) => (entry.Length, entry.LastWriteTimeUtc), new EnumerationOptions { RecurseSubdirectories = true })
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && entry.FileName.EndsWith(".mkv", StringComparison.Ordinal),
        }.Count();
        var took = Stopwatch.GetElapsedTime(start).TotalSeconds;
        round.Add(Walk, videos / took);
        round.Add($"{Walk}, whole", took);
        return Task.CompletedTask;
    }));

    private static async Task ScanAsync(LibraryScan scan, string root, int expectedNews)
    {
        var scanned = await scan.RunAsync(new ScanTurn(root), CancellationToken.None);
        if (scanned is not { Files: VideoTree.Videos } || scanned.Added + scanned.Changed != expectedNews || scanned.Removed != 0)
        {
            throw new InvalidOperationException($"The scan found {scanned?.Files} videos: {scanned?.Added} new, {scanned?.Changed} changed, {scanned?.Removed} gone.");
        }
    }

    private static async Task AskAsync(Samples round, IDbContextFactory<SublarrDbContext> contexts)
    {
        var (titles, title, video) = (new GetTitles.Handler(contexts), new GetTitle.Handler(contexts), new GetVideo.Handler(contexts));
        var (series, file) = await SomeAsync(contexts);
        Func<Task>[] questions =
        [
            () => titles.Handle(List(TitleKind.Series, 0), CancellationToken.None),
            () => titles.Handle(List(TitleKind.Series, 350), CancellationToken.None),
            () => titles.Handle(List(TitleKind.Movie, 9_950), CancellationToken.None),
            () => titles.Handle(List(TitleKind.Series, 0) with { Search = "line 0399" }, CancellationToken.None),
            () => titles.Handle(List(TitleKind.Movie, 0) with { Source = TitleRow.FolderSource }, CancellationToken.None),
            () => title.Handle(new(TitleKind.Series, series), CancellationToken.None),
            () => video.Handle(new(file), CancellationToken.None),
        ];
        round.Add(Bare, await TimeAsync(() => ByKeyAsync(contexts)));
        foreach (var (name, question) in Questions.Zip(questions).Concat(WantedAtScale.Questions.Zip(await WantedAtScale.AskedAsync(contexts))))
        {
            round.Add(name, await TimeAsync(question));
        }
    }

    private static GetTitles.Query List(TitleKind kind, int skip) => new(kind, null, null, new Paging(50, skip));

    private static async Task<(long Series, long File)> SomeAsync(IDbContextFactory<SublarrDbContext> contexts)
    {
        await using var context = await contexts.CreateDbContextAsync();
        return (await context.Titles.Where(title => title.Kind == TitleKind.Series).MaxAsync(title => title.Id), await context.Videos.MaxAsync(video => video.Id));
    }

    private static async Task ByKeyAsync(IDbContextFactory<SublarrDbContext> contexts)
    {
        await using var context = await contexts.CreateDbContextAsync();
        await context.Titles.AsNoTracking().OrderBy(title => title.Id).Take(50).ToListAsync();
    }

    // In milliseconds; the first answers are the compiler's.
    private static async Task<double> TimeAsync(Func<Task> ask)
    {
        var times = new List<double>();
        for (var turn = 0; turn < Asked; turn++)
        {
            var start = Stopwatch.GetTimestamp();
            await ask();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return Quantile.Of([.. times.Order()], 0.5);
    }
}
