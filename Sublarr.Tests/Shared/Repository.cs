namespace Sublarr.Tests.Shared;

/// <summary>The files this program was built from.</summary>
internal static class Repository
{
    /// <summary>The root of the repository.</summary>
    public static string Folder { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? folder) => folder is null
        ? throw new InvalidOperationException("Sublarr.Blazor.sln is in no folder above this program.")
        : File.Exists(Path.Combine(folder.FullName, "Sublarr.Blazor.sln")) ? folder.FullName : Find(folder.Parent);
}
