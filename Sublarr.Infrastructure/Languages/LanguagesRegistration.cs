using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Languages;

namespace Sublarr.Infrastructure.Languages;

internal static class LanguagesRegistration
{
    /// <summary>Adds which subtitles are wanted of which title.</summary>
    public static IServiceCollection AddLanguages(this IServiceCollection services) => services
        .AddSingleton<ILanguageProfiles, ProfileDirectory>();
}
