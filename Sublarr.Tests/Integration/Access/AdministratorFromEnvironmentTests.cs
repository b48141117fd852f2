using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Security;
using Sublarr.Tests.Fixtures;
using Sublarr.Web.Features.Account;
using Sublarr.Web.Startup;

namespace Sublarr.Tests.Integration.Access;

public sealed class AdministratorFromEnvironmentTests : IAsyncLifetime
{
    private readonly SublarrApp app = new();

    [Theory]
    [InlineData("anna", null, "SUBLARR_ADMIN_PASSWORD: it is missing")]
    [InlineData(null, "long enough words", "SUBLARR_ADMIN_USER: it is missing")]
    [InlineData("anna", "too short", "SUBLARR_ADMIN_PASSWORD: it has 9 characters")]
    public void Start_fails_by_the_name_of_the_key(string? user, string? password, string message)
    {
        var settings = Settings(user, password);

        Should.Throw<StartupException>(() => SublarrSettings.Read(settings)).Message.ShouldContain(message);
    }

    [Fact]
    public void Password_is_taken_as_it_is()
    {
        var given = SublarrSettings.Read(Settings(" anna ", " blanks are kept ")).Sublarr.Administrator;

        given.ShouldBe(new(" anna ".Trim(), " blanks are kept "));
        given!.ToString().ShouldBe("anna");
    }

    [Fact]
    public void Neither_is_fine() => SublarrSettings.Read(Settings(null, null)).Sublarr.Administrator.ShouldBeNull();

    [Fact]
    public async Task Same_password_leaves_the_sign_ins_alone()
    {
        var before = await ReadAsync(SublarrApp.AdminUser);

        await EnsureAsync(SublarrApp.AdminUser, SublarrApp.AdminPassword);

        (await ReadAsync(SublarrApp.AdminUser)).SecurityStamp.ShouldBe(before.SecurityStamp);
    }

    [Fact]
    public async Task Another_password_is_set_and_ends_the_sign_ins()
    {
        using var before = new Browser(app);
        await before.SignInAsync(SublarrApp.AdminUser, SublarrApp.AdminPassword);

        await EnsureAsync(SublarrApp.AdminUser.ToUpperInvariant(), "another password");
        using var after = new Browser(app);
        await after.SignInAsync(SublarrApp.AdminUser, "another password");

        (await before.IsSignedInAsync()).ShouldBeFalse();
        (await after.IsSignedInAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task Another_name_is_another_administrator()
    {
        await EnsureAsync("anna", "another password");

        (await ReadAsync("anna")).Id.ShouldNotBe((await ReadAsync(SublarrApp.AdminUser)).Id);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await app.DisposeAsync();

    private static IConfiguration Settings(string? user, string? password) => new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?> { ["SUBLARR_ADMIN_USER"] = user, ["SUBLARR_ADMIN_PASSWORD"] = password })
        .Build();

    private Task EnsureAsync(string userName, string password) =>
        app.Services.GetRequiredService<IMediator>().Send(new EnsureAdministrator.Command(userName, password));

    private async Task<Administrator> ReadAsync(string userName)
    {
        await using var context = await app.Services.GetRequiredService<IDbContextFactory<SublarrDbContext>>().CreateDbContextAsync();
        return await context.Administrators.AsNoTracking().SingleAsync(administrator => administrator.UserName == userName);
    }
}
