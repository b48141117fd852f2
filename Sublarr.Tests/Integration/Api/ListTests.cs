using System.Net.Http.Json;
using System.Text.Json;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Integration.Deliveries;

namespace Sublarr.Tests.Integration.Api;

public sealed class ListTests : IAsyncLifetime
{
    private const int Webhooks = 1_200;

    private readonly DeliveryLab _lab = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _lab.DisposeAsync();

    [Fact]
    public async Task A_plain_list_ends_at_a_thousand_and_says_where_the_rest_is()
    {
        await FillAsync();

        var (first, total, next) = await ReadAsync("/api/v1/webhooks");
        var (rest, _, end) = await ReadAsync(next!);

        (first.Count, total, next).ShouldBe((1_000, Webhooks, "/api/v1/webhooks?limit=1000&offset=1000"));
        (rest.Count, end).ShouldBe((200, null));
        first.Concat(rest).Distinct().Count().ShouldBe(Webhooks);
    }

    [Fact]
    public async Task A_part_of_a_plain_list_is_asked_for_by_limit_and_offset()
    {
        await FillAsync();

        (await ReadAsync("/api/v1/webhooks?limit=2&offset=3")).Items.ShouldBe(["Copy 00004", "Copy 00005"]);
        (await ReadAsync("/api/v1/webhooks?limit=5000")).Items.Count.ShouldBe(1_000);
        var (beyond, total, _) = await ReadAsync("/api/v1/webhooks?offset=5000");
        (beyond.Count, total).ShouldBe((0, Webhooks));
        using var refused = await _lab.Api.GetAsync("/api/v1/webhooks?limit=many");
        ((int)refused.StatusCode).ShouldBe(400);
    }

    [Theory]
    [InlineData("/api/v1/webhooks")]
    [InlineData("/api/v1/hooks")]
    [InlineData("/api/v1/webhooks/templates")]
    [InlineData("/api/v1/events/catalog")]
    [InlineData("/api/v1/scoring/presets")]
    [InlineData("/api/v1/languages")]
    [InlineData("/api/v1/profiles")]
    public async Task Every_plain_list_takes_limit_and_offset_and_tells_its_total(string path)
    {
        var (all, total, _) = await ReadAsync(path);
        var (part, _, _) = await ReadAsync($"{path}?limit=1&offset=1");

        total.ShouldBe(all.Count);
        part.ShouldBe(all.Skip(1).Take(1));
    }

    [Theory]
    [InlineData("/api/v1/jobs")]
    [InlineData("/api/v1/deliveries")]
    [InlineData("/api/v1/hooks/logs")]
    [InlineData("/api/v1/audit")]
    [InlineData("/api/v1/alerts")]
    public async Task Every_list_that_grows_by_itself_takes_limit_and_offset_and_tells_its_total(string path)
    {
        await using var receiver = WebhookReceiver.Start(ReceiverAnswer.Status(410));
        for (var number = 0; number < 3; number++)
        {
            await _lab.CreateAsync(receiver.Url, $"Receiver {number}");
        }

        await _lab.PublishAsync();
        await Eventually.TrueAsync(async () => (await _lab.GetAsync(path)).GetProperty("total").GetInt32() >= 2, () => $"{path} has not grown");

        // It may still grow between the two questions, and then they are asked again.
        await Eventually.TrueAsync(
            async () => await IdsAsync($"{path}?limit=2") is [_, var second] && await IdsAsync($"{path}?limit=1&offset=1") is [var only] && only == second,
            () => $"{path} gives another part than was asked for");
    }

    [Theory]
    [InlineData("/api/v1/webhooks")]
    [InlineData("/api/v1/webhooks/4711")]
    [InlineData("/api/v1/deliveries/export")]
    [InlineData("/metrics")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/health")]
    [InlineData("/sign-in")]
    [InlineData("/webhooks")]
    public async Task What_is_read_is_kept_by_no_cache(string path)
    {
        using var answer = await _lab.Api.GetAsync(path);

        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task Files_of_the_page_are_kept_as_they_say()
    {
        using var answer = await _lab.Api.GetAsync("/app.css");

        answer.IsSuccessStatusCode.ShouldBeTrue();
        answer.Headers.CacheControl?.NoStore.ShouldBeFalse();
    }

    private async Task FillAsync()
    {
        await _lab.CreateAsync("http://127.0.0.1:18080/", "Copy 00001");
        await using var context = await _lab.App.ContextAsync();
        await ManyWebhooks.CopyAsync(context, Webhooks);
    }

    private async Task<List<string>> IdsAsync(string path) =>
        [.. (await _lab.GetAsync(path)).GetProperty("items").EnumerateArray().Select(item => (item.TryGetProperty("id", out var id) ? id : item.GetProperty("sequence")).ToString())];

    private async Task<(IReadOnlyList<string> Items, int Total, string? Next)> ReadAsync(string path)
    {
        using var answer = await _lab.Api.GetAsync(path);
        var items = (await answer.Content.ReadFromJsonAsync<JsonElement>()).EnumerateArray().Select(item => item.GetProperty("name").GetString()!).ToList();
        var next = answer.Headers.TryGetValues("Link", out var links) ? links.Single().Split('>')[0].TrimStart('<') : null;
        return (items, int.Parse(answer.Headers.GetValues("X-Total-Count").Single(), System.Globalization.CultureInfo.InvariantCulture), next);
    }
}
