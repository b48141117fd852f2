using System.Reflection;
using Microsoft.AspNetCore.Http;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Api;

/// <summary>Every endpoint says its status in its type. How a bare type is written as JSON would be worked out at each start, whether anybody asks or not.</summary>
public sealed class AnswerTests
{
    [Fact]
    public async Task No_endpoint_answers_with_a_bare_type()
    {
        await using var app = new SublarrApp();
        var handlers = app.Routes
            .Where(route => route.RoutePattern.RawText?.StartsWith("/api/v1", StringComparison.Ordinal) == true)
            .Select(route => (Address: route.DisplayName, Handler: route.Metadata.GetMetadata<MethodInfo>()))
            .Where(route => route.Handler is not null)
            .ToList();

        handlers.Count.ShouldBeGreaterThan(100);
        handlers.Where(route => !typeof(IResult).IsAssignableFrom(AnswerOf(route.Handler!))).Select(route => route.Address).ShouldBeEmpty();
    }

    private static Type AnswerOf(MethodInfo handler) =>
        handler.ReturnType is { IsGenericType: true } task && task.GetGenericTypeDefinition() == typeof(Task<>) ? task.GetGenericArguments()[0] : handler.ReturnType;
}
