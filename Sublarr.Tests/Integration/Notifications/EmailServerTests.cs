using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Channels.Email;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Fixtures.Services;

namespace Sublarr.Tests.Integration.Notifications;

/// <summary>Mail as a server that others wrote takes it.</summary>
public sealed class EmailServerTests : IAsyncDisposable
{
    private readonly ChannelLab<EmailChannel> _lab = new();

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [FactWith(RealMailServer.Program)]
    public async Task A_mail_goes_over_STARTTLS_after_the_sign_in()
    {
        await using var server = await RealMailServer.StartAsync(hasStarttls: true, wantsSignIn: true);

        var report = await _lab.DeliverAsync(SignedIn(server), ChannelLab<EmailChannel>.Downloaded("Brücke 🎬\r\n.\r\nQUIT"));

        report.ShouldHaveArrived();
        var mail = server.Mails.ShouldHaveSingleItem();
        (mail.Subject, mail.Headers["X-Was-Secure"], mail.Headers["X-Signed-In"]).ShouldBe(("Subtitle downloaded", "True", "True"));
        mail.TextBody.ShouldNotBeNull().ShouldStartWith("German subtitle for Brücke 🎬  .  QUIT S02E01");
        mail.HtmlBody.ShouldNotBeNull().ShouldContain("Br&#252;cke");
        report.ShouldShowNothingOf(RealMailServer.Password);
    }

    [FactWith(RealMailServer.Program)]
    public async Task A_mail_goes_over_TLS_from_the_first_byte_on()
    {
        await using var server = await RealMailServer.StartAsync(beginsWithTls: true);

        (await _lab.DeliverAsync(Settings(server) with { Security = MailSecurity.Tls })).ShouldHaveArrived();

        server.Mails.ShouldHaveSingleItem();
    }

    [FactWith(RealMailServer.Program)]
    public async Task Without_STARTTLS_nothing_is_sent_unless_a_person_has_said_so()
    {
        await using var server = await RealMailServer.StartAsync();

        var required = await _lab.DeliverAsync(Settings(server));
        var before = server.Mails.Count;
        var none = await _lab.DeliverAsync(Settings(server) with { Security = MailSecurity.None });

        required.ShouldBeRejected().ShouldContain("offers no STARTTLS, and nothing was sent without");
        before.ShouldBe(0);
        none.ShouldHaveArrived();
        server.Mails.ShouldHaveSingleItem().Headers["X-Was-Secure"].ShouldBe("False");
    }

    [FactWith(RealMailServer.Program)]
    public async Task A_certificate_that_nobody_knows_is_not_trusted()
    {
        await using var server = await RealMailServer.StartAsync(hasStarttls: true);

        var report = await _lab.DeliverAsync(Settings(server) with { VerifyCertificate = true });

        report.ShouldBeTriedAgain();
        report.Detail.Failure.ShouldBe(FailureClass.Tls);
        server.Mails.ShouldBeEmpty();
    }

    [FactWith(RealMailServer.Program)]
    public async Task A_421_and_a_451_are_tried_again_and_a_550_is_final()
    {
        await using var server = await RealMailServer.StartAsync(hasStarttls: true);

        var busy = await _lab.DeliverAsync(Settings(server) with { To = ["421-busy@example.org"] });
        var later = await _lab.DeliverAsync(Settings(server) with { To = ["451-later@example.org"] });
        var unknown = await _lab.DeliverAsync(Settings(server) with { To = ["550-nobody@example.org"] });

        busy.Outcome.ShouldBeOfType<JobOutcome.RetryLater>().Reason.ShouldStartWith("The mail server answered 421 to the mail for 421-busy@example.org: 4.3.2 Too many connections");
        later.Outcome.ShouldBeOfType<JobOutcome.RetryLater>().Reason.ShouldStartWith("The mail server answered 451 to the mail for 451-later@example.org: 4.7.1 Greylisted");
        unknown.ShouldBeRejected().ShouldStartWith("The mail server answered 550 to the mail for 550-nobody@example.org: 5.1.1 User unknown.");
        server.Mails.ShouldBeEmpty();
    }

    [FactWith(RealMailServer.Program)]
    public async Task A_sign_in_that_is_refused_with_535_is_final()
    {
        await using var server = await RealMailServer.StartAsync(hasStarttls: true, wantsSignIn: true);

        var report = await _lab.DeliverAsync(SignedIn(server) with { Password = "another-canary" });

        report.ShouldBeRejected().ShouldStartWith("The mail server answered 535 to the sign-in: ");
        report.ShouldShowNothingOf("another-canary");
    }

    [FactWith(RealMailServer.Program)]
    public async Task One_who_is_refused_keeps_the_mail_from_nobody_else()
    {
        await using var server = await RealMailServer.StartAsync(hasStarttls: true);

        var report = await _lab.DeliverAsync(Settings(server) with { To = ["550-nobody@example.org", "ann@example.org"] });

        report.ShouldBeRejected();
        server.Mails.ShouldHaveSingleItem().To.Mailboxes.Single().Address.ShouldBe("ann@example.org");
    }

    [FactWith(RealMailServer.Program)]
    public async Task The_test_tells_each_step_and_each_recipient()
    {
        await using var server = await RealMailServer.StartAsync(hasStarttls: true, wantsSignIn: true);

        var steps = await _lab.TestAsync(SignedIn(server) with { To = ["ann@example.org", "451-later@example.org", "550-nobody@example.org"] });

        steps.Select(step => $"{step.Name} {(step.Ok ? '+' : '-')}")
            .ShouldBe(["reached +", "encrypted +", "signed in +", "mail to ann@example.org +", "mail to 451-later@example.org -", "mail to 550-nobody@example.org -"]);
        steps[3].Message.ShouldBe("The server took it: 250 2.0.0 Ok: queued as 1");
        server.Mails.ShouldHaveSingleItem();
    }

    private static EmailSettings Settings(RealMailServer server) => new()
    {
        Host = "127.0.0.1",
        Port = server.Port,
        VerifyCertificate = false,
        From = "Sublarr <sublarr@example.org>",
        To = ["me@example.org"],
    };

    private static EmailSettings SignedIn(RealMailServer server) => Settings(server) with { Username = RealMailServer.User, Password = RealMailServer.Password };
}
