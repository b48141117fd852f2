using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Sublarr.Infrastructure.Audit;

namespace Sublarr.Web.Security;

/// <summary>Who is calling: over the API, from a form, or from an open tab. One for each request and each circuit.</summary>
internal sealed class Caller(IHttpContextAccessor http, IServiceProvider services)
{
    private string? _circuitAddress;
    private bool _isCircuit;

    /// <summary>A tab is connected; where from is known at this moment only.</summary>
    public void Connected() => (_isCircuit, _circuitAddress) = (true, AddressOf(http.HttpContext));

    /// <summary>Who it is; null when nobody calls and Sublarr works by itself.</summary>
    public async ValueTask<Actor?> WhoAsync()
    {
        if (_isCircuit)
        {
            var session = await services.GetRequiredService<AuthenticationStateProvider>().GetAuthenticationStateAsync();
            return ActorOf(session.User, _circuitAddress);
        }

        return http.HttpContext is { } context ? ActorOf(context.User, AddressOf(context)) : null;
    }

    private static Actor ActorOf(ClaimsPrincipal user, string? address) => user.Identity switch
    {
        { IsAuthenticated: true, AuthenticationType: Access.ApiKey } => new(ActorKind.ApiKey, "API key", address),
        { IsAuthenticated: true, Name: { } name } => new(ActorKind.User, name, address),
        _ => new(ActorKind.Visitor, "Not signed in", address),
    };

    private static string? AddressOf(HttpContext? context) => context?.Connection.RemoteIpAddress switch
    {
        null => null,
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        var address => address.ToString(),
    };
}

/// <summary>Tells a circuit's caller when its browser connects, for the first time or again.</summary>
internal sealed class CallerCircuit(Caller caller) : CircuitHandler
{
    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        caller.Connected();
        return Task.CompletedTask;
    }
}
