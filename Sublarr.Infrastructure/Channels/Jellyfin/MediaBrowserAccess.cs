using Sublarr.Domain.Library;

namespace Sublarr.Infrastructure.Channels.Jellyfin;

/// <summary>Where a server of the MediaBrowser family is, and how one signs in.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Url">Its address.</param>
/// <param name="ApiKey">The key.</param>
/// <param name="PathMappings">What folders are called there.</param>
/// <param name="Headers">A person's own.</param>
internal sealed record MediaBrowserAccess(string Name, string Url, string ApiKey, IReadOnlyList<PathMapping> PathMappings, IEnumerable<KeyValuePair<string, string>> Headers)
{
    private const string OldHeader = "X-Emby-Token";

    /// <param name="name">What people call it.</param>
    /// <param name="settings">What a person set for it.</param>
    public MediaBrowserAccess(string name, MediaBrowserSettings settings)
        : this(name, settings.Url, settings.ApiKey, settings.PathMappings, settings.Headers)
    {
    }

    /// <summary>True where the header of before is sent as well: Emby knows it, and Jellyfin 12 refuses it.</summary>
    public bool HasOldHeader { get; init; }

    /// <summary>What signs in, as people read it.</summary>
    public string SignIn => HasOldHeader ? $"Authorization: MediaBrowser and {OldHeader}" : "Authorization: MediaBrowser";

    /// <summary>Every header that is sent.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> AllHeaders =>
        [.. Headers, new("Authorization", $"MediaBrowser Token=\"{ApiKey}\""), .. HasOldHeader ? [new(OldHeader, ApiKey)] : Array.Empty<KeyValuePair<string, string>>()];
}
