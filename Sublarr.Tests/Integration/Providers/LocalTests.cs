using Sublarr.Domain.Providers;
using Sublarr.Domain.Scoring;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Providers;

/// <summary>A folder of subtitles, of real files.</summary>
public sealed class LocalTests : IAsyncLifetime
{
    private const string Name = "local";

    private readonly TemporaryFolder _folder = new();
    private ProviderLab _lab = null!;

    public async Task InitializeAsync()
    {
        _lab = await ProviderLab.StartAsync();
        await WriteAsync("Harbor.Lights.S02E05.1080p.WEB.H264-GROUPA.en.sdh.srt");
        await WriteAsync("Harbor.Lights.S02E05.720p.HDTV-X.pt-BR.ass");
        await WriteAsync("Harbor.Lights.S02E06.1080p.WEB.en.srt");
        await WriteAsync("Another.Show.S02E05.en.srt");
        await WriteAsync("Harbor Lights/Season 2/S02E05.en.forced.srt");
        await WriteAsync("Paper.Comet.2019.1080p.BluRay-X.srt");
        await WriteAsync("Paper.Comet.1968.en.srt");
        await WriteAsync("notes.txt");
    }

    public async Task DisposeAsync()
    {
        await _lab.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_episode_is_found_by_names_of_files_and_of_folders()
    {
        await SetUpAsync();

        var found = (await _lab.FoundAsync(ProviderLab.Episode)).OrderBy(subtitle => subtitle.Id, StringComparer.Ordinal).ToList();

        found.Select(subtitle => (subtitle.Id, subtitle.Language, subtitle.IsHearingImpaired, subtitle.IsForced)).ShouldBe(
            [
                ("Harbor Lights/Season 2/S02E05.en.forced.srt", ProviderLab.English, false, true),
                ("Harbor.Lights.S02E05.1080p.WEB.H264-GROUPA.en.sdh.srt", ProviderLab.English, true, false),
                ("Harbor.Lights.S02E05.720p.HDTV-X.pt-BR.ass", ProviderLab.Brazilian, false, false),
            ]);
        found[1].ToCandidate(ProviderLab.Episode).Bits.Has(ScoringKey.ReleaseGroup).ShouldBeTrue();
        found[2].ToCandidate(ProviderLab.Episode).Bits.Has(ScoringKey.FormatBonus).ShouldBeTrue();
    }

    [Fact]
    public async Task A_file_that_names_no_language_is_passed_over_unless_a_person_says_which_it_is()
    {
        await SetUpAsync();
        (await _lab.FoundAsync(ProviderLab.Movie)).ShouldBeEmpty("and the film of another year is another film");
    }

    [Fact]
    public async Task A_file_that_names_no_language_has_the_usual_one()
    {
        await SetUpAsync(("usual_language", "en"));

        (await _lab.FoundAsync(ProviderLab.Movie)).ShouldHaveSingleItem().Id.ShouldBe("Paper.Comet.2019.1080p.BluRay-X.srt");
    }

    [Fact]
    public async Task It_is_delivered_as_it_lies_there_and_nothing_outside_the_folder_is()
    {
        await SetUpAsync();
        var found = (await _lab.FoundAsync(ProviderLab.Episode))[0];

        (await _lab.FetchAsync(found)).Content.ShouldNotBeEmpty();
        var outside = await _lab.FetchFailureAsync(found with { Id = "../../../../../../etc/hostname" });
        outside.Reason.ShouldBe(ProviderFailureReason.NotThere);
        (await _lab.FetchFailureAsync(found with { Id = "/etc/hostname" })).Reason.ShouldBe(ProviderFailureReason.NotThere);
    }

    [Fact]
    public async Task A_folder_that_is_gone_is_told_of()
    {
        await SetUpAsync();
        (await _lab.TestAsync(Name)).ShouldBe(("folder read +", "It has 7 subtitles."));
        Directory.Delete(_folder.Path, recursive: true);

        (await _lab.FailureAsync(ProviderLab.Episode)).Message.ShouldContain("cannot be read");
        (await _lab.TestAsync(Name)).Steps.ShouldBe("folder read -");
        Directory.CreateDirectory(_folder.Path);
    }

    private Task SetUpAsync(params (string Name, string Value)[] more) => _lab.SetUpAsync(Name, [("folder", _folder.Path), .. more]);

    private async Task WriteAsync(string name)
    {
        var path = _folder.File(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, "1\n00:00:01,000 --> 00:00:02,000\nHello\n");
    }
}
