namespace Sublarr.Web.Channels;

/// <summary>A folder with its name on the other side, while a person edits it.</summary>
public sealed class MappingRow
{
    /// <summary>The folder as Sonarr, Radarr and Sublarr name it.</summary>
    public string From { get; set; } = "";

    /// <summary>The same folder as the other side names it.</summary>
    public string To { get; set; } = "";

    /// <summary>True when nothing is typed: it is left out.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(From) && string.IsNullOrWhiteSpace(To);
}
