using Microsoft.AspNetCore.Http.HttpResults;

namespace Sublarr.Web.Api;

/// <summary>
/// A list that is answered as a plain array. How many there are in all, and where the rest is, is told in headers: an array has
/// no room for it, and clients know the array.
/// </summary>
internal static class PlainList
{
    /// <summary>At most so many are given at once, and so many when nobody says how many.</summary>
    public const int Most = 1_000;

    /// <summary>The header with the number of all.</summary>
    public const string TotalHeader = "X-Total-Count";

    /// <summary>Which part is asked for, as it stands in the address.</summary>
    internal sealed record Asked
    {
        public string? Limit { get; init; }

        public string? Offset { get; init; }

        /// <exception cref="FluentValidation.ValidationException">One of them is no number.</exception>
        public Paging Read()
        {
            var reader = new QueryReader();
            var paging = new Paging(reader.Count("limit", Limit), reader.Count("offset", Offset), Most, Most);
            reader.ThrowIfRefused();
            return paging;
        }
    }

    /// <summary>Tells of a part that it is one.</summary>
    public static Ok<IReadOnlyList<T>> Part<T>(HttpContext http, Paging paging, IReadOnlyList<T> items, int total)
    {
        http.Response.Headers[TotalHeader] = total.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (paging.Skip + items.Count < total && items.Count > 0)
        {
            var (path, next) = (http.Request.PathBase + http.Request.Path, paging.Skip + items.Count);
            http.Response.Headers.Link = $"<{path.ToUriComponent()}?limit={paging.Take}&offset={next}>; rel=\"next\"";
        }

        return TypedResults.Ok(items);
    }

    /// <summary>The part of a list that is in memory as a whole.</summary>
    public static Ok<IReadOnlyList<T>> Part<T>(HttpContext http, Asked asked, IReadOnlyList<T> all)
    {
        var paging = asked.Read();
        return Part(http, paging, [.. all.Skip(paging.Skip).Take(paging.Take)], all.Count);
    }
}
