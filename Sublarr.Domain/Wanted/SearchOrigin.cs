namespace Sublarr.Domain.Wanted;

/// <summary>Who wanted a search.</summary>
public enum SearchOrigin
{
    /// <summary>It was due after an import or by the schedule, or was one of many that a person asked for at once.</summary>
    Automatic,

    /// <summary>A person asked for this one.</summary>
    Person,

    /// <summary>There is a subtitle, and a better one is looked for.</summary>
    Upgrade,
}
