using Microsoft.Extensions.DependencyInjection;
using Sublarr.Infrastructure.Channels.Script.Files;
using Sublarr.Infrastructure.Channels.Script.Sandbox;

namespace Sublarr.Infrastructure.Channels.Script;

internal static class ScriptChannelRegistration
{
    /// <summary>What the script channel needs; the channel itself and its settings are found by scan.</summary>
    public static IServiceCollection AddScriptChannel(this IServiceCollection services) => services
        .AddSingleton<HookModes>()
        .AddSingleton<IHookPermissions>(provider => provider.GetRequiredService<HookModes>())
        .AddSingleton<ScriptCheck>()
        .AddSingleton<HookTurns>()
        .AddSingleton<RunningOutput>()
        .AddSingleton<IRunningOutput>(provider => provider.GetRequiredService<RunningOutput>())
        .AddSingleton<ScriptRunner>()
        .AddSingleton<ISandboxProbe, SandboxProbe>()
        .AddSingleton<HookRevisions>()
        .AddSingleton<IHookFiles, HookFiles>()
        .AddHostedService<LeftoverSweep>();
}
