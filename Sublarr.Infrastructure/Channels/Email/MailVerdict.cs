using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Infrastructure.Channels.Email;

/// <summary>What answers and faults of a mail server come to: 4xx is tried again, 5xx is final.</summary>
internal static class MailVerdict
{
    /// <summary>True for what is thrown when mail cannot be sent.</summary>
    public static bool IsFault(Exception exception) => exception is CommandException or ProtocolException or AuthenticationException or SslHandshakeException
        or ServiceNotAuthenticatedException or ServiceNotConnectedException or NotSupportedException || NetworkFault.IsOne(exception);

    /// <summary>Judges the answers to the mails of one attempt.</summary>
    public static HttpVerdict Of(IReadOnlyList<MailReceipt> receipts)
    {
        if (receipts.FirstOrDefault(receipt => receipt.MayPass) is { } later)
        {
            return HttpVerdict.Later($"{Answered(later.Code)} to the mail for {later.To}: {Sentence(later.Text)}", null);
        }

        return receipts.Where(receipt => !receipt.IsTaken).ToList() is [var first, ..] refused
            ? HttpVerdict.Never($"{Answered(first.Code)} to the mail for {string.Join(", ", refused.Select(receipt => receipt.To))}: {Sentence(first.Text)} {AdviceFor(first.Code)}")
            : HttpVerdict.Arrived;
    }

    /// <summary>Judges what kept mail from being sent.</summary>
    /// <param name="fault">What was thrown.</param>
    /// <param name="email">To which server.</param>
    /// <param name="isGreeted">True when it had greeted.</param>
    /// <param name="now">When.</param>
    public static HttpVerdict Of(Exception fault, EmailSettings email, bool isGreeted, DateTimeOffset now)
    {
        var target = $"{email.Host}:{email.Port}";
        return fault switch
        {
            AuthenticationException { InnerException: SmtpCommandException { StatusCode: < (SmtpStatusCode)500 } refusal } => HttpVerdict.Later(SignIn(refusal), null),
            AuthenticationException { InnerException: SmtpCommandException refusal } =>
                HttpVerdict.Never($"{SignIn(refusal)} Check user name and password: large providers want a password made for this app alone."),
            AuthenticationException => HttpVerdict.Never(Sentence(fault.Message)),
            SmtpCommandException { StatusCode: < (SmtpStatusCode)500 } busy => HttpVerdict.Later($"{target} answered {(int)busy.StatusCode}: {Sentence(busy.Message)}", null),
            SmtpCommandException refusal => HttpVerdict.Never($"{target} answered {(int)refusal.StatusCode}: {Sentence(refusal.Message)} {AdviceFor((int)refusal.StatusCode)}"),
            ServiceNotAuthenticatedException => HttpVerdict.Never($"{target} takes mail only from those who sign in: enter user name and password."),
            NotSupportedException when isGreeted =>
                HttpVerdict.Never($"{target} offers no way to sign in{(email.Security == MailSecurity.None ? " without encryption" : "")}: empty the user name, or choose starttls or tls."),
            NotSupportedException => HttpVerdict.Never(
                $"{target} offers no STARTTLS, and nothing was sent without: choose tls (usually port 465), or none if nobody else is on the way.", FailureClass.Tls),
            SslHandshakeException => HttpVerdict.Later(Handshake(fault, target), null, FailureClass.Tls),
            ProtocolException =>
                HttpVerdict.Later($"{target} hung up, or speaks no SMTP: check the port. With tls it is usually 465, with starttls 587.", null, FailureClass.Protocol),
            EgressDeniedException or ProxyFaultException or SocketException or IOException { InnerException: SocketException } =>
                HttpVerdict.Of(NetworkFault.Of(fault, target, isGreeted), now),
            _ => HttpVerdict.Later($"{target} hung up before it had taken the mail: its own log says why.", null, FailureClass.Reset),
        };
    }

    /// <summary>The time was up.</summary>
    /// <param name="email">At which server.</param>
    /// <param name="isGreeted">True when it had greeted.</param>
    /// <param name="limit">How long it may take.</param>
    public static HttpVerdict TimeIsUp(EmailSettings email, bool isGreeted, TimeSpan limit) => HttpVerdict.Later(
        $"{email.Host}:{email.Port} {(isGreeted ? "did not take the mail" : "did not greet")} within {limit.TotalSeconds:0} seconds."
        + (isGreeted || email.Security == MailSecurity.Tls ? "" : " If it waits for TLS from the first byte on, choose tls."),
        null,
        FailureClass.TimeoutResponse);

    private static string Answered(int code) => $"The mail server answered {code}";

    private static string SignIn(SmtpCommandException refusal) => $"{Answered((int)refusal.StatusCode)} to the sign-in: {Sentence(refusal.Message)}";

    // The library's own words fill a page; those of the framework beneath name the fault.
    private static string Handshake(Exception fault, string target) =>
        $"No secure connection to {target}: {Sentence(fault.InnerException?.Message ?? fault.Message.Split('\n')[0])} "
        + "Check the name of the server, and that the port and the encryption belong together. A server of your own whose certificate nobody else knows is taken when the check of the certificate is off.";

    private static string AdviceFor(int code) => code switch
    {
        530 or 535 => "Enter user name and password.",
        550 or 551 or 553 or 521 or 541 => "Check the address, and whether this server passes on mail from the address it is from.",
        552 => "The mailbox may be full.",
        _ => "The log of the mail server says more.",
    };

    private static string Sentence(string text) => text.ReplaceLineEndings(" ").Trim() switch
    {
        "" => "it gave no reason.",
        [.., '.' or '!'] whole => whole,
        var words => $"{words}.",
    };
}
