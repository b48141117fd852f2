using MediatR;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Tests.Fixtures;
using Sublarr.Web.Features.Settings;
using Sublarr.Web.Security;

namespace Sublarr.Tests.EndToEnd;

[Collection(Chromium.Tests)]
public sealed class AccessTests(Chromium chromium)
{
    [Fact]
    public async Task First_visitor_makes_an_account_signs_in_and_out_again()
    {
        await using var app = new SublarrApp { WithAdministrator = false };
        var page = await chromium.OpenAsync(app.Listen());
        var complaints = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
            {
                complaints.Add(message.Text);
            }
        };

        await page.GetByLabel("User name").FillAsync(SublarrApp.AdminUser);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(SublarrApp.AdminPassword);
        await page.GetByLabel("Password again").FillAsync(SublarrApp.AdminPassword);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByText("Your account is ready. Sign in with it.")).ToBeVisibleAsync();
        await app.SignInAsync(page);
        await Assertions.Expect(page.GetByText(SublarrApp.AdminUser, new() { Exact = true })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await page.GotoAsync(app.ClientOptions.BaseAddress.ToString());
        await Assertions.Expect(page).ToHaveURLAsync(new Uri(app.ClientOptions.BaseAddress, "/sign-in").ToString());
        complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Settings_show_the_key_on_demand_and_change_the_password()
    {
        await using var app = new SublarrApp();
        var page = await chromium.OpenAsync(app.Listen());
        await app.SignInAsync(page);
        await page.GotoAsync(new Uri(app.ClientOptions.BaseAddress, "/settings").ToString());
        var key = page.GetByRole(AriaRole.Textbox, new() { Name = "API key" });

        await Assertions.Expect(key).Not.ToHaveValueAsync(app.ApiKey);
        (await page.ContentAsync()).ShouldNotContain(app.ApiKey, Case.Sensitive, "it is fetched when asked for");
        await page.GetByLabel("Show API key").ClickAsync();
        await Assertions.Expect(key).ToHaveValueAsync(app.ApiKey);

        await page.GetByLabel("Current password").FillAsync("wrong password");
        await page.GetByLabel("New password", new() { Exact = true }).FillAsync("another password");
        await page.GetByLabel("New password again").FillAsync("another password");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByText("This is not your current password.")).ToBeVisibleAsync();

        await page.GetByLabel("Current password").FillAsync(SublarrApp.AdminPassword);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByText("Your password is changed. Sign in with the new one.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Open_tab_loses_access_when_its_sign_in_is_revoked()
    {
        await using var app = new OftenChecked();
        var page = await chromium.OpenAsync(app.Listen());
        await app.SignInAsync(page);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sign out" })).ToBeVisibleAsync();

        await ChangePasswordAsync(app);

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
    }

    private static async Task ChangePasswordAsync(SublarrApp app)
    {
        await using var context = await app.Services.GetRequiredService<IDbContextFactory<SublarrDbContext>>().CreateDbContextAsync();
        var id = await context.Administrators.Select(administrator => administrator.Id).SingleAsync();
        await app.Services.GetRequiredService<IMediator>()
            .Send(new ChangePassword.Command(id, SublarrApp.AdminPassword, "another password", "another password"));
    }

    private sealed class OftenChecked : SublarrApp
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureServices(services => services.AddSingleton(new CircuitCheck(TimeSpan.FromMilliseconds(200))));
        }
    }
}
