namespace Sublarr.Domain.Library;

/// <summary>What a person chose for the library.</summary>
public sealed class LibrarySettings
{
    /// <summary>The id of the one there is.</summary>
    public const long OnlyId = 1;

    /// <summary>Always <see cref="OnlyId"/>.</summary>
    public long Id { get; private set; } = OnlyId;

    /// <summary>True when folders are looked through soon after something changed in them, and not at night alone.</summary>
    public bool IsWatched { get; private set; } = true;

    /// <summary>Chooses whether folders are watched.</summary>
    public void Watch(bool isWatched) => IsWatched = isWatched;
}
