using FluentValidation;
using Microsoft.Extensions.DependencyInjection;

namespace Sublarr.Infrastructure.Arr;

internal static class ArrRegistration
{
    /// <summary>Adds what asks Sonarr and Radarr, and knows where their folders are here.</summary>
    public static IServiceCollection AddArr(this IServiceCollection services) => services
        .AddSingleton<ArrClient>()
        .AddSingleton<ArrHistory>()
        .AddSingleton<ArrInstances>()
        .AddSingleton<IArrTest, ArrTest>()
        .AddSingleton<IValidator<ArrEdit>, ArrEditValidator>()
        .AddSingleton<PatientDisk>()
        .AddSingleton<SenderPaths>()
        .AddSingleton<MediaFolders>();
}
