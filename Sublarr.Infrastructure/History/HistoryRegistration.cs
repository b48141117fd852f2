using Microsoft.Extensions.DependencyInjection;

namespace Sublarr.Infrastructure.History;

internal static class HistoryRegistration
{
    /// <summary>Adds what became of each subtitle, and what people do about it.</summary>
    public static IServiceCollection AddHistory(this IServiceCollection services) => services
        .AddSingleton<SubtitleHistory>()
        .AddSingleton<SubtitleRemoval>()
        .AddSingleton<Blacklisting>()
        .AddSingleton<SubtitleReturn>()
        .AddSingleton<ISubtitleDesk, SubtitleDesk>();
}
