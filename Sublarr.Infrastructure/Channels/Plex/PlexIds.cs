using System.Text.Json;
using System.Text.RegularExpressions;
using Sublarr.Domain;
using Sublarr.Domain.Library;

namespace Sublarr.Infrastructure.Channels.Plex;

/// <summary>The ids of other makers by which a change and an item of Plex know each other.</summary>
internal sealed partial class PlexIds
{
    private readonly IReadOnlyList<(string Maker, string Id)> _known;

    /// <param name="change">What has changed.</param>
    public PlexIds(MediaChange change) => _known = change.MakerIds;

    /// <summary>True when the event has any.</summary>
    public bool HasAny => _known.Count > 0;

    /// <summary>True when an item has one of them, false when it has others of the same makers; null when neither is known, and its title must tell.</summary>
    public bool? AreOf(JsonElement item)
    {
        var told = item.ItemsOf("Guid").Select(guid => guid.TextOf("id")).Append(item.TextOf("guid")).OfType<string>()
            .Select(guid => Guid().Match(guid)).Where(match => match.Success)
            .Select(match => (Maker: MakerOf(match.Groups["maker"].Value), Id: match.Groups["id"].Value)).ToList();
        return told.Exists(_known.Contains) ? true
            : told.Exists(each => _known.Any(known => known.Maker == each.Maker)) ? false
            : null;
    }

    private static string MakerOf(string name) => name switch { "imdb" => name, "tmdb" or "themoviedb" => "tmdb", _ => "tvdb" };

    // Agents of now list "tvdb://266189". Those of before have one alone, "com.plexapp.agents.thetvdb://266189?lang=en", and HAMA, for anime, "com.plexapp.agents.hama://tvdb-266189?lang=en";
    // the digit in its tvdb2 to tvdb6 says how episodes are numbered (github.com/ZeroQI/Hama.bundle). Its anidb is nothing that Sonarr knows.
    [GeneratedRegex(@"^(?:com\.plexapp\.agents\.)?(?:(?<maker>thetvdb|tvdb|themoviedb|tmdb|imdb)://|hama://(?<maker>tvdb|tmdb|imdb)\d?-)(?<id>tt\d+|\d+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Guid();
}
