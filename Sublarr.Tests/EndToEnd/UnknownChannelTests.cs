using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Persistence.Sqlite;
using Sublarr.Infrastructure.Subscriptions;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.EndToEnd;

/// <summary>A later version had a channel that this one does not know: what it has stored is found where people look, and can be deleted.</summary>
public sealed class UnknownChannelTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task It_is_shown_with_the_hooks_and_the_webhooks_and_can_be_deleted()
    {
        await using var app = new SublarrApp();
        var address = app.Listen();
        using var api = app.CreateApiClient();
        foreach (var name in new[] { "Of a later version", "Other" })
        {
            using var created = await api.PostAsJsonAsync("/api/v1/webhooks", new { name, event_name = "*", url = "http://192.168.1.9/hook" });
            created.EnsureSuccessStatusCode();
            await app.Services.GetRequiredService<GroupCommit>().WriteAsync(
                WriteUrgency.Awaited,
                session => session.Execute("UPDATE subscriptions SET channel = 'pigeon' WHERE name = 'Of a later version'"), CancellationToken.None);
        }

        var page = await chromium.OpenAsync(address);
        await app.SignInAsync(page);
        foreach (var path in new[] { "/hooks", "/webhooks" })
        {
            await page.GotoAsync(new Uri(address, path).ToString());
            await Assertions.Expect(page.GetByText("This version of Sublarr has no channel \"pigeon\".")).ToBeVisibleAsync();
            await Shots.TakeAsync(page, $"unknown-channel{path.Replace('/', '-')}");
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Delete Of a later version" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();

        await Assertions.Expect(page.GetByText("pigeon")).ToHaveCountAsync(0);
        await using var context = await app.ContextAsync();
        (await context.Subscriptions.Select(row => row.Name).ToListAsync()).ShouldBe(["Other"]);
    }
}
