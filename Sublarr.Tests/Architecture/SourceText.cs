using System.Text.RegularExpressions;

namespace Sublarr.Tests.Architecture;

/// <summary>A source file in two parts: what the compiler reads as code, and the texts in it.</summary>
/// <param name="Path">The file, from the folder of its project on.</param>
/// <param name="Code">Without comments and texts; of an interpolated text, what is between its braces stays.</param>
/// <param name="Texts">Its string literals, with their quotation marks.</param>
internal sealed partial record SourceText(string Path, string Code, IReadOnlyList<string> Texts)
{
    /// <summary>The name of the file.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>Reads all sources of C# in a folder of the repository.</summary>
    public static IReadOnlyList<SourceText> In(string folder) =>
        [.. SourceTests.Sources("*.cs").Where(file => file.Contains($"/{folder}/", StringComparison.Ordinal)).Select(file => Read(file, folder))];

    private static SourceText Read(string file, string folder)
    {
        var text = File.ReadAllText(file);
        var texts = NoCode().Matches(text).Select(match => match.Value).Where(value => value[0] is '"' or '$' or '@');
        return new(file[(file.IndexOf($"/{folder}/", StringComparison.Ordinal) + folder.Length + 2)..], NoCode().Replace(text, match => HolesOf(match.Value)), [.. texts]);
    }

    private static string HolesOf(string value) => value[0] == '$' ? string.Join(' ', Hole().Matches(value).Select(match => match.Value)) : " ";

    [GeneratedRegex("""//[^\n]*|/\*[\s\S]*?\*/|\$*\"{3}[\s\S]*?\"{3}|\$?@"(?:[^"]|"")*"|\$?"(?:[^"\\\n]|\\.)*"|'(?:\\.[^']*|[^'\\\n])'""")]
    private static partial Regex NoCode();

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Hole();
}
