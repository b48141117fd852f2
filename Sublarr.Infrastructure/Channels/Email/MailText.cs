using System.Net;
using MimeKit;
using MimeKit.Text;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Messages;

namespace Sublarr.Infrastructure.Channels.Email;

/// <summary>A message as a mail, in plain text and in HTML.</summary>
internal static class MailText
{
    private static readonly TextLimit Subjects = TextLimit.Characters(200);

    /// <summary>The mail for one recipient. Its id is the same on every attempt: a mailbox that knows it already can leave it out.</summary>
    public static MimeMessage Write(Delivery delivery, MailboxAddress from, MailboxAddress to)
    {
        var message = Message.Of(delivery);
        var mail = new MimeMessage
        {
            Subject = Subjects.Cut(message.Title),
            Date = delivery.Event.OccurredAt,
            MessageId = $"{delivery.Event.Id}.{delivery.Subscription.Id}@{from.Domain}",
            Body = new MultipartAlternative { new TextPart(TextFormat.Plain) { Text = $"{message.Text}\r\n" }, new TextPart(TextFormat.Html) { Text = HtmlOf(message) } },
        };
        mail.From.Add(from);
        mail.To.Add(to);
        // Nobody's out-of-office answers it: https://www.rfc-editor.org/rfc/rfc3834#section-5
        mail.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return mail;
    }

    private static string HtmlOf(Message message) =>
        $"""
        <div style="font-family: sans-serif; border-left: 4px solid {ToneColor.HexOf(message.Tone)}; padding-left: 12px">
        <p><strong>{WebUtility.HtmlEncode(message.Title)}</strong></p>
        <p>{WebUtility.HtmlEncode(message.Text).Replace("\n", "<br>\n", StringComparison.Ordinal)}</p>
        </div>

        """;
}
