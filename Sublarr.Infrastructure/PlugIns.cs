using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Sublarr.Infrastructure;

/// <summary>Finds plug-ins by scan.</summary>
public static class PlugIns
{
    /// <summary>Adds every class of an assembly that implements a plug-in contract: a new plug-in is one new file.</summary>
    /// <typeparam name="TContract">The contract.</typeparam>
    /// <param name="services">The application's services.</param>
    /// <param name="assembly">Where to look.</param>
    public static IServiceCollection AddAll<TContract>(this IServiceCollection services, Assembly assembly)
        where TContract : class
    {
        foreach (var type in assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(TContract))))
        {
            services.TryAddSingleton(type);
            services.AddSingleton(provider => (TContract)provider.GetRequiredService(type));
        }

        return services;
    }
}
