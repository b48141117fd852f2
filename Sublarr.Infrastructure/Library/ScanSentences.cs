using Sublarr.Domain;
using Sublarr.Domain.Jobs;

namespace Sublarr.Infrastructure.Library;

/// <summary>Says what came of looking through a folder of the library.</summary>
internal static class ScanSentences
{
    /// <summary>More lines than these nobody reads.</summary>
    private const int MostLines = 50;

    public static AttemptDetail Of(string root, ScannedLibrary scanned) => new()
    {
        Note = Sentence(root, scanned),
        Parts = Parts(scanned).ToList() is { Count: > 0 } parts ? parts : null,
    };

    private static string Sentence(string root, ScannedLibrary scanned) => scanned switch
    {
        { KeptUnseen: > 0 } => $"There is no video in {root}. Is its disk mounted? The {Wording.Several(scanned.KeptUnseen, "video")} known from before stay in the library.",
        { Files: 0 } => $"There is no video in {root}.",
        _ => $"{Wording.Several(scanned.Files, "video")} in {Wording.Several(scanned.Folders, "folder")}: {scanned.Added} new, {scanned.Changed} changed, {scanned.Removed} gone.",
    };

    private static IEnumerable<AttemptPart> Parts(ScannedLibrary scanned)
    {
        if (scanned.Closed.Count > 0)
        {
            yield return new("Folders that Sublarr may not read", Lines([.. scanned.Closed.Select(closed => $"{closed.Folder}: {closed.Reason}")]));
        }

        if (scanned.Unreadable.Count > 0)
        {
            yield return new("Names that are no UTF-8: rename them", Lines(scanned.Unreadable));
        }
    }

    private static string Lines(IReadOnlyList<string> lines) =>
        string.Join('\n', lines.Take(MostLines)) + (lines.Count > MostLines ? $"\nand {Wording.Count(lines.Count - MostLines)} more" : "");
}
