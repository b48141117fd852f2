using System.Text.Json;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Jobs;

namespace Sublarr.Infrastructure.Outbound;

/// <summary>
/// Several requests to one service that together are one attempt. The first that fails ends it; of those that were made each is shown in a line, and the last as a whole. They share
/// the time that the subscription gives an attempt.
/// </summary>
/// <param name="courier">Brings each.</param>
/// <param name="delivery">The delivery they serve.</param>
/// <param name="judge">What an answer comes to.</param>
internal sealed class HttpTalk(HttpCourier courier, Delivery delivery, Func<HttpAnswer, HttpVerdict> judge)
{
    private readonly List<string> _asked = [];
    private readonly long _begun = courier.Now;
    private DeliveryReport _last = new(JobOutcome.Done, new AttemptDetail());

    /// <summary>Headers of every request.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>What is shown nowhere besides the values of the headers: the key within one of them, which a server may repeat alone.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>Asks; null when it failed, and then <see cref="Failed"/> says why.</summary>
    /// <param name="method">GET, POST or PUT.</param>
    /// <param name="address">Where.</param>
    /// <param name="message">What is sent, as JSON; null for nothing.</param>
    /// <param name="cancellationToken">Sublarr stops, or a person stopped the delivery.</param>
    /// <returns>The answer; undefined where it has no body.</returns>
    public async Task<JsonElement?> AskAsync(HttpMethod method, Uri address, object? message, CancellationToken cancellationToken)
    {
        JsonElement answered = default;
        var post = (message is null ? new HttpPost(address, []) : HttpPost.Json(address, message)) with { Headers = Headers, Secrets = Secrets };
        _last = await courier.AskAsync(delivery, method, post, Judge, _begun, cancellationToken);
        _asked.Add($"{method} {_last.Detail.Http?.Url}: {_last.Detail.Http?.StatusCode?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "no answer"}");
        return _last.Outcome is JobOutcome.Succeeded ? answered : null;

        HttpVerdict Judge(HttpAnswer answer)
        {
            answered = answer.Find();
            // What is missing at the end of a list would be taken for what the service does not have.
            return judge(answer) is var verdict && verdict.Failure is null && answer.Body.IsPart
                ? HttpVerdict.Later("The receiver's answer broke off, or was longer than any list should be.", null)
                : verdict;
        }
    }

    /// <summary>What the request that failed came to.</summary>
    public DeliveryReport Failed => Ended(_last.Outcome);

    /// <summary>All was asked, and this came of it.</summary>
    /// <param name="outcome">What becomes of the delivery.</param>
    /// <param name="note">What a person should know besides, as a sentence; null for nothing.</param>
    public DeliveryReport Ended(JobOutcome outcome, string? note = null) => _last with
    {
        Outcome = outcome,
        Detail = _last.Detail with { Parts = _asked.Count > 1 ? [new("Asked in turn", string.Join('\n', _asked))] : null, Note = note ?? _last.Detail.Note },
    };
}
