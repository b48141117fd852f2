using System.Net.Http.Json;
using System.Text.Json;

namespace Sublarr.Tests.Integration.Wanted;

/// <summary>A video that has all it requires is told of when that comes about, and only then.</summary>
public sealed class ReadyToWatchTests
{
    private const string Film = "Foo Film (2020)/Foo Film (2020)";

    [Fact]
    public async Task What_is_imported_with_all_that_is_required_is_ready_at_once()
    {
        await using var house = new WantedHouse();
        house.Put($"{Film}.mkv", $"{Film}.en.srt");

        await house.ImportAsync($"{Film}.mkv");

        var ready = (await house.ToldAsync("ready_to_watch")).ShouldHaveSingleItem();
        (ready.GetProperty("media_type").GetString(), ready.GetProperty("title").GetString(), ready.GetProperty("season").ValueKind).ShouldBe(("movie", "Foo Film", JsonValueKind.Null));
        ready.GetProperty("languages").EnumerateArray().Select(language => language.GetString()).ShouldBe(["en"]);
    }

    [Fact]
    public async Task The_last_required_subtitle_makes_it_ready_once_and_the_optional_one_does_not_matter()
    {
        await using var house = new WantedHouse();
        await WantAsync(house, new { code = "de" }, new { code = "en" }, new { code = "fr", required = false });
        house.Put($"{Film}.mkv");
        await house.ImportAsync($"{Film}.mkv");
        await house.AreWantedAsync("de en fr");

        house.Put($"{Film}.en.srt");
        await house.ScanAsync();
        await house.AreWantedAsync("de fr");
        house.Put($"{Film}.de.srt");
        await house.ScanAsync();
        await house.AreWantedAsync("fr");
        house.Put($"{Film}.fr.srt");
        await house.ScanAsync();
        await house.AreWantedAsync("");

        var ready = (await house.ToldAsync("ready_to_watch")).ShouldHaveSingleItem();
        ready.GetProperty("languages").EnumerateArray().Select(language => language.GetString()).ShouldBe(["de", "en"]);
    }

    [Fact]
    public async Task What_a_first_scan_finds_complete_and_what_a_profile_that_wants_less_makes_complete_is_no_news()
    {
        await using var house = new WantedHouse();
        house.Put($"{Film}.mkv", "Bar Film (2021)/Bar Film (2021).mkv", "Bar Film (2021)/Bar Film (2021).en.srt");
        await house.ScanAsync();
        await house.AreWantedAsync("en");
        await WantAsync(house, new { code = "en", required = false });
        house.Put("Bar Film (2021)/Bar Film (2021).de.srt", $"{Film}.de.srt");
        await house.ScanAsync();
        await WantAsync(house, new { code = "en" }, new { code = "de" });
        await house.AreWantedAsync("en");
        await WantAsync(house, new { code = "de" });
        await house.AreWantedAsync("");

        // What comes after it is told of, so all before it has been looked at.
        house.Put("New Film (2022)/New Film (2022).mkv");
        await house.ScanAsync();
        await house.AreWantedAsync("de");
        house.Put("New Film (2022)/New Film (2022).de.srt");
        await house.ScanAsync();

        (await house.ToldAsync("ready_to_watch")).ShouldHaveSingleItem().GetProperty("title").GetString().ShouldBe("New Film");
    }

    private static async Task WantAsync(WantedHouse house, params object[] languages)
    {
        using var changed = await house.Api.PutAsJsonAsync("/api/v1/profiles/1", new { languages });
        changed.EnsureSuccessStatusCode();
    }
}
