using System.Runtime.CompilerServices;
using Sublarr.Domain.Incoming;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Library;

namespace Sublarr.Infrastructure.Arr;

/// <summary>Tries an instance out, saved or not: step by step, and no further than the first that all behind it needs.</summary>
/// <param name="client">Asks it.</param>
/// <param name="disk">Looks whether its folders are here.</param>
internal sealed class ArrTest(ArrClient client, PatientDisk disk) : IArrTest
{
    private const int MostTitles = 200;

    // What a page, a redirect or a fault keeps away from the program behind it was not reached.
    private static readonly (string Name, string Passed, ArrTrouble[] Fails)[] Ladder =
    [
        ("reached", "It answers.", [ArrTrouble.Unreachable, ArrTrouble.WrongAddress, ArrTrouble.Busy, ArrTrouble.Refused, ArrTrouble.NotFound]),
        ("host allowed", "It knows the name that it is called by.", [ArrTrouble.HostRefused]),
        ("key accepted", "The key was taken.", [ArrTrouble.KeyRefused]),
    ];

    public async IAsyncEnumerable<TestStep> RunAsync(ArrServer server, IReadOnlyList<PathMapping> mappings, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (status, problem) = await TryAsync(() => client.StatusAsync(server, cancellationToken));
        foreach (var step in StepsOf(server, problem))
        {
            yield return step;
        }

        if (status is null)
        {
            yield break;
        }

        yield return new($"is {server.Source}", true, $"{server.Source} {ArrText.OneLine(status.Version ?? "of an unknown version")}.{CalledOtherwise(server, status)}");
        var (folders, fault) = await TryAsync(() => client.RootFoldersAsync(server, cancellationToken));
        if (folders is null)
        {
            yield return new("folders seen", false, fault!.Message);
            yield break;
        }

        var paths = new PathMappings(mappings);
        yield return await FoldersAsync(server, folders, paths, cancellationToken);
        yield return await FirstFileAsync(server, paths, cancellationToken);
    }

    private static IEnumerable<TestStep> StepsOf(ArrServer server, ArrException? problem)
    {
        foreach (var (name, passed, fails) in Ladder)
        {
            if (problem is not null && fails.Contains(problem.Trouble))
            {
                yield return new(name, false, problem.Message);
                yield break;
            }

            yield return new(name, true, passed);
        }

        if (problem is not null)
        {
            yield return new($"is {server.Source}", false, problem.Message);
        }
    }

    private static string CalledOtherwise(ArrServer server, ArrStatus status)
    {
        var address = $"/webhooks/{server.Source.Key()}/{Uri.EscapeDataString(server.Name)}";
        return status.InstanceName is { Length: > 0 } own && !own.Equals(server.Name, StringComparison.OrdinalIgnoreCase)
            ? $" It calls itself \"{ArrText.OneLine(own)}\": name it so here too, or let its webhook's address end in {address}."
            : "";
    }

    private async Task<TestStep> FoldersAsync(ArrServer server, IReadOnlyList<ArrFolder> folders, PathMappings paths, CancellationToken cancellationToken)
    {
        const string name = "folders seen";
        string[] named = [.. folders.Select(folder => folder.Path).OfType<string>()];
        if (named.Length == 0)
        {
            return new(name, false, $"{server.Source} has no root folder: add one there, under Settings > Media Management.");
        }

        try
        {
            var lost = await disk.AskAsync(() => named.FirstOrDefault(folder => !Directory.Exists(paths.Apply(folder))), cancellationToken);
            return lost is null
                ? new(name, true, $"{Listed(named.Select(folder => Here(paths, folder)))}.")
                : new(name, false, Unseen(server, paths, lost));
        }
        catch (TimeoutException)
        {
            return new(name, false, MediaFolders.Silent(paths.Apply(named[0])));
        }
    }

    private async Task<TestStep> FirstFileAsync(ArrServer server, PathMappings paths, CancellationToken cancellationToken)
    {
        const string name = "a file seen";
        var (file, problem) = await TryAsync(async () => await FirstPathAsync(server, cancellationToken) ?? "");
        if (problem is not null)
        {
            return new(name, false, problem.Message);
        }

        if (file is "")
        {
            return new(name, true, $"{server.Source} has no file yet: nothing to look for.");
        }

        try
        {
            var here = paths.Apply(file!);
            return await disk.AskAsync(() => File.Exists(here), cancellationToken)
                ? new(name, true, $"{ArrText.OneLine(here)} is there.")
                : new(name, false, Unseen(server, paths, file!));
        }
        catch (TimeoutException)
        {
            return new(name, false, MediaFolders.Silent(ArrText.OneLine(paths.Apply(file!))));
        }
    }

    private async Task<string?> FirstPathAsync(ArrServer server, CancellationToken cancellationToken)
    {
        var looked = 0;
        await foreach (var title in client.TitlesAsync(server, cancellationToken))
        {
            if (title.MovieFile?.Path is { Length: > 0 } path)
            {
                return path;
            }

            var files = title.Statistics is { EpisodeFileCount: > 0 } ? await client.FilesAsync(server, title.Id, cancellationToken) : [];
            if (files.FirstOrDefault(file => file.Path is { Length: > 0 }) is { } file)
            {
                return file.Path;
            }

            if (++looked == MostTitles)
            {
                break;
            }
        }

        return null;
    }

    private static string Unseen(ArrServer server, PathMappings paths, string path) => paths.Find(path) is { } mapped
        ? $"{server.Source} has {ArrText.OneLine(path)}, and its path mapping leads to {ArrText.OneLine(mapped)}, which Sublarr does not see. "
            + "Correct the mapping, or mount the folder there."
        : $"{server.Source} has {ArrText.OneLine(path)}, and Sublarr sees nothing there. Mount the folder at the same place, or add a path mapping below.";

    private static string Here(PathMappings paths, string folder) => ArrText.OneLine(paths.Find(folder) is { } mapped ? $"{folder} is {mapped} here" : folder);

    private static string Listed(IEnumerable<string> folders) => string.Join(", ", folders.Take(5));

    private static async Task<(T? Answer, ArrException? Problem)> TryAsync<T>(Func<Task<T>> ask)
        where T : class
    {
        try
        {
            return (await ask(), null);
        }
        catch (ArrException problem)
        {
            return (null, problem);
        }
    }
}

/// <summary>Tries an instance out.</summary>
public interface IArrTest
{
    /// <summary>What was asked, in its order, each step as soon as it is known.</summary>
    /// <param name="server">The instance.</param>
    /// <param name="mappings">Where its folders are here.</param>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    IAsyncEnumerable<TestStep> RunAsync(ArrServer server, IReadOnlyList<PathMapping> mappings, CancellationToken cancellationToken);
}
