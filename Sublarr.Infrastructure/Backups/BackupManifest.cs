using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Sublarr.Domain;
using Sublarr.Domain.Events;

namespace Sublarr.Infrastructure.Backups;

/// <summary>What a backup says of itself: the file <c>manifest.json</c> in it.</summary>
public sealed record BackupManifest
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "manifest.json";

    /// <summary>What <see cref="Format"/> says.</summary>
    public const string OurFormat = "sublarr-backup";

    /// <summary>The form in which backups are written. A newer one is not read.</summary>
    public const int CurrentForm = 1;

    /// <summary>How large the file may be.</summary>
    internal const int LargestFile = 8 * 1024 * 1024;

    private const int MostNamed = 10;

    /// <summary>The version of this Sublarr.</summary>
    public static string ThisVersion { get; } =
        typeof(BackupManifest).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Always <see cref="OurFormat"/>.</summary>
    public string Format { get; init; } = "";

    /// <summary>The form; see <see cref="CurrentForm"/>.</summary>
    public int Form { get; init; }

    /// <summary>The version of Sublarr that made it.</summary>
    public string Version { get; init; } = "";

    /// <summary>The last change of the database's structure that it has: this and not the version says who can read it.</summary>
    public string Migration { get; init; } = "";

    /// <summary>When it was made, in UTC.</summary>
    public DateTimeOffset MadeAt { get; init; }

    /// <summary>Why it was made.</summary>
    public BackupKind Kind { get; init; }

    /// <summary>The files in it.</summary>
    public IReadOnlyList<BackupPart> Parts { get; init; } = [];

    /// <summary>What stood in the folders that are taken and is not in it: links, what could not be read, and whole folders that hold too much.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>Why whole folders are not in it, as sentences.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What is not in it and why, as sentences for people; empty when all is.</summary>
    [JsonIgnore]
    public string Missing
    {
        get
        {
            var others = LeftOut.Where(path => !BackupContent.Folders.Contains(path)).ToList();
            string[] named = others.Count == 0 ? [] : [$"Not in it, because they are links or could not be read: {Wording.All([.. others.Take(MostNamed)])}{(others.Count > MostNamed ? " and more" : "")}."];
            return string.Join(' ', [.. Warnings, .. named]);
        }
    }

    internal byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, EventJson.Options);

    /// <summary>Reads it; null for what is none.</summary>
    internal static BackupManifest? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<BackupManifest>(json, EventJson.Options) is { Format: OurFormat, Parts: not null, Version: not null, Migration: not null, LeftOut: not null, Warnings: not null } manifest
                && manifest.Parts.All(part => part is { Path: not null, Sha256: not null }) ? manifest : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>A file in a backup.</summary>
/// <param name="Path">Where it belongs below the configuration folder, with slashes.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="Sha256">Their checksum, in hexadecimal letters.</param>
public sealed record BackupPart(string Path, long Size, string Sha256);
