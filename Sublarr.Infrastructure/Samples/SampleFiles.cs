using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Samples;

/// <summary>The files of the sample data: its videos and its script, whole or not at all.</summary>
internal sealed class SampleFiles(SampleLibrary library, SampleScript script)
{
    /// <summary>Writes what is missing. Of what could not be written as a whole nothing is left.</summary>
    /// <returns>Why it could not be, as sentences; null when all is there.</returns>
    public async Task<string?> WriteAsync()
    {
        if (library.Problem() is { } other)
        {
            return other;
        }

        var isNew = !library.IsThere;
        string? problem;
        try
        {
            library.Write();
            problem = await script.WriteAsync();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problem = $"{library.Folder} cannot be written ({exception.Message}). Give it to the user {ProcessUser.Description}, or make room, and try again.";
        }

        if (problem is not null && isNew)
        {
            library.Delete();
        }

        return problem;
    }

    /// <summary>Removes them.</summary>
    /// <param name="hasHook">True when there was a hook of its own, so that the script is its own whatever it says by now.</param>
    /// <returns>Why something is still there, as sentences; null when nothing is.</returns>
    public async Task<string?> RemoveAsync(bool hasHook) => library.Delete() ?? await script.EraseAsync(hasHook);
}
