using Sublarr.Domain.Deliveries;

namespace Sublarr.Domain.Settings;

/// <summary>Marks the record that holds a channel's settings, so that what treats all channels alike finds it.</summary>
/// <param name="channel">Name of the <see cref="IDeliveryChannel"/>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SettingsOfAttribute(string channel) : Attribute
{
    /// <summary>Name of the <see cref="IDeliveryChannel"/>.</summary>
    public string Channel => channel;
}
