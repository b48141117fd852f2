using System.ComponentModel;
using Sublarr.Domain.Incoming;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Arr;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Library;

/// <summary>Says whether a folder can be one of the library.</summary>
public interface IFolderCheck
{
    /// <summary>Why it cannot, and what helps, as a sentence; null when it can.</summary>
    /// <param name="path">As a person wrote it, without a separator at its end.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task<string?> ProblemOfAsync(string path, CancellationToken cancellationToken);
}

/// <summary>Looks at the folder itself, links followed, and at how it lies to those there are.</summary>
internal sealed class FolderCheck(LibraryFolders folders, PatientDisk disk) : IFolderCheck
{
    public async Task<string?> ProblemOfAsync(string path, CancellationToken cancellationToken)
    {
        if (path.Length == 0 || !Path.IsPathFullyQualified(path) || !MediaNames.IsReadable(path) || path.Contains('\0', StringComparison.Ordinal))
        {
            return $"\"{path}\" is no whole path. Write the folder as Sublarr sees it, such as /media/tv.";
        }

        if (ForeignPath.Of(path).Names is { Count: 0 })
        {
            return "The root holds the whole system. Name the folder of your videos, such as /media/tv.";
        }

        var others = await folders.AllAsync(cancellationToken);
        try
        {
            return await disk.AskAsync(() => ProblemOf(path, others), cancellationToken);
        }
        catch (TimeoutException)
        {
            return MediaFolders.Silent(path);
        }
    }

    private static string? ProblemOf(string path, IReadOnlyList<LibraryFolder> others)
    {
        if (RealPath(path) is not { } real || !Directory.Exists(real))
        {
            return $"There is no folder {path} that Sublarr sees. Mount it into Sublarr's container, or correct the path.";
        }

        if (Reading(path) is { } reason)
        {
            return $"Sublarr may not read {path} ({reason}). Give the user {ProcessUser.Description} the right to.";
        }

        var place = ForeignPath.Of(real);
        foreach (var other in others)
        {
            var there = ForeignPath.Of(RealPath(other.Path) ?? other.Path);
            if (place.IsWithin(there))
            {
                return place.Names.Count == there.Names.Count
                    ? $"{path} is a folder of the library already: nothing is left to be done."
                    : $"{path} lies in {other.Path}, which is looked through with all that is in it: nothing is left to be done.";
            }

            if (there.IsWithin(place))
            {
                return $"{other.Path} is a folder of the library and lies in {path}: remove it first, or add the folders beside it.";
            }
        }

        return null;
    }

    private static string? RealPath(string path)
    {
        try
        {
            return OperatingSystem.IsWindows() ? Path.GetFullPath(path) : Posix.RealPath(path);
        }
        catch (Win32Exception)
        {
            // It may not be entered, or leads in a circle.
            return null;
        }
    }

    private static string? Reading(string path)
    {
        try
        {
            _ = Directory.EnumerateFileSystemEntries(path).Any();
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return ArrText.OneLine(exception.Message);
        }
    }
}
