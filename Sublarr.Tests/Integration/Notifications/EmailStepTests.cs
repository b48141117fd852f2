using System.Net.Http.Json;
using System.Text.Json;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Channels.Email;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Fixtures.Services;

namespace Sublarr.Tests.Integration.Notifications;

/// <summary>What a person reads who tries out a notification by e-mail.</summary>
public sealed class EmailStepTests : IAsyncDisposable
{
    private readonly ChannelLab<EmailChannel> _lab = new();

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task It_says_that_it_was_reached_encrypted_and_signed_in_and_what_was_answered_for_each_recipient()
    {
        await using var server = new FakeMailServer { WantsSignIn = true, AnswerTo = to => to == "nobody@example.org" ? "550 5.1.1 User unknown" : null };

        var steps = await _lab.TestAsync(SignedIn(server) with { To = ["Ann <ann@example.org>", "nobody@example.org"] });

        Read(steps).ShouldBe(["reached +", "encrypted +", "signed in +", "mail to ann@example.org +", "mail to nobody@example.org -"]);
        steps[0].Message.ShouldBe($"127.0.0.1:{server.Port} answered as a mail server.");
        steps[1].Message.ShouldStartWith("What is sent is encrypted (Tls1");
        steps[2].Message.ShouldBe($"As {FakeMailServer.User}.");
        steps[3].Message.ShouldBe("The server took it: 250 2.0.0 Ok: queued as 1");
        steps[4].Message.ShouldStartWith("The mail server answered 550 to the mail for nobody@example.org: 5.1.1 User unknown.");
        server.Mails.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_way_that_is_not_encrypted_and_nobody_who_signs_in_are_said()
    {
        await using var server = new FakeMailServer { OffersStarttls = false };

        var steps = await _lab.TestAsync(Settings(server) with { Security = MailSecurity.None });

        Read(steps).ShouldBe(["reached +", "encrypted +", "signed in +", "mail to me@example.org +"]);
        steps[1].Message.ShouldBe("Not encrypted, as was chosen: everybody between here and the server can read the mail.");
        steps[2].Message.ShouldBe("Nobody signs in: no user name is set.");
        (await _lab.TestAsync(Settings(server) with { Security = MailSecurity.Auto }))[1].Message.ShouldBe("Not encrypted: the server offers no encryption. Everybody between here and it can read the mail.");
    }

    [Fact]
    public async Task What_fails_fails_at_its_step()
    {
        await using var plain = new FakeMailServer { OffersStarttls = false };
        await using var strict = new FakeMailServer { WantsSignIn = true };
        var gone = new FakeMailServer();
        await gone.DisposeAsync();

        Read(await _lab.TestAsync(Settings(gone))).ShouldBe(["reached -"]);
        Read(await _lab.TestAsync(Settings(plain))).ShouldBe(["reached +", "encrypted -"]);
        Read(await _lab.TestAsync(Settings(strict) with { VerifyCertificate = true })).ShouldBe(["reached +", "encrypted -"]);
        var refused = await _lab.TestAsync(SignedIn(strict) with { Password = "another-canary" });
        Read(refused).ShouldBe(["reached +", "encrypted +", "signed in -"]);
        refused[^1].Message.ShouldStartWith("The mail server answered 535 to the sign-in: ");
        plain.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_that_hangs_up_leaves_nobody_unmentioned()
    {
        await using var server = new FakeMailServer { AnswerTo = to => to == "busy@example.org" ? "421 4.3.2 Too many connections" : null };

        var steps = await _lab.TestAsync(Settings(server) with { To = ["busy@example.org", "me@example.org"] });

        Read(steps).ShouldBe(["reached +", "encrypted +", "signed in +", "mail to busy@example.org -", "mail to me@example.org -"]);
        steps[^1].Message.ShouldBe("Not sent: the server had hung up.");
    }

    [Fact]
    public async Task It_is_the_same_before_it_is_saved_and_after()
    {
        using var app = new SublarrApp();
        using var api = app.CreateApiClient();
        await using var server = new FakeMailServer();
        var settings = new { host = "127.0.0.1", port = server.Port, verify_certificate = false, from = "sublarr@example.org", to = new[] { "me@example.org" } };

        using var draft = await api.PostAsJsonAsync("/api/v1/notifications/test", new { kind = "email", settings });
        using var saved = await api.PostAsJsonAsync("/api/v1/notifications", new { name = "Post", kind = "email", event_names = new[] { "*" }, settings });
        var id = (await saved.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
        using var changed = await api.PostAsJsonAsync("/api/v1/notifications/test", new { id, kind = "email", settings = new { } });
        using var stored = await api.PostAsync($"/api/v1/notifications/{id}/test", null);

        foreach (var answer in new[] { draft, changed, stored })
        {
            (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("name").GetString())
                .ShouldBe(["reached", "encrypted", "signed in", "mail to me@example.org"]);
        }
    }

    private static IEnumerable<string> Read(IReadOnlyList<TestStep> steps) => steps.Select(step => $"{step.Name} {(step.Ok ? '+' : '-')}");

    private static EmailSettings Settings(FakeMailServer server) => new()
    {
        Host = "127.0.0.1",
        Port = server.Port,
        VerifyCertificate = false,
        From = "Sublarr <sublarr@example.org>",
        To = ["me@example.org"],
    };

    private static EmailSettings SignedIn(FakeMailServer server) => Settings(server) with { Username = FakeMailServer.User, Password = FakeMailServer.Password };
}
