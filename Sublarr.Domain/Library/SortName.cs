namespace Sublarr.Domain.Library;

/// <summary>By which titles are sorted: in small letters, and without the article that half of them begin with.</summary>
public static class SortName
{
    private static readonly string[] Articles = ["the ", "a ", "an "];

    /// <summary>The name by which a title is sorted.</summary>
    /// <param name="name">What it is called.</param>
    public static string Of(string name)
    {
        var small = name.Trim().ToLowerInvariant();
        return Array.Find(Articles, article => small.StartsWith(article, StringComparison.Ordinal)) is { } article && small.Length > article.Length ? small[article.Length..] : small;
    }
}
