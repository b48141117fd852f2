using FluentValidation;
using Sublarr.Domain.Library;

namespace Sublarr.Infrastructure.Settings;

/// <summary>What path mappings that a person enters must be like.</summary>
public static class PathMappingRule
{
    private const int LongestPath = 4096;

    /// <summary>Each names one whole folder on either side, and none is named twice.</summary>
    /// <typeparam name="T">The settings that hold them.</typeparam>
    /// <param name="rule">The mappings.</param>
    public static IRuleBuilderOptionsConditions<T, IReadOnlyList<PathMapping>> ArePathMappings<T>(this IRuleBuilderInitial<T, IReadOnlyList<PathMapping>> rule) =>
        rule.Custom((mappings, context) =>
        {
            var seen = new List<ForeignPath>();
            foreach (var (mapping, row) in mappings.Select((mapping, index) => (mapping, index + 1)))
            {
                if (ProblemOf(mapping, seen) is { } problem)
                {
                    context.AddFailure($"Row {row}: {problem}");
                }
            }
        });

    // A member that the request leaves out is null.
    private static string? ProblemOf(PathMapping mapping, List<ForeignPath> seen)
    {
        if (string.IsNullOrWhiteSpace(mapping.From) || string.IsNullOrWhiteSpace(mapping.To))
        {
            return "enter the folder under both its names, or remove the row.";
        }

        if (new[] { mapping.From, mapping.To }.FirstOrDefault(path => !IsWhole(path)) is { } partial)
        {
            return $"\"{partial}\" is not a whole path: it must start with /, a drive such as D:\\ or a server such as \\\\nas, and hold no \"..\".";
        }

        var from = ForeignPath.Of(mapping.From);
        if (seen.Any(other => other.Names.Count == from.Names.Count && from.IsWithin(other)))
        {
            return $"\"{mapping.From}\" has a mapping already: remove one of them.";
        }

        seen.Add(from);
        return null;
    }

    // smb://nas/tv is how Kodi names what lies on a share.
    private static bool IsWhole(string path) =>
        path.Length <= LongestPath
        && (ForeignPath.IsWhole(path) || path.IndexOf("://", StringComparison.Ordinal) > 1)
        && !ForeignPath.Of(path).Names.Contains("..");
}
