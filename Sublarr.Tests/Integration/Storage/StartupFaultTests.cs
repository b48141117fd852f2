using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Storage;

/// <summary>Whatever keeps Sublarr from starting ends in a sentence and in 78, and never in a stack trace.</summary>
public sealed class StartupFaultTests
{
    [Theory]
    [InlineData("sublarr.db")]
    [InlineData("sublarr.db-wal")]
    [InlineData("sublarr.db-shm")]
    [InlineData("sublarr.lock")]
    [InlineData("api_key")]
    public async Task A_folder_in_the_place_of_a_file_is_named(string name)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File(name));

        (await RefusedAsync(folder.Path)).ShouldContain($"{folder.File(name)} is a folder");
    }

    [Theory]
    [InlineData("hooks")]
    [InlineData("keys")]
    [InlineData("logs")]
    public async Task A_file_in_the_place_of_a_folder_is_named(string name)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File(name), "");

        (await RefusedAsync(folder.Path)).ShouldContain($"{folder.File(name)} is a file");
    }

    [Fact]
    public async Task A_port_in_use_is_told_in_a_sentence()
    {
        using var folder = new TemporaryFolder();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        (await RefusedAsync(folder.Path, ("ASPNETCORE_URLS", $"http://{other.LocalEndpoint}"))).ShouldContain("another program listens");
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("http://127.0.0.1:99999")]
    [InlineData("http://192.0.2.1:5765")]
    [InlineData("https://127.0.0.1:0")]
    public async Task An_address_that_cannot_be_listened_at_ends_in_a_sentence(string address)
    {
        using var folder = new TemporaryFolder();

        (await RefusedAsync(folder.Path, ("ASPNETCORE_URLS", address))).Length.ShouldBeGreaterThan(20);
    }

    [Fact]
    public async Task A_control_character_is_refused_under_the_name_of_its_variable()
    {
        using var folder = new TemporaryFolder();

        var told = await RefusedAsync(folder.Path, ("SUBLARR_API_KEY", "a-key-for-a-process-under-test\r"), ("SUBLARR_EGRESS_PROFILE", "lan\r"));

        told.ShouldContain("SUBLARR_API_KEY: character 31 is a control character (\\r");
        told.ShouldContain("SUBLARR_EGRESS_PROFILE: character 4");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_damaged_database_is_named_with_the_remedy(bool wholly)
    {
        using var folder = new TemporaryFolder();
        await using (var engine = await Engine.StartAsync(folder: folder))
        {
            for (var job = 0; job < 50; job++)
            {
                await engine.EnqueueAsync(new("nobody", new string('x', 2000), Sublarr.Domain.Jobs.JobPriority.Normal));
            }

            await using var context = await engine.ContextAsync();
            await context.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        }

        await DamageAsync(folder.File("sublarr.db"), wholly);

        var told = await RefusedAsync(folder.Path);
        told.ShouldContain("is damaged");
        told.ShouldContain(".recover");
        told.ShouldContain("backup");
    }

    private static async Task DamageAsync(string path, bool wholly)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        file.Position = wholly ? 0 : file.Length - (12 * 4096);
        await file.WriteAsync(Enumerable.Repeat((byte)0xA5, (int)(file.Length - file.Position)).ToArray());
    }

    private static async Task<string> RefusedAsync(string configDirectory, params (string Name, string Value)[] variables)
    {
        SqliteConnection.ClearAllPools();
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Sublarr.Web.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.Environment["SUBLARR_CONFIG_DIR"] = configDirectory;
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }

        var told = await errors;
        var all = await output + told;
        process.ExitCode.ShouldBe(78, all);
        all.ShouldNotContain("   at ", Case.Sensitive, all);
        told.ShouldStartWith("Sublarr cannot start.");
        return told;
    }
}
