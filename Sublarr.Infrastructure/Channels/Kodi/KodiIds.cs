using System.Text.Json;
using Sublarr.Domain;
using Sublarr.Domain.Library;

namespace Sublarr.Infrastructure.Channels.Kodi;

/// <summary>The ids of other makers, each compared with its own: the same number is one series at TheTVDB and another at TMDB.</summary>
internal sealed class KodiIds
{
    private const string Imdb = "imdb";
    private const string Tvdb = "tvdb";
    private const string Tmdb = "tmdb";

    private readonly Dictionary<string, string> _ids;

    /// <param name="change">What has changed.</param>
    public KodiIds(MediaChange change) => _ids = change.MakerIds.ToDictionary(known => known.Maker, known => known.Id, StringComparer.Ordinal);

    /// <summary>True when none is known.</summary>
    public bool IsEmpty => _ids.Count == 0;

    /// <summary>True when Kodi's entry has one of them.</summary>
    /// <param name="work">A movie or series.</param>
    /// <param name="isSeries">True for a series.</param>
    public bool AreOf(JsonElement work, bool isSeries)
    {
        var named = work.Member("uniqueid") is { ValueKind: JsonValueKind.Object } known
            ? known.EnumerateObject().Where(pair => pair.Name is Imdb or Tvdb or Tmdb).ToList()
            : [];
        // It repeats the id of the scraper, whoever made that; only where no maker is named it was IMDb, and TheTVDB for series.
        return named.Count > 0
            ? named.Exists(pair => Is(pair.Name, pair.Value.ToString()))
            : work.TextOf("imdbnumber") is { } number && (Is(Imdb, number) || (isSeries && Is(Tvdb, number)));
    }

    private bool Is(string maker, string id) => _ids.TryGetValue(maker, out var own) && own == id;
}
