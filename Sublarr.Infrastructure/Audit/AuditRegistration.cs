using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Audit;

internal static class AuditRegistration
{
    /// <summary>Adds the audit trail, with every rule found in this assembly.</summary>
    public static IServiceCollection AddAudit(this IServiceCollection services) => services
        .AddSingleton<Acting>()
        .AddSingleton<AuditEntries>()
        .AddSingleton(provider => new AuditTrail(
            provider.GetRequiredService<AuditEntries>(), provider.GetRequiredService<Acting>(), provider.GetRequiredService<IDbContextFactory<SublarrDbContext>>()))
        .AddAll<AuditRule>(typeof(AuditRegistration).Assembly)
        .AddSingleton<AuditRules>()
        .AddSingleton<ISaveWitness, SaveAudit>()
        .AddSingleton<ConfigNews>();
}
