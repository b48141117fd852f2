using System.Collections.Immutable;
using System.Text.Json;

namespace Sublarr.Domain.Templates;

/// <summary>
/// A text with places for values: Mustache, which has no logic to run. Nothing in it can call, loop for ever or grow without bound;
/// values are escaped for the text around them, so that no title breaks out of its quotes.
/// </summary>
public sealed class Template
{
    /// <summary>The longest template, in characters.</summary>
    public const int LengthLimit = 20_000;

    /// <summary>The longest output, in characters.</summary>
    public const int OutputLimit = 256 * 1024;

    /// <summary>The most parts that are written or passed over for one output; sections count anew for each item.</summary>
    public const int StepLimit = 20_000;

    /// <summary>How deep sections may be nested.</summary>
    public const int DepthLimit = 10;

    private readonly ImmutableArray<TemplateNode> _parts;
    private readonly TemplateEscaping _escaping;

    private Template(ImmutableArray<TemplateNode> parts, TemplateEscaping escaping) => (_parts, _escaping) = (parts, escaping);

    /// <summary>Reads a template.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="escaping">How values are written.</param>
    /// <param name="problem">What is wrong with it, as a sentence with the line; null when nothing is.</param>
    /// <returns>Null when it cannot be read.</returns>
    public static Template? Read(string text, TemplateEscaping escaping, out string? problem)
    {
        if (text.Length > LengthLimit)
        {
            problem = $"The template is longer than {LengthLimit} characters: shorten it.";
            return null;
        }

        var reader = new TemplateReader(text).Read();
        problem = reader.Problem;
        return problem is null ? new Template(reader.Parts, escaping) : null;
    }

    /// <summary>Writes the output.</summary>
    /// <param name="values">Where names are looked up, the innermost last.</param>
    public TemplateOutput Render(params ReadOnlySpan<JsonElement> values)
    {
        var run = new TemplateRun(_escaping, values);
        run.Write(_parts);
        return run.Output;
    }
}

/// <summary>What came of a template.</summary>
/// <param name="Text">What was written; the beginning of it when there is a problem.</param>
/// <param name="Problem">Why it was not written to its end, as a sentence; null when it was.</param>
/// <param name="Missing">Names of values that were not there; nothing was written for them.</param>
public sealed record TemplateOutput(string Text, string? Problem, IReadOnlyCollection<string> Missing);
