namespace Sublarr.Tests.Unit.Releases;

/// <summary>What is read in the names of the corpus.</summary>
public sealed class ReleaseCorpusTests
{
    public static TheoryData<string> Fields => [.. ReleaseCorpus.Fields.Select(known => known.Name)];

    [Fact]
    public void The_corpus_has_at_least_600_names_of_which_a_quarter_is_held_out()
    {
        ReleaseCorpus.All.Count.ShouldBeGreaterThanOrEqualTo(600);
        (ReleaseCorpus.All.Count(entry => entry.IsHeldOut) / (double)ReleaseCorpus.All.Count).ShouldBeInRange(0.24, 0.26);
        ReleaseCorpus.All.Select(entry => entry.Name).ShouldBeUnique();
        ReleaseCorpus.All.SelectMany(entry => entry.Values.Keys).Distinct().Except(ReleaseCorpus.Fields.Select(field => field.Name)).ShouldBeEmpty();
    }

    // Of the names that have the field or were read as if they had: those without it would hide the others.
    [Theory]
    [MemberData(nameof(Fields))]
    public void A_field_is_read_right_in_97_of_100_names(string field)
    {
        var accuracy = ReleaseCorpus.Measure(ReleaseCorpus.All).Single(measured => measured.Field == field);

        accuracy.Count.ShouldBeGreaterThan(0);
        accuracy.Share.ShouldBeGreaterThanOrEqualTo(0.97, string.Join('\n', accuracy.Wrong));
    }

    [Fact]
    public void Where_a_part_stands_is_within_the_name_and_in_its_order()
    {
        foreach (var entry in ReleaseCorpus.All)
        {
            var parts = Sublarr.Domain.Releases.ReleaseName.Parse(entry.Name).Parts;

            parts.ShouldAllBe(part => part.Start >= 0 && part.Length > 0 && part.End <= entry.Name.Length, entry.Name);
            parts.Select(part => part.Start).ShouldBeInOrder();
        }
    }
}
