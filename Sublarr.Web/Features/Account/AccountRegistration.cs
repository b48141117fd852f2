namespace Sublarr.Web.Features.Account;

internal static class AccountRegistration
{
    public static IServiceCollection AddAccount(this IServiceCollection services)
    {
        services.AddSingleton<AccountGate>();
        services.AddSingleton<Passwords>();
        services.AddSingleton<PasswordProof>();
        return services;
    }
}
