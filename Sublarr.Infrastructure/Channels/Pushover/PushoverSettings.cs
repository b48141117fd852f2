using System.ComponentModel;
using System.Text.RegularExpressions;
using FluentValidation;
using Sublarr.Domain.Settings;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Infrastructure.Channels.Pushover;

/// <summary>What a person sets for a notification through Pushover.</summary>
[SettingsOf(Channel)]
public sealed record PushoverSettings
{
    /// <summary>The name of the channel.</summary>
    public const string Channel = "pushover";

    /// <summary>Whom it is for.</summary>
    [Secret]
    [Setting(1, "User key", Hint = "Yours, at the top right of pushover.net, or that of a group.", Required = true)]
    public string UserKey { get; init; } = "";

    /// <summary>Who sends it.</summary>
    [Secret]
    [Setting(2, "API token", Hint = "Of an application that you create on pushover.net.", Required = true)]
    public string ApiToken { get; init; } = "";

    /// <summary>How much noise it makes.</summary>
    [Setting(3, "Priority", Hint = "How much noise it makes on a phone.")]
    public PushoverPriority Priority { get; init; } = PushoverPriority.Normal;

    /// <summary>Seconds between two alarms of an emergency.</summary>
    [Setting(4, "Repeat every", Kind = SettingKind.Duration, Hint = "For an emergency: how long until it sounds again, 30 seconds or more.")]
    public int Retry { get; init; } = 60;

    /// <summary>Seconds until an emergency ends by itself.</summary>
    [Setting(5, "Give up after", Kind = SettingKind.Duration, Hint = "For an emergency that nobody has seen: 3 hours at most.")]
    public int Expire { get; init; } = 3600;

    /// <summary>Seconds until it goes from the phone by itself; 0 for never.</summary>
    [Setting(6, "Remove after", Kind = SettingKind.Duration, Hint = "How long it stays on the phone; 0 for as long as you like. An emergency stays.")]
    public int Ttl { get; init; }

    /// <summary>What title and text are encrypted with; empty for not at all.</summary>
    [Secret]
    [Setting(7, "Encryption key", Hint = "64 digits 0-9 and a-f, the same as in the app: Pushover then cannot read what it carries.")]
    public string EncryptionKey { get; init; } = "";

    /// <summary>The server.</summary>
    [SecretAddress]
    [Setting(8, "Server", Hint = "Pushover itself, or what passes it on.", Required = true)]
    public string Url { get; init; } = "https://api.pushover.net";

    /// <summary>Headers that are sent along, for a proxy on the way.</summary>
    [Secret]
    [Setting(9, "Headers", Hint = "For a proxy on the way that asks who calls.")]
    public Dictionary<string, string> Headers { get; init; } = new(StringComparer.OrdinalIgnoreCase);
}

/// <summary>How much noise a message makes; each is the number that Pushover knows it by.</summary>
public enum PushoverPriority
{
    /// <summary>No notice at all.</summary>
    [Description("Lowest: no notice, only a number at the app")]
    Lowest = -2,

    /// <summary>No sound.</summary>
    [Description("Low: no sound")]
    Low = -1,

    /// <summary>A sound, but at quiet hours.</summary>
    [Description("Usual")]
    Normal = 0,

    /// <summary>A sound at quiet hours too.</summary>
    [Description("High: at quiet hours too")]
    High = 1,

    /// <summary>Again and again until somebody says that it was seen.</summary>
    [Description("Emergency: again and again, until somebody has seen it")]
    Emergency = 2,
}

internal sealed partial class PushoverSettingsValidator : AbstractValidator<PushoverSettings>
{
    // https://pushover.net/api#priority
    private const int ShortestRetry = 30;
    private const int LongestExpire = 10_800;
    private const int LongestTtl = 31_536_000;

    public PushoverSettingsValidator(EgressPolicy egress)
    {
        RuleFor(settings => settings.UserKey).Must(key => Key().IsMatch(key))
            .WithMessage("The user key has 30 letters and digits: copy it from pushover.net. An e-mail address is none.");
        RuleFor(settings => settings.ApiToken).Must(key => Key().IsMatch(key))
            .WithMessage("The API token has 30 letters and digits: create an application on pushover.net and copy it from there.");
        RuleFor(settings => settings.Priority).IsInEnum().WithMessage("The priority is lowest, low, normal, high or emergency.");
        RuleFor(settings => settings.Retry).InclusiveBetween(ShortestRetry, LongestExpire).WithMessage("An emergency can sound again after 30 seconds to 3 hours.");
        RuleFor(settings => settings.Expire).InclusiveBetween(ShortestRetry, LongestExpire).WithMessage("An emergency ends after 30 seconds to 3 hours.");
        RuleFor(settings => settings.Ttl).InclusiveBetween(0, LongestTtl).WithMessage("A message is removed after 1 second to a year; 0 leaves it.");
        RuleFor(settings => settings.EncryptionKey).Must(key => key.Length == 0 || EncryptionKey().IsMatch(key))
            .WithMessage("The encryption key has 64 digits of 0-9 and a-f: let the app make one and copy it.");
        RuleFor(settings => settings.Url).Cascade(CascadeMode.Stop).IsServer("https://api.pushover.net", "Enter user key and API token instead.", egress);
        RuleFor(settings => settings.Headers).AreHeaders();
    }

    [GeneratedRegex("^[A-Za-z0-9]{30}$", RegexOptions.None, 1000)]
    private static partial Regex Key();

    [GeneratedRegex("^[0-9A-Fa-f]{64}$", RegexOptions.None, 1000)]
    private static partial Regex EncryptionKey();
}
