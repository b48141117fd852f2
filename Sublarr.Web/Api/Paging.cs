namespace Sublarr.Web.Api;

/// <summary>Which part of a list is asked for.</summary>
/// <param name="Limit">At most so many items, 1 to 500; 50 when not given.</param>
/// <param name="Offset">How many to pass over.</param>
internal readonly record struct Paging(int? Limit, int? Offset)
{
    private const int LargestPage = 500;
    private const int UsualPage = 50;

    /// <summary>The number of items to take.</summary>
    public int Take => Math.Clamp(Limit ?? UsualPage, 1, LargestPage);

    /// <summary>The number of items to pass over.</summary>
    public int Skip => Math.Max(0, Offset ?? 0);
}
