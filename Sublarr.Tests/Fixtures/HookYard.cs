using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Channels.Script;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Tests.Fixtures;

/// <summary>The queue with hooks whose scripts are real files: what a hook does with many events.</summary>
internal sealed class HookYard : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private Engine? _engine;

    public Engine Engine => _engine!;

    public static async Task<HookYard> OpenAsync()
    {
        var yard = new HookYard();
        yard._engine = await Engine.StartAsync(folder: yard._folder);
        Directory.CreateDirectory(yard.File("hooks"));
        return yard;
    }

    /// <summary>A file in the config folder.</summary>
    public string File(string name) => _folder.File(name);

    /// <summary>A hook for downloaded subtitles that runs this text.</summary>
    public async Task<Subscription> HookAsync(string text, ScriptSettings settings, int retries = 0)
    {
        var name = settings.ScriptPath.Length > 0 ? settings.ScriptPath : "hook.sh";
        ScriptBench.WriteAt(File($"hooks/{name}"), text);
        await using var context = await Engine.ContextAsync();
        var hook = new Subscription("script", DateTimeOffset.UnixEpoch);
        hook.Edit("A hook", ["subtitle_downloaded"], Engine.Get<ChannelSettings>().Write(settings with { ScriptPath = name }), 30, retries);
        context.Add(hook);
        await context.SaveChangesAsync();
        return hook;
    }

    public async Task PublishAsync(int count)
    {
        for (var number = 0; number < count; number++)
        {
            await Engine.Bus.PublishAsync(SubtitleDownloaded.Example, EventCause.None, CancellationToken.None);
        }
    }

    /// <summary>The outcome of every attempt, oldest delivery first.</summary>
    public async Task<List<AttemptRow>> AttemptsAsync()
    {
        List<AttemptRow> attempts = [];
        foreach (var job in await Engine.JobsAsync())
        {
            attempts.AddRange(await Engine.AttemptsAsync(job.Id));
        }

        return attempts;
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        _folder.Dispose();
    }
}
