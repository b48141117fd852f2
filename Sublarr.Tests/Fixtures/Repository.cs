namespace Sublarr.Tests.Fixtures;

/// <summary>The files these tests were built from.</summary>
internal static class Repository
{
    /// <summary>The root of the repository.</summary>
    public static string Folder { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Sublarr.Blazor.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests must run inside the repository.");
        }

        return folder.FullName;
    }
}
