using System.Text.Json.Nodes;
using Sublarr.Domain.Library;
using Sublarr.Domain.Providers;
using Sublarr.Infrastructure.Providers;

namespace Sublarr.Web.Features.Providers;

/// <summary>A provider as people and machines see it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Enabled">True when it is asked.</param>
/// <param name="Settings">Its own settings; secrets are <c>***</c>.</param>
/// <param name="Health">How it fares.</param>
/// <param name="Quota">What is left of its downloads; null when it has not said.</param>
public sealed record ProviderView(string Name, string Label, bool Enabled, JsonObject Settings, ProviderHealth Health, QuotaView? Quota)
{
    /// <summary>What it is, in a sentence.</summary>
    public string Description { get; init; } = "";

    /// <summary>What it has subtitles for: episode, movie.</summary>
    public IReadOnlyList<MediaType> Media { get; init; } = [];

    /// <summary>The languages it has, where those are few; empty for all.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>True when nothing can be had without a key or an account.</summary>
    public bool NeedsKey { get; init; }

    /// <summary>How the list is that its ids of anime are looked up in; null for a provider that asks by no such ids.</summary>
    public AnimeIdsState? AnimeIds { get; init; }

    /// <param name="known">The provider.</param>
    /// <param name="now">The present moment.</param>
    public static ProviderView Of(InstalledProvider known, DateTimeOffset now)
    {
        var can = known.Provider.Capabilities;
        return new(known.Name, known.Label, known.Row.IsEnabled, known.Form.Show(known.Row), ProviderHealth.Of(known, now), QuotaView.Of(known.State.QuotaAt(now)))
        {
            Description = can.Description, Media = can.Media, Languages = can.Languages, NeedsKey = can.NeedsKey,
        };
    }
}

/// <summary>How a provider fares.</summary>
/// <param name="State">off, unknown, ok, failing, paused or blocked.</param>
public sealed record ProviderHealth(string State)
{
    /// <summary>Why it does not answer, as a sentence; null while it does.</summary>
    public string? Problem { get; init; }

    /// <summary>Since when; null while it does.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>When it was asked last, in UTC.</summary>
    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>It is not asked before then.</summary>
    public DateTimeOffset? PausedUntil { get; init; }

    /// <summary>Nothing is fetched before then, though it is searched.</summary>
    public DateTimeOffset? DownloadsPausedUntil { get; init; }

    /// <param name="known">The provider.</param>
    /// <param name="now">The present moment.</param>
    public static ProviderHealth Of(InstalledProvider known, DateTimeOffset now)
    {
        var state = known.State;
        return new(!known.Row.IsEnabled ? "off"
            : state.IsBlocked ? "blocked"
            : state.PausedUntil > now ? "paused"
            : state.FailingSince is not null ? "failing"
            : state.AskedAt is null ? "unknown" : "ok")
        {
            Problem = state.Problem,
            FailingSince = state.FailingSince,
            AskedAt = state.AskedAt,
            PausedUntil = state.PausedUntil > now ? state.PausedUntil : null,
            DownloadsPausedUntil = state.DownloadsPausedUntil > now ? state.DownloadsPausedUntil : null,
        };
    }
}

/// <summary>What is left of a provider's downloads.</summary>
/// <param name="Used">How many were used; null when it does not say.</param>
/// <param name="Limit">How many there are; null when it does not say.</param>
/// <param name="ResetAt">When they are all there again, in UTC; null when it does not say.</param>
public sealed record QuotaView(int? Used, int? Limit, DateTimeOffset? ResetAt)
{
    /// <summary>In words: <c>18 of 20 left</c>.</summary>
    public string Words { get; init; } = "";

    /// <summary>How many of them nothing but a person's own searches uses up.</summary>
    public int Kept { get; init; }

    /// <param name="quota">As it is known.</param>
    public static QuotaView? Of(ProviderQuota? quota) => quota is null ? null : new(quota.Used, quota.Limit, quota.ResetAt) { Words = quota.Words, Kept = quota.Kept };
}
