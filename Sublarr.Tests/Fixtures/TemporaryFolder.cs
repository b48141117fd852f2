namespace Sublarr.Tests.Fixtures;

/// <summary>A folder of its own for one test, gone with it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("sublarr-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Makes empty files, with the folders they are in.</summary>
    /// <param name="names">Below this folder.</param>
    public void Put(params IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(File(name))!);
            System.IO.File.WriteAllText(File(name), "");
        }
    }

    /// <summary>Makes a program of lines of a shell.</summary>
    public string Program(string lines)
    {
        var path = File("program");
        System.IO.File.WriteAllText(path, $"#!/bin/sh\n{lines}\n");
        System.IO.File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

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
