using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Infrastructure.Providers;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Samples;

/// <summary>From one click to a subtitle beside its video, and back to nothing.</summary>
public sealed class SampleDataTests
{
    private const string Beside = "The Harbour Line (2023)/Season 01/The.Harbour.Line.S01E02.1080p.WEB-DL.DDP5.1.H.264-TIDE.en.srt";

    // What is not of the job that removes it is looked for in them separately. By which profiles something is wanted is worked out once.
    private static readonly string[] OfRemoval = ["jobs:", "attempts:", "wanted_basis:"];

    private static readonly string[] Steps = ["report", "scan", "search", "choice", "file", "hook", "delivery"];

    [Fact]
    public async Task One_click_goes_the_whole_way_and_another_removes_every_trace()
    {
        await using var house = new SampleHouse();
        var (files, rows) = (house.Files(), await house.RowsAsync());

        await house.AddAsync();
        await house.UntilAsync("ready");

        var status = await house.StatusAsync();
        status.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("key").GetString()).ShouldBe(Steps);
        File.ReadAllText(Path.Combine(house.Folder, Beside)).ShouldContain("-->");
        status.GetProperty("steps").ToString().ShouldContain("TIDE from Sample subtitles");
        var received = status.GetProperty("received").EnumerateArray().ShouldHaveSingleItem();
        received.GetProperty("signature_good").GetBoolean().ShouldBeTrue();
        received.GetProperty("event").GetString().ShouldBe("subtitle_downloaded");
        (await house.RefusalAsync()).ShouldContain("is there already");
        await Eventually.TrueAsync(async () => (await WantedAsync(house)) == 5, () => "the look through the folder does not find the other videos");

        await house.RemoveAsync();

        house.Files().ShouldBe(files);
        var left = (await house.RowsAsync()).Except(rows).Where(row => !OfRemoval.Any(table => row.StartsWith(table, StringComparison.Ordinal))).ToList();
        left.ShouldBeEmpty("tables hold what they held before, but for the job that removed it");
        await using var context = await house.App.ContextAsync();
        var removal = (await context.Jobs.Where(job => !job.Kind.StartsWith(JobKinds.Scheduled)).ToListAsync()).ShouldHaveSingleItem();
        removal.Title.ShouldBe("Remove the sample data");
        (await context.Attempts.Where(attempt => attempt.JobId != removal.Id).CountAsync()).ShouldBe(0);
        (await house.StatusAsync()).GetProperty("received").GetArrayLength().ShouldBe(0);

        // Nothing that was remembered keeps it from beginning anew.
        await house.AddAsync();
        await house.UntilAsync("ready");
    }

    [Fact]
    public async Task What_is_not_its_own_is_left_alone_and_nothing_is_half()
    {
        await using var house = new SampleHouse();
        Directory.CreateDirectory(house.Folder);
        await File.WriteAllTextAsync(Path.Combine(house.Folder, "mine.mkv"), "mine");
        var rows = (await house.RowsAsync()).Count(row => row.StartsWith("providers", StringComparison.Ordinal) || row.StartsWith("subscriptions", StringComparison.Ordinal));

        (await house.RefusalAsync()).ShouldContain("was not made by Sublarr");
        Directory.Delete(house.Folder, recursive: true);
        await File.WriteAllTextAsync(Path.Combine(house.App.ConfigDirectory, "hooks", "sample-data.sh"), "#!/bin/sh\necho mine\n");
        await house.AddAsync();
        await Eventually.TrueAsync(
            async () => (await house.StatusAsync()).GetProperty("problem").GetString()?.Contains("There is a script sample-data.sh", StringComparison.Ordinal) == true,
            () => "nobody is told of the script");

        (await house.StateAsync()).ShouldBe("none");
        Directory.Exists(house.Folder).ShouldBeFalse("files that lead to nothing are not left");
        (await File.ReadAllTextAsync(Path.Combine(house.App.ConfigDirectory, "hooks", "sample-data.sh"))).ShouldContain("echo mine");
        (await house.RowsAsync()).Count(row => row.StartsWith("providers", StringComparison.Ordinal) || row.StartsWith("subscriptions", StringComparison.Ordinal)).ShouldBe(rows);
    }

    [Fact]
    public async Task What_a_kill_has_left_is_finished_or_removed()
    {
        await using var house = new SampleHouse();
        await house.StatusAsync();
        await LeaveHalfAsync(house);

        await house.AddAsync();
        await house.UntilAsync("ready");
        await house.RemoveAsync();

        await LeaveHalfAsync(house);
        await house.RemoveAsync();
        Directory.Exists(house.Folder).ShouldBeFalse();
        (await house.RowsAsync()).ShouldNotContain(row => row.StartsWith("providers: samples", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Its_provider_is_listed_while_it_is_there_and_is_switched_on_by_nobody_else()
    {
        await using var house = new SampleHouse();

        using var byHand = await house.Api.PutAsJsonAsync("/api/v1/providers/samples", new { enabled = true });
        byHand.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await house.Api.GetStringAsync("/api/v1/providers")).ShouldNotContain("Sample subtitles");
        await house.AddAsync();
        await house.UntilAsync("ready");
        (await house.Api.GetStringAsync("/api/v1/providers")).ShouldContain("Sample subtitles");
        await house.RemoveAsync();
        (await house.Api.GetStringAsync("/api/v1/providers")).ShouldNotContain("Sample subtitles");
    }

    [Fact]
    public async Task The_guard_is_as_closed_as_before_and_its_receiver_believes_nobody_else()
    {
        await using var house = new SampleHouse();
        await house.StatusAsync();
        var guard = house.App.Services.GetRequiredService<IEgressGuard>();
        var before = await FindingsAsync(guard);

        await house.AddAsync();
        await house.UntilAsync("ready");

        (await FindingsAsync(guard)).ShouldBe(before);
        before.ShouldContain("own-port");
        (await guard.ExamineAsync("samples.sublarr.invalid", 80, CancellationToken.None)).ShouldBeEmpty("nothing is resolved, and nothing dialled");

        // Its address entered by hand is answered like any forgery, and what stands beside it is a name that no network has.
        (await SentAsync(house, "http://samples.sublarr.invalid/receiver")).ShouldContain("401");
        (await SentAsync(house, "http://samples.sublarr.invalid/elsewhere")).ShouldNotContain("401");
        var received = (await house.StatusAsync()).GetProperty("received").EnumerateArray().ToList();
        received.Select(one => one.GetProperty("signature_good").GetBoolean()).ShouldBe([false, true]);
    }

    // What a kill leaves between the files and the report.
    private static async Task LeaveHalfAsync(SampleHouse house)
    {
        Directory.CreateDirectory(Path.Combine(house.Folder, "The Harbour Line (2023)"));
        await File.WriteAllTextAsync(Path.Combine(house.Folder, ".sublarr-sample-data"), "");
        await using var context = await house.App.ContextAsync();
        var row = new ProviderRow("samples");
        row.Edit(isEnabled: true, "{}");
        context.Add(row);
        await context.SaveChangesAsync();
    }

    private static async Task<int> WantedAsync(SampleHouse house) => (await house.Api.GetFromJsonAsync<JsonElement>("/api/v1/wanted")).GetProperty("total").GetInt32();

    private static async Task<string> FindingsAsync(IEgressGuard guard)
    {
        var found = new List<string>();
        foreach (var (host, port) in ((string, int)[])[("127.0.0.1", 5765), ("::1", 5765), ("169.254.169.254", 80), ("0.0.0.0", 5765), ("127.0.0.1", 25), ("10.0.0.7", 8080), ("224.0.0.1", 80)])
        {
            found.AddRange((await guard.ExamineAsync(host, port, CancellationToken.None)).Select(finding => $"{host}:{port} {finding.Rule}"));
        }

        return string.Join('\n', found);
    }

    // A webhook of a person's own, tried out.
    private static async Task<string> SentAsync(SampleHouse house, string url)
    {
        using var made = await house.Api.PostAsJsonAsync("/api/v1/webhooks", new { name = url, url, event_names = new[] { "subtitle_downloaded" }, retry_count = 0 });
        made.IsSuccessStatusCode.ShouldBeTrue(await made.Content.ReadAsStringAsync());
        var id = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
        using var tried = await house.Api.PostAsJsonAsync($"/api/v1/webhooks/{id}/test", new { });
        return await tried.Content.ReadAsStringAsync();
    }
}
