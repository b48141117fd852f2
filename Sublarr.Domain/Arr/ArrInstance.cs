using Sublarr.Domain.Incoming;

namespace Sublarr.Domain.Arr;

/// <summary>A Sonarr or Radarr that Sublarr asks by itself, beside what it reports.</summary>
public sealed class ArrInstance
{
    /// <summary>The longest name.</summary>
    public const int NameLimit = 200;

    /// <summary>A new one, switched on. Name, address and key come with the first <see cref="Edit"/>.</summary>
    /// <param name="source">Which program it is: that never changes.</param>
    /// <param name="createdAt">When it was entered, in UTC.</param>
    public ArrInstance(ArrSource source, DateTimeOffset createdAt) => (Source, CreatedAt) = (source, createdAt);

    /// <summary>Unique, rising.</summary>
    public long Id { get; private set; }

    /// <summary>Which program it is.</summary>
    public ArrSource Source { get; private set; }

    /// <summary>What it is called here, behind the address of its webhook and in its reports.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Its address, with its URL base.</summary>
    public string Url { get; private set; } = "";

    /// <summary>Its key, encrypted.</summary>
    public string ApiKey { get; private set; } = "";

    /// <summary>Whether it is asked.</summary>
    public bool IsEnabled { get; private set; } = true;

    /// <summary>When it was entered, in UTC.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Sets what people enter.</summary>
    /// <param name="name">What it is called here and in its reports.</param>
    /// <param name="url">Its address, with its URL base.</param>
    /// <param name="apiKey">Its key, encrypted.</param>
    /// <param name="isEnabled">Whether it is asked.</param>
    /// <exception cref="ArgumentException">A text is empty, or the name too long.</exception>
    public void Edit(string name, string url, string apiKey, bool isEnabled)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(url);
        ArgumentException.ThrowIfNullOrWhiteSpace(apiKey);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(name.Length, NameLimit, nameof(name));
        (Name, Url, ApiKey, IsEnabled) = (name, url, apiKey, isEnabled);
    }
}
