using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Sublarr.Domain.Incoming;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Incoming;

public sealed class IncomingWebhookMutationTests(SublarrApp app) : IClassFixture<SublarrApp>
{
    private static readonly string[] Replacements =
        ["null", "true", "\"text\"", "\"\"", "-1", "1.5", "1e400", "99999999999999999999", "[]", "[null,1,\"a\",[],{}]", "{}", "{\"id\":{}}"];

    private readonly HttpClient _client = app.CreateApiClient();
    private readonly StoredReports _stored = new(app);

    [Theory]
    [InlineData("Recorded/sonarr-Download-upgrade.json")]
    [InlineData("Recorded/sonarr-Download-import-complete.json")]
    [InlineData("Recorded/sonarr-ManualInteractionRequired.json")]
    [InlineData("Recorded/radarr-Download-upgrade.json")]
    [InlineData("Recorded/radarr-Rename.json")]
    public async Task Field_of_any_other_type_or_none_is_taken(string sample)
    {
        var path = $"/webhooks/{ArrSamples.SourceOf(sample).Key()}/{Uri.EscapeDataString(sample)}";
        var statuses = new List<HttpStatusCode>();

        foreach (var variants in Variants(sample).Chunk(16))
        {
            statuses.AddRange(await Task.WhenAll(variants.Select(body => PostAsync(path, body))));
        }

        statuses.Count.ShouldBeGreaterThan(500);
        statuses.ShouldAllBe(status => status == HttpStatusCode.Accepted);
        await StoredReports.UntilAsync(() => _stored.Count("SELECT COUNT(*) FROM jobs WHERE kind = 'webhook-received' AND state IN ('queued', 'running')") == 0);
        _stored.Count("SELECT COUNT(*) FROM jobs WHERE kind = 'webhook-received' AND state <> 'succeeded'").ShouldBe(0);
    }

    private async Task<HttpStatusCode> PostAsync(string path, string body)
    {
        using var response = await _client.PostAsync(path, IncomingWebhookTests.Json(Encoding.UTF8.GetBytes(body)));
        return response.StatusCode;
    }

    // Every value of the sample, leaf or not, once for each replacement and once left out.
    private static IEnumerable<string> Variants(string sample)
    {
        var root = JsonNode.Parse(ArrSamples.Bytes(sample))!;
        foreach (var place in Places(root).ToList())
        {
            var original = place.Node;
            foreach (var replacement in Replacements)
            {
                place.Put(JsonNode.Parse(replacement));
                yield return root.ToJsonString();
            }

            place.Remove();
            yield return root.ToJsonString();
            place.Restore(original);
        }
    }

    private static IEnumerable<Place> Places(JsonNode node) => node switch
    {
        JsonObject found => found.Select(member => member.Key).ToList().SelectMany(name => Of(new Place(found, name, 0))),
        JsonArray found => Enumerable.Range(0, found.Count).SelectMany(index => Of(new Place(found, null, index))),
        _ => [],
    };

    private static IEnumerable<Place> Of(Place place) => [place, .. place.Node is { } node ? Places(node) : []];

    private sealed record Place(JsonNode Parent, string? Name, int Index)
    {
        public JsonNode? Node => Parent is JsonObject found ? found[Name!] : Parent[Index];

        public void Put(JsonNode? value)
        {
            if (Parent is JsonObject found)
            {
                found[Name!] = value;
            }
            else
            {
                Parent[Index] = value;
            }
        }

        public void Remove()
        {
            if (Parent is JsonObject found)
            {
                found.Remove(Name!);
            }
            else
            {
                Parent.AsArray().RemoveAt(Index);
            }
        }

        public void Restore(JsonNode? original)
        {
            if (Parent is JsonObject found)
            {
                found[Name!] = original;
            }
            else
            {
                Parent.AsArray().Insert(Index, original);
            }
        }
    }
}
