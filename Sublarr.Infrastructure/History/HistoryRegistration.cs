using Microsoft.Extensions.DependencyInjection;
using Sublarr.Infrastructure.Library;

namespace Sublarr.Infrastructure.History;

internal static class HistoryRegistration
{
    /// <summary>Adds what became of each subtitle, and what people do about it.</summary>
    public static IServiceCollection AddHistory(this IServiceCollection services) => services
        .AddSingleton<SubtitleHistory>()
        .AddSingleton<SubtitleRemoval>()
        .AddSingleton<ISidecarPast, RecalledSidecars>()
        .AddSingleton<Blacklisting>()
        .AddSingleton<SubtitleReturn>()
        .AddSingleton<ISubtitleDesk, SubtitleDesk>();
}
