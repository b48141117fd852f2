using System.Globalization;
using System.Text;
using Sublarr.Domain.Languages;

namespace Sublarr.Tests.Unit.Subtitles;

/// <summary>Talk in many languages, as TestData has it, and subtitles made of it.</summary>
internal static class Talk
{
    private static readonly Lazy<IReadOnlyDictionary<string, string>> Lines = new(() => File
        .ReadLines(Path.Combine(AppContext.BaseDirectory, "TestData", "Subtitles", "talk.txt"))
        .Where(line => !line.StartsWith('#'))
        .Select(line => line.Split('|', 2, StringSplitOptions.TrimEntries))
        .ToDictionary(line => line[0], line => line[1]));

    public static IEnumerable<string> Codes => Lines.Value.Keys;

    public static string In(string code) => Lines.Value[code];

    public static LanguageCode Code(string code) => LanguageCode.Find(code)!.Value;

    /// <summary>The talk as SubRip, over and over, a cue every few seconds.</summary>
    public static string SubRip(string code = "en", int cues = 600, double every = 6, string? also = null)
    {
        var lines = Sentences(code);
        var text = new StringBuilder();
        for (var cue = 0; cue < cues; cue++)
        {
            var line = also is not null && cue % 5 == 0 ? $"{also}\n{lines[cue % lines.Length]}" : lines[cue % lines.Length];
            text.Append(CultureInfo.InvariantCulture, $"{cue + 1}\n{Time((cue * every) + 1)} --> {Time((cue * every) + 3.5)}\n{line}\n\n");
        }

        return text.ToString();
    }

    private static string[] Sentences(string code) =>
        In(code).Split(['.', '?', '？', '。', '؟'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Time(double seconds) => TimeSpan.FromSeconds(seconds).ToString(@"hh\:mm\:ss\,fff", CultureInfo.InvariantCulture);
}
