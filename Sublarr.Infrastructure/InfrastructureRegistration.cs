using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure;

public static class InfrastructureRegistration
{
    public static IServiceCollection AddInfrastructure(this IServiceCollection services, string configDirectory)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(configDirectory);

        services.AddSingleton(TimeProvider.System);
        services.AddDbContextFactory<SublarrDbContext>(options =>
            options.UseSqlite($"Data Source={Path.Combine(configDirectory, "sublarr.db")}"));
        return services;
    }
}
