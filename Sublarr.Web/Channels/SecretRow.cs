using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Web.Channels;

/// <summary>A secret value by its name, such as a header, while a person edits it.</summary>
public sealed class SecretRow
{
    /// <summary>Stands for a value that is stored and not shown.</summary>
    public const string Mask = ChatAddress.Mask;

    /// <summary>Its name.</summary>
    public string Name { get; set; } = "";

    /// <summary>Its value. Empty or <see cref="Mask"/> keeps the one that is stored under the same name.</summary>
    public string Value { get; set; } = "";

    /// <summary>The name it is stored under; null when it is new.</summary>
    public string? StoredName { get; init; }

    /// <summary>True when the stored value is meant.</summary>
    public bool IsKept => Value.Trim() is "" or Mask && string.Equals(StoredName, Name.Trim(), StringComparison.OrdinalIgnoreCase);
}
