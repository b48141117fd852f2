using System.Text.RegularExpressions;
using Sublarr.Domain.Releases;
using Sublarr.Tests.PlugIns.Releases;

namespace Sublarr.Tests.Unit.Releases;

/// <summary>What all rules have in common.</summary>
public sealed partial class ReleaseRuleTests
{
    [Fact]
    public void A_rule_is_one_file_in_any_assembly()
    {
        const string text = "Winter.Ledger.1974.LaserDisc.x264-OAKUM";
        var parser = ReleaseParser.Of(typeof(ReleaseParser).Assembly, typeof(LaserdiscRule).Assembly);

        var name = parser.Parse(text);

        (name.Source, name.Title, name.Group).ShouldBe(("laserdisc", "Winter Ledger", "OAKUM"));
        name.Year.ShouldBe(1974);
        ReleaseName.Parse(text).Source.ShouldBeNull();
    }

    [Fact]
    public void Every_rule_of_the_house_is_found()
    {
        var types = typeof(ReleaseParser).Assembly.GetTypes().Where(type => type is { IsClass: true } && type.IsAssignableTo(typeof(IReleaseRule)));

        ReleaseParser.Default.Rules.Select(rule => rule.GetType()).ShouldBe(types, ignoreOrder: true);
        ReleaseParser.Default.Rules.Count().ShouldBeGreaterThan(25);
    }

    // A pattern that repeats nothing without a bound looks at a bounded number of characters from each place: the whole takes time in proportion to the name.
    [Fact]
    public void No_pattern_repeats_without_a_bound()
    {
        foreach (var rule in ReleaseParser.Default.Rules)
        {
            var outside = CharacterClass().Replace(rule.Pattern.ToString().Replace(@"\+", "").Replace(@"\*", ""), "");

            outside.IndexOfAny(['*', '+']).ShouldBe(-1, rule.GetType().Name);
            OpenBound().IsMatch(outside).ShouldBeFalse(rule.GetType().Name);
        }
    }

    [Fact]
    public void The_same_patterns_interpreted_say_the_same()
    {
        var interpreted = ReleaseParser.With(pattern => new Regex(pattern.ToString(), pattern.Options & ~RegexOptions.Compiled));

        foreach (var entry in ReleaseCorpus.All)
        {
            ReleaseCorpus.Fields.Where(field => field.Of(interpreted.Parse(entry.Name)) != field.Of(ReleaseName.Parse(entry.Name))).ShouldBeEmpty(entry.Name);
        }
    }

    [GeneratedRegex(@"\[\^?(?:\\.|[^\]\\])*\]")]
    private static partial Regex CharacterClass();

    [GeneratedRegex(@"\{[0-9]+,\}")]
    private static partial Regex OpenBound();
}
