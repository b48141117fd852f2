using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Settings;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Infrastructure.Transfer;

internal static class TransferRegistration
{
    /// <summary>Adds export and import.</summary>
    public static IServiceCollection AddTransfer(this IServiceCollection services) => services
        .AddSingleton<IConfigurationExport, ConfigurationExport>()
        .AddSingleton<ITransferPart, ArrPart>()
        .AddSingleton<ITransferPart, PathPart>()
        .AddSingleton<ITransferPart, ProfilePart>()
        .AddSingleton<ImportPlanner>()
        .AddSingleton<ImportAftermath>()
        .AddSingleton<IConfigurationImport, ConfigurationImport>();

    /// <summary>Lets every channel of an assembly take part whose settings are marked with <see cref="SettingsOfAttribute"/>.</summary>
    public static IServiceCollection AddTransferOf(this IServiceCollection services, Assembly assembly)
    {
        foreach (var (settings, channel) in SettingsRegistration.SettingsIn(assembly))
        {
            services.AddSingleton(provider => (ITransferChannel)ActivatorUtilities.CreateInstance(provider, typeof(TransferChannel<>).MakeGenericType(settings), channel));
        }

        return services;
    }
}
