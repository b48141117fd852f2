using System.Net;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Json;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Security;
using Sublarr.Tests.Fixtures;
using Sublarr.Web.Features.Settings;
using Sublarr.Web.Security;

namespace Sublarr.Tests.Integration.Access;

public sealed class SessionTests : IAsyncLifetime
{
    private readonly SublarrApp app = new();
    private readonly Browser browser;

    public SessionTests() => browser = new Browser(app);

    [Fact]
    public async Task A_copied_cookie_reads_nothing_after_the_sign_out()
    {
        using var signedIn = await browser.SignInAsync(SublarrApp.AdminUser, SublarrApp.AdminPassword);
        var copy = SessionCookieOf(signedIn);
        (await StatusOfAsync("/api/v1/audit", copy)).ShouldBe(HttpStatusCode.OK);

        await SignOutAsync(copy);

        (await StatusOfAsync("/api/v1/audit", copy)).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusOfAsync("/settings", copy)).ShouldNotBe(HttpStatusCode.OK);
        (await RowsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_api_lists_who_is_signed_in_and_ends_one_of_them()
    {
        using var other = new Browser(app);
        await browser.SignInAsync(SublarrApp.AdminUser, SublarrApp.AdminPassword);
        await other.SignInAsync(SublarrApp.AdminUser, SublarrApp.AdminPassword);
        using var api = app.CreateApiClient();
        var seenByOther = (await ReadAsync(other)).Single(session => session.GetProperty("is_current").GetBoolean());

        using var ended = await api.DeleteAsync($"/api/v1/sessions/{seenByOther.GetProperty("id").GetString()}");
        using var again = await api.DeleteAsync($"/api/v1/sessions/{seenByOther.GetProperty("id").GetString()}");

        seenByOther.GetProperty("user_name").GetString().ShouldBe(SublarrApp.AdminUser);
        ended.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        again.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.IsSignedInAsync()).ShouldBeFalse();
        (await browser.IsSignedInAsync()).ShouldBeTrue();
        (await api.GetFromJsonAsync<List<JsonElement>>("/api/v1/sessions"))!.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_api_ends_all_of_them_at_once()
    {
        using var other = new Browser(app);
        await browser.SignInAsync(SublarrApp.AdminUser, SublarrApp.AdminPassword);
        await other.SignInAsync(SublarrApp.AdminUser, SublarrApp.AdminPassword);
        using var api = app.CreateApiClient();

        using var response = await api.DeleteAsync("/api/v1/sessions");

        (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("ended").GetInt32().ShouldBe(2);
        (await browser.IsSignedInAsync()).ShouldBeFalse();
        (await other.IsSignedInAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Another_password_ends_every_other_sign_in_and_leaves_the_one_that_changed_it()
    {
        using var other = new Browser(app);
        await browser.SignInAsync(SublarrApp.AdminUser, SublarrApp.AdminPassword);
        await other.SignInAsync(SublarrApp.AdminUser, SublarrApp.AdminPassword);
        var mine = (await ReadAsync(browser)).Single(session => session.GetProperty("is_current").GetBoolean()).GetProperty("id").GetString();

        var answer = await ChangeAsync(mine, SublarrApp.AdminPassword);

        answer.ShouldBe(ChangePassword.Answer.Changed);
        (await browser.IsSignedInAsync()).ShouldBeTrue();
        (await other.IsSignedInAsync()).ShouldBeFalse();
        (await RowsAsync()).ShouldHaveSingleItem().Id.ShouldBe(mine);
    }

    [Fact]
    public async Task Who_does_not_know_the_password_may_try_only_so_often_to_change_it()
    {
        for (var failure = 0; failure < GuessBrake.FreeTries; failure++)
        {
            (await ChangeAsync(null, "wrong password")).ShouldBe(ChangePassword.Answer.WrongPassword);
        }

        (await ChangeAsync(null, SublarrApp.AdminPassword)).ShouldBe(ChangePassword.Answer.TooOften);
    }

    [Fact]
    public async Task Sign_ins_and_their_ends_are_in_the_audit_trail_by_the_name_of_who_it_was()
    {
        using var signedIn = await browser.SignInAsync(SublarrApp.AdminUser, SublarrApp.AdminPassword);
        await SignOutAsync(SessionCookieOf(signedIn));

        await using var context = await app.ContextAsync();
        var entries = await context.Audit.Where(row => row.Subject == "session").OrderBy(row => row.Id).ToListAsync();
        entries.Select(entry => (entry.Action, entry.Actor)).ShouldBe([("created", SublarrApp.AdminUser), ("deleted", SublarrApp.AdminUser)]);
    }

    [Fact]
    public async Task A_stop_for_which_no_time_is_left_is_no_fault()
    {
        using var signedIn = await browser.SignInAsync(SublarrApp.AdminUser, SublarrApp.AdminPassword);
        app.Services.GetRequiredService<Sessions>().List().Single().WrittenAt -= TimeSpan.FromMinutes(5);
        var keeper = app.Services.GetServices<IHostedService>().OfType<SessionKeeper>().Single();

        // Should.NotThrowAsync takes a task that was cancelled for one that did not throw.
        (await Record.ExceptionAsync(() => keeper.StopAsync(new CancellationToken(canceled: true)))).ShouldBeNull();
    }

    [Fact]
    public async Task To_be_heard_of_writes_nothing_until_it_is_settled()
    {
        await browser.SignInAsync(SublarrApp.AdminUser, SublarrApp.AdminPassword);
        var written = (await RowsAsync()).Single().LastSeenAt;

        (await browser.IsSignedInAsync()).ShouldBeTrue();
        (await RowsAsync()).Single().LastSeenAt.ShouldBe(written);
        await app.Services.GetRequiredService<Sessions>().SettleAsync(TimeSpan.Zero, CancellationToken.None);

        (await RowsAsync()).Single().LastSeenAt.ShouldBeGreaterThan(written);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await app.DisposeAsync();
    }

    private static string SessionCookieOf(HttpResponseMessage response) =>
        response.Headers.GetValues("Set-Cookie").First(cookie => !cookie.Contains("device", StringComparison.Ordinal)
            && !cookie.Contains("Antiforgery", StringComparison.OrdinalIgnoreCase)).Split(';')[0];

    private static async Task<List<JsonElement>> ReadAsync(Browser reader)
    {
        using var response = await reader.GetAsync("/api/v1/sessions");
        return (await response.Content.ReadFromJsonAsync<List<JsonElement>>())!;
    }

    private async Task<HttpStatusCode> StatusOfAsync(string path, string cookie)
    {
        using var stranger = app.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", cookie);
        using var response = await stranger.SendAsync(request);
        return response.StatusCode;
    }

    // The form is drawn by the circuit: its token is made here as it is there.
    private async Task SignOutAsync(string cookie)
    {
        var antiforgery = app.Services.GetRequiredService<IAntiforgery>();
        var user = new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, "1"), new(ClaimTypes.Name, SublarrApp.AdminUser)], "session"));
        var tokens = antiforgery.GetTokens(new DefaultHttpContext { RequestServices = app.Services, User = user });
        var tokenCookie = app.Services.GetRequiredService<IOptions<AntiforgeryOptions>>().Value.Cookie.Name;
        using var client = app.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = false });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-out");
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string> { [tokens.FormFieldName] = tokens.RequestToken! });
        request.Headers.Add("Cookie", $"{cookie}; {tokenCookie}={tokens.CookieToken}");
        using var response = await client.SendAsync(request);
        response.Headers.Location!.ToString().ShouldEndWith("/sign-in");
    }

    private Task<ChangePassword.Answer> ChangeAsync(string? session, string password) => app.Services.GetRequiredService<IMediator>()
        .Send(new ChangePassword.Command(1, session, password, "another password", "another password"));

    private async Task<List<Session>> RowsAsync()
    {
        await using var context = await app.ContextAsync();
        return await context.Sessions.AsNoTracking().ToListAsync();
    }
}
