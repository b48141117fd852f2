namespace Sublarr.Domain.Settings;

/// <summary>Marks an address that may be a secret itself, as those of chats are: then only its host is shown, and an export treats it like one.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretAddressAttribute : Attribute;
