using System.Net.Http.Json;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration;

public sealed class PrivateFilesTests
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    [Theory]
    [InlineData("000")]
    [InlineData("002")]
    [InlineData("022")]
    public async Task Whatever_the_umask_everything_Sublarr_makes_is_its_own(string umask)
    {
        using var folder = new TemporaryFolder();
        var config = folder.File("made/by/sublarr");
        await using var sublarr = await SublarrProcess.StartAsync(config, LocalPort.Free(), umask: umask);
        using var sent = await sublarr.Client.PostAsJsonAsync("/webhooks/sonarr", new { eventType = "Test" });

        var entries = Directory.GetFileSystemEntries(folder.File("made"), "*", SearchOption.AllDirectories);

        string[] expected = ["hooks", "keys", "logs", "sublarr.db", "sublarr.db-wal", "sublarr.lock"];
        expected.ShouldBeSubsetOf(entries.Select(path => Path.GetRelativePath(config, path)));
        entries.Where(path => (File.GetUnixFileMode(path) & Others) != UnixFileMode.None).ShouldBeEmpty();
        sublarr.Output.ShouldNotContain("Other users of this machine could");
    }

    [Fact]
    public async Task What_an_earlier_start_left_open_is_closed_and_told_but_scripts_stay_as_they_are()
    {
        using var folder = new TemporaryFolder();
        await using (var first = await SublarrProcess.StartAsync(folder.Path, LocalPort.Free()))
        {
            await first.KillAsync();
        }

        Directory.CreateDirectory(folder.File("hooks/.revisions/copy.sh"));
        await File.WriteAllTextAsync(folder.File("hooks/.revisions/copy.sh/20260101T000000.000Z"), "#!/bin/sh\n");
        ScriptBench.WriteAt(folder.File("hooks/copy.sh"), "#!/bin/sh\n");
        foreach (var path in Directory.GetFileSystemEntries(folder.Path, "*", SearchOption.AllDirectories).Append(folder.Path))
        {
            ScriptBench.Chmod(path, 0b111_111_111);
        }

        await using var second = await SublarrProcess.StartAsync(folder.Path, LocalPort.Free());

        var open = Directory.GetFileSystemEntries(folder.Path, "*", SearchOption.AllDirectories).Append(folder.Path)
            .Where(path => (File.GetUnixFileMode(path) & Others) != UnixFileMode.None);
        open.ShouldBe([folder.File("hooks/copy.sh")]);
        second.Output.ShouldContain("Other users of this machine could read or change");
    }

    [Fact]
    public async Task An_empty_folder_that_was_handed_over_open_is_closed_and_nothing_is_told()
    {
        using var folder = new TemporaryFolder();
        ScriptBench.Chmod(folder.Path, 0b111_111_111);

        await using var sublarr = await SublarrProcess.StartAsync(folder.Path, LocalPort.Free());

        (File.GetUnixFileMode(folder.Path) & Others).ShouldBe(UnixFileMode.None);
        sublarr.Output.ShouldNotContain("Other users of this machine could");
    }
}
