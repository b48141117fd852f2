using System.Text;
using Sublarr.Domain.Incoming;
using Sublarr.Infrastructure.Incoming;

namespace Sublarr.Tests.Unit.Incoming;

/// <summary>Which episodes each of several files holds, where the report only lists all of them.</summary>
public sealed class ReportedFactsTests
{
    [Theory]
    [InlineData("The Harbour Line - S01E01-02-03 - Low Tide.mkv", 1, "1,2,3")]
    [InlineData("The Harbour Line - S01E01-E03.mkv", 1, "1,2,3")]
    [InlineData("The.Harbour.Line.1x04.mkv", 1, "4")]
    [InlineData("The Harbour Line - 2025-03-05 - Storm.mkv", 1, "5")]
    [InlineData("[Grp] The Harbour Line - 006 [1080p].mkv", null, "")]
    [InlineData("The Harbour Line - 006 - Night Shift [1080p].mkv", 1, "6")]
    [InlineData("The Harbour Line - S00E01.mkv", 0, "1")]
    public void The_name_says_which_of_them(string name, int? season, string episodes)
    {
        var file = ReportedFacts.FilesOf(Report(name))[0];

        (file.Season, string.Join(',', file.Episodes)).ShouldBe((season, episodes));
    }

    [Fact]
    public void What_is_replaced_need_not_be_among_the_episodes()
    {
        var report = Report("a.mkv") with { Replaced = [new ArrFile { Path = "/tv/The Harbour Line - S02E07-E08.mkv" }] };

        var replaced = ReportedFacts.ReplacedOf(report).ShouldHaveSingleItem();

        (replaced.Season, string.Join(',', replaced.Episodes)).ShouldBe((2, "7,8"));
    }

    private static ArrReport Report(string name) => ArrReportReader.Read(ArrSource.Sonarr, Encoding.UTF8.GetBytes(
        $$"""
        {"eventType":"Download","series":{"id":42,"title":"The Harbour Line"},
         "episodes":[{"id":1,"seasonNumber":1,"episodeNumber":1,"title":"Low Tide","airDate":"2025-03-01"},{"id":2,"seasonNumber":1,"episodeNumber":2,"title":"Low","airDate":"2025-03-02"},
          {"id":3,"seasonNumber":1,"episodeNumber":3,"title":"TBA","airDate":"2025-03-03"},{"id":4,"seasonNumber":1,"episodeNumber":4,"title":"TBA","airDate":"2025-03-04"},
          {"id":5,"seasonNumber":1,"episodeNumber":5,"title":"Storm","airDate":"2025-03-05"},{"id":6,"seasonNumber":1,"episodeNumber":6,"title":"Night Shift","airDate":"2025-03-06"},
          {"id":7,"seasonNumber":0,"episodeNumber":1,"title":"Extra"}],
         "episodeFiles":[{"id":1,"path":"/tv/{{name}}"},{"id":2,"path":"/tv/The Harbour Line - S00E01.mkv"}]}
        """));
}
