using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Sublarr.Bench.Fixtures;

namespace Sublarr.Bench.Incoming;

/// <summary>The request Sonarr makes after a download, as bytes in which only the file's id changes.</summary>
internal sealed class SonarrReport
{
    // Of one width, so that it can be written over in place.
    private const int FirstId = 100_000_000;

    private readonly int _place;
    private int _next = FirstId;

    public SonarrReport(int port)
    {
        var file = Path.Combine(Repository.Folder, "Sublarr.Tests", "TestData", "Arr", "sonarr-Download-new.json");
        var report = JsonNode.Parse(File.ReadAllText(file))!;
        report["episodeFile"]!["id"] = FirstId;
        var body = report.ToJsonString();
        var head = $"POST /webhooks/sonarr HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nX-Api-Key: {AppProgram.ApiKey}\r\n"
            + $"Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n";
        Request = Encoding.UTF8.GetBytes(head + body);
        _place = Request.AsSpan().IndexOf(Encoding.UTF8.GetBytes(FirstId.ToString(CultureInfo.InvariantCulture)));
    }

    public byte[] Request { get; }

    /// <summary>Makes <see cref="Request"/> one that was not sent before.</summary>
    public void Renew() => _next++.TryFormat(Request.AsSpan(_place), out _, default, CultureInfo.InvariantCulture);
}
