using System.Text.Json;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Infrastructure.Transfer;

/// <summary>The document that carries hooks, webhooks, Sonarrs, Radarrs and profiles from one Sublarr to another, or from a repository to one.</summary>
public static class TransferFormat
{
    /// <summary>What the document says it is.</summary>
    public const string Name = "sublarr-configuration";

    /// <summary>The version that is written, and the only one that is read.</summary>
    public const int Version = 1;

    /// <summary>The largest document, in bytes.</summary>
    public const int LargestDocument = 5 * 1024 * 1024;

    /// <summary>The most subscriptions in one document.</summary>
    public const int MostSubscriptions = 1000;

    /// <summary>The fewest characters of a passphrase: whoever has the document may try as many as they like.</summary>
    public const int ShortestPassphrase = 12;

    /// <summary>The most characters of a passphrase.</summary>
    public const int LongestPassphrase = 1000;

    /// <summary>Stands for a secret that is there and not shown, as elsewhere in the API.</summary>
    internal const string Mask = Redaction.Mask;

    /// <summary>The list of subscriptions in the document.</summary>
    internal const string Subscriptions = "subscriptions";

    /// <summary>The list of Sonarrs and Radarrs.</summary>
    internal const string ArrInstances = "arr_instances";

    /// <summary>The list of path mappings that belong to none of them.</summary>
    internal const string PathMappings = "path_mappings";

    /// <summary>The list of profiles of languages.</summary>
    internal const string LanguageProfiles = "language_profiles";

    /// <summary>What may be in the document besides subscriptions.</summary>
    internal static readonly string[] Parts = [ArrInstances, PathMappings, LanguageProfiles];

    /// <summary>What could not be written, and why; an import does not look at it.</summary>
    public const string LeftOut = "left_out";

    /// <summary>The channel's name in a subscription.</summary>
    internal const string Channel = "channel";

    /// <summary>The channel's settings in a subscription.</summary>
    internal const string Settings = "settings";

    /// <summary>An encrypted secret is an object with this one property.</summary>
    internal const string Encrypted = "encrypted";

    /// <summary>As settings are written elsewhere: strict.</summary>
    internal static JsonSerializerOptions Options => SettingsJson.Strict;
}

/// <summary>Something in a document that cannot be used.</summary>
/// <param name="Path">Where, such as <c>subscriptions[2].settings.url</c>.</param>
/// <param name="Message">What is wrong and what to do, as a sentence.</param>
public sealed record TransferProblem(string Path, string Message);

/// <summary>What every subscription has besides the settings of its channel.</summary>
public sealed record SubscriptionFields
{
    /// <summary>What people call it; by this it is found again.</summary>
    public string Name { get; init; } = "";

    /// <summary>The events it hears.</summary>
    public List<string> EventNames { get; init; } = [];

    /// <summary>Which of them it hears by what they say; null for all.</summary>
    public JsonElement? Filter { get; init; }

    /// <summary>The template of the titles of its messages; empty for the usual words.</summary>
    public string TitleTemplate { get; init; } = "";

    /// <summary>The template of the texts of its messages; empty for the usual words.</summary>
    public string BodyTemplate { get; init; } = "";

    /// <summary>The hours in which it tells nothing; null for none.</summary>
    public QuietHours? QuietHours { get; init; }

    /// <summary>How long an attempt may take, in seconds.</summary>
    public int TimeoutSeconds { get; init; } = 30;

    /// <summary>How often a failed delivery is repeated.</summary>
    public int RetryCount { get; init; }

    /// <summary>On or off.</summary>
    public bool Enabled { get; init; } = true;
}
