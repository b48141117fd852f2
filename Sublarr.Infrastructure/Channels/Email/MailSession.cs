using System.Diagnostics.CodeAnalysis;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Infrastructure.Channels.Email;

/// <summary>One connection to a mail server, from its greeting to the farewell.</summary>
internal sealed class MailSession : IDisposable
{
    private readonly EgressDialler _dialler;
    private readonly EmailSettings _email;
    private readonly SmtpClient _client = new() { CheckCertificateRevocation = false };

    [SuppressMessage("Security", "CA5359", Justification = "A person has said so for this one server, and its page says so too.")]
    public MailSession(EgressDialler dialler, EmailSettings email)
    {
        (_dialler, _email) = (dialler, email);
        if (!email.VerifyCertificate)
        {
            _client.ServerCertificateValidationCallback = (_, _, _, _) => true;
        }
    }

    /// <summary>True once the server has greeted, and what is sent is protected as it was asked for.</summary>
    public bool IsGreeted { get; private set; }

    /// <summary>True when what is sent is encrypted.</summary>
    public bool IsSecure => _client.IsSecure;

    /// <summary>How what is sent is protected, as a phrase.</summary>
    public string Protection { get; private set; } = "no connection";

    /// <summary>Connects, and protects what is sent.</summary>
    public async Task ConnectAsync(CancellationToken cancellationToken)
    {
        var stream = await _dialler.ConnectToMailAsync(_email.Host, _email.Port, cancellationToken);
        await _client.ConnectAsync(stream, _email.Host, _email.Port, OptionsOf(_email.Security), cancellationToken);
        (IsGreeted, Protection) = (true, _client.IsSecure ? $"encrypted ({_client.SslProtocol})" : "not encrypted");
    }

    /// <summary>Signs in where a user name is set.</summary>
    public async Task SignInAsync(CancellationToken cancellationToken)
    {
        if (_email.Username.Length == 0)
        {
            return;
        }

        // Who wants encryption if there is any does not want the password read by whoever has taken the offer away.
        if (_email.Security == MailSecurity.Auto && !_client.IsSecure)
        {
            throw new AuthenticationException("The server offers no encryption, and the password was not sent without. Choose none if nobody else is on the way.");
        }

        await _client.AuthenticateAsync(_email.Username, _email.Password, cancellationToken);
    }

    /// <summary>Sends the mail for one recipient and says what the server answered to it.</summary>
    public async Task<MailReceipt> SendAsync(string to, MimeMessage mail, CancellationToken cancellationToken)
    {
        try
        {
            return new(to, (int)SmtpStatusCode.Ok, await _client.SendAsync(mail, cancellationToken));
        }
        catch (SmtpCommandException refusal)
        {
            return new(to, (int)refusal.StatusCode, refusal.Message);
        }
    }

    /// <summary>Says farewell; what the server makes of that changes nothing.</summary>
    public Task CloseAsync(CancellationToken cancellationToken) => _client.DisconnectAsync(quit: true, cancellationToken);

    public void Dispose() => _client.Dispose();

    private static SecureSocketOptions OptionsOf(MailSecurity security) => security switch
    {
        MailSecurity.None => SecureSocketOptions.None,
        MailSecurity.Auto => SecureSocketOptions.Auto,
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.StartTls,
    };
}

/// <summary>What a mail server answered to one mail.</summary>
/// <param name="To">Whom it was for.</param>
/// <param name="Code">The number of the answer: 2xx takes it, 4xx may later, 5xx never.</param>
/// <param name="Text">Its words.</param>
internal sealed record MailReceipt(string To, int Code, string Text)
{
    /// <summary>The server has the mail.</summary>
    public bool IsTaken => Code < 400;

    /// <summary>It may take it later.</summary>
    public bool MayPass => Code is >= 400 and < 500;

    /// <summary>It hangs up, and takes no other mail now.</summary>
    public bool IsFarewell => Code == (int)SmtpStatusCode.ServiceNotAvailable;

    public override string ToString() => $"{To}: {Code} {Text.ReplaceLineEndings(" ")}";
}
