using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Channels.Ntfy;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Infrastructure.Security;
using Sublarr.Infrastructure.Settings;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Fixtures.Services;

namespace Sublarr.Tests.Integration.Notifications;

/// <summary>The channel as the app builds it, against a server that behaves like ntfy.</summary>
public sealed class NtfyTests : IAsyncLifetime
{
    private readonly ManualClock _clock = new();
    private FakeNtfy _ntfy = null!;
    private ServiceProvider _services = null!;

    public async Task InitializeAsync()
    {
        _ntfy = await FakeService.StartAsync<FakeNtfy>();
        _services = Services(new EgressSettings(EgressProfile.Lan, [EgressException.Parse(SublarrApp.LocalReceivers)!], []));
    }

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        await _ntfy.DisposeAsync();
    }

    [Fact]
    public async Task A_message_says_in_a_sentence_what_has_happened_with_the_topic_and_the_priority_that_were_set()
    {
        var report = await DeliverAsync(Settings() with { Priority = NtfyPriority.High }, new SubtitleDownloaded(
            Sublarr.Domain.Library.MediaType.Episode, 901, "Brücke \"Nord\" 🎬", 2, 1, "de", "opensubtitles", "srt", 539, Forced: false, HearingImpaired: false, Release: null));

        report.Outcome.ShouldBeOfType<JobOutcome.Succeeded>();
        var message = _ntfy.Messages.ShouldHaveSingleItem();
        message.GetProperty("topic").GetString().ShouldBe("sublarr");
        message.GetProperty("title").GetString().ShouldBe("Subtitle downloaded");
        message.GetProperty("message").GetString().ShouldBe("German subtitle for Brücke \"Nord\" 🎬 S02E01 from OpenSubtitles.com, score 539");
        message.GetProperty("priority").GetInt32().ShouldBe(4);
        message.GetProperty("tags")[0].GetString().ShouldBe("white_check_mark");
        report.Detail.Http!.StatusCode.ShouldBe(200);
    }

    [Fact]
    public async Task A_protected_topic_takes_it_with_the_token_which_is_shown_nowhere()
    {
        var report = await DeliverAsync(Settings() with { Topic = FakeNtfy.ProtectedTopic, Token = FakeNtfy.Token, Headers = new() { ["X-Gate"] = "opensesame-canary" } });

        report.Outcome.ShouldBeOfType<JobOutcome.Succeeded>();
        _ntfy.Headers["Authorization"].ShouldBe($"Bearer {FakeNtfy.Token}");
        _ntfy.Headers["X-Gate"].ShouldBe("opensesame-canary");
        var shown = JsonSerializer.Serialize(report.Detail, EventJson.Options);
        shown.ShouldNotContain(FakeNtfy.Token);
        shown.ShouldNotContain("opensesame-canary");
    }

    [Theory]
    [InlineData(400, 40009, "invalid request: request body must be valid JSON")]
    [InlineData(401, 40101, "unauthorized")]
    [InlineData(403, 40301, "forbidden")]
    [InlineData(404, 40401, "page not found")]
    [InlineData(413, 41301, "attachment too large, or bandwidth limit reached")]
    public async Task What_it_refuses_is_not_sent_again(int status, int code, string error)
    {
        _ntfy.Refusal = (status, code, error);

        var report = await DeliverAsync(Settings());

        report.Outcome.ShouldBeOfType<JobOutcome.Rejected>().Reason.ShouldStartWith($"The receiver answered {status} ");
        report.Detail.Failure.ShouldBe(FailureClass.Http);
        report.Detail.Http!.ResponseBody.ShouldContain(error);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(425)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(507)]
    public async Task What_may_pass_is_sent_again(int status)
    {
        _ntfy.Refusal = (status, 50001, "internal server error");

        var report = await DeliverAsync(Settings());

        report.Outcome.ShouldBeOfType<JobOutcome.RetryLater>();
    }

    [Fact]
    public async Task A_server_that_is_asked_too_often_is_asked_again_when_it_says()
    {
        (_ntfy.Refusal, _ntfy.RetryAfter) = ((429, 42901, "limit reached: too many requests"), "300");

        var report = await DeliverAsync(Settings());

        report.Outcome.ShouldBeOfType<JobOutcome.RetryLater>().NotBefore.ShouldBe(_clock.GetUtcNow().AddSeconds(300));
    }

    [Fact]
    public async Task A_token_that_is_wrong_is_named_with_what_helps()
    {
        var report = await DeliverAsync(Settings() with { Token = "tk_of_somebody_else" });

        report.Outcome.ShouldBeOfType<JobOutcome.Rejected>().Reason.ShouldBe("The receiver answered 401 Unauthorized: it does not know the access token: enter another one.");
    }

    [Fact]
    public async Task An_address_that_may_not_be_sent_to_is_not_dialled()
    {
        await using var services = Services(new EgressSettings(EgressProfile.Lan, [], []));

        var report = await DeliverAsync(Settings(), services: services);

        report.Detail.Failure.ShouldBe(FailureClass.BlockedByPolicy);
        _ntfy.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_at_the_address_is_tried_again()
    {
        var settings = Settings();
        await _ntfy.DisposeAsync();

        var report = await DeliverAsync(settings);

        report.Outcome.ShouldBeOfType<JobOutcome.RetryLater>();
        report.Detail.Failure.ShouldBe(FailureClass.Refused);
    }

    [Fact]
    public async Task A_long_message_is_cut_to_what_ntfy_shows_and_never_within_a_character()
    {
        await DeliverAsync(Settings(), new ProviderFailed("subdl", string.Concat(Enumerable.Repeat("🎬", 3000)), 1, null));

        var message = _ntfy.Messages.ShouldHaveSingleItem().GetProperty("message").GetString()!;
        Encoding.UTF8.GetByteCount(message).ShouldBeInRange(4090, 4096);
        message.ShouldEndWith("🎬…");
    }

    private NtfySettings Settings() => new() { Url = _ntfy.Url, Topic = "sublarr" };

    private Task<DeliveryReport> DeliverAsync(NtfySettings settings, IDomainEvent? @event = null, ServiceProvider? services = null)
    {
        services ??= _services;
        var subscription = new Subscription(NtfySettings.Channel, _clock.GetUtcNow());
        subscription.Edit("Phone", [EventFilter.Everything], services.GetRequiredService<ChannelSettings>().Write(settings), timeoutSeconds: 10, retryCount: 7);
        var envelope = EventEnvelope.Of(@event ?? SubtitleDownloaded.Example, EventCause.None, _clock.GetUtcNow());
        var delivery = new Delivery(JobId: 42, Attempt: 1, subscription, envelope, EventBody.Write(envelope, "Sublarr", isTest: false), IsTest: false);
        return services.GetRequiredService<NtfyChannel>().DeliverAsync(delivery, CancellationToken.None);
    }

    private ServiceProvider Services(EgressSettings egress) => new ServiceCollection()
        .AddSingleton<TimeProvider>(_clock)
        .AddSingleton<ISecretProtector>(new SecretProtector(new EphemeralDataProtectionProvider()))
        .AddSingleton(new SublarrOptions())
        .AddSingleton(new OutboundOptions { Egress = egress })
        .AddSingleton<NtfyChannel>()
        .AddSettings()
        .AddOutbound()
        .BuildServiceProvider();
}
