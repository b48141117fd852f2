using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Sublarr.Domain;
using Sublarr.Domain.Health;

namespace Sublarr.Infrastructure.Health;

/// <summary>Makes all looks side by side. One that throws, or takes too long, is a finding of its own and keeps no other.</summary>
internal sealed partial class HealthLooks(IEnumerable<IHealthLook> looks, TimeProvider time, ILogger<HealthLooks> logger)
{
    /// <summary>How long one look may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>So many findings of one look are shown one by one.</summary>
    public const int MostOfOne = 20;

    private readonly IHealthLook[] _all = [.. looks.OrderBy(look => look.Name, StringComparer.Ordinal)];

    // Those that nothing ends: they are not begun a second time, or each round would leave one more thread behind.
    private readonly ConcurrentDictionary<string, Task> _hanging = new(StringComparer.Ordinal);

    public int Count => _all.Length;

    public async Task<IReadOnlyList<LookAnswer>> LookAsync(Action<int> report, CancellationToken cancellationToken)
    {
        var done = 0;
        return await Task.WhenAll(_all.Select(async look =>
        {
            var answer = await LookAsync(look, cancellationToken);
            report(Interlocked.Increment(ref done));
            return answer;
        }));
    }

    private async Task<LookAnswer> LookAsync(IHealthLook look, CancellationToken cancellationToken)
    {
        if (_hanging.TryGetValue(look.Name, out var earlier) && !earlier.IsCompleted)
        {
            return Unfinished(look, "The one before still hangs.");
        }

        using var impatience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(impatience.Token, cancellationToken);
        var token = either.Token;
        // Away from the thread of the job: a call of the file system may hang before the look first waits for anything.
        var looking = Task.Factory.StartNew(() => look.LookAsync(token), CancellationToken.None, TaskCreationOptions.DenyChildAttach, TaskScheduler.Default).Unwrap();
        try
        {
            return new(look, Shortened(look, await looking.WaitAsync(token)));
        }
        catch (OperationCanceledException) when (impatience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            Leave(look, looking);
            return Unfinished(look, $"It took longer than {Wording.Duration(Patience)}.");
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            LogFailed(exception, look.Name);
            return Unfinished(look, exception.Message);
        }
    }

    private void Leave(IHealthLook look, Task looking)
    {
        _hanging[look.Name] = looking;
        // Nobody waits for it any more: what it threw is read here.
        _ = looking.ContinueWith(late => late.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private static LookAnswer Unfinished(IHealthLook look, string why) => new(look, null, new(
        HealthLevel.Warning, $"The look at {look.Subject} could not be finished: {why.TrimEnd('.', ' ')}.", "Look again in a while. If it stays so, the log says more.")
    {
        About = LookAnswer.Unfinished,
    });

    private static IReadOnlyList<HealthFinding> Shortened(IHealthLook look, IReadOnlyList<HealthFinding> found) => found.Count <= MostOfOne
        ? found
        :
        [
            .. found.Take(MostOfOne),
            new(found.Skip(MostOfOne).Max(finding => finding.Level), $"The look at {look.Subject} found {found.Count - MostOfOne} more like these.", "Mend those that are shown: the others follow.")
            {
                About = "more",
                Page = found[MostOfOne].Page?.Split('/')[0],
            },
        ];

    [LoggerMessage(Level = LogLevel.Warning, Message = "The health look {Look} failed; the next check tries again")]
    private partial void LogFailed(Exception exception, string look);
}
