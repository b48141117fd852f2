using System.Text;
using Sublarr.Infrastructure.Channels.Script;

namespace Sublarr.Tests.Unit.Scripts;

public sealed class OutputTailTests
{
    private readonly OutputTail _output = new();

    [Fact]
    public void Short_output_is_kept_whole()
    {
        _output.Append("Grüße 字幕\n"u8);

        _output.ReadText().ShouldBe("Grüße 字幕\n");
        _output.IsTruncated.ShouldBeFalse();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    [InlineData(70_000)]
    public void Output_of_exactly_what_is_kept_is_whole_however_it_arrives(int chunk)
    {
        var text = Numbers(2 * OutputTail.Kept);

        Append(text, chunk);

        _output.ReadText().ShouldBe(text);
        _output.IsTruncated.ShouldBeFalse();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(333)]
    [InlineData(32 * 1024)]
    [InlineData(200_000)]
    public void Long_output_keeps_its_beginning_and_its_end(int chunk)
    {
        var text = Numbers(150_000);

        Append(text, chunk);

        _output.Total.ShouldBe(150_000);
        _output.IsTruncated.ShouldBeTrue();
        _output.ReadText().ShouldBe(text[..OutputTail.Kept] + "\n[... 84,464 bytes left out ...]\n" + text[^OutputTail.Kept..]);
    }

    [Fact]
    public void A_cut_does_not_leave_half_a_character()
    {
        var bytes = Encoding.UTF8.GetBytes("x" + string.Concat(Enumerable.Repeat("字", 50_000)));

        _output.Append(bytes);

        _output.ReadText().ShouldNotContain('\uFFFD');
    }

    [Fact]
    public void Gigabytes_cost_no_more_memory_than_is_kept()
    {
        var chunk = new byte[64 * 1024];
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var count = 0; count < 32 * 1024; count++)
        {
            _output.Append(chunk);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan((2 * OutputTail.Kept) + 1024);
        _output.Total.ShouldBe(2L * 1024 * 1024 * 1024);
    }

    [Theory]
    [InlineData("\u001b[1;31mred\u001b[0m", "red")]
    [InlineData("\u001b]0;title\u0007text", "text")]
    [InlineData("\u001b]8;;https://example.org\u001b\\link\u001b]8;;\u001b\\", "link")]
    [InlineData("10 %\r20 %\r\ndone\n", "10 %\n20 %\ndone\n")]
    [InlineData("bell\u0007 null\0 tab\t\u009b", "bell null tab\t")]
    [InlineData("unfinished \u001b[", "unfinished [")]
    public void Colours_and_control_characters_are_dropped(string printed, string shown)
    {
        _output.Append(Encoding.UTF8.GetBytes(printed));

        _output.ReadText().ShouldBe(shown);
    }

    [Fact]
    public void Other_encodings_become_replacement_characters()
    {
        _output.Append([0x47, 0x72, 0xFC, 0xDF, 0x65]);

        _output.ReadText().ShouldBe("Gr\uFFFD\uFFFDe");
    }

    private void Append(string text, int chunk)
    {
        foreach (var part in Encoding.UTF8.GetBytes(text).Chunk(chunk))
        {
            _output.Append(part);
        }
    }

    private static string Numbers(int length) =>
        string.Concat(Enumerable.Range(0, length).Select(number => (char)('0' + (number % 10))));
}
