using System.Globalization;
using Sublarr.Infrastructure;
using Sublarr.Infrastructure.Telemetry;
using Sublarr.Web.Startup;

// The same numbers and dates on every machine, whatever its locale.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;

// Release names and hook payloads come from outside: no pattern may hold a thread for longer than this.
AppDomain.CurrentDomain.SetData("REGEX_DEFAULT_MATCH_TIMEOUT", TimeSpan.FromSeconds(1));

var isStarted = false;
WebApplication? app = null;
try
{
    var builder = WebApplication.CreateBuilder(args);

    // Otherwise found in Development alone: the tests and a plain build would run without styles.
    builder.WebHost.UseStaticWebAssets();

    var (options, outbound) = SublarrSettings.Read(builder.Configuration);

    // An address given the usual way (ASPNETCORE_URLS) wins.
    if (builder.Configuration[WebHostDefaults.ServerUrlsKey] is null)
    {
        builder.WebHost.UseUrls($"http://*:{options.Port}");
    }

    builder.AddSublarrLogging(options);
    builder.Services.AddInfrastructure(options, outbound);
    builder.Services.AddWeb();
    builder.Services.AddHostedService<IdleMemory>();
    if (OtlpTarget.Read(builder.Configuration) is { } collector)
    {
        builder.Services.AddSingleton(collector);
        builder.Services.AddHostedService<OtlpExport>();
    }

    app = builder.Build();
    TimeZoneVariable.Check(app.Configuration, app.Logger);
    await app.Services.PrepareInfrastructureAsync(CancellationToken.None);
    SublarrSettings.KeepApiKey(options);
    await app.EnsureAdministratorAsync(options, CancellationToken.None);
    app.MapWeb();
    app.TellOwnPorts();
    await app.StartAsync();
    isStarted = true;
    await app.WaitForShutdownAsync();
    await app.DisposeAsync();
    return 0;
}
catch (Exception problem) when (!isStarted && problem is not HostAbortedException)
{
    var words = StartupFault.InWords(problem);
    await Console.Error.WriteLineAsync($"Sublarr cannot start.{Environment.NewLine}{words}");
    if (app?.Services.RefuseRestore(problem, words) == true)
    {
        await Console.Error.WriteLineAsync("A backup was restored just before. The next start takes that back, and all is as it was before.");
    }

    // EX_CONFIG of sysexits.h: restarting without a change does not help.
    return 78;
}

/// <summary>Names the entry point for the test host.</summary>
public partial class Program;
