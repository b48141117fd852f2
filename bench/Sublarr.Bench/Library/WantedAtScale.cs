using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Sublarr.Bench.Fixtures;
using Sublarr.Bench.Measuring;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Languages;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Wanted;
using Sublarr.Web.Api;
using Sublarr.Web.Features.Wanted;

namespace Sublarr.Bench.Library;

/// <summary>What a change of the profile costs in a large library, and how long the list of what is wanted takes then: two subtitles for each video.</summary>
internal static class WantedAtScale
{
    /// <summary>The questions, by their names in the table.</summary>
    public static readonly string[] Questions = ["wanted, first page", "wanted, last page", "wanted, one language", "wanted of movies", "wanted of a text", "wanted of one title"];

    /// <summary>Has every video want two languages that it lacks; adds how many were worked out in a second.</summary>
    public static async Task ReckonAsync(Samples round, Engine engine)
    {
        await using (var context = await engine.Get<IDbContextFactory<SublarrDbContext>>().CreateDbContextAsync())
        {
            var profile = await context.LanguageProfiles.SingleAsync(profile => profile.Id == LanguageProfile.FirstId);
            profile.Edit(profile.Terms with { Wanted = [new(LanguageCode.Find("fr")!.Value), new(LanguageCode.Find("it")!.Value)] });
            await context.SaveChangesAsync();
        }

        var (reckoning, start) = (engine.Get<WantedReckoning>(), Stopwatch.GetTimestamp());
        await reckoning.FollowProfilesAsync(CancellationToken.None);
        while (await reckoning.SomeAsync(CancellationToken.None))
        {
        }

        round.Add("worked out after a change of the profile", VideoTree.Videos / Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    /// <summary>What the page and the API ask, in the order of <see cref="Questions"/>.</summary>
    public static async Task<Func<Task>[]> AskedAsync(IDbContextFactory<SublarrDbContext> contexts)
    {
        await using var context = await contexts.CreateDbContextAsync();
        var wanted = await context.Wanted.CountAsync();
        if (wanted != 2 * VideoTree.Videos)
        {
            throw new InvalidOperationException($"{wanted} subtitles are wanted, and not two for each video.");
        }

        var handler = new GetWanted.Handler(contexts);
        Func<Task> Ask(WantedFilter filter, int skip = 0) => () => handler.Handle(new(filter, new Paging(50, skip)), CancellationToken.None);
        return
        [
            Ask(new()), Ask(new(), wanted - 50), Ask(new() { Language = "it" }), Ask(new() { Kind = TitleKind.Movie }), Ask(new() { Search = "line 0399" }), Ask(new() { TitleId = 1 }),
        ];
    }
}
