using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Sublarr.Tests.Fixtures;

/// <summary>
/// The whole app on an empty configuration folder: in memory through <c>CreateClient()</c>, or on a real port of
/// this machine through <see cref="Listen"/>.
/// </summary>
public class SublarrApp : WebApplicationFactory<Program>
{
    private readonly TemporaryFolder config = new();

    public string ConfigDirectory => config.Path;

    /// <summary>Starts Kestrel on a free port, for what needs a real socket: a browser, a WebSocket.</summary>
    public Uri Listen()
    {
        UseKestrel(port: 0);
        StartServer();
        return ClientOptions.BaseAddress;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.UseSetting("SUBLARR_CONFIG_DIR", config.Path);

        // A browser that still shows the app would hold the host for the default of 30 seconds.
        builder.ConfigureServices(services => services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2)));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            // A pooled connection would keep the file open.
            SqliteConnection.ClearAllPools();
            config.Dispose();
        }
    }
}
