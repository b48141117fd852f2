using Polly;
using Polly.Retry;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Providers;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Infrastructure.Providers;

/// <summary>
/// Asks providers over HTTP: through the one way out, at the pace that each of them allows, and once more where it asks to come back in a moment. It follows the
/// redirects by which OpenSubtitles brings a question into its own form, and none that would carry a key elsewhere.
/// </summary>
/// <param name="courier">The way out.</param>
/// <param name="pace">How often each may be asked.</param>
/// <param name="clock">Time.</param>
internal sealed class ProviderHttp(HttpCourier courier, ProviderPace pace, TimeProvider clock)
{
    private const int MostRedirects = 3;
    private const int MostRetries = 2;

    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(25);

    // Who says "come back in a minute" is believed, and not waited for within a search.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private readonly ResiliencePipeline<ProviderAnswer> _patience = PatienceOf(clock);

    /// <summary>Asks; whatever it answers is an answer.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    /// <exception cref="ProviderException">No complete answer came.</exception>
    public async Task<ProviderAnswer> AskAsync(ProviderRequest request, CancellationToken cancellationToken) =>
        await _patience.ExecuteAsync(async token => await FollowAsync(request, token), cancellationToken);

    private static ResiliencePipeline<ProviderAnswer> PatienceOf(TimeProvider clock) => new ResiliencePipelineBuilder<ProviderAnswer> { TimeProvider = clock }
        .AddRetry(new RetryStrategyOptions<ProviderAnswer>
        {
            MaxRetryAttempts = MostRetries,
            BackoffType = DelayBackoffType.Exponential,
            Delay = TimeSpan.FromSeconds(1),
            UseJitter = true,
            ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome.Result is { } answer && IsForAMoment(answer)),
            DelayGenerator = attempt => ValueTask.FromResult(attempt.Outcome.Result?.RetryAt is { } at ? at - attempt.Outcome.Result.At : (TimeSpan?)null),
        })
        .Build();

    private static bool IsForAMoment(ProviderAnswer answer) => (int)answer.Status is 429 && (answer.RetryAt is null || answer.RetryAt - answer.At <= LongestWait);

    private async Task<ProviderAnswer> FollowAsync(ProviderRequest request, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(request, cancellationToken);
        for (var hop = 0; hop < MostRedirects && NextOf(answer) is { } next; hop++)
        {
            answer = await SendAsync(answer.Request.At(next), cancellationToken);
        }

        return answer;
    }

    private static Uri? NextOf(ProviderAnswer answer) =>
        (int)answer.Status is 301 or 302 or 303 or 307 or 308
        && Uri.TryCreate(answer.Request.Address, answer.Header("Location"), out var next) && answer.Request.MayGoTo(next) ? next : null;

    private async Task<ProviderAnswer> SendAsync(ProviderRequest request, CancellationToken cancellationToken)
    {
        await pace.WaitAsync(request.Provider, request.Spacing, cancellationToken);
        using var call = request.ToCall();
        try
        {
            // How much may come is counted here, where there is a word for it.
            using var answer = await courier.OpenAsync(call, Silence, long.MaxValue, cancellationToken);
            var headers = answer.Response.Headers.NonValidated.Concat(answer.Response.Content.Headers.NonValidated)
                .GroupBy(header => header.Key, StringComparer.OrdinalIgnoreCase)
                .ToDictionary(header => header.Key, header => header.First().Value.ToString(), StringComparer.OrdinalIgnoreCase);
            var body = await ReadAsync(request, answer.Body, cancellationToken);
            return new(request, answer.Response.StatusCode, body, clock.GetUtcNow()) { Headers = headers, Redaction = call.Redaction };
        }
        catch (HttpFaultException fault)
        {
            var reason = fault.Fault.Failure == FailureClass.Protocol ? ProviderFailureReason.Strange : ProviderFailureReason.Unreachable;
            throw new ProviderException(new(reason, fault.Fault.Sentence), fault);
        }
    }

    private static async Task<byte[]> ReadAsync(ProviderRequest request, Stream body, CancellationToken cancellationToken)
    {
        using var whole = new MemoryStream();
        var part = new byte[16 * 1024];
        for (int read; (read = await body.ReadAsync(part, cancellationToken)) > 0;)
        {
            if (whole.Length + read > request.Limit)
            {
                throw new ProviderException(new(
                    ProviderFailureReason.Strange,
                    $"{request.Address.Authority} sent more than {Domain.Wording.Bytes(request.Limit)}: that is no subtitle, and no list of them. Try another."));
            }

            whole.Write(part, 0, read);
        }

        return whole.ToArray();
    }
}
