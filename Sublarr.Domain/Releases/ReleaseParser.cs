using System.Reflection;
using System.Text.RegularExpressions;

namespace Sublarr.Domain.Releases;

/// <summary>Reads names with all rules of its assemblies.</summary>
public sealed class ReleaseParser
{
    private readonly (IReleaseRule Rule, Regex Pattern)[] _rules;
    private readonly int _beforeTitle;

    private ReleaseParser(IEnumerable<IReleaseRule> rules, Func<Regex, Regex> patternOf)
    {
        _rules = [.. rules.OrderBy(rule => rule.Order).ThenBy(rule => rule.GetType().Name, StringComparer.Ordinal).Select(rule => (rule, patternOf(rule.Pattern)))];
        _beforeTitle = _rules.Count(entry => entry.Rule.Order < ReleaseStep.Title);
    }

    /// <summary>With the rules that come with Sublarr.</summary>
    public static ReleaseParser Default { get; } = Of(typeof(ReleaseParser).Assembly);

    /// <summary>The rules, in the order in which they run.</summary>
    public IEnumerable<IReleaseRule> Rules => _rules.Select(entry => entry.Rule);

    /// <summary>With the rules of these assemblies.</summary>
    /// <param name="assemblies">Where to look.</param>
    public static ReleaseParser Of(params IEnumerable<Assembly> assemblies) => new(RulesIn(assemblies), pattern => pattern);

    /// <summary>With the rules that come with Sublarr and other means to match their patterns.</summary>
    /// <param name="patternOf">Makes an equal pattern.</param>
    internal static ReleaseParser With(Func<Regex, Regex> patternOf) => new(RulesIn([typeof(ReleaseParser).Assembly]), patternOf);

    /// <summary>Reads a name, a file's name or a whole path.</summary>
    /// <param name="name">The name.</param>
    public ReleaseName Parse(string name) => ReleasePath.Read(name, this);

    /// <summary>Reads one name of a path.</summary>
    internal ReleaseReading Read(string text, bool isFile)
    {
        var reading = new ReleaseReading(text, isFile);
        foreach (var (rule, pattern) in _rules.AsSpan(0, _beforeTitle))
        {
            rule.Read(reading, pattern);
        }

        reading.Settle();
        foreach (var (rule, pattern) in _rules.AsSpan(_beforeTitle))
        {
            rule.Read(reading, pattern);
        }

        return reading;
    }

    private static IEnumerable<IReleaseRule> RulesIn(IEnumerable<Assembly> assemblies) =>
        from assembly in assemblies
        from type in assembly.GetTypes()
        where type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IReleaseRule))
        select (IReleaseRule)Activator.CreateInstance(type)!;
}
