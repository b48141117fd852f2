using Sublarr.Domain.Providers;

namespace Sublarr.Infrastructure.Providers;

/// <summary>Fetches what a search has found, and keeps count of what is left of the provider's downloads.</summary>
public sealed class ProviderDownload
{
    /// <summary>How long one may take.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    /// <summary>How long one may take that is taken out of a video, which has to be read as a whole.</summary>
    public static readonly TimeSpan DeadlineHere = TimeSpan.FromMinutes(15);

    private readonly ProviderDirectory _directory;
    private readonly ProviderWatch _watch;
    private readonly TimeProvider _time;

    internal ProviderDownload(ProviderDirectory directory, ProviderWatch watch, TimeProvider time) => (_directory, _watch, _time) = (directory, watch, time);

    /// <summary>Fetches it. Who is to be left alone, or has no downloads left, is not asked.</summary>
    /// <param name="subtitle">What was found.</param>
    /// <param name="purpose">What for: the last downloads of a day are kept for what is dearer.</param>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    /// <exception cref="ProviderException">It could not be had; the failure says why, and when to ask again.</exception>
    public async Task<DownloadedSubtitle> FetchAsync(FoundSubtitle subtitle, DownloadPurpose purpose, CancellationToken cancellationToken)
    {
        var known = await _directory.FindAsync(subtitle.Provider, cancellationToken);
        if (known is null || !known.Row.IsEnabled)
        {
            throw new ProviderException(new(ProviderFailureReason.Misconfigured,
                $"{ProviderCapabilities.LabelOf(subtitle.Provider)} is switched off: switch it on under Providers."));
        }

        if (known.State.WhyNotFetched(_time.GetUtcNow(), purpose) is { } why)
        {
            throw new ProviderException(why);
        }

        try
        {
            var fetched = await FetchAsync(known, subtitle, cancellationToken);
            await NoteAsync(known, fetched.Quota, cancellationToken);
            return fetched;
        }
        catch (ProviderException problem)
        {
            await _watch.FailedAsync(known.Name, problem.Failure, cancellationToken);
            throw;
        }
    }

    private async Task<DownloadedSubtitle> FetchAsync(InstalledProvider known, FoundSubtitle subtitle, CancellationToken cancellationToken)
    {
        var patience = known.Provider.Capabilities.IsHere ? DeadlineHere : Deadline;
        using var deadline = ProviderDeadline.Begin(patience, _time, cancellationToken);
        try
        {
            return await known.Provider.DownloadAsync(subtitle, known.Row, deadline.Token).WaitAsync(deadline.Token);
        }
        catch (OperationCanceledException) when (deadline.IsOver && !cancellationToken.IsCancellationRequested)
        {
            throw new ProviderException(new(ProviderFailureReason.TooSlow, $"{known.Label} did not deliver within {patience.TotalMinutes:0} minutes. It is tried again later."));
        }
        catch (Exception exception) when (ProviderGuard.IsFault(exception))
        {
            throw new ProviderException(ProviderGuard.FaultOf(known, exception), exception);
        }
    }

    private async Task NoteAsync(InstalledProvider known, ProviderQuota? quota, CancellationToken cancellationToken)
    {
        await _watch.AnsweredAsync(known.State, quota, cancellationToken);
        if (quota is not null)
        {
            await _watch.CountedAsync(known.Name, quota, cancellationToken);
        }
    }
}
