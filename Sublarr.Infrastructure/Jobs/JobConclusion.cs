using System.Data.Common;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using Sublarr.Domain.Jobs;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>Tells and stores what came of an attempt. The work is done, and a full disk must not make it be done twice: this is tried until it is stored.</summary>
internal sealed partial class JobConclusion
{
    private readonly JobStore _store;
    private readonly IJobNews _news;
    private readonly ILogger<JobConclusion> _logger;
    private readonly ResiliencePipeline _untilStored;

    public JobConclusion(JobStore store, IJobNews news, TimeProvider time, ILogger<JobConclusion> logger)
    {
        (_store, _news, _logger) = (store, news, logger);
        _untilStored = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<DbException>(),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromSeconds(1),
                MaxDelay = TimeSpan.FromSeconds(30),
                OnRetry = Retry,
            })
            .Build();
    }

    /// <summary>False when the job was no longer leased to this process.</summary>
    public async Task<bool> StoreAsync(Job job, JobTransition transition, JobAttempt? attempt) => await _untilStored.ExecuteAsync(
        async stop =>
        {
            // Told under a key: once, however often this is tried.
            await _news.TellAsync(job, transition, stop);
            return await _store.ConcludeAsync(job, transition, attempt, stop);
        },
        CancellationToken.None);

    private ValueTask Retry(OnRetryArguments<object> retry)
    {
        LogNotStored(retry.Outcome.Exception!.Message, retry.RetryDelay.TotalSeconds);
        return ValueTask.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The result of a job cannot be stored ({Problem}); trying again in {Seconds} s. Is the disk full?")]
    private partial void LogNotStored(string problem, double seconds);
}
