namespace Sublarr.Infrastructure.Channels.Script.Files;

/// <summary>The scripts in the hooks folder: which there are, what they say, and how one is written.</summary>
public interface IHookFiles
{
    /// <summary>Where scripts are put.</summary>
    string Folder { get; }

    /// <summary>The files of the folder, by name. Hidden ones are left out.</summary>
    IReadOnlyList<HookFile> List();

    /// <summary>One script; null when there is none of that name within the folder.</summary>
    /// <param name="path">Its path within the folder.</param>
    HookText? Read(string path);

    /// <summary>Why a script cannot be stored under that name, as a sentence; null when it can.</summary>
    /// <param name="path">Its path within the folder.</param>
    string? ProblemOfName(string path);

    /// <summary>Why a text cannot be stored as a script, as a sentence; null when it can.</summary>
    string? ProblemOfText(string text);

    /// <summary>Writes a script: whole or not at all, with line feeds, and with the mode 0700. What was there before is kept as a revision.</summary>
    /// <param name="path">Its path within the folder.</param>
    /// <param name="text">What it says.</param>
    /// <param name="version">The version it was made from; null for a new file.</param>
    /// <param name="savedBy">Who asks.</param>
    /// <exception cref="ArgumentException">The name or the text has a problem.</exception>
    HookSave Save(string path, string text, string? version, string savedBy);

    /// <summary>Takes a script out of the folder. What it said stays as a revision.</summary>
    /// <param name="path">Its path within the folder.</param>
    /// <param name="version">The version that is meant: what somebody has changed meanwhile stays.</param>
    /// <returns>Why it is still there, as a sentence; null when it is not.</returns>
    string? Delete(string path, string version);

    /// <summary>Takes a script out of the folder with all that it ever said, for what Sublarr put there itself.</summary>
    /// <param name="path">Its path within the folder.</param>
    /// <returns>Why it is still there, as a sentence; null when nothing of it is.</returns>
    string? Erase(string path);

    /// <summary>What the script said before, newest first.</summary>
    /// <param name="path">Its path within the folder.</param>
    IReadOnlyList<HookRevision> Revisions(string path);

    /// <summary>What it said in one revision; null when that is gone.</summary>
    /// <param name="path">Its path within the folder.</param>
    /// <param name="id">The revision.</param>
    string? ReadRevision(string path, string id);
}

/// <summary>A file of the hooks folder.</summary>
/// <param name="Path">Its path within the folder.</param>
/// <param name="Problem">Why it cannot run, as a sentence; null when it can.</param>
public sealed record HookFile(string Path, string? Problem);

/// <summary>A script with its text.</summary>
/// <param name="Path">Its path within the folder.</param>
/// <param name="Text">What it says; null for what is no text or too long to be edited.</param>
/// <param name="Version">Changes with every change of the file.</param>
/// <param name="Problem">Why it cannot run, as a sentence; null when it can.</param>
public sealed record HookText(string Path, string? Text, string Version, string? Problem);

/// <summary>What came of saving a script. One of the three is set.</summary>
/// <param name="Saved">The script as it is now.</param>
/// <param name="Conflict">What somebody else wrote meanwhile: nothing was stored.</param>
/// <param name="Problem">Why the system did not store it, as a sentence.</param>
public sealed record HookSave(HookText? Saved = null, HookText? Conflict = null, string? Problem = null);

/// <summary>An earlier text of a script.</summary>
/// <param name="Id">Its name among the revisions of that script.</param>
/// <param name="SavedAt">When it was written, in UTC.</param>
/// <param name="SavedBy">Who wrote it; null for what was changed in the folder itself.</param>
/// <param name="Bytes">How long it is.</param>
public sealed record HookRevision(string Id, DateTimeOffset SavedAt, string? SavedBy, long Bytes);
