using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Architecture;

/// <summary>Rules of the house that a compiler does not know.</summary>
public sealed class SourceTests
{
    private const int LineLimit = 300;

    private static readonly string[] Projects = ["Sublarr.Domain", "Sublarr.Infrastructure", "Sublarr.Web"];

    [Fact]
    public void Every_source_file_is_short()
    {
        var files = Sources("*.cs").Concat(Sources("*.razor")).Concat(Sources("*.css")).ToList();

        files.Count.ShouldBeGreaterThan(100);
        files.Where(file => File.ReadLines(file).Count() > LineLimit).ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_is_left_for_later()
    {
        var files = Sources("*.cs").Concat(Sources("*.razor"));

        files.Where(file => File.ReadAllText(file) is var text && (text.Contains("TODO") || text.Contains("FIXME") || text.Contains("NotImplementedException"))).ShouldBeEmpty();
    }

    internal static IEnumerable<string> Sources(string pattern) => Projects
        .SelectMany(project => Directory.EnumerateFiles(Path.Combine(Repository.Folder, project), pattern, SearchOption.AllDirectories))
        .Where(file => !file.Contains("/obj/") && !file.Contains("/bin/") && !file.Contains("/Migrations/") && !file.Contains("/wwwroot/_"));
}
