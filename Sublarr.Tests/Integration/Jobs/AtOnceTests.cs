using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Jobs;

/// <summary>How many jobs of a lane run at the same time, as a person sets it.</summary>
public sealed class AtOnceTests
{
    private readonly TaskCompletionSource _release = new();
    private int _running;

    [Fact]
    public async Task More_begin_at_once_when_the_number_is_raised_and_those_that_run_go_on_when_it_is_lowered()
    {
        await using var engine = await Engine.StartAsync(Waiting(usual: 2, most: 8).AddTo);
        await engine.Queue.EnqueueAsync([.. Enumerable.Range(0, 8).Select(_ => ScriptedHandler.Job())], CancellationToken.None);
        await Eventually.TrueAsync(() => _running == 2, "two do not begin");

        await engine.Queue.SetAtOnceAsync(ScriptedHandler.TestKind, 5, CancellationToken.None);
        await Eventually.TrueAsync(() => _running == 5, "no more begin");
        await engine.Queue.SetAtOnceAsync(ScriptedHandler.TestKind, 1, CancellationToken.None);

        (await engine.JobsAsync()).Count(job => job.State == JobState.Running).ShouldBe(5);
        engine.Get<ILaneLimits>().Of(ScriptedHandler.TestKind).ShouldBe(new(1, 2, 8));
        _release.SetResult();
        await engine.UntilIdleAsync();
        _running.ShouldBe(8);
    }

    [Fact]
    public async Task The_number_holds_after_a_restart_and_without_one_it_is_the_usual()
    {
        using var folder = new TemporaryFolder();
        await using (var engine = await Engine.StartAsync(Waiting(usual: 2, most: 8).AddTo, folder: folder))
        {
            await engine.Queue.SetAtOnceAsync(ScriptedHandler.TestKind, 3, CancellationToken.None);
        }

        await using var next = await Engine.StartAsync(Waiting(usual: 2, most: 8).AddTo, folder: folder);
        await next.Queue.EnqueueAsync([.. Enumerable.Range(0, 8).Select(_ => ScriptedHandler.Job())], CancellationToken.None);
        await Eventually.TrueAsync(() => _running == 3, "not as many run as was set");
        await next.Queue.SetAtOnceAsync(ScriptedHandler.TestKind, null, CancellationToken.None);

        next.Get<ILaneLimits>().Of(ScriptedHandler.TestKind).ShouldBe(new(2, 2, 8));
        _release.SetResult();
        await next.UntilIdleAsync();
    }

    [Fact]
    public async Task What_was_set_for_a_handler_that_bears_less_by_now_is_what_it_bears()
    {
        using var folder = new TemporaryFolder();
        await using (var engine = await Engine.StartAsync(Waiting(usual: 2, most: 8).AddTo, folder: folder))
        {
            await engine.Queue.SetAtOnceAsync(ScriptedHandler.TestKind, 8, CancellationToken.None);
        }

        await using var next = await Engine.StartAsync(Waiting(usual: 1, most: 1).AddTo, folder: folder);

        next.Get<ILaneLimits>().Of(ScriptedHandler.TestKind).ShouldBe(new(1, 1, 1));
        next.Get<ILaneLimits>().WithChoice.ShouldNotContain(ScriptedHandler.TestKind);
    }

    [Fact]
    public async Task The_API_sets_it_lists_it_and_the_audit_trail_tells_of_it()
    {
        await using var app = new SublarrApp();
        using var api = app.CreateApiClient();

        using var set = await api.PutAsJsonAsync($"/api/v1/queue/lanes/{JobKinds.SearchSubtitles}", new { at_once = 7 });
        var listed = Lane(await api.GetFromJsonAsync<JsonElement>("/api/v1/queue?idle=true"));
        using var usual = await api.PutAsJsonAsync($"/api/v1/queue/lanes/{JobKinds.SearchSubtitles}", new { at_once = (int?)null });

        set.StatusCode.ShouldBe(HttpStatusCode.OK);
        (Number(listed, "at_once"), Number(listed, "usual_at_once"), Number(listed, "most_at_once")).ShouldBe((7, 4, 16));
        Number(Lane(await usual.Content.ReadFromJsonAsync<JsonElement>()), "at_once").ShouldBe(4);
        (await api.GetFromJsonAsync<JsonElement>("/api/v1/queue")).GetProperty("lanes").EnumerateArray().ShouldNotContain(lane => lane.GetProperty("name").GetString() == JobKinds.SearchSubtitles);
        var told = (await api.GetFromJsonAsync<JsonElement>("/api/v1/audit")).GetProperty("items").EnumerateArray().Select(entry => entry.ToString()).ToList();
        told.ShouldContain(entry => entry.Contains(JobKinds.SearchSubtitles) && entry.Contains('7'));

        static JsonElement Lane(JsonElement queue) => queue.GetProperty("lanes").EnumerateArray().Single(lane => lane.GetProperty("name").GetString() == JobKinds.SearchSubtitles);
        static int Number(JsonElement lane, string field) => lane.GetProperty(field).GetInt32();
    }

    [Theory]
    [InlineData(JobKinds.SearchSubtitles, 0, "at_once", "1 to 16")]
    [InlineData(JobKinds.SearchSubtitles, 17, "at_once", "1 to 16")]
    [InlineData(JobKinds.SearchWanted, 2, "at_once", "one at a time")]
    [InlineData(JobKinds.ChangeJobs, 2, "at_once", "one at a time")]
    [InlineData("scheduled-clean-up", 2, "at_once", "one at a time")]
    [InlineData("nowhere", 2, "lane", "There is no lane")]
    [InlineData("subscription:1", 2, "lane", "one of its settings")]
    public async Task A_number_that_the_lane_does_not_bear_is_refused(string lane, int atOnce, string field, string reason)
    {
        await using var app = new SublarrApp();
        using var api = app.CreateApiClient();

        using var refused = await api.PutAsJsonAsync($"/api/v1/queue/lanes/{lane}", new { at_once = atOnce });

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var errors = (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors");
        errors.GetProperty(field)[0].GetString()!.ShouldContain(reason);
    }

    private ScriptedHandler Waiting(int usual, int most) => new(
        async (_, cancellationToken) =>
        {
            Interlocked.Increment(ref _running);
            await _release.Task.WaitAsync(cancellationToken);
            return JobResult.Done;
        },
        usual) { MostAtOnce = most };
}
