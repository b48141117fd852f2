namespace Sublarr.Domain.Settings;

/// <summary>Settings that hold something Sublarr makes of others of them: what a document says of it is not believed.</summary>
/// <typeparam name="TSelf">The settings record.</typeparam>
public interface IDerivedSettings<out TSelf>
{
    /// <summary>The settings with what is marked with <see cref="DerivedAttribute"/> made anew.</summary>
    TSelf Derive();
}

/// <summary>A setting that is made of others.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DerivedAttribute : Attribute;
