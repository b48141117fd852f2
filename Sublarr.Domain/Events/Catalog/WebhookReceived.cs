using System.ComponentModel;

namespace Sublarr.Domain.Events.Catalog;

/// <summary>Sonarr or Radarr reported something to Sublarr.</summary>
[Event("webhook_received", "Webhook received", Description = "Sonarr or Radarr reported something to Sublarr.")]
public sealed record WebhookReceived(
    [property: Description("sonarr or radarr.")] string Source,
    [property: Description("Name of the Sonarr or Radarr instance.")] string Instance,
    [property: Description("What it reported, in its own words: Download, Rename, SeriesDelete …")] string EventType,
    [property: Description("Series or movie title; null when the report names none.")] string? Title,
    [property: Description("Season number; null for movies and reports without episodes.")] int? Season,
    [property: Description("Episode numbers; empty for movies.")] IReadOnlyList<int> Episodes,
    [property: Description("TheTVDB id of the series; null when unknown.")] int? TvdbId,
    [property: Description("TMDB id of the series or movie; null when unknown.")] int? TmdbId,
    [property: Description("IMDb id; null when unknown.")] string? ImdbId,
    [property: Description("Release name; null when the report names none.")] string? Release,
    [property: Description("True when a file was replaced by a better one.")] bool IsUpgrade) : IDomainEvent<WebhookReceived>, IMediaEvent
{
    /// <inheritdoc/>
    public static WebhookReceived Example => new(
        "sonarr", "Sonarr", "Download", "The Harbour Line", 2, [1], 400123, 120345, "tt9900123",
        "The.Harbour.Line.S02E01.1080p.AMZN.WEB-DL.DDP5.1.H.264-NTb", IsUpgrade: false);
}
