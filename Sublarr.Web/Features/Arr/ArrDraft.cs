using Sublarr.Domain.Incoming;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Arr;
using Sublarr.Web.Channels;

namespace Sublarr.Web.Features.Arr;

/// <summary>An instance while a person or a program edits it.</summary>
public sealed class ArrDraft
{
    /// <summary>sonarr or radarr.</summary>
    public string Kind { get; set; } = ArrSource.Sonarr.Key();

    /// <summary>What it is called.</summary>
    public string Name { get; set; } = "";

    /// <summary>Its address.</summary>
    public string Url { get; set; } = "";

    /// <summary>Its key; empty or masked keeps the stored one.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>Where its folders are here; null leaves them as they are.</summary>
    public IReadOnlyList<PathMapping>? PathMappings { get; set; }

    /// <summary>Whether it is asked.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>True when a key was entered.</summary>
    internal bool HasKey => ApiKey.Trim() is not ("" or SecretRow.Mask);

    /// <summary>What the rules are asked about.</summary>
    /// <param name="storedKey">The key that stays when none is entered; null when there is none.</param>
    internal ArrEdit Read(string? storedKey) =>
        new(ArrSources.Find(Kind) ?? default, Name.Trim(), Url.Trim(), HasKey ? ApiKey.Trim() : storedKey ?? "", PathMappings ?? []);
}
