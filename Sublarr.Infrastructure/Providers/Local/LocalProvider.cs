using System.Runtime.CompilerServices;
using Sublarr.Domain;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Library;
using Sublarr.Domain.Providers;
using Sublarr.Domain.Releases;
using Sublarr.Domain.Scoring;
using Sublarr.Domain.Settings;
using Sublarr.Infrastructure.Arr;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Infrastructure.Providers.Local;

/// <summary>A folder of subtitles on this machine. What they belong to is read from their names, and from the folders they lie in where a name says too little.</summary>
/// <param name="disk">Looks at the folder, which may be on a server that no longer answers.</param>
/// <param name="codec">Reads what a person has set.</param>
internal sealed class LocalProvider(PatientDisk disk, ChannelSettings codec) : ISubtitleProvider
{
    private const string Name = "local";

    /// <summary>So many files are looked at; a folder of more is not read in the time of a search.</summary>
    private const int MostFiles = 50_000;

    // A folder that is a link could lead out of it, or in a circle.
    private static readonly EnumerationOptions Walk = new() { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };

    public ProviderCapabilities Capabilities => ProviderCapabilities.Of(Name);

    public Task<IReadOnlyList<FoundSubtitle>> SearchAsync(ProviderQuery query, IStoredSettings settings, CancellationToken cancellationToken)
    {
        var set = codec.Read<LocalSettings>(settings);
        return AskAsync<IReadOnlyList<FoundSubtitle>>(
            set,
            () => [.. Files(set.Folder).TakeWhile(_ => !cancellationToken.IsCancellationRequested).Select(path => Of(set, path, query)).OfType<FoundSubtitle>()],
            cancellationToken);
    }

    public Task<DownloadedSubtitle> DownloadAsync(FoundSubtitle subtitle, IStoredSettings settings, CancellationToken cancellationToken)
    {
        var set = codec.Read<LocalSettings>(settings);
        return AskAsync(set, () => Read(set.Folder, subtitle), cancellationToken);
    }

    public async IAsyncEnumerable<TestStep> TestAsync(IStoredSettings settings, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var set = codec.Read<LocalSettings>(settings);
        yield return await ProviderSteps.StepAsync("folder read", async () =>
        {
            var count = await AskAsync(set, () => Files(set.Folder).Count(), cancellationToken);
            return count == 0 ? "It can be read, and has no subtitle in it yet." : $"It has {Wording.Several(count, "subtitle")}.";
        });
    }

    private async Task<T> AskAsync<T>(LocalSettings settings, Func<T> question, CancellationToken cancellationToken)
    {
        try
        {
            return await disk.AskAsync(question, cancellationToken);
        }
        catch (TimeoutException silent)
        {
            throw new ProviderException(new(ProviderFailureReason.Unreachable, $"{settings.Folder} does not answer: check the server it is on."), silent);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ProviderException(new(ProviderFailureReason.Unreachable,
                $"{settings.Folder} cannot be read: check that it is there, and that Sublarr may read it. {problem.Message}"), problem);
        }
    }

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*", Walk).Where(path => NamedSubtitle.FormatOf(path) is not null && MediaNames.IsReadable(path)).Take(MostFiles);

    private static FoundSubtitle? Of(LocalSettings settings, string path, ProviderQuery query)
    {
        var relative = Path.GetRelativePath(settings.Folder, path);
        var named = NamedSubtitle.Of(Path.GetFileName(path));
        if ((named.Language ?? LanguageCode.Find(settings.UsualLanguage)) is not { } language || query.WantedBy(language) is null
            || Matched(relative, named, query) is not { } matched)
        {
            return null;
        }

        return new FoundSubtitle(Name, relative, language)
        {
            Matched = matched,
            Releases = [named.Release],
            FileName = Path.GetFileName(path),
            Format = NamedSubtitle.FormatOf(path),
            IsForced = named.IsForced,
            IsHearingImpaired = named.IsHearingImpaired,
        };
    }

    // One of another title, or of another episode, is none.
    private static CandidateBits? Matched(string relative, NamedSubtitle named, ProviderQuery query)
    {
        var folder = Path.GetDirectoryName(relative) ?? "";
        var bits = FeatureFacts.Of(ReleaseName.Parse(named.Release)).MatchedBy(query);
        if (!bits.Has(TitleKey(query)))
        {
            // "Show/Season 2/S02E05.srt": the folder says the title.
            bits = FeatureFacts.Of(ReleaseName.Parse(Path.Combine(folder, named.Release))).MatchedBy(query);
        }

        return bits.Has(TitleKey(query)) && (query.Type == MediaType.Movie ? IsRightYear(named, query) : bits.Has(ScoringKey.Episode)) ? bits : null;
    }

    private static bool IsRightYear(NamedSubtitle named, ProviderQuery query) => query.Year is null || ReleaseName.Parse(named.Release).Year is not { } year || year == query.Year;

    private static ScoringKey TitleKey(ProviderQuery query) => query.Type == MediaType.Movie ? ScoringKey.Title : ScoringKey.Series;

    private static DownloadedSubtitle Read(string folder, FoundSubtitle subtitle)
    {
        var path = Path.GetFullPath(Path.Combine(folder, subtitle.Id));
        var inside = Path.GetRelativePath(folder, path);
        if (inside.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(inside) || !File.Exists(path))
        {
            throw new ProviderException(new(ProviderFailureReason.NotThere, $"\"{subtitle.Id}\" is no longer in {folder}. Search again."));
        }

        return new FileInfo(path).Length > DownloadedSubtitle.ByteLimit
            ? throw new ProviderException(new(ProviderFailureReason.NotThere,
                $"\"{subtitle.Id}\" has more than {Wording.Bytes(DownloadedSubtitle.ByteLimit)}: that is no subtitle."))
            : new DownloadedSubtitle(DownloadedSubtitle.NameOf(path, "subtitle.srt"), File.ReadAllBytes(path));
    }
}
