using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Library;
using Sublarr.Domain.Providers;
using Sublarr.Domain.Releases;
using Sublarr.Infrastructure.Providers;

namespace Sublarr.Tests.Fixtures;

/// <summary>Providers on a real database, asked as a search asks them.</summary>
internal sealed class ProviderLab : IAsyncDisposable
{
    private ProviderLab(Engine engine, ImpatientClock clock) => (Engine, Clock) = (engine, clock);

    public Engine Engine { get; }

    public ImpatientClock Clock { get; }

    /// <summary>An episode that every fake has.</summary>
    public static ProviderQuery Episode { get; } = new(MediaType.Episode, "Harbor Lights", [English, Brazilian])
    {
        Season = 2, Episodes = [5], Year = 2020, Ids = new(Imdb: 9000001, Tmdb: 77001, Tvdb: 990001),
        FileName = "Harbor.Lights.S02E05.1080p.WEB.H264-GROUPA.mkv", Release = ReleaseName.Parse("Harbor.Lights.S02E05.1080p.WEB.H264-GROUPA"),
    };

    /// <summary>A movie that every fake has.</summary>
    public static ProviderQuery Movie { get; } = new(MediaType.Movie, "Paper Comet", [English])
    {
        Year = 2019, Ids = new(Imdb: 8100001, Tmdb: 500001), Release = ReleaseName.Parse("Paper.Comet.2019.1080p.BluRay.x264-GROUPC"),
    };

    public static LanguageCode English => LanguageCode.Find("en")!.Value;

    public static LanguageCode Brazilian => LanguageCode.Find("pt-BR")!.Value;

    /// <param name="folder">What another has left; null for nothing.</param>
    /// <param name="animeIds">Where the list of ids of anime is; empty for nowhere.</param>
    public static async Task<ProviderLab> StartAsync(TemporaryFolder? folder = null, string animeIds = "")
    {
        var clock = new ImpatientClock();
        return new(await Engine.StartAsync(Engine.WithoutSchedules, clock, folder, set: options => options.AnimeIdsAddress = animeIds), clock);
    }

    /// <summary>Switches a provider on, with settings by their names.</summary>
    public async Task SetUpAsync(string provider, params (string Name, string Value)[] settings)
    {
        var row = new ProviderRow(provider);
        var sent = new JsonObject();
        foreach (var (name, value) in settings)
        {
            // Of two the last one counts.
            sent[name] = value;
        }

        var form = Engine.Get<ProviderDirectory>().FormOf(provider)!;
        form.ProblemsOf(row, sent, []).ShouldBeEmpty();
        row.Edit(isEnabled: true, form.Change(row, sent).Stored);
        await using var context = await Engine.ContextAsync();
        context.Add(row);
        await context.SaveChangesAsync();
    }

    public Task<SearchAnswer> SearchAsync(ProviderQuery query) => Engine.Get<ProviderSearch>().SearchAsync(query, CancellationToken.None);

    /// <summary>What the only one that is switched on found, without a failure.</summary>
    public async Task<IReadOnlyList<FoundSubtitle>> FoundAsync(ProviderQuery query)
    {
        var answered = (await SearchAsync(query)).Providers.ShouldHaveSingleItem();
        answered.Failure.ShouldBeNull();
        return answered.Found;
    }

    /// <summary>What kept the only one that is switched on from answering.</summary>
    public async Task<ProviderFailure> FailureAsync(ProviderQuery query) => (await SearchAsync(query)).Providers.ShouldHaveSingleItem().Failure.ShouldNotBeNull();

    public Task<DownloadedSubtitle> FetchAsync(FoundSubtitle subtitle, DownloadPurpose purpose = DownloadPurpose.Person) =>
        Engine.Get<ProviderDownload>().FetchAsync(subtitle, purpose, CancellationToken.None);

    public async Task<ProviderFailure> FetchFailureAsync(FoundSubtitle subtitle) => (await Should.ThrowAsync<ProviderException>(() => FetchAsync(subtitle))).Failure;

    /// <summary>How a provider fares.</summary>
    public async Task<ProviderState> StateAsync(string provider)
    {
        await using var context = await Engine.ContextAsync();
        return await context.ProviderStates.AsNoTracking().SingleOrDefaultAsync(state => state.Name == provider) ?? new ProviderState(provider);
    }

    /// <summary>The steps of a test, as "reached + key accepted -", and what the last of them says.</summary>
    public async Task<(string Steps, string Last)> TestAsync(string provider)
    {
        var known = (await Engine.Get<ProviderDirectory>().FindAsync(provider, CancellationToken.None))!;
        var steps = new List<TestStep>();
        await foreach (var step in Engine.Get<ProviderTrial>().RunAsync(known, known.Row, CancellationToken.None))
        {
            steps.Add(step);
        }

        return (string.Join(' ', steps.Select(step => $"{step.Name} {(step.Ok ? '+' : '-')}")), steps[^1].Message);
    }

    public ValueTask DisposeAsync() => Engine.DisposeAsync();
}
