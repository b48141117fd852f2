using Sublarr.Domain.Library;

namespace Sublarr.Web.Features.Arr;

/// <summary>A Sonarr or Radarr, as people and machines see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What it is called, behind the address of its webhook and in its reports.</param>
/// <param name="Kind">sonarr or radarr.</param>
/// <param name="Url">Its address, with its URL base.</param>
/// <param name="ApiKey">Always <c>***</c>; sent back so, the key stays.</param>
/// <param name="PathMappings">Where its folders are here.</param>
/// <param name="Enabled">True when it is asked.</param>
public sealed record ArrView(long Id, string Name, string Kind, string Url, string ApiKey, IReadOnlyList<PathMapping> PathMappings, bool Enabled)
{
    /// <summary>off, unknown, ok or failing.</summary>
    public required string State { get; init; }

    /// <summary>Since when it does not answer as it should; null while it does.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>Why, as a sentence that says what helps.</summary>
    public string? Problem { get; init; }

    /// <summary>Its version when it answered last.</summary>
    public string? Version { get; init; }

    /// <summary>When it was asked last.</summary>
    public DateTimeOffset? CheckedAt { get; init; }

    /// <summary>When its history was read last.</summary>
    public DateTimeOffset? ReadAt { get; init; }
}
