using System.Reflection;
using FluentValidation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Sublarr.Domain.Settings;

namespace Sublarr.Infrastructure.Settings;

internal static class SettingsRegistration
{
    /// <summary>Adds what reads the settings of channels.</summary>
    public static IServiceCollection AddSettings(this IServiceCollection services) => services
        .AddSingleton<ChannelSettings>();

    /// <summary>Adds every record of an assembly that is marked with <see cref="SettingsOfAttribute"/>, with its validator.</summary>
    public static IServiceCollection AddSettingsOf(this IServiceCollection services, Assembly assembly)
    {
        foreach (var (settings, channel) in SettingsIn(assembly))
        {
            services.AddSingleton(provider => (IChannelForm)ActivatorUtilities.CreateInstance(provider, typeof(ChannelForm<>).MakeGenericType(settings), channel));
        }

        foreach (var validator in AssemblyScanner.FindValidatorsInAssembly(assembly, includeInternalTypes: true)
            .Where(found => found.InterfaceType.GetGenericArguments()[0].IsDefined(typeof(SettingsOfAttribute))))
        {
            services.TryAddSingleton(validator.InterfaceType, validator.ValidatorType);
        }

        return services;
    }

    /// <summary>The settings records of an assembly, each with the name of its channel.</summary>
    public static IEnumerable<(Type Settings, string Channel)> SettingsIn(Assembly assembly) =>
        from type in assembly.GetTypes()
        let marked = type.GetCustomAttribute<SettingsOfAttribute>()
        where marked is not null
        select (type, marked.Channel);
}
