namespace Sublarr.Infrastructure.Settings;

/// <summary>The settings of one provider.</summary>
public interface IProviderForm : ISettingsForm
{
    /// <summary>The provider's name.</summary>
    string Provider { get; }
}
