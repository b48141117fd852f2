using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Sublarr.Infrastructure.Audit;

namespace Sublarr.Web.Security;

/// <summary>Who is calling: over the API, from a form, or from an open tab. One for each request and each circuit.</summary>
internal sealed class Caller(IHttpContextAccessor http, IServiceProvider services)
{
    private string? _circuitAddress;
    private bool _isCircuit;

    /// <summary>A tab is connected; where from is known at this moment only.</summary>
    public void Connected() => (_isCircuit, _circuitAddress) = (true, AddressOf(http.HttpContext));

    /// <summary>The session it calls in; null for programs, and when nobody calls.</summary>
    public async ValueTask<string?> SessionAsync() => Sessions.IdOf(await UserAsync());

    /// <summary>Who it is; null when nobody calls and Sublarr works by itself.</summary>
    public async ValueTask<Actor?> WhoAsync() =>
        await UserAsync() is { } user ? ActorOf(user, _isCircuit ? _circuitAddress : AddressOf(http.HttpContext)) : null;

    private async ValueTask<ClaimsPrincipal?> UserAsync() => _isCircuit
        ? (await services.GetRequiredService<AuthenticationStateProvider>().GetAuthenticationStateAsync()).User
        : http.HttpContext?.User;

    private static Actor ActorOf(ClaimsPrincipal user, string? address) => user.Identity switch
    {
        { IsAuthenticated: true, AuthenticationType: Access.ApiKey } => new(ActorKind.ApiKey, "API key", address),
        { IsAuthenticated: true, Name: { } name } => new(ActorKind.User, name, address),
        _ => new(ActorKind.Visitor, "Not signed in", address),
    };

    private static string? AddressOf(HttpContext? context) => Visitor.AddressOf(context)?.ToString();
}
