using System.Text;
using Sublarr.Infrastructure.Subtitles;
using Sublarr.Infrastructure.Subtitles.Archives;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Subtitles;

public sealed class SubtitleUnpackingTests
{
    private static readonly (string, byte[])[] Season = [Packs.File("Show/Show.S01E01.en.srt", "one"), Packs.File("Show/Show.S01E02.en.srt", "two"), Packs.File("Show/poster.jpg")];

    public static TheoryData<string, byte[]> Kinds => new()
    {
        { "season.zip", Packs.Zip(Season) },
        { "season.rar", Rar.Four(Season) },
        { "season.rar", Rar.Five(Season) },
        { "season.tar", Packs.Tar(Season) },
        { "season.tar.gz", Packs.GZip(Packs.Tar(Season)) },
        // What it is called says nothing.
        { "season.zip", Rar.Five(Season) },
        { "season.srt", Packs.Zip(Season) },
        { "", Packs.Zip(("inner.zip", Packs.Zip(Season))) },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_kind_of_archive_gives_its_subtitles(string name, byte[] bytes)
    {
        var pack = await OpenAsync(name, bytes);

        pack.Problem.ShouldBeNull();
        pack.Subtitles.Select(subtitle => (subtitle.Name.Release.Episodes.Single(), Encoding.UTF8.GetString(subtitle.Bytes.Span))).ShouldBe([(1, "one"), (2, "two")]);
    }

    [Fact]
    public async Task One_file_by_gzip_keeps_its_name()
    {
        var pack = await OpenAsync("Movie.2020.de.ass.gz", Packs.GZip("text"u8.ToArray()));

        pack.Subtitles.Single().Name.Path.ShouldBe("Movie.2020.de.ass");
    }

    [Fact]
    public async Task What_is_no_archive_is_one_subtitle()
    {
        var pack = await OpenAsync("Movie.en.zip", "1\n00:00:01,000 --> 00:00:02,000\nHello\n"u8.ToArray());

        (pack.IsArchive, pack.Subtitles.Single().Bytes.Length).ShouldBe((false, 38));
    }

    [Fact]
    public async Task Hidden_files_those_of_a_Mac_links_and_archives_too_deep_are_left_out()
    {
        var pack = await OpenAsync("a.zip", Packs.Zip(
            Packs.File("__MACOSX/._Movie.srt"), Packs.File(".Movie.srt"), Packs.File("Movie.srt"), ("deep.zip", Packs.Zip(("deeper.zip", Packs.Zip(Packs.File("Deepest.srt")))))));
        var tar = await OpenAsync("a.tar", Packs.Tar(Packs.File("Movie.srt")));

        pack.Subtitles.Single().Name.Path.ShouldBe("Movie.srt");
        tar.Subtitles.Single().Name.Path.ShouldBe("Movie.srt");
    }

    [Fact]
    public async Task A_name_that_leads_elsewhere_is_only_a_name()
    {
        var pack = await OpenAsync("a.zip", Packs.Zip(Packs.File("../../etc/cron.d/Movie.en.srt"), Packs.File("..\\..\\Movie.de.srt")));

        pack.Subtitles.Select(subtitle => subtitle.Name.FileName).ShouldBe(["Movie.en.srt", "Movie.de.srt"]);
    }

    [Fact]
    public async Task Archives_that_are_made_to_fill_disks_are_refused()
    {
        (await ProblemAsync(Packs.Zip(("bomb.srt", new byte[10_000_000])))).ShouldStartWith("It unpacks to more than 200 times its size");
        (await ProblemAsync(Packs.GZip(new byte[10_000_000]))).ShouldStartWith("It unpacks to more than 200 times its size");
        (await ProblemAsync(Packs.Zip([.. Enumerable.Range(0, 2_001).Select(number => Packs.File($"{number}.srt"))]))).ShouldBe("It holds more than 2,000 files.");
        (await ProblemAsync(Packs.Zip([.. Enumerable.Range(0, 6).Select(number => ($"{number}.srt", Noise(15_000_000)))]))).ShouldStartWith("It unpacks to more than 64 MB");
    }

    [Fact]
    public async Task A_file_that_is_larger_than_a_subtitle_can_be_is_left_out() =>
        (await OpenAsync("a.zip", Packs.Zip(("large.srt", Noise(17_000_000)), Packs.File("Movie.srt")))).Subtitles.Single().Name.Path.ShouldBe("Movie.srt");

    [Fact]
    public async Task A_password_is_said() => (await ProblemAsync(Packs.Locked(Packs.Zip(Packs.File("Movie.srt"))))).ShouldBe("The archive needs a password.");

    [Fact]
    public async Task Damage_of_any_kind_is_said_and_never_thrown()
    {
        byte[][] sound = [Packs.Zip(Season), Rar.Four(Season), Rar.Five(Season), Packs.GZip(Packs.Tar(Season))];
        var random = new Random(20261129);

        foreach (var bytes in sound.SelectMany(archive => Enumerable.Repeat(archive, 100)))
        {
            var damaged = bytes[..random.Next(8, bytes.Length)];
            damaged[random.Next(6, damaged.Length)] ^= (byte)random.Next(1, 256);

            var pack = await OpenAsync("a", damaged);

            (pack.Problem is null || pack.Subtitles.Count == 0).ShouldBeTrue();
        }

        (await ProblemAsync("PK\u0003\u0004nonsense"u8.ToArray())).ShouldStartWith("The archive cannot be opened: it is damaged, incomplete or needs a password");
    }

    [FactWith("bsdtar")]
    public async Task Where_there_is_bsdtar_it_turns_an_archive_into_a_tar()
    {
        var tar = await new BsdTar(TimeProvider.System).ConvertAsync(Packs.Zip(Season), new UnpackBudget(1_000), CancellationToken.None);

        (await OpenAsync("a", tar!)).Subtitles.Count.ShouldBe(2);
    }

    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    private static async Task<string> ProblemAsync(byte[] bytes) => (await OpenAsync("a", bytes)).Problem!;

    private static Task<SubtitlePack> OpenAsync(string name, byte[] bytes) => new SubtitleUnpacking(TimeProvider.System).OpenAsync(new DownloadedBytes(name, bytes), CancellationToken.None);
}
