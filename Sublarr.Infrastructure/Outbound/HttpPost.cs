using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Sublarr.Domain.Events;

namespace Sublarr.Infrastructure.Outbound;

/// <summary>What a channel sends to a service.</summary>
/// <param name="Address">Where it goes.</param>
/// <param name="Body">What is sent.</param>
/// <param name="ContentType">What that is; null for JSON.</param>
internal sealed record HttpPost(Uri Address, byte[] Body, MediaTypeHeaderValue? ContentType = null)
{
    private static readonly JsonSerializerOptions WithoutNulls = new(EventJson.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Headers, a person's and the service's own. Their values are shown nowhere.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>What else of it is shown nowhere.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>An object as JSON: names in snake_case, and what is null left out.</summary>
    public static HttpPost Json(Uri address, object message) => new(address, JsonSerializer.SerializeToUtf8Bytes(message, WithoutNulls));

    /// <summary>Fields as a form.</summary>
    public static HttpPost Form(Uri address, IEnumerable<KeyValuePair<string, string>> fields) => new(
        address,
        Encoding.ASCII.GetBytes(string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value)}"))),
        new MediaTypeHeaderValue("application/x-www-form-urlencoded"));
}
