using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Tests.Fixtures;
using Sublarr.Web.Security;

namespace Sublarr.Tests.Integration.Access;

/// <summary>How many forms of strangers are looked at side by side.</summary>
public sealed class SignInLimitsTests : IDisposable
{
    private readonly SublarrApp app = new();
    private readonly SignInLimits limits;
    private readonly TaskCompletionSource looked = new();

    public SignInLimitsTests()
    {
        limits = app.Services.GetRequiredService<SignInLimits>();
    }

    [Fact]
    public async Task One_place_has_so_many_forms_looked_at_and_another_place_is_not_held_up_by_it()
    {
        var inside = Enumerable.Range(0, SignInLimits.OfNetwork).Select(_ => EnterAsync("192.0.2.7")).ToList();

        var refused = await EnterAsync("192.0.2.7");
        var other = EnterAsync("198.51.100.7");

        refused.Response.StatusCode.ShouldBe(StatusCodes.Status429TooManyRequests);
        refused.Response.Headers.RetryAfter.ToString().ShouldBe("60");
        other.IsCompleted.ShouldBeFalse();
        await LookAsync([.. inside, other]);
        (await EnterAsync("192.0.2.7")).Response.StatusCode.ShouldBe(StatusCodes.Status200OK);
    }

    [Fact]
    public async Task All_places_together_have_so_many_forms_looked_at()
    {
        var inside = Enumerable.Range(0, SignInLimits.OfAll).Select(place => EnterAsync($"192.0.2.{place}")).ToList();

        var refused = await EnterAsync("198.51.100.7");

        refused.Response.StatusCode.ShouldBe(StatusCodes.Status429TooManyRequests);
        await LookAsync(inside);
        (await EnterAsync("198.51.100.7")).Response.StatusCode.ShouldBe(StatusCodes.Status200OK);
    }

    [Fact]
    public async Task A_form_that_fails_makes_room_for_the_next()
    {
        for (var form = 0; form < SignInLimits.OfNetwork; form++)
        {
            await Should.ThrowAsync<IOException>(() => limits.PassAsync(Form("192.0.2.7"), _ => throw new IOException("the form cannot be read")));
        }

        looked.SetResult();
        (await EnterAsync("192.0.2.7")).Response.StatusCode.ShouldBe(StatusCodes.Status200OK);
    }

    [Fact]
    public async Task A_known_browser_a_look_at_the_page_and_every_other_page_are_not_counted()
    {
        var inside = Enumerable.Range(0, SignInLimits.OfNetwork).Select(_ => EnterAsync("192.0.2.7")).ToList();
        var marked = new DefaultHttpContext { RequestServices = app.Services };
        app.Services.GetRequiredService<KnownDevices>().Remember(marked, SublarrApp.AdminUser);
        var known = Form("192.0.2.7");
        known.Request.Headers.Cookie = marked.Response.Headers.SetCookie.ToString().Split(';')[0];
        var look = Form("192.0.2.7");
        look.Request.Method = HttpMethods.Get;
        var other = Form("192.0.2.7");
        other.SetEndpoint(new Endpoint(null, new EndpointMetadataCollection(), "hooks"));

        foreach (var uncounted in new[] { known, look, other })
        {
            var isThrough = false;
            await limits.PassAsync(uncounted, _ =>
            {
                isThrough = true;
                return Task.CompletedTask;
            });
            isThrough.ShouldBeTrue();
        }

        await LookAsync(inside);
    }

    public void Dispose() => app.Dispose();

    private async Task<HttpContext> EnterAsync(string address)
    {
        var form = Form(address);
        await limits.PassAsync(form, _ => looked.Task);
        return form;
    }

    private async Task LookAsync(IEnumerable<Task<HttpContext>> inside)
    {
        looked.SetResult();
        (await Task.WhenAll(inside)).ShouldAllBe(form => form.Response.StatusCode == StatusCodes.Status200OK);
    }

    private DefaultHttpContext Form(string address)
    {
        var context = new DefaultHttpContext { RequestServices = app.Services };
        context.Request.Method = HttpMethods.Post;
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        context.SetEndpoint(new Endpoint(null, new EndpointMetadataCollection(new SignInFormAttribute()), "sign-in"));
        return context;
    }
}
