using Microsoft.AspNetCore.Http.HttpResults;

namespace Sublarr.Web.Api;

/// <summary>
/// What an endpoint answers with. Each says its status in its type, as in <see cref="Ok{TValue}"/>: how such an answer is written as JSON is worked out when one is
/// first given. For a bare type it is worked out as the app starts, for which the runtime compiled some 900 methods.
/// </summary>
internal static class Answers
{
    /// <summary>200 with what is to be shown.</summary>
    /// <param name="shown">It, as it comes.</param>
    public static async Task<Ok<T>> AsOk<T>(this Task<T> shown) => TypedResults.Ok(await shown);
}
