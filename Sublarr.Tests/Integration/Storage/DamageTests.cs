using System.Net;
using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Jobs;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Storage;

/// <summary>A disk that goes bad while Sublarr runs.</summary>
public sealed class DamageTests
{
    [Fact]
    public async Task Damage_that_comes_while_Sublarr_runs_is_found_within_half_a_day_and_named_by_health_and_to_every_report()
    {
        await using var app = new ClockApp();
        using var api = app.CreateApiClient();
        await FillAsync(app);
        (await api.GetAsync("/health")).StatusCode.ShouldBe(HttpStatusCode.OK);

        await DamageAsync(Path.Combine(app.ConfigDirectory, "sublarr.db"));

        await Eventually.TrueAsync(
            async () =>
            {
                app.Clock.Advance(TimeSpan.FromHours(12));
                return (await api.GetAsync("/health")).StatusCode == HttpStatusCode.ServiceUnavailable;
            },
            () => "nobody finds the damage",
            TimeSpan.FromSeconds(30));
        using var refused = await api.PostAsync("/webhooks/sonarr", new StringContent("""{"eventType":"Test","series":{"title":"A"}}""", Encoding.UTF8, "application/json"));
        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        foreach (var told in new[] { await (await api.GetAsync("/health")).Content.ReadAsStringAsync(), await refused.Content.ReadAsStringAsync(), string.Join('\n', app.LogLines()) })
        {
            told.ShouldContain("The database in Sublarr's configuration folder is damaged");
            told.ShouldContain("backup");
            told.ShouldContain(".recover");
        }
    }

    private static async Task FillAsync(SublarrApp app)
    {
        for (var job = 0; job < 50; job++)
        {
            await app.Services.GetRequiredService<IJobQueue>().EnqueueAsync([new("nobody", new string('x', 2000), JobPriority.Normal)], CancellationToken.None);
        }

        await using var context = await app.ContextAsync();
        await context.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    private static async Task DamageAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        file.Position = file.Length - (12 * 4096);
        await file.WriteAsync(Enumerable.Repeat((byte)0xA5, 12 * 4096).ToArray());
    }

    private sealed class ClockApp : SublarrApp
    {
        public ManualClock Clock { get; } = new();

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(Clock));
        }
    }
}
