using System.Text;
using System.Text.Json;
using Sublarr.Domain.Events;
using Sublarr.Domain.Incoming;
using Sublarr.Infrastructure.Incoming;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Unit.Incoming;

/// <summary>Why Sonarr or Radarr complains, as it may be told to everybody.</summary>
public sealed class ArrReasonTests
{
    [Theory]
    [InlineData("Missing root folder: /data/media/tv", "Missing root folder: [path]")]
    [InlineData("Missing root folders: /data/TV Shows/old, /data/anime", "Missing root folders: [path]")]
    [InlineData(@"Folder 'D:\Media\TV' is gone", "Folder '[path]' is gone")]
    [InlineData(@"Not found: D:\Media\Series, Old\a.mkv", "Not found: [path]")]
    [InlineData("Not found: /data/Ocean's Eleven/a.mkv", "Not found: [path]")]
    [InlineData(@"\\nas\share\tv cannot be read", "[path] cannot be read")]
    [InlineData("Unable to connect to qBittorrent (http://admin:secret@10.0.0.5:8080/api?apikey=abc)", "Unable to connect to qBittorrent ([address])")]
    [InlineData("Connection refused (localhost:8080)", "Connection refused ([address])")]
    [InlineData("Connection refused (192.168.1.7:9091)", "Connection refused ([address])")]
    [InlineData("Connection refused ([fe80::1]:9091)", "Connection refused ([address])")]
    [InlineData("nas.fritz.lan does not answer", "[address] does not answer")]
    [InlineData("API key is wrong: apikey=0123456789abcdef", "API key is wrong: apikey=***")]
    [InlineData("缺少根目录：/data/media/tv", "缺少根目录：[path]")]
    [InlineData("无法连接到192.168.1.7:8080", "无法连接到[address]")]
    [InlineData("Pfad „/data/tv“ fehlt", "Pfad „[path] fehlt")]
    [InlineData("`/data/tv` is gone", "`[path] is gone")]
    [InlineData("X-Api-Key: abc was refused", "X-Api-Key: *** was refused")]
    [InlineData("API key 'abc' was refused", "API key '***' was refused")]
    [InlineData("apikey=\"abc\"", "apikey=\"***\"")]
    [InlineData("Authorization: Bearer abc", "Authorization: Bearer ***")]
    [InlineData("Error:404 from nas.example.org:80, S01E02:15", "Error:404 from [address], S01E02:15")]
    [InlineData("two\nlines\r\n\tand a tab", "two lines   and a tab")]
    [InlineData("Sonarr updated from 4.0.18.2971 to 4.0.19.2979", "Sonarr updated from 4.0.18.2971 to 4.0.19.2979")]
    [InlineData("The.Long.Way.Home.INTERNAL.1080p.WEB-DL.H.264-NTb and/or another of 24/7 at 12:30", "The.Long.Way.Home.INTERNAL.1080p.WEB-DL.H.264-NTb and/or another of 24/7 at 12:30")]
    [InlineData("New: [AMZN] (1700) do not improve on Existing: [AMZN, WEB Tier 01] (1770)", "New: [AMZN] (1700) do not improve on Existing: [AMZN, WEB Tier 01] (1770)")]
    public void Neither_paths_nor_addresses_nor_keys_are_in_it(string message, string reason) =>
        ArrReason.Of(Read(new { eventType = "Health", message })).ShouldBe(reason);

    [Fact]
    public void It_is_cut_where_nobody_reads_on() =>
        ArrReason.Of(Read(new { eventType = "Health", message = new string('x', 5_000) }))!.Length.ShouldBe(ArrReason.LengthLimit);

    [Fact]
    public void A_download_that_waits_says_why_each_reason_once()
    {
        ArrReason.Of(ArrSamples.Report("radarr-ManualInteractionRequired.json")).ShouldBe("Movie title mismatch, automatic import is not possible. Manual Import required");

        var messages = new object[] { new { title = "a", messages = new[] { "No files found.", "No files found.", "Sample" } }, new { messages = new object[] { 7, "Sample" } }, "Locked" };
        ArrReason.Of(Read(new { eventType = "ManualInteractionRequired", downloadStatusMessages = messages })).ShouldBe("No files found; Sample");
    }

    [Theory]
    [InlineData("""{"eventType":"Health"}""", null)]
    [InlineData("""{"eventType":"Health","type":"IndexerStatusCheck"}""", "IndexerStatusCheck")]
    [InlineData("""{"eventType":"Health","message":7,"level":[],"type":{}}""", null)]
    [InlineData("""{"eventType":"ManualInteractionRequired","downloadStatusMessages":{}}""", null)]
    [InlineData("""{"eventType":"ManualInteractionRequired","message":"Left alone"}""", "Left alone")]
    [InlineData("""{"eventType":"Download","message":"x"}""", null)]
    public void What_is_missing_or_of_another_type_does_no_harm(string body, string? reason) => ArrReason.Of(Read(body)).ShouldBe(reason);

    [Theory]
    [InlineData("sonarr-Health.json", "Sonarr reported a problem: Indexers unavailable due to failures: MyIndexer (Prowlarr)", "warn")]
    [InlineData("radarr-Health.json", "Radarr reported a problem: No download client is available", "bad")]
    [InlineData("radarr-HealthRestored.json", "Radarr reported that this is over: No download client is available", "good")]
    [InlineData("radarr-ManualInteractionRequired.json", "Radarr needs a person for Paper Lanterns: Movie title mismatch, automatic import is not possible. Manual Import required", "warn")]
    [InlineData("edge-manual-interaction-no-series.json", "Sonarr needs a person for garbage.release-GRP: Unable to parse download, automatic import is not possible", "warn")]
    [InlineData("sonarr-SeriesAdd.json", "Sonarr added The Harbour Line", "busy")]
    public void Sentence_says_why(string sample, string text, string tone)
    {
        var sentence = ((IDomainEvent)WebhookReceivedHandler.EventOf(ArrSamples.Report(sample))).Sentence;

        (sentence.Text, sentence.Tone).ShouldBe((text, tone));
    }

    [Fact]
    public void What_leaves_this_machine_has_the_reason_and_not_the_whole_message()
    {
        var told = EventEnvelope.Of(WebhookReceivedHandler.EventOf(Read(new { eventType = "Health", level = "error", type = "RootFolderCheck", message = "Missing root folder: /data/media/tv" })), EventCause.None, DateTimeOffset.UnixEpoch);

        var shared = JsonElement.Parse(told.Shared().Data);
        (shared.GetProperty("level").GetString(), shared.GetProperty("check").GetString(), shared.GetProperty("reason").GetString()).ShouldBe(("error", "RootFolderCheck", "Missing root folder: [path]"));
        told.Shared().Data.ShouldNotContain("/data");
        told.Data.ShouldContain("Missing root folder: /data/media/tv");
    }

    private static ArrReport Read(object body) => Read(JsonSerializer.Serialize(body));

    private static ArrReport Read(string body) => ArrReportReader.Read(ArrSource.Sonarr, Encoding.UTF8.GetBytes(body));
}
