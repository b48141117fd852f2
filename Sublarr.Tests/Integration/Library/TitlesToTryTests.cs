using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Library;
using Sublarr.Domain.Samples;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Infrastructure.Library;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Library;

/// <summary>What a target is tried out with.</summary>
public sealed class TitlesToTryTests : IDisposable
{
    private readonly SublarrApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task The_oldest_that_has_ids_and_a_video_is_named_with_that_video_and_sample_data_never()
    {
        var samples = Path.Combine(_app.Services.GetRequiredService<SublarrOptions>().ConfigDirectory, SampleStory.FolderName);
        await AddAsync(new TitleRow { Kind = TitleKind.Series, Name = "A Sample", TvdbId = 1, Folder = $"{samples}/A Sample" }, $"{samples}/A Sample/e1.mkv");
        await AddAsync(new TitleRow { Kind = TitleKind.Movie, Name = "No Ids", Folder = "/films/No Ids" }, "/films/No Ids/No Ids.mkv");
        await AddAsync(new TitleRow { Kind = TitleKind.Series, Name = "No Video", TvdbId = 2, Folder = "/tv/No Video" }, null);
        await AddAsync(new TitleRow { Kind = TitleKind.Series, Name = "The Harbour Line", Year = 2023, TvdbId = 400123, Folder = "/tv/The Harbour Line" }, "/tv/The Harbour Line/S02E01.mkv");
        await AddAsync(new TitleRow { Kind = TitleKind.Movie, Name = "Salt", ImdbId = "tt0944835", Folder = "/films/Salt" }, "/films/Salt/Salt.mkv");

        var both = await ListAsync();
        var tried = both[0];

        (tried.Title, tried.Media, tried.Year, tried.TvdbId, tried.Folder).ShouldBe(("The Harbour Line", MediaType.Episode, 2023, 400123, "/tv/The Harbour Line"));
        (both.Count, both[1].Title, both[1].Media).ShouldBe((2, "Salt", MediaType.Movie), "not every server has series");
        (tried.Season, tried.Episodes.Single(), tried.Files.Single()).ShouldBe((2, 1, "/tv/The Harbour Line/S02E01.mkv"));
    }

    [Fact]
    public async Task An_empty_library_has_none() => (await ListAsync()).ShouldBeEmpty();

    private Task<IReadOnlyList<MediaChange>> ListAsync() => _app.Services.GetRequiredService<ITitlesToTry>().ListAsync(CancellationToken.None);

    private async Task AddAsync(TitleRow title, string? video)
    {
        await using var context = await _app.ContextAsync();
        context.Add(title);
        await context.SaveChangesAsync();
        if (video is not null)
        {
            context.Add(new VideoRow { TitleId = title.Id, Path = video, Season = title.Kind == TitleKind.Series ? 2 : null, Episodes = title.Kind == TitleKind.Series ? "1" : "" });
            await context.SaveChangesAsync();
        }
    }
}
