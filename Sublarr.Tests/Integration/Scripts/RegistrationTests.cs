using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Sublarr.Domain.Deliveries;
using Sublarr.Infrastructure.Channels.Script;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Infrastructure.Security;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Tests.Integration.Scripts;

public sealed class RegistrationTests
{
    [Fact]
    public void The_channel_needs_nothing_but_its_registration()
    {
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<SublarrOptions>()
            .AddSingleton<ChannelSettings>()
            .AddSingleton<ISecretProtector, SecretProtector>()
            .AddScriptChannel();
        services.AddDataProtection();
        using var provider = services.BuildServiceProvider(validateScopes: true);

        var channel = ActivatorUtilities.CreateInstance<ScriptChannel>(provider);

        ((IDeliveryChannel)channel).Concurrency.ShouldBe(ScriptChannel.ScriptsAtOnce);
        provider.GetServices<IHostedService>().ShouldContain(service => service is LeftoverSweep);
    }
}
