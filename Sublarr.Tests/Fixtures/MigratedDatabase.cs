using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Sublarr.Infrastructure;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Tests.Fixtures;

/// <summary>
/// The database of a first start before anything is in it, made once by the product itself. To migrate an empty one costs more than all the rest of a start, and nearly
/// every test starts an app of its own.
/// </summary>
internal static class MigratedDatabase
{
    private static readonly Lazy<Task<byte[]>> made = new(MakeAsync);

    /// <summary>Puts it into a configuration folder that has none.</summary>
    public static async Task PutIntoAsync(string folder)
    {
        var options = new SublarrOptions { ConfigDirectory = folder };
        if (File.Exists(options.DatabasePath))
        {
            return;
        }

        await using var file = new FileStream(options.DatabasePath, new FileStreamOptions
        {
            Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        await file.WriteAsync(await made.Value);
    }

    private static async Task<byte[]> MakeAsync()
    {
        using var folder = new TemporaryFolder();
        var options = new SublarrOptions { ConfigDirectory = folder.Path };
        using (var host = new HostBuilder().ConfigureServices(services => services.AddInfrastructure(options)).Build())
        {
            await host.Services.PrepareInfrastructureAsync(CancellationToken.None);
        }

        using (var connection = new SqliteConnection($"Data Source={options.DatabasePath};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            command.ExecuteNonQuery();
        }

        return await File.ReadAllBytesAsync(options.DatabasePath);
    }
}
