using System.Reflection;
using Bunit;
using MediatR;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;
using Sublarr.Domain.Deliveries;
using Sublarr.Infrastructure.Channels.Script;
using Sublarr.Infrastructure.Channels.Webhook;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Infrastructure.Security;
using Sublarr.Infrastructure.Settings;
using Sublarr.Tests.Fixtures;
using Sublarr.Web.Channels;
using Sublarr.Web.Components.Shared;
using Sublarr.Web.Live;

namespace Sublarr.Tests.Component;

/// <summary>What every component needs: a clock that stands still, the live feed, MudBlazor, and a mediator that answers as the test says.</summary>
public abstract class UserInterface : BunitContext, IAsyncLifetime
{
    // A busy machine takes its time; a test that passes does not wait for it.
    static UserInterface()
    {
        DefaultWaitTimeout = TimeSpan.FromSeconds(60);
        ChannelCatalog.Add([ScriptChannel.Called, WebhookChannel.Called]);
    }

    protected UserInterface()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddSingleton<TimeProvider>(Clock);
        Services.AddSingleton<LiveFeed>();
        Services.AddScoped<BrowserTime>();
        Services.AddScoped<HiddenColumns>();
        Services.AddSingleton<IMediator>(Mediator);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    // MudBlazor's services can be disposed of in this way alone.
    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    protected ManualClock Clock { get; } = new();

    internal FakeMediator Mediator { get; } = new();

    /// <summary>Where dialogs are shown. To be asked for before one is opened, and after the test's own services are there.</summary>
    protected IRenderedComponent<MudDialogProvider> Dialogs => field ??= ShowProviders();

    /// <summary>What saving answers when nothing was made for it.</summary>
    internal static SaveSubscription.Result Saved(long id) => new(id, new Dictionary<string, string>());

    /// <summary>Adds the forms of an assembly's channels.</summary>
    protected void AddChannelForms(Assembly assembly)
    {
        Services.AddSingleton<ISecretProtector>(new SecretProtector(new EphemeralDataProtectionProvider()));
        Services.AddSingleton(new SublarrOptions()).AddSingleton(new OutboundOptions()).AddOutbound();
        Services.AddSettings().AddSettingsOf(assembly).AddSingleton<ChannelForms>();
    }

    protected LiveFeed Feed => Services.GetRequiredService<LiveFeed>();

    // What a select or a menu opens is shown by the one of popovers.
    private IRenderedComponent<MudDialogProvider> ShowProviders()
    {
        Render<MudPopoverProvider>();
        return Render<MudDialogProvider>();
    }
}

/// <summary>Answers requests as the test says, and keeps them.</summary>
internal sealed class FakeMediator : IMediator
{
    private readonly Dictionary<Type, Func<object, Task<object?>>> answers = [];

    public List<object> Received { get; } = [];

    public void On<TRequest>(Func<TRequest, object?> answer) => answers[typeof(TRequest)] = request => Task.FromResult(answer((TRequest)request));

    public void OnAsync<TRequest>(Func<TRequest, Task<object?>> answer) => answers[typeof(TRequest)] = request => answer((TRequest)request);

    public async Task<TResponse> Send<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken = default)
    {
        Received.Add(request);
        return (TResponse)(await answers[request.GetType()](request))!;
    }

    public async Task<object?> Send(object request, CancellationToken cancellationToken = default)
    {
        Received.Add(request);
        return await answers[request.GetType()](request);
    }

    public Task Publish(object notification, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task Publish<TNotification>(TNotification notification, CancellationToken cancellationToken = default)
        where TNotification : INotification => throw new NotSupportedException();
}
