using System.Globalization;
using Sublarr.Domain;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Incoming;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Incoming;

namespace Sublarr.Infrastructure.Library;

/// <summary>
/// What the files of a report ask for: one scan for each that was imported, one job for each that was renamed, one for all that are gone; and one for
/// a title that was added, which is in the library from then on. What the sender's history tells
/// later has the same keys, so a lost report is made up for and no other is worked on twice.
/// </summary>
internal sealed class ReportWork : IReportWork
{
    /// <summary>How long an import stands for its repeat: Sonarr tells of each file, and of all of them when the last is done.</summary>
    public static readonly TimeSpan ImportStands = TimeSpan.FromHours(6);

    /// <summary>How long the rest does: a history may be read before the report arrives. Short, since a path may be taken and left again.</summary>
    private static readonly TimeSpan ChangeStands = TimeSpan.FromMinutes(2);

    public IReadOnlyList<NewJob> CausedBy(ArrReport report, Job cause) => report.Subject switch
    {
        ArrSubject.Imported or ArrSubject.ImportComplete => Scans(report, cause),
        ArrSubject.Added => Adding(report, cause),
        ArrSubject.Renamed => Renaming(report, cause),
        ArrSubject.FileDeleted or ArrSubject.Removed => Removal(report, cause),
        _ => [],
    };

    private static NewJob[] Scans(ArrReport report, Job cause)
    {
        var title = TitleOf(report);
        var facts = ReportedFacts.FilesOf(report);
        return [.. report.Files.Zip(facts).Where(file => PathOf(report, file.First) is not null).Select(file => Scan(report, title, file.First, file.Second, cause))];
    }

    private static NewJob Scan(ArrReport report, KnownTitle title, ArrFile file, ReportedFile facts, Job cause)
    {
        var path = PathOf(report, file)!;
        // What several files replaced is not told file by file.
        string[] replaced = report.Files.Count == 1 ? [.. report.Replaced.Select(old => PathOf(report, old)).OfType<string>()] : [];
        var order = new ScanOrder(title, file.Id, facts.Season, facts.Episodes, file.MovedTo ?? path, file.Size, replaced);
        var kind = report.Source == ArrSource.Sonarr ? JobKinds.ScanEpisode : JobKinds.ScanMovie;
        return Work(kind, $"Scan {NameOf(report, facts, path)}", order, cause) with
        {
            // A file that is imported anew has another id at the sender, and mostly another size.
            Key = KeyOf("scan", report, string.Create(CultureInfo.InvariantCulture, $"{file.Id}:{file.Size}:{path}")),
            KeyHolds = ImportStands,
        };
    }

    // Nobody would know what a title without a name is. Without a key: a title that was removed may be added again at once.
    private static NewJob[] Adding(ArrReport report, Job cause) => Line(report.Title) is { } title ? [Work(JobKinds.AddTitle, $"Add {title}", new AddOrder(TitleOf(report)), cause)] : [];

    private static NewJob[] Renaming(ArrReport report, Job cause)
    {
        var title = TitleOf(report);
        var files = report.Files.Where(file => PathOf(report, file) is not null).Select(file => new RenamedFile(PreviousOf(report, file), PathOf(report, file)!) { FileId = file.Id });
        return
        [
            .. files.Select(file => Work(JobKinds.RenameFiles, $"Rename {Wording.Several(1, "file")}{Of(report)}", new RenameOrder(title, [file]), cause) with
            {
                Key = KeyOf("rename", report, $"{file.From}>{file.To}"),
                KeyHolds = ChangeStands,
            }),
        ];
    }

    private static NewJob[] Removal(ArrReport report, Job cause)
    {
        string[] paths = [.. report.Files.Select(file => PathOf(report, file)).OfType<string>()];
        var isWhole = report.Subject == ArrSubject.Removed;
        if (!isWhole && paths.Length == 0)
        {
            return [];
        }

        var order = new RemoveOrder(TitleOf(report), paths, report.DeleteReason, isWhole, isWhole && !report.WithFiles);
        return [Work(JobKinds.RemoveFiles, isWhole ? $"Remove {Line(report.Title) ?? "a title"}" : $"Remove {Wording.Several(paths.Length, "file")}{Of(report)}", order, cause) with
        {
            Key = isWhole ? null : KeyOf("remove", report, string.Join('|', paths)),
            KeyHolds = isWhole ? TimeSpan.Zero : ChangeStands,
        }];
    }

    // People write the name of an instance as they like.
    private static string KeyOf(string what, ArrReport report, string facts) => $"{what}:{report.Source.Key()}:{report.Instance.ToLowerInvariant()}:{facts}";

    private static NewJob Work<T>(string kind, string title, T order, Job cause) => new(kind, title, JobPriority.High)
    {
        Payload = LibraryOrder.Write(order),
        ParentId = cause.Id,
        Hop = cause.Hop,
    };

    private static KnownTitle TitleOf(ArrReport report) => new(report.Source.Key(), report.Instance, report.MediaId, report.Title)
    {
        Year = report.Year,
        TvdbId = report.TvdbId,
        TmdbId = report.TmdbId,
        ImdbId = report.ImdbId,
        Tags = report.Tags,
        Folder = report.Folder,
    };

    private static string NameOf(ArrReport report, ReportedFile facts, string path)
    {
        var title = Line(report.Title) ?? Line(ReportedFacts.NameOf(path)) ?? "a file";
        return facts is { Season: { } season, Episodes: [var first, ..] } ? string.Create(CultureInfo.InvariantCulture, $"{title} S{season:00}E{first:00}") : title;
    }

    private static string Of(ArrReport report) => Line(report.Title) is { } title ? $" of {title}" : "";

    private static string? Line(string? text) => string.IsNullOrWhiteSpace(text) ? null : ArrText.OneLine(text);

    private static string? PathOf(ArrReport report, ArrFile file) => Whole(report, file.Path, file.RelativePath);

    private static string? PreviousOf(ArrReport report, ArrFile file) => Whole(report, file.PreviousPath, file.PreviousRelativePath);

    private static string? Whole(ArrReport report, string? path, string? relative) => (path, relative, report.Folder) switch
    {
        ({ Length: > 0 }, _, _) => path,
        (_, { Length: > 0 }, { Length: > 0 } folder) => $"{folder.TrimEnd('/', '\\')}{ForeignPath.SeparatorOf(folder)}{relative}",
        _ => null,
    };
}
