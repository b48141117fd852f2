using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Channels.Gotify;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Fixtures.Services;

namespace Sublarr.Tests.Integration.Notifications;

public sealed class GotifyTests : IAsyncLifetime
{
    private readonly ChannelLab<GotifyChannel> _lab = new();
    private FakeGotify _gotify = null!;

    public async Task InitializeAsync() => _gotify = await FakeService.StartAsync<FakeGotify>();

    public async Task DisposeAsync()
    {
        await _lab.DisposeAsync();
        await _gotify.DisposeAsync();
    }

    [Fact]
    public async Task A_message_is_plain_text_with_the_priority_that_was_set_and_the_token_is_shown_nowhere()
    {
        var report = await _lab.DeliverAsync(
            Settings() with { Priority = 8, Headers = new() { ["X-Gate"] = "opensesame-canary" } }, ChannelLab<GotifyChannel>.Downloaded("**Bold** [link](https://x.example)\n# Nord"));

        report.ShouldHaveArrived();
        var message = _gotify.Request.Json;
        message.GetProperty("title").GetString().ShouldBe("Subtitle downloaded");
        message.GetProperty("message").GetString().ShouldBe("German subtitle for **Bold** [link](https://x.example) # Nord S02E01 from OpenSubtitles.com, score 539");
        message.GetProperty("extras").GetProperty("client::display").GetProperty("contentType").GetString().ShouldBe("text/plain");
        message.GetProperty("priority").GetInt32().ShouldBe(8);
        _gotify.Request.Headers["X-Gate"].ShouldBe("opensesame-canary");
        report.ShouldShowNothingOf(FakeGotify.Token, "opensesame-canary");
    }

    [Fact]
    public async Task A_server_below_a_path_is_reached_there()
    {
        var report = await _lab.DeliverAsync(Settings() with { Url = $"{_gotify.Url}/gotify/" });

        _gotify.Request.Path.ShouldBe("/gotify/message");
        report.ShouldBeRejected().ShouldBe("The receiver answered 404 Not Found: there is no Gotify at this address: check it, and enter it without /message.");
    }

    [Fact]
    public async Task The_token_of_a_client_is_named_with_what_helps()
    {
        var report = await _lab.DeliverAsync(Settings() with { AppToken = "CzAbCdEfGhIjKlM" });

        report.ShouldBeRejected().ShouldEndWith("copy that of an application, under Apps.");
        report.Detail.Failure.ShouldBe(FailureClass.Http);
    }

    [Fact]
    public async Task A_page_in_place_of_an_answer_is_no_success()
    {
        _gotify.AnswerNext(200, "<!doctype html><title>Sign in</title>");

        var report = await _lab.DeliverAsync(Settings());

        report.ShouldBeRejected().ShouldContain("something in front of it asks for a login");
    }

    [Fact]
    public async Task A_fault_of_the_server_is_tried_again()
    {
        _gotify.AnswerNext(500, """{"error":"Internal Server Error","errorCode":500,"errorDescription":"database is locked"}""");

        (await _lab.DeliverAsync(Settings())).ShouldBeTriedAgain().ShouldBeNull();
    }

    private GotifySettings Settings() => new() { Url = _gotify.Url, AppToken = FakeGotify.Token };
}
