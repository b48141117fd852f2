using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Security;

internal static class SecurityRegistration
{
    /// <summary>Adds the keys that cookies and secrets are encrypted with.</summary>
    public static IServiceCollection AddSecurity(this IServiceCollection services, SublarrOptions options)
    {
        services.TryAddSingleton(options);
        services.AddDataProtection().SetApplicationName("Sublarr").PersistKeysToFileSystem(new DirectoryInfo(options.KeysDirectory));
        return services
            .AddSingleton<ISecretProtector, SecretProtector>()
            .AddSingleton<KeyRing>();
    }
}
