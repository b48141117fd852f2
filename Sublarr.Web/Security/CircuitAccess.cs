using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace Sublarr.Web.Security;

/// <summary>Takes access from an open tab whose sign-in was revoked: its connection outlives the cookie it began with.</summary>
internal sealed class CircuitAccess(ILoggerFactory loggers, Sessions sessions, CircuitCheck check) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => check.Interval;

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        sessions.IsValidAsync(authenticationState.User, cancellationToken);
}

/// <summary>How often an open tab is looked at.</summary>
internal sealed record CircuitCheck(TimeSpan Interval);
