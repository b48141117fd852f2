using MediatR;
using Radzen;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Web.Features.Account;
using Sublarr.Web.Pipeline;
using Sublarr.Web.Security;

namespace Sublarr.Web.Startup;

/// <summary>What people see and machines call.</summary>
internal static class WebRegistration
{
    public static IServiceCollection AddWeb(this IServiceCollection services)
    {
        services.AddSlices(typeof(WebRegistration).Assembly);
        services.AddAccess();
        services.AddAccount();
        services.AddHealthChecks();
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddRadzenComponents();
        return services;
    }

    /// <summary>Makes the administrator that the environment names, before anybody can call.</summary>
    public static async Task EnsureAdministratorAsync(this WebApplication app, SublarrOptions options, CancellationToken cancellationToken)
    {
        if (options.Administrator is { } given)
        {
            await app.Services.GetRequiredService<IMediator>().Send(new EnsureAdministrator.Command(given.UserName, given.Password), cancellationToken);
        }
    }

    public static WebApplication MapWeb(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRateLimiter();
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous();
        app.MapHealthChecks("/health").AllowAnonymous();
        app.MapSignOut();
        // The header with the frame's ancestors is one of ours: SecurityHeaders.
        app.MapRazorComponents<Components.App>().AddInteractiveServerRenderMode(mode => mode.ContentSecurityFrameAncestorsPolicy = null);
        return app;
    }
}
