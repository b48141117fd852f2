using Sublarr.Domain.Events.Catalog;
using Sublarr.Infrastructure.Channels.Apprise;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Fixtures.Services;

namespace Sublarr.Tests.Integration.Notifications;

public sealed class AppriseTests : IAsyncLifetime
{
    private readonly ChannelLab<AppriseChannel> _lab = new();
    private FakeApprise _apprise = null!;

    public async Task InitializeAsync() => _apprise = await FakeService.StartAsync<FakeApprise>();

    public async Task DisposeAsync()
    {
        await _lab.DisposeAsync();
        await _apprise.DisposeAsync();
    }

    [Fact]
    public async Task A_stored_configuration_is_sent_to_by_its_tags_and_its_key_is_shown_nowhere()
    {
        var report = await _lab.DeliverAsync(Settings() with { Tags = "family, phone" }, ChannelLab<AppriseChannel>.Downloaded("<b>Nord</b> & _Süd_"));

        report.ShouldHaveArrived();
        var message = _apprise.Request.Json;
        _apprise.Request.Path.ShouldBe($"/notify/{FakeApprise.Key}");
        message.GetProperty("title").GetString().ShouldBe("Subtitle downloaded");
        message.GetProperty("body").GetString().ShouldBe("German subtitle for <b>Nord</b> & _Süd_ S02E01 from OpenSubtitles.com, score 539");
        (message.GetProperty("type").GetString(), message.GetProperty("format").GetString(), message.GetProperty("tag").GetString()).ShouldBe(("success", "text", "family, phone"));
        message.TryGetProperty("urls", out _).ShouldBeFalse();
        report.ShouldShowNothingOf(FakeApprise.Key);
    }

    [Fact]
    public async Task Addresses_of_services_go_along_and_are_shown_nowhere()
    {
        var report = await _lab.DeliverAsync(Stateless("tgram://canary-token/42,json://hook.lan/"), JobFailed.Example);

        report.ShouldHaveArrived();
        var message = _apprise.Request.Json;
        message.GetProperty("urls").GetString().ShouldBe("tgram://canary-token/42, json://hook.lan/");
        message.GetProperty("type").GetString().ShouldBe("failure");
        message.TryGetProperty("tag", out _).ShouldBeFalse();
        report.ShouldShowNothingOf("canary-token");
    }

    [Fact]
    public async Task When_some_of_several_services_were_not_reached_the_others_do_not_have_it_twice()
    {
        var report = await _lab.DeliverAsync(Stateless("json://hook.lan/, down://"));

        report.ShouldBeRejected().ShouldContain("Those that were have the message");
    }

    [Fact]
    public async Task When_the_only_service_was_not_reached_it_is_tried_again()
    {
        (await _lab.DeliverAsync(Stateless("down://"))).ShouldBeTriedAgain().ShouldBeNull();
    }

    [Fact]
    public async Task A_key_under_which_nothing_is_stored_is_no_success()
    {
        var report = await _lab.DeliverAsync(Settings() with { Key = "nobody" });

        report.ShouldBeRejected().ShouldContain("there is no configuration under this key, so nothing was sent");
    }

    private AppriseSettings Settings() => new() { Url = _apprise.Url, Key = FakeApprise.Key };

    private AppriseSettings Stateless(string urls) => new() { Url = _apprise.Url, Urls = urls };
}
