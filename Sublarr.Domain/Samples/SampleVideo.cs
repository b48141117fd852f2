using System.Globalization;
using Sublarr.Domain.Events;
using Sublarr.Domain.Library;

namespace Sublarr.Domain.Samples;

/// <summary>A video of the sample data. Nobody has made it.</summary>
/// <param name="Title">The series or movie.</param>
/// <param name="Year">Its year.</param>
/// <param name="Season">The season; null for a movie.</param>
/// <param name="Episode">The episode; null for a movie.</param>
/// <param name="Length">How long it plays.</param>
public sealed record SampleVideo(string Title, int Year, int? Season, int? Episode, TimeSpan Length)
{
    private const string Made = "1080p.WEB-DL.DDP5.1.H.264-TIDE";

    /// <summary>An episode or a movie.</summary>
    public MediaType Type => Season is null ? MediaType.Movie : MediaType.Episode;

    /// <summary>What people call it, and what its searches are kept by.</summary>
    public string Name => Say.Item(Title, Season, Episode);

    /// <summary>What names of releases of it begin with, such as <c>The.Harbour.Line.S01E02</c>.</summary>
    public string Stem => string.Create(CultureInfo.InvariantCulture, $"{Title.Replace(' ', '.')}.{(Season is null ? $"{Year}" : $"S{Season:00}E{Episode:00}")}");

    /// <summary>The name of its release.</summary>
    public string Release => $"{Stem}.{Made}";

    /// <summary>The name of its file.</summary>
    public string FileName => $"{Release}.mkv";

    /// <summary>The folder of its series or movie, without what is above it.</summary>
    public string TitleFolder => $"{Title} ({Year.ToString(CultureInfo.InvariantCulture)})";

    /// <summary>Its folder below that of all samples.</summary>
    public string Folder => Season is null ? TitleFolder : Path.Combine(TitleFolder, string.Create(CultureInfo.InvariantCulture, $"Season {Season:00}"));
}
