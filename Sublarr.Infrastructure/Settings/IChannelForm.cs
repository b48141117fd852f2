namespace Sublarr.Infrastructure.Settings;

/// <summary>The settings of one channel.</summary>
public interface IChannelForm : ISettingsForm
{
    /// <summary>The channel's name.</summary>
    string Channel { get; }
}
