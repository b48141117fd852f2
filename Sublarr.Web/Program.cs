using System.Globalization;
using Radzen;
using Serilog;
using Sublarr.Infrastructure;
using Sublarr.Web.Components;

// The same numbers and dates on every machine, whatever its locale.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;

// Release names and hook payloads come from outside: no pattern may hold a thread for longer than this.
AppDomain.CurrentDomain.SetData("REGEX_DEFAULT_MATCH_TIMEOUT", TimeSpan.FromSeconds(1));

var builder = WebApplication.CreateBuilder(args);

// Otherwise found in Development alone: the tests and a plain build would run without styles.
builder.WebHost.UseStaticWebAssets();

// An address given the usual way (ASPNETCORE_URLS) wins.
if (builder.Configuration[WebHostDefaults.ServerUrlsKey] is null)
{
    builder.WebHost.UseUrls($"http://*:{builder.Configuration["SUBLARR_PORT"] ?? "5765"}");
}

builder.Logging.ClearProviders();
builder.Logging.AddSerilog(
    new LoggerConfiguration()
        .MinimumLevel.Information()
        .MinimumLevel.Override("Microsoft.AspNetCore", Serilog.Events.LogEventLevel.Warning)
        .WriteTo.Console(formatProvider: CultureInfo.InvariantCulture)
        .CreateLogger(),
    dispose: true);

var configDirectory = Path.GetFullPath(builder.Configuration["SUBLARR_CONFIG_DIR"] ?? "config");
Directory.CreateDirectory(configDirectory);

builder.Services.AddInfrastructure(configDirectory);
builder.Services.AddRazorComponents().AddInteractiveServerComponents();
builder.Services.AddRadzenComponents();

var app = builder.Build();

app.UseAntiforgery();
app.MapStaticAssets();
app.MapRazorComponents<App>().AddInteractiveServerRenderMode();

await app.RunAsync();

/// <summary>Names the entry point for the test host.</summary>
public partial class Program;
