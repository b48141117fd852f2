using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Sublarr.Bench.Fixtures;
using Sublarr.Bench.Measuring;
using Sublarr.Domain.Incoming;
using Sublarr.Infrastructure.Arr;

namespace Sublarr.Bench.Arr;

/// <summary>Reads all series of a Sonarr with a large library, as it comes.</summary>
internal sealed class LargeLibrary : IBenchmark
{
    private const int Series = 3_000;
    private const int BytesOfOne = 10_000;
    private const int Rounds = 5;

    public string Name => "reconcile";

    public string Conditions => $"{Series:N0} series of {BytesOfOne / 1000} kB each, read one after the other with what Sublarr needs of them; limit: the same bytes read and thrown away";

    public async Task<IReadOnlyList<Finding>> MeasureAsync()
    {
        await using var sonarr = await StartAsync();
        await using var engine = await Engine.StartAsync(_ => { });
        var client = engine.Get<ArrClient>();
        var server = new ArrServer(ArrSource.Sonarr, "Sonarr", sonarr.Urls.First(), "key");
        using var bare = new HttpClient();
        var samples = await Samples.OfAsync(Rounds, async round =>
        {
            await MeasureAsync(round, "bytes thrown away", () => ThrowAwayAsync(bare, $"{server.Url}/api/v3/series"));
            await MeasureAsync(round, "series read", () => ReadAsync(client, server));
        });
        return
        [
            new(samples.Figure("series read", "s"), samples.Figure("bytes thrown away", "s"), Promise.AtMost(2)),
            new(samples.Figure("memory of series read", "MB"), samples.Figure("memory of bytes thrown away", "MB"), Promise.AtMost(60)),
        ];
    }

    private static async Task ReadAsync(ArrClient client, ArrServer server)
    {
        var count = 0;
        await foreach (var title in client.TitlesAsync(server, CancellationToken.None))
        {
            count += title.TvdbId is > 0 ? 1 : 0;
        }

        if (count != Series)
        {
            throw new InvalidOperationException($"{count} series were read, not {Series}.");
        }
    }

    private static async Task ThrowAwayAsync(HttpClient bare, string address)
    {
        await using var body = await bare.GetStreamAsync(new Uri(address));
        await body.CopyToAsync(Stream.Null);
    }

    private static async Task MeasureAsync(Samples round, string name, Func<Task> read) => round.Add($"memory of {name}", await Memory.MostDuringAsync(async () =>
    {
        var start = Stopwatch.GetTimestamp();
        await read();
        round.Add(name, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }));

    private static async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var sonarr = builder.Build();
        sonarr.Run(AnswerAsync);
        await sonarr.StartAsync();
        return sonarr;
    }

    private static async Task AnswerAsync(HttpContext http)
    {
        var overview = new string('x', BytesOfOne - 200);
        http.Response.ContentType = "application/json";
        for (var id = 1; id <= Series; id++)
        {
            var text = $$"""{{(id == 1 ? '[' : ',')}}{"title":"Series {{id}}","overview":"{{overview}}","year":2020,"path":"/tv/Series {{id}}","tvdbId":{{id}},"statistics":{"episodeFileCount":10},"id":{{id}}}""";
            await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), http.RequestAborted);
        }

        await http.Response.Body.WriteAsync("]"u8.ToArray(), http.RequestAborted);
    }
}
