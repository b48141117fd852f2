using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Hosting;
using Sublarr.Domain.Events;
using Sublarr.Infrastructure;
using Sublarr.Tests.PlugIns.Events;

namespace Sublarr.Tests.Fixtures;

/// <summary>Sublarr with the plug-ins of <c>Sublarr.Tests.PlugIns</c>, an assembly of which it knows nothing.</summary>
public sealed class AppWithPlugIns : SublarrApp
{
    // The catalog of events belongs to the process: it is the same for every test, however many have begun.
    [ModuleInitializer]
    internal static void IncludeEvents() => EventCatalog.Include(typeof(EggLaid).Assembly);

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureServices(services => services.AddPlugIns(typeof(EggLaid).Assembly));
    }
}
