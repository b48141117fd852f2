namespace Sublarr.Domain.Library;

/// <summary>How one episode is counted: within its season, through all of them, and by those who release it.</summary>
/// <param name="Season">Its season; 0 for specials.</param>
/// <param name="Episode">Its number within the season.</param>
/// <param name="Absolute">Its number through all seasons, as files of anime have it; null when nobody uses one.</param>
/// <param name="SceneSeason">Its season as releases count; null for the same.</param>
/// <param name="SceneEpisode">Its number as releases count; null for the same.</param>
public sealed record EpisodeNumber(int Season, int Episode, int? Absolute, int? SceneSeason = null, int? SceneEpisode = null)
{
    /// <summary>The largest number.</summary>
    public const int Largest = 9999;

    /// <summary>More than any series has.</summary>
    public const int MostOfSeries = 5000;

    /// <summary>What is wrong with the numbers of one series: each with the row it is in, from 1, and a sentence.</summary>
    public static IEnumerable<(int Row, string Problem)> ProblemsOf(IReadOnlyList<EpisodeNumber> numbers)
    {
        foreach (var (number, row) in numbers.Select((number, index) => (number, index + 1)))
        {
            if (!Are(number.Season, number.Episode, number.Absolute ?? 1, number.SceneSeason ?? 0, number.SceneEpisode ?? 1))
            {
                yield return (row, $"Row {row}: use numbers from 1 to {Largest}, for seasons from 0.");
            }
            else if ((number.SceneSeason is null) != (number.SceneEpisode is null))
            {
                yield return (row, $"Row {row}: give the season and the episode of the release, or neither.");
            }
        }

        foreach (var twice in numbers.GroupBy(number => (number.Season, number.Episode)).Where(same => same.Count() > 1))
        {
            yield return (LastRow(numbers, twice.Last()), $"Season {twice.Key.Season} episode {twice.Key.Episode} is there twice: remove one of them.");
        }

        foreach (var twice in numbers.Where(number => number.Absolute is not null).GroupBy(number => number.Absolute).Where(same => same.Count() > 1))
        {
            yield return (LastRow(numbers, twice.Last()), $"The number {twice.Key} through all seasons is there twice: each belongs to one episode.");
        }
    }

    private static int LastRow(IReadOnlyList<EpisodeNumber> numbers, EpisodeNumber number) => numbers.ToList().LastIndexOf(number) + 1;

    private static bool Are(int season, int episode, int absolute, int sceneSeason, int sceneEpisode) =>
        season is >= 0 and <= Largest && sceneSeason is >= 0 and <= Largest && episode is >= 1 and <= Largest && absolute is >= 1 and <= Largest && sceneEpisode is >= 1 and <= Largest;
}
