using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using MimeKit;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Messages;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Infrastructure.Channels.Email;

/// <summary>Sends events as mails, one to each recipient: in one for all, an address that is refused would keep it from the others.</summary>
internal sealed class EmailChannel(EgressDialler dialler, ChannelSettings settings, TimeProvider clock) : ITestedChannel
{
    // Who has the mail of a delivery that is tried again because of somebody else.
    private readonly ConcurrentDictionary<long, IReadOnlyCollection<string>> _reached = new();

    public ChannelInfo Info { get; } = new(EmailSettings.Channel, "email notification", "E-mail") { TellsPeople = true };

    public int Concurrency => 8;

    // Many servers take few connections from one address.
    public int ConcurrencyPerSubscription => 1;

    public RetrySchedule Retries => RetrySchedule.Webhook;

    public void Check(Subscription subscription) => settings.Read<EmailSettings>(subscription);

    public async Task<DeliveryReport> DeliverAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var email = settings.Read<EmailSettings>(delivery.Subscription);
        var reached = _reached.GetValueOrDefault(delivery.JobId, []);
        var receipts = new List<MailReceipt>();
        using var session = new MailSession(dialler, email);
        var verdict = await SendAsync(session, delivery, email, email.To.Except(reached), receipts, cancellationToken);
        Remember(delivery, verdict, [.. reached, .. receipts.Where(receipt => receipt.IsTaken).Select(receipt => receipt.To)]);
        return new(verdict.Outcome, new AttemptDetail { Failure = verdict.Failure, Parts = Shown(delivery, email, session, receipts) });
    }

    public async IAsyncEnumerable<TestStep> TestAsync(Delivery delivery, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var email = settings.Read<EmailSettings>(delivery.Subscription);
        using var session = new MailSession(dialler, email);
        using var attempt = AttemptOf(session, delivery, email, cancellationToken);
        await foreach (var step in new MailTest(session, attempt, email, delivery).RunAsync(cancellationToken))
        {
            yield return step;
        }
    }

    private async Task<HttpVerdict> SendAsync(
        MailSession session, Delivery delivery, EmailSettings email, IEnumerable<string> recipients, List<MailReceipt> receipts, CancellationToken cancellationToken)
    {
        using var attempt = AttemptOf(session, delivery, email, cancellationToken);
        return await attempt.TryAsync(SendAllAsync) ?? MailVerdict.Of(receipts);

        async Task SendAllAsync(CancellationToken token)
        {
            await session.ConnectAsync(token);
            await session.SignInAsync(token);
            foreach (var to in recipients)
            {
                receipts.Add(await session.SendAsync(to, MailText.Write(delivery, MailboxAddress.Parse(email.From), MailboxAddress.Parse(to)), token));
                if (receipts[^1].IsFarewell)
                {
                    break;
                }
            }

            await session.CloseAsync(token);
        }
    }

    private MailAttempt AttemptOf(MailSession session, Delivery delivery, EmailSettings email, CancellationToken cancellationToken) =>
        new(session, email, TimeSpan.FromSeconds(delivery.Subscription.TimeoutSeconds), clock, cancellationToken);

    private void Remember(Delivery delivery, HttpVerdict verdict, IReadOnlyCollection<string> reached)
    {
        if (verdict.Outcome is JobOutcome.RetryLater or JobOutcome.Deferred && reached.Count > 0)
        {
            _reached[delivery.JobId] = reached;
        }
        else
        {
            _reached.TryRemove(delivery.JobId, out _);
        }
    }

    private static IReadOnlyList<AttemptPart> Shown(Delivery delivery, EmailSettings email, MailSession session, IReadOnlyList<MailReceipt> receipts)
    {
        var message = Message.Of(delivery);
        var redaction = new Redaction(new Uri("smtp://mail"), [email.Password], []);
        return
        [
            new("Server", $"{email.Host}:{email.Port}, {session.Protection}{(email.Username.Length > 0 ? $", as {email.Username}" : "")}"),
            new("Mail", $"From: {email.From}\nTo: {string.Join(", ", email.To)}\nSubject: {message.Title}\n\n{message.Text}"),
            .. receipts.Count > 0 ? new AttemptPart[] { new("Answers", redaction.Text(string.Join('\n', receipts))) } : [],
        ];
    }
}
