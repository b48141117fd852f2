using System.Text.Json.Nodes;
using Sublarr.Domain.Settings;

namespace Sublarr.Infrastructure.Settings;

/// <summary>The settings of one channel or provider, for those who know them by their description alone: the form, the API, the audit trail.</summary>
public interface ISettingsForm
{
    /// <summary>What can be set, in the order of the form.</summary>
    IReadOnlyList<SettingField> Fields { get; }

    /// <summary>Names of all that is encrypted at rest, described or not.</summary>
    IReadOnlyCollection<string> Secrets { get; }

    /// <summary>The settings as they may be shown: what is secret is a mask, or empty where there is none.</summary>
    /// <param name="stored">As it is stored; null for the defaults.</param>
    JsonObject Show(IStoredSettings? stored);

    /// <summary>What is wrong with settings; empty when they can be stored.</summary>
    /// <param name="stored">What they are laid over; null for the defaults.</param>
    /// <param name="sent">What changes: what is left out stays, and so does a secret that is null or a mask.</param>
    /// <param name="eventNames">The events they are for; none for a provider.</param>
    IReadOnlyList<SettingProblem> ProblemsOf(IStoredSettings? stored, JsonObject sent, IReadOnlyList<string> eventNames);

    /// <summary>What becomes of the settings.</summary>
    /// <param name="stored">What they are laid over.</param>
    /// <param name="sent">What changes, without a problem.</param>
    SettingsChange Change(IStoredSettings stored, JsonObject sent);

    /// <summary>A secret or a whole address in plain text; null when the field is neither.</summary>
    /// <param name="stored">As it is stored.</param>
    /// <param name="field">The name of the setting.</param>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The keys in the config folder are not those it was encrypted with.</exception>
    string? Reveal(IStoredSettings stored, string field);
}

/// <summary>What is wrong with one setting.</summary>
/// <param name="Path">Which, such as <c>settings.topic</c>.</param>
/// <param name="Message">Why and what helps, as sentences.</param>
public sealed record SettingProblem(string Path, string Message)
{
    /// <summary>What every path begins with.</summary>
    public const string Root = "settings.";
}

/// <summary>What a person's change makes of settings.</summary>
/// <param name="Stored">As they are stored, secrets encrypted.</param>
/// <param name="ChangedKeys">The names of those that change.</param>
/// <param name="Made">Secrets by their names that nobody gave and that were made: nobody else knows them.</param>
public sealed record SettingsChange(string Stored, IReadOnlyList<string> ChangedKeys, IReadOnlyDictionary<string, string> Made);
