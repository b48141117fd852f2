using System.Collections.Concurrent;
using Sublarr.Domain.Health;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Arr;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Infrastructure.Library;

namespace Sublarr.Infrastructure.Health;

/// <summary>Looks whether each folder of the library is there, and whether subtitles can be written to it. Nothing is written for that.</summary>
internal sealed class LibraryFoldersLook(LibraryFolders folders, PatientDisk disk, TimeProvider time) : IHealthLook
{
    /// <summary>How long one folder may take to answer. A disk that sleeps needs some ten seconds to wake, and the look as a whole has little more.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    // Folders that a thread still waits for: it is not joined by another each quarter of an hour, until nobody can look at any disk any more.
    private readonly ConcurrentDictionary<string, bool> _asked = new(StringComparer.Ordinal);

    public string Name => "library-folders";

    public string Subject => "the folders of the library";

    public async Task<IReadOnlyList<HealthFinding>> LookAsync(CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll((await folders.AllAsync(cancellationToken)).Select(folder => LookAsync(folder.Path, cancellationToken)));
        return [.. found.OfType<HealthFinding>()];
    }

    private async Task<HealthFinding?> LookAsync(string path, CancellationToken cancellationToken)
    {
        if (_asked.ContainsKey(path))
        {
            return Silent(path);
        }

        using var impatience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(impatience.Token, cancellationToken);
        try
        {
            return await disk.AskAsync(() => Ask(path), either.Token);
        }
        catch (TimeoutException)
        {
            return Silent(path);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Silent(path);
        }
    }

    private HealthFinding? Ask(string path)
    {
        _asked[path] = true;
        try
        {
            return ProblemOf(path);
        }
        finally
        {
            _asked.TryRemove(path, out _);
        }
    }

    private static HealthFinding? ProblemOf(string path)
    {
        if (!Directory.Exists(path))
        {
            return Found(path, "is not there", "Is its disk mounted, and its server switched on? Mount it into Sublarr's container, or remove it from the library.");
        }

        if (!Posix.IsReadable(path))
        {
            return Found(path, "cannot be read", $"Give the user {ProcessUser.Description} the right to read it.");
        }

        return Posix.IsWritable(path)
            ? null
            : Found(path, "cannot be written, so no subtitle can be placed there", $"Mount it writable, and give the user {ProcessUser.Description} the right to write to it.");
    }

    private static HealthFinding Silent(string path) => Found(path, "does not answer", "Is its server switched on and connected?");

    // The whole path stays here: what is told names the folder alone.
    private static HealthFinding Found(string path, string what, string remedy)
    {
        var name = ForeignPath.Of(path).Names is [.., var last] ? last : path;
        return new(HealthLevel.Error, $"The folder {path} of the library {what}.", remedy)
        {
            About = path,
            Page = "library/folders",
            News = $"The folder \"{name}\" of the library {what}. {remedy}",
            Recovery = $"The folder \"{name}\" of the library can be used again.",
        };
    }
}
