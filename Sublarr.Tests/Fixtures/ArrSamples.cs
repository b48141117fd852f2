using System.Text.Json;
using Sublarr.Domain.Incoming;

namespace Sublarr.Tests.Fixtures;

/// <summary>Bodies as Sonarr and Radarr send them: invented ones, and those their own senders wrote (<c>Recorded</c>).</summary>
public static class ArrSamples
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "TestData", "Arr");

    public static TheoryData<string> Names { get; } =
        [.. Directory.GetFiles(Root, "*.json", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Root, file)).Order(StringComparer.Ordinal)];

    public static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Root, name));

    public static ArrSource SourceOf(string name) =>
        name.Contains("radarr", StringComparison.Ordinal) ? ArrSource.Radarr : ArrSource.Sonarr;

    internal static ArrReport Report(string name) => ArrReportReader.Read(SourceOf(name), Bytes(name));

    public static JsonElement Json(string name) => JsonElement.Parse(Bytes(name));
}
