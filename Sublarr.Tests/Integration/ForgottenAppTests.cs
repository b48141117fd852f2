using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration;

/// <summary>What an app leaves behind in its process: these tests start hundreds of them, of several MiB each.</summary>
public sealed class ForgottenAppTests
{
    [Fact]
    public async Task An_app_that_has_ended_is_kept_by_nothing()
    {
        var ended = await EndedAsync();

        for (var round = 0; round < 20 && ended.IsAlive; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Delay(250);
        }

        ended.IsAlive.ShouldBeFalse();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> EndedAsync()
    {
        await using var app = new SublarrApp();
        app.Listen();
        using var client = new HttpClient { BaseAddress = app.ClientOptions.BaseAddress };
        (await client.GetAsync("sign-in")).IsSuccessStatusCode.ShouldBeTrue();
        return new(app.Services.GetRequiredService<IHost>());
    }
}
