using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Incoming;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;

namespace Sublarr.Tests.Fixtures;

/// <summary>A Sonarr or Radarr that reports to an app what its samples say, of files that stand where the test wants them.</summary>
internal sealed class ReportingArr(SublarrApp app)
{
    /// <summary>Where the samples say that the videos are.</summary>
    public const string Root = "/data/media";

    private readonly HttpClient _client = app.CreateApiClient();

    /// <summary>Posts a sample; returns the job that works on it, once it has ended.</summary>
    /// <param name="sample">Its name.</param>
    /// <param name="root">The folder that takes the place of <see cref="Root"/>.</param>
    /// <param name="instance">The name behind the address; null for none.</param>
    /// <param name="change">What else of it is changed.</param>
    public async Task<long> PostAsync(string sample, string? root = null, string? instance = null, Action<JsonNode>? change = null)
    {
        var text = Encoding.UTF8.GetString(ArrSamples.Bytes(sample));
        var body = JsonNode.Parse(root is null ? text : text.Replace(Root, root, StringComparison.Ordinal))!;
        change?.Invoke(body);
        using var answer = await _client.PostAsJsonAsync($"/webhooks/{ArrSamples.SourceOf(sample).Key()}{(instance is null ? "" : $"/{instance}")}", body);
        answer.IsSuccessStatusCode.ShouldBeTrue();
        var receipt = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var id = receipt.GetProperty("job_id").GetInt64();
        await UntilAsync(id, JobState.Succeeded);
        return id;
    }

    /// <summary>What a report has caused, deliveries left out.</summary>
    public async Task<List<JobRow>> CausedByAsync(long jobId)
    {
        await using var context = await app.ContextAsync();
        return await context.Jobs.AsNoTracking().Where(job => job.ParentId == jobId && job.SubscriptionId == null).OrderBy(job => job.Id).ToListAsync();
    }

    /// <summary>The only job that a report has caused, once it is in a state.</summary>
    public async Task<JobRow> OnlyOfAsync(long jobId, JobState state) => await UntilAsync((await CausedByAsync(jobId)).ShouldHaveSingleItem().Id, state);

    /// <summary>A job once it is in a state.</summary>
    public async Task<JobRow> UntilAsync(long jobId, JobState state)
    {
        var last = await JobAsync(jobId);
        await Eventually.TrueAsync(
            async () => (last = await JobAsync(jobId)).State == state,
            () => $"job {jobId} is {last.State}, not {state}: {last.LastError}");
        return last;
    }

    /// <summary>The last attempt of a job.</summary>
    public async Task<AttemptRow> AttemptOfAsync(long jobId)
    {
        await using var context = await app.ContextAsync();
        return await context.Attempts.AsNoTracking().Where(attempt => attempt.JobId == jobId).OrderByDescending(attempt => attempt.Number).FirstAsync();
    }

    private async Task<JobRow> JobAsync(long id)
    {
        await using var context = await app.ContextAsync();
        return await context.Jobs.AsNoTracking().SingleAsync(job => job.Id == id);
    }
}
