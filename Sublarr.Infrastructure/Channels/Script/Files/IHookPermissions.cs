namespace Sublarr.Infrastructure.Channels.Script.Files;

/// <summary>Whether the hooks folder keeps permissions, and whether scripts run from it if it does not.</summary>
public interface IHookPermissions
{
    /// <summary>What there is now; a file is made in the folder to find out.</summary>
    HookPermissions Look();

    /// <summary>Says whether scripts run although nobody can tell who may change them. False when it was so before.</summary>
    /// <param name="accepted">True to run them.</param>
    bool Accept(bool accepted);
}

/// <summary>What the file system of the hooks folder does with permissions.</summary>
/// <param name="Kept">True when it keeps them: then who may change a script is looked at, whatever was accepted.</param>
/// <param name="Accepted">True when a person has accepted that it does not.</param>
/// <param name="FileSystem">Its kind, such as ext4, vfat or cifs.</param>
public sealed record HookPermissions(bool Kept, bool Accepted, string FileSystem);
