namespace Sublarr.Tests.Fixtures;

/// <summary>A folder of its own for one test, gone with it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("sublarr-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        // The test host disposes what it owns twice, once per way of disposing.
        for (var tries = 1; Directory.Exists(Path); tries++)
        {
            try
            {
                Directory.Delete(Path, recursive: true);
            }
            catch (IOException) when (tries < 100)
            {
                // The entry point closes the database on a thread of its own, and may make one of its files once more while the folder goes.
                Thread.Sleep(20);
            }
        }
    }
}
