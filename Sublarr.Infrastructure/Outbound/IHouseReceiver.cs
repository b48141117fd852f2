namespace Sublarr.Infrastructure.Outbound;

/// <summary>
/// A receiver within Sublarr itself. What is sent to its address is handed to it in memory: no name is resolved and nothing is dialled, so the guard of outgoing
/// requests has nothing to open for it. Its host ends in <c>.invalid</c>, which no network has: https://www.rfc-editor.org/rfc/rfc6761#section-6.4
/// </summary>
internal interface IHouseReceiver
{
    /// <summary>Where it is sent to, to the letter.</summary>
    Uri Address { get; }

    /// <summary>Takes a request, and answers it.</summary>
    /// <param name="request">As it would be written to a connection.</param>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    Task<HttpResponseMessage> ReceiveAsync(HttpRequestMessage request, CancellationToken cancellationToken);
}
