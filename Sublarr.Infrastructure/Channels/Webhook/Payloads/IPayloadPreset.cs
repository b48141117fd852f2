namespace Sublarr.Infrastructure.Channels.Webhook.Payloads;

/// <summary>A payload template for a service many people use. Found by scan: a new one is one new file.</summary>
public interface IPayloadPreset
{
    /// <summary>Its name in the API, in lower case.</summary>
    string Name { get; }

    /// <summary>What people call the service.</summary>
    string Label { get; }

    /// <summary>Which address and which headers the service needs, as a sentence or two.</summary>
    string Hint { get; }

    /// <summary>The content type of its bodies.</summary>
    string ContentType { get; }

    /// <summary>The template.</summary>
    string Template { get; }
}
