using System.ComponentModel;
using FluentValidation;
using MimeKit;
using Sublarr.Domain.Settings;

namespace Sublarr.Infrastructure.Channels.Email;

/// <summary>What a person sets for a notification by e-mail.</summary>
[SettingsOf(Channel)]
public sealed record EmailSettings
{
    /// <summary>The name of the channel.</summary>
    public const string Channel = "email";

    /// <summary>The port at which mail begins with TLS.</summary>
    public const int TlsPort = 465;

    /// <summary>The server that takes mail in.</summary>
    [Setting(1, "Server", Hint = "The outgoing server of your provider, SMTP.", Placeholder = "smtp.example.org", Required = true)]
    public string Host { get; init; } = "";

    /// <summary>Its port.</summary>
    [Setting(2, "Port", Hint = "587 with STARTTLS, 465 with TLS, 25 inside a network.")]
    public int Port { get; init; } = 587;

    /// <summary>How what is sent is protected on its way to the server.</summary>
    [Setting(3, "Encryption")]
    public MailSecurity Security { get; init; } = MailSecurity.Starttls;

    /// <summary>True unless any certificate will do.</summary>
    [Setting(4, "Check the certificate", Hint = "Off for a server of your own whose certificate nobody else knows: then whoever stands between can read along.")]
    public bool VerifyCertificate { get; init; } = true;

    /// <summary>Who signs in; empty for a server that asks nobody.</summary>
    [Setting(5, "User name", Hint = "Often the whole address; empty for a server that asks nobody.")]
    public string Username { get; init; } = "";

    /// <summary>With what.</summary>
    [Secret]
    [Setting(6, "Password", Hint = "Large providers want one made for this app alone.")]
    public string Password { get; init; } = "";

    /// <summary>Whom it is from.</summary>
    [Setting(7, "From", Hint = "An address that the server lets you send from.", Placeholder = "Sublarr <sublarr@example.org>", Required = true)]
    public string From { get; init; } = "";

    /// <summary>Whom it is for. Each gets a mail of their own.</summary>
    [Setting(8, "To", Hint = "One address or several. Each gets a mail of their own.", Placeholder = "me@example.org", Required = true)]
    public IReadOnlyList<string> To { get; init; } = [];
}

/// <summary>How mail is protected on its way to the server.</summary>
public enum MailSecurity
{
    /// <summary>Not at all.</summary>
    [Description("None: everybody on the way can read it")]
    None,

    /// <summary>If the server offers it.</summary>
    [Description("If the server offers it")]
    Auto,

    /// <summary>STARTTLS, or nothing is sent.</summary>
    [Description("STARTTLS, or nothing is sent")]
    Starttls,

    /// <summary>TLS from the first byte.</summary>
    [Description("TLS from the first byte on, usual at port 465")]
    Tls,
}

internal sealed class EmailSettingsValidator : AbstractValidator<EmailSettings>
{
    private const int MostRecipients = 20;

    public EmailSettingsValidator()
    {
        RuleFor(settings => settings.Host).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage("Enter the outgoing server of your provider, such as smtp.example.org.")
            .Must(host => Uri.CheckHostName(host.TrimEnd('.')) != UriHostNameType.Unknown)
            .WithMessage("Enter the name of the server alone, such as smtp.example.org, without smtp:// and without a port.");
        RuleFor(settings => settings.Port).InclusiveBetween(1, 65_535).WithMessage("The port is 1 to 65535, usually 587.");
        RuleFor(settings => settings.Security).Cascade(CascadeMode.Stop)
            .IsInEnum().WithMessage("The encryption is none, auto, starttls or tls.")
            .Must((settings, security) => settings.Port != EmailSettings.TlsPort || security is MailSecurity.Tls or MailSecurity.Auto)
            .WithMessage("At port 465 servers wait for TLS from the first byte on: choose tls, or another port.");
        RuleFor(settings => settings.Password).Must((settings, password) => password.Length == 0 || settings.Username.Length > 0)
            .WithMessage("Enter the user name that this password belongs to.");
        RuleFor(settings => settings.From).Must(IsAddress).WithMessage("Enter the address that mails are from, such as Sublarr <sublarr@example.org>.");
        RuleFor(settings => settings.To)
            .Must(to => to.Count is > 0 and <= MostRecipients).WithMessage($"Enter 1 to {MostRecipients} addresses that mails go to.");
        RuleForEach(settings => settings.To).Must(IsAddress).WithMessage((_, address) => $"\"{address}\" is no address: enter one such as me@example.org.");
    }

    // Letters with accents before the @ are taken by few servers, and a refusal says "unknown user".
    private static bool IsAddress(string text) => MailboxAddress.TryParse(text, out var mailbox)
        && mailbox.Address.Split('@') is [{ Length: > 0 } name, { Length: > 0 }] && name.All(char.IsAscii) && !text.Any(char.IsControl);
}
