using Microsoft.Playwright;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.EndToEnd;

public sealed class AccessTests(Chromium chromium) : IClassFixture<Chromium>
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
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();

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
        await Assertions.Expect(page.GetByText("Password changed")).ToBeVisibleAsync();
    }
}
