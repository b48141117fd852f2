using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Playwright;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Telemetry;
using Sublarr.Web.Security;

namespace Sublarr.Tests.Fixtures;

/// <summary>
/// The whole app on an empty configuration folder: in memory through <c>CreateClient()</c>, or on a real port of
/// this machine through <see cref="Listen"/>.
/// </summary>
public class SublarrApp : WebApplicationFactory<Program>
{
    private readonly TemporaryFolder config = new();

    /// <summary>The administrator who exists unless <see cref="WithAdministrator"/> says otherwise.</summary>
    public const string AdminUser = AppProgram.UserName;

    public const string AdminPassword = AppProgram.Password;

    /// <summary>Tests receive on this machine, which nobody may send to without this exception.</summary>
    public const string LocalReceivers = AppProgram.LocalReceivers;

    public string ConfigDirectory => config.Path;

    /// <summary>The key of the API and of incoming webhooks.</summary>
    public string ApiKey { get; init; } = Guid.NewGuid().ToString("N");

    /// <summary>False for a first start: nobody may sign in yet.</summary>
    public bool WithAdministrator { get; init; } = true;

    /// <summary>The folders of the videos, as the environment names them; null for none.</summary>
    public string? MediaPath { get; init; }

    /// <summary>Where the list of ids of anime is.</summary>
    public string AnimeIds { get; init; } = "off";

    /// <summary>Starts Kestrel on a free port, for what needs a real socket: a browser, a WebSocket.</summary>
    public Uri Listen()
    {
        UseKestrel(port: 0);
        StartServer();
        return ClientOptions.BaseAddress;
    }

    /// <summary>What calls the API and sends webhooks: without cookies, and told of every redirect.</summary>
    public HttpClient CreateApiClient()
    {
        var client = CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = false, BaseAddress = ClientOptions.BaseAddress });
        client.DefaultRequestHeaders.Add("X-Api-Key", ApiKey);
        return client;
    }

    /// <summary>The database of the running app.</summary>
    public Task<SublarrDbContext> ContextAsync() => Services.GetRequiredService<IDbContextFactory<SublarrDbContext>>().CreateDbContextAsync();

    /// <summary>Whatever has an address: pages, API, webhooks, files.</summary>
    public IEnumerable<RouteEndpoint> Routes => Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();

    /// <summary>What is in the log so far.</summary>
    public IReadOnlyList<string> LogLines()
    {
        var lines = new List<string>();
        foreach (var path in Directory.GetFiles(Path.Combine(config.Path, "logs")))
        {
            // It is still written to.
            using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            lines.AddRange(reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }

        return lines;
    }

    /// <summary>Signs the browser in, wherever it was sent to.</summary>
    public async Task SignInAsync(IPage page)
    {
        await page.GotoAsync(new Uri(ClientOptions.BaseAddress, "/sign-in").ToString());
        await page.GetByLabel("User name").FillAsync(AdminUser);
        await page.GetByLabel("Password").FillAsync(AdminPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(page).Not.ToHaveURLAsync(new Regex("/sign-in"));
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        if (WithAdministrator)
        {
            MigratedDatabase.PutIntoAsync(config.Path).GetAwaiter().GetResult();
        }

        builder.UseEnvironment("Production");
        builder.UseSetting("SUBLARR_CONFIG_DIR", config.Path);
        builder.UseSetting("SUBLARR_API_KEY", ApiKey);
        builder.UseSetting("SUBLARR_EGRESS_ALLOW", LocalReceivers);
        // No test asks the internet.
        builder.UseSetting("SUBLARR_ANIME_IDS", AnimeIds);
        if (MediaPath is not null)
        {
            builder.UseSetting("SUBLARR_MEDIA_PATH", MediaPath);
        }

        if (WithAdministrator)
        {
            builder.UseSetting("SUBLARR_ADMIN_USER", AdminUser);
            builder.UseSetting("SUBLARR_ADMIN_PASSWORD", AdminPassword);
        }

        // A refused sign-in takes a second; nobody has to watch it here.
        builder.ConfigureServices(services => services.AddSingleton(new FailureTime(TimeSpan.Zero)));

        // Slow on purpose, and paid at every start.
        builder.ConfigureServices(services => services.Configure<PasswordHasherOptions>(passwords => passwords.IterationCount = 5_000));

        // The heap is that of all tests.
        builder.ConfigureServices(services => services.Remove(services.Single(service => service.ImplementationType == typeof(IdleMemory))));

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
