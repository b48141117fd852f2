using System.Diagnostics;
using System.Text.RegularExpressions;
using Sublarr.Bench.Measuring;
using Sublarr.Domain.Releases;

namespace Sublarr.Bench.Releases;

/// <summary>How many names are read in a second, and how many of them right.</summary>
internal sealed class ReleaseNames : IBenchmark
{
    private const int Rounds = 7;
    private const int Turns = 20;

    public string Name => "releases";

    public string Conditions =>
        $"the names of the corpus, {Turns} times over, one after the other, by the clock and by the processor time of this process; limit: the same rules with interpreted patterns, in turns. "
        + "Accuracy is of the names that have a field or were read as if they had, all of them; limit: of the quarter that was held out";

    public async Task<IReadOnlyList<Finding>> MeasureAsync()
    {
        var names = ReleaseCorpus.All.Where(entry => entry.Family != "hostile").Select(entry => entry.Name).ToArray();
        var naive = ReleaseParser.With(pattern => new Regex(pattern.ToString(), pattern.Options & ~RegexOptions.Compiled));
        RequireSame(naive);
        var samples = await Samples.OfAsync(Rounds, round =>
        {
            Add(round, "names read", Rate(ReleaseParser.Default, names));
            Add(round, "interpreted", Rate(naive, names));
            return Task.CompletedTask;
        });
        return
        [
            // Where others use the cores too, the clock says more of them than of this.
            new(samples.Figure("names read, by a core", "/s"), samples.Figure("interpreted, by a core", "/s"), Promise.AtLeast(50_000)),
            new(samples.Figure("names read", "/s"), samples.Figure("interpreted", "/s"), Promise.None),
            .. ReleaseCorpus.Measure(ReleaseCorpus.All).Zip(ReleaseCorpus.Measure(ReleaseCorpus.All.Where(entry => entry.IsHeldOut)), (all, heldOut) => new Finding(
                new Figure($"{all.Field} of {all.Count}", "%", [all.Share * 100]), new Figure($"held out, of {heldOut.Count}", "%", [heldOut.Share * 100]), Promise.AtLeast(97))),
        ];
    }

    private static void Add(Samples round, string name, (double ByClock, double ByCore) rate)
    {
        round.Add(name, rate.ByClock);
        round.Add($"{name}, by a core", rate.ByCore);
    }

    private static (double ByClock, double ByCore) Rate(ReleaseParser parser, string[] names)
    {
        var (start, processor) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        for (var turn = 0; turn < Turns; turn++)
        {
            foreach (var name in names)
            {
                parser.Parse(name);
            }
        }

        var count = names.Length * Turns;
        return (count / Stopwatch.GetElapsedTime(start).TotalSeconds, count / (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
    }

    private static void RequireSame(ReleaseParser naive)
    {
        foreach (var entry in ReleaseCorpus.All)
        {
            var (one, other) = (ReleaseName.Parse(entry.Name), naive.Parse(entry.Name));
            if (ReleaseCorpus.Fields.Any(field => field.Of(one) != field.Of(other)))
            {
                throw new InvalidOperationException($"Both read {entry.Name} differently.");
            }
        }
    }
}
