using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Incoming;

/// <summary>What Sonarr tells of its files, from its report to the receiver of a webhook and the standard input of a script.</summary>
public sealed class ReportedFilesTests : IAsyncLifetime
{
    private const string Sample = "sonarr-Download-multi-episode-file.json";
    private const string Name = "The Harbour Line - S02E01-E02 - Low Tide + Night Shift WEBDL-1080p.mkv";
    private const string Folder = "/data/media/tv/The Harbour Line";
    private const string Download = "/data/downloads/tv/";

    private readonly SublarrApp _app = new();
    private HttpClient _api = null!;
    private WebhookReceiver _receiver = null!;

    public Task InitializeAsync()
    {
        (_api, _receiver) = (_app.CreateApiClient(), WebhookReceiver.Start());
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        _api.Dispose();
        await _receiver.DisposeAsync();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task A_webhook_is_sent_the_files_without_whole_paths()
    {
        await WebhookAsync(new { });

        await ReportAsync();

        var body = await ReceivedAsync();
        var file = JsonElement.Parse(body).GetProperty("data").GetProperty("files").EnumerateArray().ShouldHaveSingleItem();
        file.GetProperty("name").GetString().ShouldBe(Name);
        file.GetProperty("relative_path").GetString().ShouldBe($"Season 02/{Name}");
        file.GetProperty("size").GetInt64().ShouldBe(2147483648);
        file.GetProperty("season").GetInt32().ShouldBe(2);
        file.GetProperty("episodes").EnumerateArray().Select(number => number.GetInt32()).ShouldBe([1, 2]);
        body.ShouldNotContain(Folder);
        body.ShouldNotContain(Download);
    }

    [Fact]
    public async Task A_webhook_that_is_allowed_whole_paths_is_sent_them()
    {
        await WebhookAsync(new { whole_paths = true });

        await ReportAsync();

        var data = JsonElement.Parse(await ReceivedAsync()).GetProperty("data");
        data.GetProperty("files")[0].GetProperty("path").GetString().ShouldBe($"{Folder}/Season 02/{Name}");
        data.GetProperty("files")[0].GetProperty("source_path").GetString()!.ShouldStartWith(Download);
        data.GetProperty("folder_path").GetString().ShouldBe(Folder);
    }

    [Fact]
    public async Task A_hook_reads_whole_paths_from_its_standard_input_and_its_event_file()
    {
        var (input, file) = (Path.Combine(_app.ConfigDirectory, "input.json"), Path.Combine(_app.ConfigDirectory, "file.json"));
        ScriptBench.WriteAt(Path.Combine(_app.ConfigDirectory, "hooks", "keep.sh"), $"#!/bin/sh\ncp \"$SUBLARR_EVENT_FILE\" '{file}'\ncat > '{input}.part'\nmv '{input}.part' '{input}'\n");
        using var created = await _api.PostAsJsonAsync("/api/v1/hooks", new { name = "Keep", event_name = "webhook_received", script_path = "keep.sh" });
        created.StatusCode.ShouldBe(HttpStatusCode.Created, await created.Content.ReadAsStringAsync());

        await ReportAsync();

        await Eventually.TrueAsync(() => Task.FromResult(File.Exists(input)), () => "the script did not run");
        foreach (var written in new[] { input, file })
        {
            var data = JsonElement.Parse(await File.ReadAllTextAsync(written)).GetProperty("data");
            data.GetProperty("files")[0].GetProperty("path").GetString().ShouldBe($"{Folder}/Season 02/{Name}");
            data.GetProperty("folder_path").GetString().ShouldBe(Folder);
        }
    }

    [Fact]
    public async Task A_filter_reads_the_files()
    {
        await WebhookAsync(new { name = "Heard", filter = Condition("files.name", "starts_with", "The Harbour") });
        await WebhookAsync(new { name = "Not heard", filter = Condition("files.name", "eq", "another.mkv"), payload_template = "not heard", content_type = "text/plain" });
        await WebhookAsync(new { name = "By season", filter = Condition("files.episodes", "contains", 2), payload_template = "by season", content_type = "text/plain" });

        await ReportAsync();

        await Eventually.TrueAsync(() => Task.FromResult(_receiver.Requests.Count == 2), () => $"{_receiver.Requests.Count} were sent");
        _receiver.Requests.Select(request => Encoding.UTF8.GetString(request.Body)).ShouldContain("by season");
        _receiver.Requests.Select(request => Encoding.UTF8.GetString(request.Body)).ShouldNotContain("not heard");
    }

    [Theory]
    [InlineData(false, "")]
    [InlineData(true, $"{Folder}/Season 02/{Name}")]
    public async Task A_template_reads_the_files_and_of_whole_paths_only_what_the_webhook_is_allowed(bool wholePaths, string path)
    {
        await WebhookAsync(new { whole_paths = wholePaths, payload_template = "{{#files}}{{name}} S{{season}} {{#episodes}}E{{.}}{{/episodes}} [{{path}}]{{/files}}", content_type = "text/plain" });

        await ReportAsync();

        (await ReceivedAsync()).ShouldBe($"{Name} S2 E1E2 [{path}]");
    }

    private static object Condition(string field, string comparison, object value) => new Dictionary<string, object> { ["field"] = field, ["operator"] = comparison, ["value"] = value };

    private async Task WebhookAsync(object settings)
    {
        var body = JsonSerializer.SerializeToNode(new { name = "Receiver", event_name = "webhook_received", url = _receiver.Url })!.AsObject();
        foreach (var (name, value) in JsonSerializer.SerializeToNode(settings)!.AsObject())
        {
            body[name] = value?.DeepClone();
        }

        using var created = await _api.PostAsJsonAsync("/api/v1/webhooks", body);
        created.StatusCode.ShouldBe(HttpStatusCode.Created, await created.Content.ReadAsStringAsync());
    }

    private async Task ReportAsync()
    {
        using var response = await _api.PostAsync("/webhooks/sonarr", IncomingWebhookTests.Json(ArrSamples.Bytes(Sample)));
        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    private async Task<string> ReceivedAsync()
    {
        await Eventually.TrueAsync(() => Task.FromResult(_receiver.Requests.Count > 0), () => "nothing was sent");
        return Encoding.UTF8.GetString(_receiver.Request.Body);
    }
}
