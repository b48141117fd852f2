using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Identity;
using Sublarr.Infrastructure.Security;

namespace Sublarr.Web.Security;

/// <summary>Who may call what. An endpoint that says nothing asks for a signed-in browser.</summary>
internal static class Access
{
    /// <summary>The policy and scheme of what machines call: <c>group.RequireAuthorization(Access.ApiKey)</c>.</summary>
    public const string ApiKey = "api-key";

    /// <summary>The scheme of the cookie that a sign-in sets.</summary>
    public const string Session = "session";

    // Decides by the address alone, for what no endpoint answers: a mistyped webhook must hear 404, not be sent to a sign-in page.
    private const string ByAddress = "by-address";

    /// <summary>Adds sign-in, API key and the rule that everything is refused without one of them.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddSingleton<IPasswordHasher<Administrator>, PasswordHasher<Administrator>>();
        services.AddSingleton<AccountGate>();
        services.AddSingleton<PasswordLane>();
        services.AddSingleton<Passwords>();
        services.AddSingleton<PasswordProof>();
        services.AddSingleton<FirstRun>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<WrongAddress>();
        services.AddSingleton<CookieNames>();
        services.AddSingleton<CircuitOrigin>();
        services.AddSingleton<SessionConnections>();
        services.AddHostedService<SessionKeeper>();
        services.AddSingleton<KnownDevices>();
        services.AddSingleton(new FailureTime(TimeSpan.FromSeconds(1)));
        services.AddSingleton<GuessBrake>();
        services.AddSingleton<PasswordChanges>();
        services.AddSingleton<WrongKeys>();
        services.AddSingleton<SignInLimits>();
        services.AddSingleton<StrangersLine>();
        services.AddHttpContextAccessor();
        services.AddScoped<Caller>();
        services.AddScoped<CircuitHandler, CallerCircuit>();
        services.AddCascadingAuthenticationState();
        services.AddScoped<CircuitAccess>();
        services.AddScoped<AuthenticationStateProvider>(circuit => circuit.GetRequiredService<CircuitAccess>());

        services.AddAuthentication(ByAddress)
            .AddPolicyScheme(ByAddress, displayName: null, scheme => scheme.ForwardDefaultSelector = SchemeFor)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKey, configureOptions: null)
            .AddCookie(Session, SessionCookie.Configure);
        services.AddOptions<CookieAuthenticationOptions>(Session).Configure<CookieNames>((options, names) => options.Cookie.Name = names.Session);
        services.AddOptions<AntiforgeryOptions>().Configure<CookieNames>((options, names) => options.Cookie.Name = names.Forms);
        services.AddAuthorizationBuilder()
            .AddPolicy(ApiKey, policy => policy.AddAuthenticationSchemes(ApiKey).RequireAuthenticatedUser())
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        return services;
    }

    /// <summary>True for what machines call, by its address: they get an answer, never a redirect.</summary>
    public static bool IsMachineCall(HttpRequest request)
    {
        var path = request.Path;
        return path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
            || path.StartsWithSegments("/metrics", StringComparison.OrdinalIgnoreCase)
            || path.StartsWithSegments("/openapi", StringComparison.OrdinalIgnoreCase)
            || path.StartsWithSegments("/webhooks/sonarr", StringComparison.OrdinalIgnoreCase)
            || path.StartsWithSegments("/webhooks/radarr", StringComparison.OrdinalIgnoreCase)
            // Reading /webhooks is the page; sending something there can only be meant for one of the two above.
            || (path.StartsWithSegments("/webhooks", StringComparison.OrdinalIgnoreCase) && !IsRead(request));
    }

    /// <summary>True for a request that changes nothing.</summary>
    public static bool IsRead(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    private static string SchemeFor(HttpContext context) => IsMachineCall(context.Request) ? ApiKey : Session;
}
