using MimeKit;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Channels.Email;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Fixtures.Services;

namespace Sublarr.Tests.Integration.Notifications;

public sealed class EmailTests : IAsyncLifetime
{
    private readonly ChannelLab<EmailChannel> _lab = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _lab.DisposeAsync();

    [Fact]
    public async Task A_mail_goes_over_STARTTLS_after_the_sign_in_as_text_and_as_HTML_in_which_a_hostile_title_is_text()
    {
        await using var server = new FakeMailServer { WantsSignIn = true };

        var report = await _lab.DeliverAsync(SignedIn(server), ChannelLab<EmailChannel>.Downloaded("Brücke <script>alert(1)</script> & \"Nord\"\r\nBcc: eve@example.org 🎬"));

        report.ShouldHaveArrived();
        var mail = server.Mails.ShouldHaveSingleItem();
        mail.Subject.ShouldBe("Subtitle downloaded");
        mail.From.Mailboxes.Select(from => (from.Name, from.Address)).ShouldBe([("Sublarr", "sublarr@example.org")]);
        mail.To.Mailboxes.Select(to => to.Address).ShouldBe(["me@example.org"]);
        mail.Bcc.ShouldBeEmpty();
        mail.TextBody.ShouldNotBeNull().ShouldStartWith("German subtitle for Brücke <script>alert(1)</script> & \"Nord\"  Bcc: eve@example.org 🎬 S02E01 from OpenSubtitles.com, score 539");
        mail.HtmlBody.ShouldNotBeNull().ShouldContain("Br&#252;cke &lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;Nord&quot;");
        mail.Headers[HeaderId.AutoSubmitted].ShouldBe("auto-generated");
        mail.MessageId.ShouldNotBeNull().ShouldEndWith("@example.org");
        server.Commands.ShouldBe(["EHLO", "STARTTLS", "EHLO", "AUTH", "MAIL", "RCPT", "DATA", "QUIT"]);
        var parts = report.Detail.Parts!.ToDictionary(part => part.Title, part => part.Text);
        parts["Server"].ShouldContain("encrypted (Tls1");
        parts["Answers"].ShouldBe("me@example.org: 250 2.0.0 Ok: queued as 1");
        report.ShouldShowNothingOf(FakeMailServer.Password);
    }

    [Fact]
    public async Task A_subject_and_headers_hold_no_line_that_a_title_brings()
    {
        await using var server = new FakeMailServer();

        await _lab.DeliverAsync(Settings(server), ChannelLab<EmailChannel>.Downloaded("x\r\n.\r\nQUIT\r\n"));

        server.Mails.ShouldHaveSingleItem().TextBody.ShouldNotBeNull().ShouldContain("x  .  QUIT");
    }

    [Fact]
    public async Task A_certificate_that_nobody_knows_is_not_trusted()
    {
        await using var server = new FakeMailServer();

        var report = await _lab.DeliverAsync(Settings(server) with { VerifyCertificate = true });

        report.ShouldBeTriedAgain();
        report.Detail.Failure.ShouldBe(FailureClass.Tls);
        server.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_STARTTLS_nothing_is_sent_unless_a_person_has_said_so()
    {
        await using var server = new FakeMailServer { OffersStarttls = false };

        var required = await _lab.DeliverAsync(Settings(server));
        var none = await _lab.DeliverAsync(Settings(server) with { Security = MailSecurity.None });
        var offered = await _lab.DeliverAsync(Settings(server) with { Security = MailSecurity.Auto });

        required.ShouldBeRejected().ShouldContain("offers no STARTTLS, and nothing was sent without");
        none.ShouldHaveArrived();
        offered.ShouldHaveArrived();
        offered.Detail.Parts![0].Text.ShouldEndWith("not encrypted");
        server.Mails.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_password_does_not_go_out_unencrypted_because_a_server_offers_nothing()
    {
        await using var server = new FakeMailServer { OffersStarttls = false, WantsSignIn = true };

        var report = await _lab.DeliverAsync(SignedIn(server) with { Security = MailSecurity.Auto });

        report.ShouldBeRejected().ShouldContain("the password was not sent without");
        server.Commands.ShouldNotContain("AUTH");
    }

    [Fact]
    public async Task TLS_from_the_first_byte_is_spoken_where_it_was_chosen_and_proposed_where_a_server_waits_for_it()
    {
        await using var server = new FakeMailServer { BeginsWithTls = true };

        var report = await _lab.DeliverAsync(Settings(server) with { Security = MailSecurity.Tls });
        var waiting = _lab.DeliverAsync(Settings(server));
        await Eventually.TrueAsync(
            () =>
            {
                _lab.Clock.Advance(TimeSpan.FromSeconds(10));
                return Task.FromResult(waiting.IsCompleted);
            },
            () => "the time was never up");

        report.ShouldHaveArrived();
        (await waiting).Outcome.ShouldBeOfType<JobOutcome.RetryLater>().Reason.ShouldContain("choose tls");
    }

    [Theory]
    [InlineData("421 4.3.2 Too many connections", true)]
    [InlineData("451 4.7.1 Greylisted, come back later", true)]
    [InlineData("452 4.2.2 Mailbox full", true)]
    [InlineData("550 5.1.1 User unknown", false)]
    [InlineData("552 5.3.4 Too large", false)]
    [InlineData("554 5.7.1 Relay access denied", false)]
    public async Task A_mail_that_may_be_taken_later_is_sent_again_and_one_that_is_refused_is_not(string answer, bool isTriedAgain)
    {
        await using var server = new FakeMailServer { AnswerTo = _ => answer };

        var report = await _lab.DeliverAsync(Settings(server));

        var reason = isTriedAgain ? report.Outcome.ShouldBeOfType<JobOutcome.RetryLater>().Reason : report.ShouldBeRejected();
        reason.ShouldContain(answer[..3]);
        reason.ShouldContain(answer[4..]);
        report.Detail.Failure.ShouldBe(FailureClass.Http);
    }

    [Theory]
    [InlineData("535 5.7.8 Username and password not accepted", false)]
    [InlineData("454 4.7.0 Temporary authentication failure", true)]
    public async Task A_sign_in_that_is_refused_is_final_and_one_that_may_pass_is_tried_again(string answer, bool isTriedAgain)
    {
        await using var server = new FakeMailServer { WantsSignIn = true, SignInAnswer = answer };

        var report = await _lab.DeliverAsync(SignedIn(server));

        var reason = isTriedAgain ? report.Outcome.ShouldBeOfType<JobOutcome.RetryLater>().Reason : report.ShouldBeRejected();
        reason.ShouldStartWith($"The mail server answered {answer[..3]} to the sign-in: ");
        report.ShouldShowNothingOf(FakeMailServer.Password);
    }

    [Fact]
    public async Task A_server_that_offers_no_sign_in_is_told_of_with_what_helps()
    {
        await using var server = new FakeMailServer();

        (await _lab.DeliverAsync(SignedIn(server))).ShouldBeRejected().ShouldContain("offers no way to sign in");
    }

    [Theory]
    [InlineData("421 4.3.2 Service not available", true)]
    [InlineData("554 5.3.2 No SMTP service here", false)]
    [InlineData("SSH-2.0-OpenSSH_9.2", true)]
    public async Task A_greeting_that_is_none_is_judged_by_its_number(string greeting, bool isTriedAgain)
    {
        await using var server = new FakeMailServer { Greeting = greeting };

        var report = await _lab.DeliverAsync(Settings(server));

        (report.Outcome is JobOutcome.RetryLater).ShouldBe(isTriedAgain);
        (report.Outcome is JobOutcome.Rejected).ShouldBe(!isTriedAgain);
    }

    [Fact]
    public async Task Who_has_the_mail_does_not_have_it_twice_because_another_mailbox_was_full()
    {
        var isFull = true;
        await using var server = new FakeMailServer { AnswerTo = to => isFull && to == "bob@example.org" ? "452 4.2.2 Mailbox full" : null };
        var subscription = _lab.Subscription(Settings(server) with { To = ["Ann <ann@example.org>", "bob@example.org", "eve@example.org"] });

        var first = await _lab.DeliverToAsync(subscription);
        isFull = false;
        var second = await _lab.DeliverToAsync(subscription, attempt: 2);

        first.ShouldBeTriedAgain();
        second.ShouldHaveArrived();
        server.Mails.Select(mail => mail.To.Mailboxes.Single().Address).ShouldBe(["ann@example.org", "eve@example.org", "bob@example.org"]);
    }

    [Fact]
    public async Task One_address_that_is_refused_keeps_the_mail_from_nobody_else_and_is_named()
    {
        await using var server = new FakeMailServer { AnswerTo = to => to == "nobody@example.org" ? "550 5.1.1 User unknown" : null };

        var report = await _lab.DeliverAsync(Settings(server) with { To = ["nobody@example.org", "me@example.org"] });

        report.ShouldBeRejected().ShouldStartWith("The mail server answered 550 to the mail for nobody@example.org: 5.1.1 User unknown.");
        server.Mails.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_server_that_is_not_there_and_one_that_may_not_be_sent_to_are_told_apart()
    {
        var server = new FakeMailServer();
        await using var guarded = new ChannelLab<EmailChannel>(new EgressSettings(EgressProfile.Lan, [], []));
        var closed = await guarded.DeliverAsync(Settings(server));
        await server.DisposeAsync();
        var gone = await _lab.DeliverAsync(Settings(server));

        closed.Detail.Failure.ShouldBe(FailureClass.BlockedByPolicy);
        gone.ShouldBeTriedAgain();
        gone.Detail.Failure.ShouldBe(FailureClass.Refused);
    }

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
