using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Tests.Fixtures;
using Sublarr.Web.Security;

namespace Sublarr.Tests.Integration.Access;

/// <summary>A crowd at the sign-in page, and what it leaves for others.</summary>
public sealed class StrangersLineTests : IDisposable
{
    private readonly SublarrApp app = new();
    private readonly StrangersLine line;

    public StrangersLineTests()
    {
        app.Listen();
        line = app.Services.GetRequiredService<StrangersLine>();
    }

    [Fact]
    public async Task A_page_is_made_for_one_stranger_at_a_time()
    {
        var made = new TaskCompletionSource();
        var first = line.StandAsync(Visit(), _ => made.Task);
        var isSecondMade = false;
        var second = line.StandAsync(Visit(), _ =>
        {
            isSecondMade = true;
            return Task.CompletedTask;
        });

        (second.IsCompleted, isSecondMade).ShouldBe((false, false));
        made.SetResult();
        await Task.WhenAll(first, second).WaitAsync(Eventually.Patience);

        isSecondMade.ShouldBeTrue();
    }

    [Fact]
    public async Task Who_waits_for_a_password_to_be_checked_lets_the_next_go_ahead()
    {
        var isChecked = new TaskCompletionSource<bool>();
        var first = line.StandAsync(Visit(), context => AsideAsync(context, isChecked));

        await line.StandAsync(Visit(), _ => Task.CompletedTask).WaitAsync(Eventually.Patience);
        isChecked.SetResult(false);
        await first.WaitAsync(Eventually.Patience);
    }

    [Fact]
    public async Task A_page_that_fails_or_is_given_up_holds_nobody_up()
    {
        using var gone = new CancellationTokenSource();
        await Should.ThrowAsync<IOException>(() => line.StandAsync(Visit(), _ => throw new IOException("the page cannot be made")));
        await Should.ThrowAsync<OperationCanceledException>(() => line.StandAsync(Visit(gone.Token), context => AsideAsync(context, async () =>
        {
            await gone.CancelAsync();
            return true;
        })));

        await line.StandAsync(Visit(), _ => Task.CompletedTask).WaitAsync(Eventually.Patience);
    }

    [Fact]
    public async Task A_known_browser_and_every_other_page_stand_in_no_line()
    {
        var devices = app.Services.GetRequiredService<KnownDevices>();
        var known = Visit();
        var marked = new DefaultHttpContext { RequestServices = app.Services };
        devices.Remember(marked, SublarrApp.AdminUser);
        known.Request.Headers.Cookie = marked.Response.Headers.SetCookie.ToString().Split(';')[0];
        var other = Visit();
        other.SetEndpoint(new Endpoint(null, new EndpointMetadataCollection(), "dashboard"));
        var made = new TaskCompletionSource();
        var first = line.StandAsync(Visit(), _ => made.Task);

        await line.StandAsync(known, _ => Task.CompletedTask).WaitAsync(Eventually.Patience);
        await line.StandAsync(other, _ => Task.CompletedTask).WaitAsync(Eventually.Patience);

        first.IsCompleted.ShouldBeFalse();
        made.SetResult();
        await first;
    }

    [Fact]
    public async Task The_sign_in_page_stands_in_the_line()
    {
        using var client = new HttpClient { BaseAddress = app.ClientOptions.BaseAddress };
        var made = new TaskCompletionSource();
        var first = line.StandAsync(Visit(), _ => made.Task);
        var page = client.GetAsync("sign-in");

        (await client.GetAsync("health")).StatusCode.ShouldBe(HttpStatusCode.OK);
        page.IsCompleted.ShouldBeFalse();
        made.SetResult();

        (await page.WaitAsync(Eventually.Patience)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await first;
    }

    [Fact]
    public async Task Passwords_are_hashed_by_a_thread_that_gives_way_to_all_others()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        app.Services.GetRequiredService<PasswordLane>();

        await Eventually.TrueAsync(() => NicenessOf("passwords") is { Count: > 0 } found && found.TrueForAll(niceness => niceness == "19"), "the thread does not give way");
    }

    public void Dispose() => app.Dispose();

    private static Task AsideAsync(HttpContext context, TaskCompletionSource<bool> wait) => AsideAsync(context, () => wait.Task);

    private static async Task AsideAsync(HttpContext context, Func<Task<bool>> wait) => await StrangersLine.StepAsideAsync(context, wait);

    private static List<string> NicenessOf(string thread) =>
        [
            .. Directory.EnumerateDirectories("/proc/self/task").Where(task => Said(task, "comm").Trim() == thread).Select(task => Said(task, "stat").Split(") "))
                .Where(said => said.Length > 1).Select(said => said[1].Split(' ')[16]),
        ];

    // Other tests' threads end while these are counted.
    private static string Said(string task, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(task, file));
        }
        catch (IOException)
        {
            return "";
        }
    }

    private DefaultHttpContext Visit(CancellationToken aborted = default)
    {
        var context = new DefaultHttpContext { RequestServices = app.Services, RequestAborted = aborted };
        context.SetEndpoint(new Endpoint(null, new EndpointMetadataCollection(new SignInFormAttribute()), "sign-in"));
        return context;
    }
}
