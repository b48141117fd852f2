namespace Sublarr.Domain.History;

/// <summary>What was done to a subtitle.</summary>
public enum SubtitleAction
{
    /// <summary>It was found at a provider and put beside its video.</summary>
    Downloaded,

    /// <summary>It took the place of one that was not as good.</summary>
    Upgraded,

    /// <summary>A person sent it to the trash.</summary>
    Deleted,

    /// <summary>A person sent it to the trash and never wants to see it beside this video again.</summary>
    Blacklisted,

    /// <summary>A person took it out of the trash.</summary>
    Restored,
}
