using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Security;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Access;

public sealed class SignInTests : IAsyncLifetime
{
    private const string Refused = "That did not work.";

    private readonly SublarrApp app = new();
    private readonly Browser browser;

    public SignInTests() => browser = new Browser(app);

    [Fact]
    public async Task Cookie_is_out_of_reach_of_scripts_and_foreign_forms()
    {
        using var response = await browser.SignInAsync(SublarrApp.AdminUser, SublarrApp.AdminPassword);
        var cookie = response.Headers.GetValues("Set-Cookie").Single(IsSession);

        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=lax");
        cookie.ShouldNotContain("expires");
        (await browser.IsSignedInAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task Browser_is_remembered_on_demand()
    {
        using var response = await browser.SignInAsync(SublarrApp.AdminUser, SublarrApp.AdminPassword, remember: true);

        response.Headers.GetValues("Set-Cookie").ShouldContain(value => IsSession(value) && value.Contains("expires"));
    }

    [Theory]
    [InlineData("/settings?tab=key", "/settings?tab=key")]
    [InlineData(null, "/")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("/\t/evil.example", "/")]
    [InlineData("/sign-in", "/")]
    [InlineData("/..//evil.example", "/evil.example")]
    [InlineData("/.//evil.example", "/evil.example")]
    [InlineData("/https://evil.example", "/https://evil.example")]
    public async Task Sign_in_leads_back_to_our_own_pages_alone(string? returnUrl, string expected)
    {
        var query = returnUrl is null ? "" : $"?returnUrl={Uri.EscapeDataString(returnUrl)}";

        using var response = await browser.SignInAsync(SublarrApp.AdminUser, SublarrApp.AdminPassword, query);

        response.Headers.Location!.ToString().ShouldStartWith("/");
        new Uri(app.ClientOptions.BaseAddress, response.Headers.Location!).ShouldBe(new Uri(app.ClientOptions.BaseAddress, expected));
    }

    [Theory]
    [InlineData(SublarrApp.AdminUser, "wrong password")]
    [InlineData("nobody", SublarrApp.AdminPassword)]
    public async Task Refusal_does_not_tell_which_of_the_two_is_wrong(string userName, string password)
    {
        using var response = await browser.SignInAsync(userName, password);
        var page = await response.Content.ReadAsStringAsync();

        page.ShouldContain(Refused);
        page.ShouldNotContain($"\"{password}\"");
        (await browser.IsSignedInAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Weaker_hash_is_renewed_by_the_sign_in_and_the_session_stays()
    {
        var weak = new PasswordHasher<Administrator>(Options.Create(new PasswordHasherOptions { IterationCount = 1000 }));
        await ChangeAsync(administrator => administrator.RenewHash(weak.HashPassword(administrator, SublarrApp.AdminPassword)));
        var before = (await AdministratorAsync()).PasswordHash;

        await browser.SignInAsync(SublarrApp.AdminUser, SublarrApp.AdminPassword);

        (await AdministratorAsync()).PasswordHash.ShouldNotBe(before);
        (await browser.IsSignedInAsync()).ShouldBeTrue();
        await new Browser(app).SignInAsync(SublarrApp.AdminUser, SublarrApp.AdminPassword);
        (await browser.IsSignedInAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task Foreign_form_signs_nobody_out()
    {
        await browser.SignInAsync(SublarrApp.AdminUser, SublarrApp.AdminPassword);

        using var response = await browser.PostAsync("/sign-out", []);

        (await browser.IsSignedInAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task Form_without_a_valid_token_is_shown_again()
    {
        using var response = await browser.PostAsync(
            "/sign-in?returnUrl=%2Fsettings",
            new Dictionary<string, string> { ["_handler"] = "sign-in", ["Input.UserName"] = SublarrApp.AdminUser, ["Input.Password"] = SublarrApp.AdminPassword });

        response.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        response.Headers.Location!.ToString().ShouldBe("/sign-in?returnUrl=%2Fsettings&after=stale");
        (await browser.IsSignedInAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Every_answer_tells_the_browser_what_the_page_may_do()
    {
        using var response = await browser.GetAsync("/sign-in");

        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        response.Headers.GetValues("Referrer-Policy").ShouldBe(["same-origin"]);
        response.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem().ShouldContain("frame-ancestors 'self'");
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await app.DisposeAsync();
    }

    private static bool IsSession(string cookie) =>
        cookie.StartsWith("sublarr-", StringComparison.Ordinal) && !cookie.StartsWith("sublarr-forms", StringComparison.Ordinal) && !cookie.Contains("-device=", StringComparison.Ordinal);

    private async Task<Administrator> AdministratorAsync()
    {
        await using var context = await app.Services.GetRequiredService<IDbContextFactory<SublarrDbContext>>().CreateDbContextAsync();
        return await context.Administrators.AsNoTracking().SingleAsync();
    }

    private async Task ChangeAsync(Action<Administrator> change)
    {
        await using var context = await app.Services.GetRequiredService<IDbContextFactory<SublarrDbContext>>().CreateDbContextAsync();
        change(await context.Administrators.SingleAsync());
        await context.SaveChangesAsync();
    }
}
