using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Samples;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Channels.Script;
using Sublarr.Infrastructure.Channels.Webhook;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Settings;
using Sublarr.Infrastructure.Subscriptions;

namespace Sublarr.Infrastructure.Samples;

/// <summary>Sets what the sample data sets: its provider, its hook and its webhook.</summary>
internal sealed class SampleSetup(
    SampleBelongings belongings, IDbContextFactory<SublarrDbContext> contexts, ChannelSettings codec, ISubscriptionSwitch switchboard, TimeProvider time)
{
    private const string HookName = "Sample hook";
    private const string WebhookName = "Sample webhook";

    /// <summary>Sets all of it. What a kill has left is taken up.</summary>
    public async Task PutAsync(CancellationToken cancellationToken)
    {
        await belongings.ChangeAsync(isEnabled: true, settings => settings, cancellationToken);
        var hook = await HookAsync(cancellationToken)
            ?? await SubscribeAsync(HookName, ScriptSettings.Channel, codec.Write(new ScriptSettings { ScriptPath = SampleStory.Script }), cancellationToken);
        var address = new WebhookSettings { Url = SampleReceiver.At, Secret = WebhookSettings.NewSecret() };
        var webhook = await WebhookAsync(cancellationToken) ?? await SubscribeAsync(WebhookName, WebhookSettings.Channel, codec.Write(address), cancellationToken);
        await belongings.ChangeAsync(isEnabled: true, settings => settings with { Hook = hook, Webhook = webhook }, cancellationToken);
    }

    /// <summary>Notes which job works on its report.</summary>
    public Task NoteReportAsync(long jobId, CancellationToken cancellationToken) =>
        belongings.ChangeAsync(isEnabled: true, settings => settings with { Report = jobId }, cancellationToken);

    /// <summary>Lets nothing more be found or sent. What it was is still known, also what a kill kept from being noted.</summary>
    /// <returns>True when there was a hook.</returns>
    public async Task<bool> SwitchOffAsync(CancellationToken cancellationToken)
    {
        if (await belongings.FindAsync(cancellationToken) is not { } settings)
        {
            return false;
        }

        var hook = settings.Hook > 0 ? settings.Hook : await HookAsync(cancellationToken) ?? 0;
        var webhook = settings.Webhook > 0 ? settings.Webhook : await WebhookAsync(cancellationToken) ?? 0;
        await belongings.ChangeAsync(isEnabled: false, kept => kept with { Hook = hook, Webhook = webhook }, cancellationToken);
        await switchboard.DeleteAsync(hook, cancellationToken);
        await switchboard.DeleteAsync(webhook, cancellationToken);
        return hook > 0;
    }

    /// <summary>Forgets all of it: from here on there is no sample data.</summary>
    public Task ForgetAsync(CancellationToken cancellationToken) => belongings.ForgetAsync(cancellationToken);

    private Task<long?> HookAsync(CancellationToken cancellationToken) =>
        FindAsync(HookName, ScriptSettings.Channel, stored => ChannelSettings.ReadWithoutSecrets<ScriptSettings>(stored).ScriptPath == SampleStory.Script, cancellationToken);

    private Task<long?> WebhookAsync(CancellationToken cancellationToken) =>
        FindAsync(WebhookName, WebhookSettings.Channel, stored => ChannelSettings.ReadWithoutSecrets<WebhookSettings>(stored).Url == SampleReceiver.At, cancellationToken);

    private async Task<long?> FindAsync(string name, string channel, Func<Subscription, bool> isIt, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var named = await context.Subscriptions.AsNoTracking().Where(subscription => subscription.Channel == channel && subscription.Name == name).ToListAsync(cancellationToken);
        return named.Find(subscription => isIt(subscription))?.Id;
    }

    private async Task<long> SubscribeAsync(string name, string channel, string settings, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var made = context.Add(new Subscription(channel, time.GetUtcNow())).Entity;
        made.Edit(name, [EventCatalog.Of(typeof(SubtitleDownloaded)).Name], settings, timeoutSeconds: 30, retryCount: 2);
        await context.SaveChangesAsync(cancellationToken);
        return made.Id;
    }
}
