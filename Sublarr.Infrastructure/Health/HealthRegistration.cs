using Microsoft.Extensions.DependencyInjection;

namespace Sublarr.Infrastructure.Health;

internal static class HealthRegistration
{
    /// <summary>Adds what looks after this installation. The looks are found by scan.</summary>
    public static IServiceCollection AddHealth(this IServiceCollection services) => services
        .AddSingleton<HealthLooks>()
        .AddSingleton<HealthBook>()
        .AddSingleton<HealthNews>();
}
