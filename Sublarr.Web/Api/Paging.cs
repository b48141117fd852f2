namespace Sublarr.Web.Api;

/// <summary>Which part of a list is asked for.</summary>
/// <param name="Limit">At most so many items, 1 to <paramref name="Largest"/>; <paramref name="Usual"/> when not given.</param>
/// <param name="Offset">How many to pass over.</param>
/// <param name="Usual">The number of items when none was given.</param>
/// <param name="Largest">More are not given at once.</param>
internal readonly record struct Paging(int? Limit, int? Offset, int Usual = 50, int Largest = 500)
{
    /// <summary>The number of items to take.</summary>
    public int Take => Math.Clamp(Limit ?? Usual, 1, Largest);

    /// <summary>The number of items to pass over.</summary>
    public int Skip => Math.Max(0, Offset ?? 0);
}
