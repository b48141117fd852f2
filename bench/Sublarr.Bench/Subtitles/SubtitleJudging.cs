using System.Diagnostics;
using System.Globalization;
using System.Text;
using Sublarr.Bench.Measuring;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Subtitles;
using Sublarr.Domain.Subtitles.Charsets;
using Sublarr.Domain.Subtitles.Gate;
using Sublarr.Infrastructure.Subtitles;

namespace Sublarr.Bench.Subtitles;

/// <summary>How long it takes to judge a subtitle as large as they come: read, its cues, its language, its times, what it tells of sounds.</summary>
internal sealed class SubtitleJudging : IBenchmark
{
    private const int Size = 100_000;
    private const int Rounds = 7;
    private const int Turns = 50;
    private const double MostMs = 5;

    private static readonly string[] Talk =
    [
        "Gdzie byłeś całą noc? Czekałem na ciebie w porcie,", "aż przypłynęła ostatnia łódź. Nikt mi nie powiedział,", "że spotkanie jest przesunięte. <i>Trzeba było zadzwonić.</i>",
        "- Wiem, i przykro mi, ale nie było czasu.\n- Posłuchaj mnie.", "Musimy wyjechać z tego miasta,\nzanim się dowiedzą, co zrobiliśmy z pieniędzmi.", "[trzask drzwi] MAREK: Myślisz, że ona pojedzie z nami?",
    ];

    public string Name => "subtitles";

    public string Conditions => $"a Polish subtitle of {Size / 1000} kB, {Turns} times over, one after the other, as bytes; limit: the same bytes read as UTF-8 and nothing else";

    public async Task<IReadOnlyList<Finding>> MeasureAsync()
    {
        var text = Text();
        var (utf8, old) = (Encoding.UTF8.GetBytes(text), CodePages.Find("windows-1250")!.GetBytes(text));
        var expectation = new SubtitleExpectation(LanguageCode.Find("pl")!.Value) { Duration = TimeSpan.FromHours(2.3) };
        var samples = await Samples.OfAsync(Rounds, round =>
        {
            round.Add("judged", Milliseconds(() => Judge(utf8, expectation)));
            round.Add("judged, from windows-1250", Milliseconds(() => Judge(old, expectation)));
            round.Add("read as UTF-8", Milliseconds(() => Encoding.UTF8.GetString(utf8)));
            return Task.CompletedTask;
        });
        var limit = samples.Figure("read as UTF-8", "ms");
        return [new(samples.Figure("judged", "ms"), limit, Promise.AtMost(MostMs)), new(samples.Figure("judged, from windows-1250", "ms"), limit, Promise.None)];
    }

    private static void Judge(byte[] bytes, SubtitleExpectation expectation)
    {
        var judged = SubtitleGate.Judge(SubtitleDecoding.Read(bytes, expectation.Language).Text, expectation);
        if (!judged.IsAccepted)
        {
            throw new InvalidOperationException(string.Join(' ', judged.Refusals));
        }
    }

    private static double Milliseconds(Action judge)
    {
        var start = Stopwatch.GetTimestamp();
        for (var turn = 0; turn < Turns; turn++)
        {
            judge();
        }

        return Stopwatch.GetElapsedTime(start).TotalMilliseconds / Turns;
    }

    private static string Text()
    {
        var text = new StringBuilder();
        for (var cue = 0; Encoding.UTF8.GetByteCount(text.ToString()) < Size; cue++)
        {
            var start = TimeSpan.FromSeconds(cue * 5.8);
            text.Append(CultureInfo.InvariantCulture, $"{cue + 1}\n{start:hh\\:mm\\:ss\\,fff} --> {start + TimeSpan.FromSeconds(3):hh\\:mm\\:ss\\,fff}\n{Talk[cue % Talk.Length]}\n\n");
        }

        return text.ToString();
    }
}
