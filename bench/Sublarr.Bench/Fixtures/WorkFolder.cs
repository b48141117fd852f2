namespace Sublarr.Bench.Fixtures;

/// <summary>A folder for one measurement, beside the program: folders for temporary files may be in memory, where a flush costs nothing.</summary>
internal sealed class WorkFolder : IDisposable
{
    public WorkFolder() => Directory.CreateDirectory(Path);

    public string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "work", Guid.NewGuid().ToString("N"));

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
