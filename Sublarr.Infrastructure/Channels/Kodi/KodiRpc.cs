using System.Text.Json;
using Sublarr.Domain;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Infrastructure.Channels.Kodi;

/// <summary>Calls Kodi's methods.</summary>
/// <param name="talk">Carries them.</param>
/// <param name="url">Kodi's address.</param>
internal sealed class KodiRpc(HttpTalk talk, string url)
{
    /// <summary>The code of an error that may pass.</summary>
    public const int FailedToExecute = -32100;

    /// <summary>Calls a method; null when it failed.</summary>
    /// <param name="method">Its name.</param>
    /// <param name="parameters">By their names in lower case; null for none.</param>
    /// <param name="cancellationToken">Sublarr stops, or a person stopped the delivery.</param>
    public async Task<JsonElement?> CallAsync(string method, object? parameters, CancellationToken cancellationToken)
    {
        // Without an id Kodi closes the connection.
        var call = new { Jsonrpc = "2.0", Method = method, Params = parameters, Id = 1 };
        return await talk.AskAsync(HttpMethod.Post, AddressRule.Below(url, "jsonrpc"), call, cancellationToken) is { } answered
            ? answered.Member("result")
            : null;
    }
}
