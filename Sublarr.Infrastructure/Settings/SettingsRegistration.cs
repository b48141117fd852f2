using System.Reflection;
using FluentValidation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Sublarr.Domain.Settings;

namespace Sublarr.Infrastructure.Settings;

internal static class SettingsRegistration
{
    /// <summary>Adds what reads the settings of channels and providers.</summary>
    public static IServiceCollection AddSettings(this IServiceCollection services) => services
        .AddSingleton<ChannelSettings>()
        .AddTransient(typeof(Lazy<>), typeof(Late<>));

    /// <summary>Adds every record of an assembly that is marked with <see cref="SettingsOfAttribute"/> or <see cref="SettingsOfProviderAttribute"/>, with its validator.</summary>
    public static IServiceCollection AddSettingsOf(this IServiceCollection services, Assembly assembly)
    {
        foreach (var (settings, channel) in SettingsIn(assembly))
        {
            services.AddSingleton(provider => (IChannelForm)ActivatorUtilities.CreateInstance(provider, typeof(SettingsForm<>).MakeGenericType(settings), channel));
        }

        foreach (var (settings, name) in ProviderSettingsIn(assembly))
        {
            services.AddSingleton(provider => (IProviderForm)ActivatorUtilities.CreateInstance(provider, typeof(SettingsForm<>).MakeGenericType(settings), name));
        }

        foreach (var validator in AssemblyScanner.FindValidatorsInAssembly(assembly, includeInternalTypes: true)
            .Where(found => IsMarked(found.InterfaceType.GetGenericArguments()[0])))
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

    private static IEnumerable<(Type Settings, string Provider)> ProviderSettingsIn(Assembly assembly) =>
        from type in assembly.GetTypes()
        let marked = type.GetCustomAttribute<SettingsOfProviderAttribute>()
        where marked is not null
        select (type, marked.Provider);

    private static bool IsMarked(Type settings) => settings.IsDefined(typeof(SettingsOfAttribute)) || settings.IsDefined(typeof(SettingsOfProviderAttribute));

    // What is made when it is first used. It is still an argument of the constructor of who needs it.
    private sealed class Late<T>(IServiceProvider services) : Lazy<T>(services.GetRequiredService<T>)
        where T : notnull;
}
