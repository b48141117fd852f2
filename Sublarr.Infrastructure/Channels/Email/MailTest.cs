using System.Runtime.CompilerServices;
using MimeKit;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Infrastructure.Channels.Email;

/// <summary>Tries a mail server out, and says of each step and each recipient what came of it. The mails are real ones.</summary>
/// <param name="session">The connection, not open yet.</param>
/// <param name="attempt">The time there is.</param>
/// <param name="email">What a person set.</param>
/// <param name="delivery">The example.</param>
internal sealed class MailTest(MailSession session, MailAttempt attempt, EmailSettings email, Delivery delivery)
{
    // A server may repeat the password.
    private readonly Redaction _redaction = new(new Uri("smtp://mail"), [email.Password], []);

    public async IAsyncEnumerable<TestStep> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var unconnected = await attempt.TryAsync(session.ConnectAsync);
        if (unconnected is { Failure: not FailureClass.Tls })
        {
            yield return Failed("reached", unconnected);
            yield break;
        }

        // With TLS from the first byte the server greets after it alone.
        yield return new("reached", true, unconnected is not null && email.Security == MailSecurity.Tls ? $"Something answers at {email.Host}:{email.Port}." : $"{email.Host}:{email.Port} answered as a mail server.");
        if (unconnected is not null)
        {
            yield return Failed("encrypted", unconnected);
            yield break;
        }

        yield return new("encrypted", true, session.IsSecure ? $"What is sent is {session.Protection}." : Unencrypted());
        if (await attempt.TryAsync(session.SignInAsync) is { } unknown)
        {
            yield return Failed("signed in", unknown);
            yield break;
        }

        yield return new("signed in", true, email.Username.Length > 0 ? $"As {email.Username}." : "Nobody signs in: no user name is set.");
        string? end = null;
        foreach (var to in email.To.Select(MailboxAddress.Parse))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var name = $"mail to {to.Address}";
            if (end is not null)
            {
                yield return new(name, false, end);
                continue;
            }

            MailReceipt? receipt = null;
            var unsent = await attempt.TryAsync(async token => receipt = await session.SendAsync(to.Address, MailText.Write(delivery, MailboxAddress.Parse(email.From), to), token));
            end = unsent is not null ? "Not tried: what came before it ended all." : receipt is { IsFarewell: true } ? "Not sent: the server had hung up." : null;
            yield return receipt is { IsTaken: true } taken
                ? new(name, true, _redaction.Text($"The server took it: {taken.Code} {taken.Text.ReplaceLineEndings(" ")}"))
                : Failed(name, unsent ?? MailVerdict.Of([receipt!]));
        }

        await attempt.TryAsync(session.CloseAsync);
    }

    private TestStep Failed(string name, HttpVerdict verdict) => new(name, false, _redaction.Text(verdict.Outcome.ReasonOf() ?? "It did not answer as it should."));

    private string Unencrypted() => email.Security == MailSecurity.None
        ? "Not encrypted, as was chosen: everybody between here and the server can read the mail."
        : "Not encrypted: the server offers no encryption. Everybody between here and it can read the mail.";
}
