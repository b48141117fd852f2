using Sublarr.Domain.Samples;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Infrastructure.Subtitles;

namespace Sublarr.Infrastructure.Samples;

/// <summary>The videos of the sample data: a folder of its own below the configuration folder, known by a mark in it. Nothing outside of it is touched.</summary>
internal sealed class SampleLibrary(SublarrOptions options, SubtitleTrash trash)
{
    private const string Mark = ".sublarr-sample-data";

    /// <summary>The folder.</summary>
    public string Folder => Path.Combine(options.ConfigDirectory, SampleStory.FolderName);

    /// <summary>True when there is one, and it is Sublarr's.</summary>
    public bool IsThere => File.Exists(MarkPath);

    private string MarkPath => Path.Combine(Folder, Mark);

    /// <summary>Where a video is.</summary>
    public string PathOf(SampleVideo video) => Path.Combine(Folder, video.Folder, video.FileName);

    /// <summary>Where the folder of a series or movie is.</summary>
    public string FolderOf(SampleVideo video) => Path.Combine(Folder, video.TitleFolder);

    /// <summary>Why it cannot be made, as sentences; null when it can, and when it is there already.</summary>
    public string? Problem()
    {
        var isFull = Directory.Exists(Folder) && !IsThere && Directory.EnumerateFileSystemEntries(Folder).Any();
        var isOther = isFull || File.Exists(Folder) || new FileInfo(Folder).LinkTarget is not null;
        return isOther ? $"{Folder} is there, and was not made by Sublarr. Nothing in it was touched: move it away or give it another name, and try again." : null;
    }

    /// <summary>Makes what is missing of it.</summary>
    /// <exception cref="IOException">There is no room, or it is read-only.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public void Write()
    {
        PrivateFiles.MakeFolder(Folder);
        // First: what is made after a kill is known to be ours.
        PrivateFiles.Write(MarkPath, "This folder belongs to the sample data of Sublarr. It is removed with it, and with all that is in it.\n");
        foreach (var video in SampleStory.Videos.Where(video => !File.Exists(PathOf(video))))
        {
            PrivateFiles.MakeFolder(Path.GetDirectoryName(PathOf(video))!);
            using var file = PrivateFiles.Open(PathOf(video), FileMode.Create, FileShare.Read);
            file.Write(SampleMatroska.Of(video.Length));
        }
    }

    /// <summary>Removes it, and what was replaced in it. The mark goes last: what a kill leaves is known to be ours.</summary>
    /// <returns>Why something of it is still there, as a sentence; null when nothing is.</returns>
    public string? Delete()
    {
        if (!IsThere)
        {
            return null;
        }

        try
        {
            foreach (var trashed in trash.List().Where(trashed => trashed.Path.StartsWith(Folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)))
            {
                trash.Drop(trashed.Id);
            }

            foreach (var below in Directory.EnumerateDirectories(Folder))
            {
                Directory.Delete(below, recursive: true);
            }

            Directory.EnumerateFiles(Folder).Where(file => file != MarkPath).ToList().ForEach(File.Delete);
            File.Delete(MarkPath);
            Directory.Delete(Folder);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"{Folder} could not be removed ({exception.Message}). Give it to the user {ProcessUser.Description}, and remove the sample data again.";
        }
    }
}
