using System.Text.Json;
using Sublarr.Domain.Events;
using Sublarr.Domain.Library;

namespace Sublarr.Infrastructure.Library;

/// <summary>What a scan is to look at: the payload of its job. Paths are the sender's.</summary>
internal sealed record ScanOrder(KnownTitle Title, int? FileId, int? Season, IReadOnlyList<int> Episodes, string Path, long? Size, IReadOnlyList<string> Replaced);

/// <summary>Which series or movie is new: the payload of a job.</summary>
internal sealed record AddOrder(KnownTitle Title);

/// <summary>Which files have new names: the payload of a job. Paths are the sender's.</summary>
internal sealed record RenameOrder(KnownTitle Title, IReadOnlyList<RenamedFile> Files);

/// <summary>Which files are gone: the payload of a job. Paths are the sender's.</summary>
/// <param name="Title">Whose.</param>
/// <param name="Paths">The files; empty when a whole title was removed.</param>
/// <param name="Reason">Why, in the sender's word; null when it gave none.</param>
/// <param name="IsWholeTitle">True when the title was removed.</param>
/// <param name="FilesStay">True when its files were left.</param>
internal sealed record RemoveOrder(KnownTitle Title, IReadOnlyList<string> Paths, string? Reason, bool IsWholeTitle, bool FilesStay);

/// <summary>Payloads of this room's jobs.</summary>
internal static class LibraryOrder
{
    public static string Write<T>(T order) => JsonSerializer.Serialize(order, EventJson.Options);

    public static T Read<T>(string payload)
        where T : class => JsonSerializer.Deserialize<T>(payload, EventJson.Options) ?? throw new InvalidDataException("The job does not say which files it is about.");
}
