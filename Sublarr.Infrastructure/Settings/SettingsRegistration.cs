using Microsoft.Extensions.DependencyInjection;

namespace Sublarr.Infrastructure.Settings;

internal static class SettingsRegistration
{
    /// <summary>Adds what reads the settings of channels.</summary>
    public static IServiceCollection AddSettings(this IServiceCollection services) => services
        .AddSingleton<ChannelSettings>();
}
