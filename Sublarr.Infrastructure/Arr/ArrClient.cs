using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Sublarr.Domain.Incoming;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Infrastructure.Arr;

/// <summary>
/// Asks a Sonarr or Radarr through its API, version 3. Lists are read as they come: a library is tens of megabytes, and never in memory at once.
/// </summary>
internal sealed class ArrClient(HttpCourier courier, TimeProvider clock)
{
    /// <summary>How long one answer may be silent. Large libraries need a minute before the first byte.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(100);

    /// <summary>How long a question may take that needs no library.</summary>
    public static readonly TimeSpan ShortSilence = TimeSpan.FromSeconds(15);

    private const long LongestList = 512L * 1024 * 1024;
    private const long LongestAnswer = 4L * 1024 * 1024;

    private static readonly JsonSerializerOptions Json = JsonSerializerOptions.Web;

    /// <summary>What it says of itself. It must be the program that it is taken for.</summary>
    /// <exception cref="ArrException">It does not answer as it should.</exception>
    public async Task<ArrStatus> StatusAsync(ArrServer server, CancellationToken cancellationToken)
    {
        var status = await OneAsync<ArrStatus>(server, "system/status", cancellationToken);
        return string.Equals(status.AppName, server.Source.ToString(), StringComparison.OrdinalIgnoreCase) ? status : throw ArrSentences.Stranger(server, status.AppName);
    }

    /// <summary>The folders of its library.</summary>
    /// <exception cref="ArrException">It does not answer as it should.</exception>
    public Task<IReadOnlyList<ArrFolder>> RootFoldersAsync(ArrServer server, CancellationToken cancellationToken) => AllAsync<ArrFolder>(server, "rootfolder", cancellationToken);

    /// <summary>Its labels.</summary>
    /// <exception cref="ArrException">It does not answer as it should.</exception>
    public Task<IReadOnlyList<ArrTag>> TagsAsync(ArrServer server, CancellationToken cancellationToken) => AllAsync<ArrTag>(server, "tag", cancellationToken);

    /// <summary>What its labels are called, by id.</summary>
    /// <exception cref="ArrException">It does not answer as it should.</exception>
    public async Task<Dictionary<int, string>> TagNamesAsync(ArrServer server, CancellationToken cancellationToken) =>
        (await TagsAsync(server, cancellationToken)).Where(tag => !string.IsNullOrEmpty(tag.Label)).DistinctBy(tag => tag.Id).ToDictionary(tag => tag.Id, tag => tag.Label!);

    /// <summary>All of its series or movies, one after the other.</summary>
    /// <exception cref="ArrException">It does not answer as it should.</exception>
    public IAsyncEnumerable<ArrTitle> TitlesAsync(ArrServer server, CancellationToken cancellationToken) =>
        EachAsync<ArrTitle>(server, server.Source == ArrSource.Sonarr ? "series?includeSeasonImages=false" : "movie?excludeLocalCovers=true", cancellationToken);

    /// <summary>The episodes of a series.</summary>
    /// <exception cref="ArrException">It does not answer as it should.</exception>
    public Task<IReadOnlyList<ArrEpisodeEntry>> EpisodesAsync(ArrServer server, int seriesId, CancellationToken cancellationToken) =>
        AllAsync<ArrEpisodeEntry>(server, string.Create(CultureInfo.InvariantCulture, $"episode?seriesId={seriesId}&includeImages=false"), cancellationToken);

    /// <summary>The files of a series or movie; none when it is no longer there.</summary>
    /// <exception cref="ArrException">It does not answer as it should.</exception>
    public async Task<IReadOnlyList<ArrVideo>> FilesAsync(ArrServer server, int titleId, CancellationToken cancellationToken)
    {
        try
        {
            var question = server.Source == ArrSource.Sonarr ? "episodefile?seriesId=" : "moviefile?movieId=";
            return await AllAsync<ArrVideo>(server, question + titleId.ToString(CultureInfo.InvariantCulture), cancellationToken);
        }
        catch (ArrException missing) when (missing.Trouble == ArrTrouble.NotFound)
        {
            return [];
        }
    }

    /// <summary>What it did since a time, by its own clock.</summary>
    /// <exception cref="ArrException">It does not answer as it should.</exception>
    public IAsyncEnumerable<ArrEntry> HistoryAsync(ArrServer server, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var with = server.Source == ArrSource.Sonarr ? "includeSeries=true&includeEpisode=true" : "includeMovie=true";
        var date = Uri.EscapeDataString(since.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        return EachAsync<ArrEntry>(server, $"history/since?date={date}&{with}", cancellationToken);
    }

    private async Task<IReadOnlyList<T>> AllAsync<T>(ArrServer server, string question, CancellationToken cancellationToken)
    {
        var all = new List<T>();
        await foreach (var item in EachAsync<T>(server, question, cancellationToken))
        {
            all.Add(item);
        }

        return all;
    }

    private async Task<T> OneAsync<T>(ArrServer server, string question, CancellationToken cancellationToken)
        where T : class
    {
        using var call = CallOf(server, question);
        using var answer = await OpenedAsync(server, call, ShortSilence, LongestAnswer, cancellationToken);
        try
        {
            if (await JsonSerializer.DeserializeAsync<T>(answer.Body, Json, cancellationToken) is { } read)
            {
                return read;
            }
        }
        catch (Exception exception) when (ArrSentences.IsTrouble(exception))
        {
            throw ArrSentences.Of(exception, server, answer.Body.IsCutShort);
        }

        // A whole answer, that says nothing.
        throw ArrSentences.Of(new JsonException("It is null."), server);
    }

    private async IAsyncEnumerable<T> EachAsync<T>(ArrServer server, string question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var call = CallOf(server, question);
        using var answer = await OpenedAsync(server, call, Silence, LongestList, cancellationToken);
        await using var items = JsonSerializer.DeserializeAsyncEnumerable<T>(answer.Body, Json, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(server, answer.Body, items))
        {
            // A list with holes in it is as good as one without.
            if (items.Current is { } item)
            {
                yield return item;
            }
        }
    }

    private async Task<HttpDownload> OpenedAsync(ArrServer server, HttpCall call, TimeSpan silence, long limit, CancellationToken cancellationToken)
    {
        try
        {
            return await OpenAsync(server, call, silence, limit, cancellationToken);
        }
        catch (Exception exception) when (ArrSentences.IsTrouble(exception))
        {
            throw ArrSentences.Of(exception, server);
        }
    }

    private static async Task<bool> NextAsync<T>(ArrServer server, PatientStream body, IAsyncEnumerator<T> items)
    {
        try
        {
            return await items.MoveNextAsync();
        }
        catch (Exception exception) when (ArrSentences.IsTrouble(exception))
        {
            throw ArrSentences.Of(exception, server, body.IsCutShort);
        }
    }

    private async Task<HttpDownload> OpenAsync(ArrServer server, HttpCall call, TimeSpan silence, long limit, CancellationToken cancellationToken)
    {
        var answer = await courier.OpenAsync(call, silence, limit, cancellationToken);
        if (answer is { Response.IsSuccessStatusCode: true, IsJson: true })
        {
            return answer;
        }

        using (answer)
        {
            throw ArrSentences.Of(await answer.BeginningAsync(call.Redaction, clock.GetUtcNow(), cancellationToken), server);
        }
    }

    private static HttpCall CallOf(ArrServer server, string question)
    {
        var address = AddressRule.Below(server.Url, $"api/v3/{question}");
        var call = new HttpCall(address, new SentBody([]), new Redaction(address, [server.ApiKey], ["X-Api-Key"]))
            .With([new("X-Api-Key", server.ApiKey), new("Accept", "application/json")]);
        call.Request.Method = HttpMethod.Get;
        return call;
    }
}
