using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Sublarr.Web.Security;

/// <summary>Takes access from an open tab the moment its session ends: every page is then replaced by the way to the sign-in.</summary>
internal sealed class CircuitAccess : ServerAuthenticationStateProvider, IDisposable
{
    private static readonly Task<AuthenticationState> Nobody = Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity())));

    private readonly Sessions _sessions;
    private string? _session;

    /// <summary>A name of this tab, for a form that it posts.</summary>
    public string Tab { get; } = Guid.NewGuid().ToString("N");

    public CircuitAccess(Sessions sessions)
    {
        _sessions = sessions;
        sessions.Ended += Leave;
    }

    /// <summary>The tab is open; whose it is, is known by now.</summary>
    public async Task OpenedAsync()
    {
        var user = (await GetAuthenticationStateAsync()).User;
        _session = Sessions.IdOf(user);
        if (_session is { } id && !_sessions.IsOpen(user))
        {
            Leave(id, fromTab: null);
        }
    }

    public void Dispose() => _sessions.Ended -= Leave;

    // The tab that signs out is on its way: to lead it once more would have it come back afterwards to where it was.
    private void Leave(string sessionId, string? fromTab)
    {
        if (sessionId == _session && fromTab != Tab)
        {
            SetAuthenticationState(Nobody);
        }
    }
}

/// <summary>Tells a circuit's parts when its browser opens it and connects, for the first time or again.</summary>
internal sealed class CallerCircuit(Caller caller, CircuitAccess access) : CircuitHandler
{
    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken) => access.OpenedAsync();

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        caller.Connected();
        return Task.CompletedTask;
    }
}
