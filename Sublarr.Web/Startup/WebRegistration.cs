using MediatR;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.SignalR;
using MudBlazor;
using MudBlazor.Services;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Wanted;
using Sublarr.Infrastructure;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Infrastructure.Telemetry;
using Sublarr.Web.Api;
using Sublarr.Web.Channels;
using Sublarr.Web.Components.Shared;
using Sublarr.Web.Features.Arr;
using Sublarr.Web.Features.Account;
using Sublarr.Web.Features.Alerts;
using Sublarr.Web.Features.Health;
using Sublarr.Web.Features.Hooks.Templates;
using Sublarr.Web.Features.IncomingWebhooks;
using Sublarr.Web.Features.Library;
using Sublarr.Web.Live;
using Sublarr.Web.Pipeline;
using Sublarr.Web.Security;
using Sublarr.Web.Subscriptions;

namespace Sublarr.Web.Startup;

/// <summary>What people see and machines call.</summary>
internal static class WebRegistration
{
    /// <summary>Running jobs get 20 s to finish and 8 s to clean up; browsers that still look on get the rest.</summary>
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(35);

    /// <summary>What a page may send at once, in bytes: a script of the longest kind, as JSON.</summary>
    private const long LongestInput = 1024 * 1024;

    public static IServiceCollection AddWeb(this IServiceCollection services)
    {
        services.Configure<HostOptions>(host => host.ShutdownTimeout = StopTime);
        services.AddSlices(typeof(WebRegistration).Assembly);
        services.AddAccess();
        services.AddSubscriptions();
        services.AddApi();
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database").AddCheck<SubscriptionsHealth>("subscriptions");
        services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(hub =>
        {
            hub.MaximumReceiveMessageSize = LongestInput;
            hub.AddFilter<SessionConnections>();
        });
        services.AddAll<IScriptTemplate>(typeof(WebRegistration).Assembly);
        services.AddMudServices(mud => mud.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomRight);
        services.AddSingleton<ReceiveWebhook>();
        services.AddTransient<ArrRules>();
        services.AddLive();
        return services;
    }

    /// <summary>Knows who is signed in, and makes the administrator that the environment names, before anybody can call.</summary>
    public static async Task EnsureAdministratorAsync(this WebApplication app, SublarrOptions options, CancellationToken cancellationToken)
    {
        await app.Services.GetRequiredService<Sessions>().LoadAsync(cancellationToken);
        if (options.Administrator is { } given)
        {
            using var named = app.Services.GetRequiredService<AuditTrail>().As(Actor.Environment);
            await using var scope = app.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new EnsureAdministrator.Command(given.UserName, given.Password), cancellationToken);
        }
    }

    public static WebApplication MapWeb(this WebApplication app)
    {
        app.UsePublishedPath(app.Services.GetRequiredService<SublarrOptions>().BasePath);
        app.UseRelativeRedirects();
        // Tabs left open must not go on rendering while the services go away below them.
        app.Lifetime.ApplicationStopping.Register(app.Services.GetRequiredService<LiveFeed>().Dispose);
        app.UseExceptionHandler();
        // An empty 404 becomes a problem body where machines call, and a page where people do.
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.UseReadOnlyReExecution();
        // Here and not at the front, where it is put by itself: it has to see the path without what proxies add.
        app.UseRouting();
        app.UseWhen(IsForMachines, programs => programs.UseStatusCodePages(TellProgramAsync));
        app.UseSecurityHeaders();
        app.UseAuthentication();
        app.UseAuthorization();
        app.Use(static async (context, next) =>
        {
            if (!await context.RequestServices.GetRequiredService<CircuitOrigin>().RefusesAsync(context))
            {
                await next(context);
            }
        });
        app.Use(static (context, next) => context.RequestServices.GetRequiredService<SignInLimits>().PassAsync(context, next));
        app.UseAntiforgery();
        app.UseStaleForms();
        app.Use(static (context, next) => context.RequestServices.GetRequiredService<StrangersLine>().StandAsync(context, next));
        app.MapStaticAssets().AllowAnonymous();
        app.MapHealthChecks("/health", new() { ResponseWriter = HealthAnswer.WriteAsync })
            // A report that is sent there by mistake must not be told that all is well.
            .WithMetadata(new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head]))
            .AllowAnonymous();
        app.MapMetrics();
        // Counts from the start on, and not from the first look.
        _ = app.Services.GetRequiredService<IMetricsText>();
        app.MapSignOut();
        app.MapApi();
        ReceiveWebhook.Map(app);
        GetPoster.Map(app);
        // The header with the frame's ancestors is one of ours: SecurityHeaders.
        app.MapRazorComponents<Components.App>().AddInteractiveServerRenderMode(mode => mode.ContentSecurityFrameAncestorsPolicy = null);
        return app;
    }

    private static bool IsForMachines(HttpContext context) => Access.IsMachineCall(context.Request) || !PageVisit.Is(context);

    private static Task TellProgramAsync(StatusCodeContext status)
    {
        var context = status.HttpContext;
        return context.Response.StatusCode is StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed && !WrongAddress.IsServed(context)
            ? context.RequestServices.GetRequiredService<WrongAddress>().NotFoundAsync(context)
            : TypedResults.Problem(statusCode: context.Response.StatusCode).ExecuteAsync(context);
    }

    // The page that says what is wrong is shown and takes no form, whatever was sent to the address that it stands for.
    private static void UseReadOnlyReExecution(this WebApplication app) => app.Use(static (context, next) =>
    {
        if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null && !Access.IsRead(context.Request))
        {
            context.Request.Method = HttpMethods.Get;
        }

        return next(context);
    });

    private static void AddLive(this IServiceCollection services)
    {
        services.AddSingleton<LiveFeed>();
        services.AddSingleton<IJobWatcher>(provider => provider.GetRequiredService<LiveFeed>());
        services.AddSingleton<IWantedWatch>(provider => provider.GetRequiredService<LiveFeed>());
        services.AddSingleton<IQueueWatch>(provider => provider.GetRequiredService<LiveFeed>());
        services.AddTransient(typeof(INotificationHandler<>), typeof(LiveFeedHandler<>));
        services.AddScoped<BrowserTime>();
        services.AddScoped<HiddenColumns>();
        services.AddSingleton<SeenAlerts>();
    }

    private static void AddSubscriptions(this IServiceCollection services)
    {
        services.AddSingleton<SubscriptionLookup>();
        services.AddSingleton<SampleEvents>();
        services.AddSingleton<SubscriptionEditor>();
        services.AddSingleton<ChannelForms>();
        services.AddSingleton<HealthReport>();
        services.AddSingleton<WhyHeld>();
        services.AddSingleton<JobEndings>();
        services.AddSingleton<IJobWatcher>(provider => provider.GetRequiredService<JobEndings>());
    }
}
