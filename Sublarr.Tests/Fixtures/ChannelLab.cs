using System.Net;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Library;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Infrastructure.Security;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Tests.Fixtures;

/// <summary>A channel as the app builds it, allowed to send to this machine, with a clock that stands still.</summary>
internal sealed class ChannelLab<TChannel> : IAsyncDisposable
    where TChannel : class, IDeliveryChannel
{
    private readonly ServiceProvider _services;

    public ChannelLab(EgressSettings? egress = null) => _services = new ServiceCollection()
        .AddSingleton<TimeProvider>(Clock)
        .AddSingleton<ISecretProtector>(new SecretProtector(new EphemeralDataProtectionProvider()))
        .AddSingleton(new SublarrOptions())
        .AddSingleton(new OutboundOptions { Egress = egress ?? new EgressSettings(EgressProfile.Lan, [EgressException.Parse(SublarrApp.LocalReceivers)!], []) })
        .AddSingleton<ResolveHost>((host, cancellationToken) => host.EndsWith(".slack.com", StringComparison.Ordinal)
            ? Task.FromResult<IPAddress[]>([IPAddress.Loopback])
            : HostNames.ResolveAsync(host, cancellationToken))
        .AddSingleton<ITitlesToTry>(Library)
        .AddSingleton<TChannel>()
        .AddSettings()
        .AddOutbound()
        .BuildServiceProvider();

    public ManualClock Clock { get; } = new();

    /// <summary>What it is tried out with; empty until a test says otherwise.</summary>
    public OneTitle Library { get; } = new();

    public TChannel Channel => _services.GetRequiredService<TChannel>();

    /// <summary>A subtitle of a series with this title has come.</summary>
    public static SubtitleDownloaded Downloaded(string title) =>
        new(MediaType.Episode, 901, title, 2, 1, "de", "opensubtitles", "srt", 539, Forced: false, HearingImpaired: false, Release: null);

    public Subscription Subscription<TSettings>(TSettings settings)
        where TSettings : class
    {
        var subscription = new Subscription(Channel.Info.Name, Clock.GetUtcNow());
        subscription.Edit("Phone", [EventFilter.Everything], _services.GetRequiredService<ChannelSettings>().Write(settings), timeoutSeconds: 10, retryCount: 7);
        return subscription;
    }

    public Task<DeliveryReport> DeliverAsync<TSettings>(TSettings settings, IDomainEvent? @event = null)
        where TSettings : class => DeliverToAsync(Subscription(settings), @event);

    public Task<DeliveryReport> DeliverToAsync(Subscription subscription, IDomainEvent? @event = null, int attempt = 1, IReadOnlyList<MediaChange>? together = null)
    {
        var envelope = EventEnvelope.Of(@event ?? SubtitleDownloaded.Example, EventCause.None, Clock.GetUtcNow());
        var delivery = new Delivery(JobId: 42, attempt, subscription, envelope, EventBody.Write(envelope, "Sublarr", isTest: false), IsTest: false) { Together = together ?? [] };
        return Channel.DeliverAsync(delivery, CancellationToken.None);
    }

    /// <summary>What a person is told who tries it out.</summary>
    public async Task<IReadOnlyList<TestStep>> TestAsync<TSettings>(TSettings settings)
        where TSettings : class
    {
        var envelope = EventEnvelope.Of(WebhookReceived.Example, EventCause.None, Clock.GetUtcNow());
        var delivery = new Delivery(JobId: 42, 1, Subscription(settings), envelope, EventBody.Write(envelope, "Sublarr", isTest: true), IsTest: true);
        return (await Sublarr.Infrastructure.Deliveries.ChannelTest.RunAsync(Channel, delivery, CancellationToken.None)).Detail.Steps!;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}

/// <summary>A library of one title, or of none, or of one of each kind.</summary>
internal sealed class OneTitle : ITitlesToTry
{
    public MediaChange? Title { get; set; }

    /// <summary>A movie besides; null for none.</summary>
    public MediaChange? Movie { get; set; }

    public Task<IReadOnlyList<MediaChange>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<MediaChange>>([.. new[] { Title, Movie }.OfType<MediaChange>()]);
}

internal static class Outcomes
{
    /// <summary>Why it is not tried again.</summary>
    public static string ShouldBeRejected(this DeliveryReport report) => report.Outcome.ShouldBeOfType<JobOutcome.Rejected>().Reason;

    /// <summary>It is tried again, and not before a time.</summary>
    public static DateTimeOffset? ShouldBeTriedAgain(this DeliveryReport report) => report.Outcome.ShouldBeOfType<JobOutcome.RetryLater>().NotBefore;

    public static void ShouldHaveArrived(this DeliveryReport report) => report.Outcome.ShouldBeOfType<JobOutcome.Succeeded>();

    /// <summary>What the log keeps of the attempt holds none of these.</summary>
    public static void ShouldShowNothingOf(this DeliveryReport report, params string[] secrets)
    {
        var shown = System.Text.Json.JsonSerializer.Serialize(report.Detail, EventJson.Options);
        secrets.ShouldAllBe(secret => !shown.Contains(secret, StringComparison.Ordinal));
    }
}
