using Sublarr.Domain.Library;

namespace Sublarr.Tests.Unit.Library;

/// <summary>What is wrong with the numbers of a series.</summary>
public sealed class EpisodeNumberTests
{
    [Fact]
    public void Numbers_that_name_each_episode_once_are_right() =>
        EpisodeNumber.ProblemsOf([new(0, 1, null), new(1, 1, 1), new(1, 2, 2, 1, 3), new(2, 1, 3)]).ShouldBeEmpty();

    [Fact]
    public void Each_problem_names_its_row_or_its_episode()
    {
        var problems = EpisodeNumber.ProblemsOf([new(1, 0, 1), new(1, 2, 2, 1), new(1, 2, 3), new(1, 4, 3), new(-1, 1, null), new(1, 5, 0)]).Select(found => found.Problem).ToList();

        problems.Count(problem => problem.Contains("use numbers from 1")).ShouldBe(3);
        problems.ShouldContain("Row 2: give the season and the episode of the release, or neither.");
        problems.ShouldContain("Season 1 episode 2 is there twice: remove one of them.");
        problems.ShouldContain("The number 3 through all seasons is there twice: each belongs to one episode.");
    }
}
