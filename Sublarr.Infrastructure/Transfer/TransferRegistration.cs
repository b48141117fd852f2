using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Settings;

namespace Sublarr.Infrastructure.Transfer;

internal static class TransferRegistration
{
    /// <summary>Adds export and import, with every channel whose settings are marked with <see cref="SettingsOfAttribute"/>.</summary>
    public static IServiceCollection AddTransfer(this IServiceCollection services)
    {
        foreach (var type in typeof(TransferRegistration).Assembly.GetTypes())
        {
            if (type.GetCustomAttribute<SettingsOfAttribute>() is { } settings)
            {
                services.AddSingleton(provider =>
                    (ITransferChannel)ActivatorUtilities.CreateInstance(provider, typeof(TransferChannel<>).MakeGenericType(type), settings.Channel));
            }
        }

        return services
            .AddSingleton<IConfigurationExport, ConfigurationExport>()
            .AddSingleton<ImportPlanner>()
            .AddSingleton<ImportAftermath>()
            .AddSingleton<IConfigurationImport, ConfigurationImport>();
    }
}
