using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Channels.Webhook;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Infrastructure.Security;
using Sublarr.Infrastructure.Settings;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Webhooks;

/// <summary>The channel as the app builds it, with a clock and a resolver that a test may replace.</summary>
internal sealed class WebhookLab : IDisposable
{
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    public const int OwnPort = 5765;

    private static readonly EgressSettings LocalReceivers = new(EgressProfile.Lan, [EgressException.Parse(SublarrApp.LocalReceivers)!], []);

    private readonly ServiceProvider _services;
    private readonly TimeProvider _clock;

    public WebhookLab(TimeProvider? clock = null, ResolveHost? resolve = null, int ownPort = OwnPort, EgressSettings? egress = null, EgressProxy? proxy = null)
    {
        _clock = clock ?? TimeProvider.System;
        var services = new ServiceCollection()
            .AddSingleton(_clock)
            .AddSingleton<ISecretProtector>(new SecretProtector(new EphemeralDataProtectionProvider()))
            .AddSingleton<ChannelSettings>()
            .AddSingleton(new SublarrOptions { Port = ownPort })
            .AddSingleton(new OutboundOptions { Egress = egress ?? LocalReceivers, Proxy = proxy })
            .AddSingleton<WebhookChannel>();
        if (resolve is not null)
        {
            services.AddSingleton(resolve);
        }

        _services = services.AddOutbound().AddWebhookChannel().BuildServiceProvider();
    }

    public WebhookChannel Channel => _services.GetRequiredService<WebhookChannel>();

    public Delivery Delivery(string url, int timeoutSeconds = 10, string secret = Secret, IDomainEvent? @event = null) =>
        Delivery(new WebhookSettings { Url = url, Secret = secret }, timeoutSeconds, @event);

    public Delivery Delivery(WebhookSettings settings, int timeoutSeconds = 10, IDomainEvent? @event = null)
    {
        var stored = _services.GetRequiredService<ChannelSettings>().Write(settings);
        var subscription = new Subscription(WebhookChannel.ChannelName, _clock.GetUtcNow());
        subscription.Edit("Receiver", [EventFilter.Everything], stored, timeoutSeconds, retryCount: 7);
        var envelope = EventEnvelope.Of(@event ?? SubtitleDownloaded.Example, EventCause.None, _clock.GetUtcNow());
        return new Delivery(JobId: 42, Attempt: 1, subscription, envelope, EventBody.Write(envelope, "Sublarr", isTest: false), IsTest: false);
    }

    public Task<DeliveryReport> DeliverAsync(string url, int timeoutSeconds = 10) =>
        Channel.DeliverAsync(Delivery(url, timeoutSeconds), CancellationToken.None);

    public void Dispose() => _services.Dispose();
}

internal static class Reports
{
    public static JobOutcome.RetryLater ShouldRetryLater(this DeliveryReport report, FailureClass failure)
    {
        report.Detail.Failure.ShouldBe(failure);
        report.IsGone.ShouldBeFalse();
        return report.Outcome.ShouldBeOfType<JobOutcome.RetryLater>();
    }
}
