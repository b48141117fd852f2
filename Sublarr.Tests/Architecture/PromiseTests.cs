using System.Text.RegularExpressions;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Architecture;

/// <summary>Every promise of docs/promises.md names tests that exist.</summary>
public sealed partial class PromiseTests
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Repository.Folder, "docs", "promises.md"));

    [Fact]
    public void Every_test_that_proves_a_promise_exists()
    {
        var tests = typeof(PromiseTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods().Where(method => method.IsDefined(typeof(FactAttribute), inherit: true)).Select(method => $"{type.Name}.{method.Name}"))
            .ToHashSet(StringComparer.Ordinal);
        var named = Lines.SelectMany(line => TestName().Matches(line).Select(match => match.Groups[1].Value)).ToList();

        named.Count.ShouldBeGreaterThan(80);
        named.Where(name => !tests.Contains(name)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_promise_names_a_test()
    {
        var promises = Lines.Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| What", StringComparison.Ordinal)).ToList();

        promises.Count.ShouldBeGreaterThan(40);
        promises.Where(line => !TestName().IsMatch(line)).ShouldBeEmpty();
    }

    [GeneratedRegex(@"`(\w+Tests\.[A-Z]\w+)`")]
    private static partial Regex TestName();
}
