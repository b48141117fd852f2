using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Security;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Access;

public sealed class SetupTests : IAsyncLifetime
{
    private readonly SublarrApp app = new() { WithAdministrator = false };

    [Theory]
    [InlineData("/")]
    [InlineData("/settings")]
    [InlineData("/sign-in")]
    [InlineData("/nothing-here")]
    public async Task First_start_leads_every_page_to_setup(string path)
    {
        using var browser = new Browser(app);

        using var response = await browser.GetAsync(path);

        response.StatusCode.ShouldBe(HttpStatusCode.Found);
        response.Headers.Location!.ToString().ShouldBe("/setup");
    }

    [Fact]
    public async Task Setup_makes_the_account_that_signs_in()
    {
        using var browser = new Browser(app);

        using var made = await browser.SetUpAsync("  anna ", "long enough words");
        using var signedIn = await browser.SignInAsync("ANNA", "long enough words");

        made.Headers.Location!.ToString().ShouldBe("/sign-in?after=setup");
        (await browser.IsSignedInAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task Setup_is_closed_once_there_is_an_administrator()
    {
        using var browser = new Browser(app);
        var form = await browser.ReadHiddenFieldsAsync("/setup");
        await browser.SetUpAsync("anna", "long enough words");

        using var page = await browser.GetAsync("/setup");
        using var late = await browser.PostAsync("/setup", form.Concat(Fields("eve", "another password")));

        page.Headers.Location!.ToString().ShouldBe("/sign-in");
        late.Headers.Location!.ToString().ShouldBe("/sign-in?after=late");
        (await AdministratorsAsync()).ShouldBe(["anna"]);
    }

    [Fact]
    public async Task Second_tab_hears_that_the_account_is_made()
    {
        using var browser = new Browser(app);
        var second = await browser.ReadHiddenFieldsAsync("/setup");
        await browser.SetUpAsync("anna", "long enough words");

        using var late = await browser.PostAsync("/setup", second.Concat(Fields("anna", "long enough words")));
        using var page = await browser.GetAsync(late.Headers.Location!.ToString());

        late.StatusCode.ShouldBe(HttpStatusCode.Found);
        (await page.Content.ReadAsStringAsync()).ShouldContain("has made the account already");
    }

    [Fact]
    public async Task Second_tab_of_a_visitor_who_has_signed_in_meanwhile_leads_on()
    {
        using var browser = new Browser(app);
        var second = await browser.ReadHiddenFieldsAsync("/setup");
        await browser.SetUpAsync("anna", "long enough words");
        await browser.SignInAsync("anna", "long enough words");

        var address = "/setup";
        using var late = await browser.PostAsync(address, second.Concat(Fields("anna", "long enough words")));
        for (var answer = late; answer.Headers.Location is { } next; answer = await browser.GetAsync(address))
        {
            address = next.ToString();
        }

        address.ShouldBe("/");
        (await browser.IsSignedInAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task Sign_in_sent_before_there_is_an_account_leads_to_setup()
    {
        using var browser = new Browser(app);
        var form = await browser.ReadHiddenFieldsAsync("/setup");
        form["_handler"] = "sign-in";

        using var early = await browser.PostAsync("/sign-in", form.Concat(Fields("anna", "long enough words")));

        early.StatusCode.ShouldBe(HttpStatusCode.Found);
        early.Headers.Location!.ToString().ShouldBe("/setup");
    }

    [Fact]
    public async Task Two_first_visitors_make_one_administrator()
    {
        var visitors = Enumerable.Range(0, 8).Select(_ => new Browser(app)).ToList();
        var forms = await Task.WhenAll(visitors.Select(visitor => visitor.ReadHiddenFieldsAsync("/setup")));

        await Task.WhenAll(visitors.Select((visitor, index) =>
            visitor.PostAsync("/setup", forms[index].Concat(Fields($"visitor{index}", "long enough words")))));

        (await AdministratorsAsync()).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("", "long enough words", "long enough words", "Enter a user name.")]
    [InlineData("anna", "too short", "too short", "Use at least 10 characters.")]
    [InlineData("anna", "long enough words", "long enough word", "The two passwords differ.")]
    public async Task Field_says_what_is_wrong_and_no_password_comes_back(string userName, string password, string again, string message)
    {
        using var browser = new Browser(app);

        using var response = await browser.SetUpAsync(userName, password, again);
        var page = await response.Content.ReadAsStringAsync();

        page.ShouldContain(message);
        page.ShouldNotContain(password);
        (await AdministratorsAsync()).ShouldBeEmpty();
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await app.DisposeAsync();

    private static Dictionary<string, string> Fields(string userName, string password) =>
        new() { ["Input.UserName"] = userName, ["Input.Password"] = password, ["Input.PasswordAgain"] = password };

    private async Task<List<string>> AdministratorsAsync()
    {
        await using var context = await app.Services.GetRequiredService<IDbContextFactory<SublarrDbContext>>().CreateDbContextAsync();
        return await context.Administrators.Select(administrator => administrator.UserName).ToListAsync();
    }
}
