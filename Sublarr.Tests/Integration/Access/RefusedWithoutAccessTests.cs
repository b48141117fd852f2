using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Infrastructure.Audit;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Access;

/// <summary>Walks every route there is, so that tomorrow's are covered too.</summary>
public sealed class RefusedWithoutAccessTests
{
    private static readonly string[] open = ["/sign-in", "/setup", "/health"];
    private static readonly string[] anyMethod = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

    [Theory]
    [InlineData(true, "/sign-in")]
    [InlineData(false, "/setup")]
    public async Task Every_route_is_refused(bool withAdministrator, string signIn)
    {
        await using var app = new SublarrApp { WithAdministrator = withAdministrator };
        using var client = app.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        var answered = new List<string>();
        var refused = 0;

        foreach (var (method, path) in Guarded(app))
        {
            using var response = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));
            var isRefused = response.StatusCode == HttpStatusCode.Unauthorized
                || (response.StatusCode == HttpStatusCode.Found && response.Headers.Location!.ToString().StartsWith(signIn, StringComparison.Ordinal));
            if (isRefused)
            {
                refused++;
            }
            else
            {
                answered.Add($"{method} {path}: {response.StatusCode} {response.Headers.Location}");
            }
        }

        answered.ShouldBeEmpty();
        refused.ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task A_wrong_key_changes_nothing_anywhere()
    {
        await using var first = new SublarrApp();
        // Who comes with so many wrong keys is not listened to any more, so each app is asked some.
        var some = Guarded(first).Where(route => route.Method is not ("GET" or "HEAD")).Chunk(50).ToList();
        var answered = new List<string>();
        foreach (var routes in some)
        {
            answered.AddRange(await AnsweredAsync(routes));
        }

        answered.ShouldBeEmpty();
    }

    private static async Task<List<string>> AnsweredAsync((string Method, string Path)[] routes)
    {
        await using var app = new SublarrApp();
        using var client = app.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        client.DefaultRequestHeaders.Add("X-Api-Key", new string('0', app.ApiKey.Length));
        await using var context = await app.ContextAsync();
        var told = await context.Audit.CountAsync();
        var answered = new List<string>();
        foreach (var (method, path) in routes)
        {
            using var response = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));
            if (response.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Found))
            {
                answered.Add($"{method} {path}: {response.StatusCode}");
            }
        }

        (await context.Audit.CountAsync()).ShouldBe(told);
        return answered;
    }

    [Fact]
    public async Task Nothing_is_open_but_what_must_be()
    {
        await using var app = new SublarrApp();

        var anonymous = app.Routes
            .Where(route => route.Metadata.GetMetadata<IAllowAnonymous>() is not null && route.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
            .Select(PathOf);

        anonymous.Distinct().ShouldBe(open, ignoreOrder: true);
    }

    private static IEnumerable<(string Method, string Path)> Guarded(SublarrApp app) =>
        from route in app.Routes
        where route.Metadata.GetMetadata<StaticAssetDescriptor>() is null && !open.Contains(PathOf(route))
        from method in route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods : anyMethod
        select (method, PathOf(route));

    private static string PathOf(RouteEndpoint route) =>
        "/" + string.Join('/', route.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(TextOf))));

    private static string TextOf(RoutePatternPart part) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart parameter => Sample(parameter),
        _ => throw new NotSupportedException(part.GetType().Name),
    };

    private static string Sample(RoutePatternParameterPart parameter)
    {
        var constraints = parameter.ParameterPolicies.Select(policy => policy.Content).ToList();
        return constraints.Contains("guid") ? Guid.Empty.ToString()
            : constraints.Contains("bool") ? "true"
            : constraints.Contains("datetime") ? "2026-01-01"
            : 1.ToString(CultureInfo.InvariantCulture);
    }
}
