using Sublarr.Infrastructure.Channels.Script.Files;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Channels.Script;

/// <summary>
/// Whether the file system of the hooks folder keeps permissions. Shares of Windows, FAT and NTFS show the same for every file, often "all may
/// write": there chmod helps nobody, and a person may say that it does not matter.
/// </summary>
/// <param name="options">Where this Sublarr lives.</param>
/// <param name="modeOf">Asks the system for the permissions of a file.</param>
internal sealed class HookModes(SublarrOptions options, Func<string, UnixFileMode> modeOf) : IHookPermissions
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    // Beside the database, not in it: whoever could write one there could write the other.
    private readonly string _mark = Path.Combine(options.ConfigDirectory, "hooks_without_permissions");

    /// <param name="options">Where this Sublarr lives.</param>
    public HookModes(SublarrOptions options)
        : this(options, File.GetUnixFileMode)
    {
    }

    /// <summary>True when a person has said that scripts run even though nobody can tell who may change them.</summary>
    public bool AreDispensable => File.Exists(_mark);

    public HookPermissions Look() => new(AreKept(), AreDispensable, ConfigFolder.FileSystemOf(options.HooksDirectory));

    /// <summary>False when a new file that is to be its owner's alone is shown as everybody's. True where none can be made: then nothing is known.</summary>
    public bool AreKept()
    {
        var probe = Path.Combine(options.HooksDirectory, $".modes-{Guid.NewGuid():N}");
        try
        {
            PrivateFiles.Write(probe, "");
            return (modeOf(probe) & Others) == UnixFileMode.None;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return true;
        }
        finally
        {
            Remove(probe);
        }
    }

    public bool Accept(bool accepted)
    {
        if (AreDispensable == accepted)
        {
            return false;
        }

        if (accepted)
        {
            PrivateFiles.Write(_mark, "Scripts run although this file system keeps no permissions.\n");
        }
        else
        {
            File.Delete(_mark);
        }

        return true;
    }

    /// <summary>Why a script does not run there, and what helps.</summary>
    /// <param name="shown">What people call the script.</param>
    public string ProblemOf(string shown) =>
        $"Nobody can tell who may change {shown}: the file system of the hooks folder ({ConfigFolder.FileSystemOf(options.HooksDirectory)}) keeps no permissions, and chmod does not help. "
        + $"Put the config folder on a local disk, or mount it with \"uid={Posix.UserId},dmask=077,fmask=077\" (CIFS: \"dir_mode=0700,file_mode=0700\"), "
        + "or accept it on the page Hooks if nobody else has access to that folder.";

    private static void Remove(string probe)
    {
        try
        {
            File.Delete(probe);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A folder that cannot be written: there is none.
        }
    }
}
