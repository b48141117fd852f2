using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Subscriptions;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Transfer;

public sealed class HostileDocumentTests
{
    private const string Head = "\"format\":\"sublarr-configuration\",\"version\":1";

    public static TheoryData<string, string, string> Documents() => new()
    {
        { "empty", "", "document" },
        { "no JSON", "hello", "document" },
        { "cut off", $"{{{Head},\"subscriptions\":[", "document" },
        { "5 MiB and more", $"{{{Head},\"subscriptions\":[],\"x\":\"{new string('x', 5 * 1024 * 1024)}\"}}", "document" },
        { "nested deeply", $"{{{Head},\"subscriptions\":{new string('[', 5000)}{new string(']', 5000)}}}", "document" },
        { "the same name twice", $"{{{Head},\"subscriptions\":[],\"subscriptions\":[]}}", "document" },
        { "half a character", $"{{{Head},\"subscriptions\":[{{\"channel\":\"script\",\"name\":\"\\ud800\"}}]}}", "document" },
        { "a list", "[]", "format" },
        { "another format", "{\"format\":\"something\",\"version\":1,\"subscriptions\":[]}", "format" },
        { "a later version", "{\"format\":\"sublarr-configuration\",\"version\":2,\"subscriptions\":[]}", "version" },
        { "a version that is no number", "{\"format\":\"sublarr-configuration\",\"version\":\"1\",\"subscriptions\":[]}", "version" },
        { "an unknown part", $"{{{Head},\"subscriptions\":[],\"users\":[]}}", "users" },
        { "no list", $"{{{Head},\"subscriptions\":{{}}}}", "subscriptions" },
        { "too many", $"{{{Head},\"subscriptions\":[{string.Join(',', Enumerable.Repeat("{}", 1001))}]}}", "subscriptions" },
        { "no object", $"{{{Head},\"subscriptions\":[7]}}", "subscriptions[0]" },
        { "an unknown channel", $"{{{Head},\"subscriptions\":[{{\"channel\":\"pigeon\",\"name\":\"x\"}}]}}", "subscriptions[0].channel" },
        { "a channel that is no text", $"{{{Head},\"subscriptions\":[{{\"channel\":[],\"name\":\"x\"}}]}}", "subscriptions[0].channel" },
        { "no name", $"{{{Head},\"subscriptions\":[{{\"channel\":\"script\",\"name\":\" \"}}]}}", "subscriptions[0].name" },
        { "settings that are no object", Item("\"settings\":[]"), "subscriptions[0].settings" },
        { "null for a text", Item("\"settings\":{\"script_path\":null}"), "subscriptions[0].settings.script_path" },
        { "null in a list", Item("\"event_names\":[null],\"settings\":{\"script_path\":\"a.sh\"}"), "subscriptions[0].event_names" },
        { "a number too large", Item("\"timeout_seconds\":1e99,\"settings\":{\"script_path\":\"a.sh\"}"), "subscriptions[0].timeout_seconds" },
        { "a filter that is none", Item("\"filter\":{\"drop\":\"table\"},\"settings\":{\"script_path\":\"a.sh\"}"), "subscriptions[0].filter" },
        { "a secret of the wrong type", Webhook("\"secret\":{\"plain\":\"x\"}"), "subscriptions[0].settings.secret" },
        { "headers that are no object", Webhook("\"headers\":[\"X: y\"]"), "subscriptions[0].settings.headers" },
        { "headers that differ in case alone", Webhook("\"headers\":{\"X-A\":\"1\",\"x-a\":\"2\"}"), "subscriptions[0].settings.headers.x-a" },
        { "an encryption that is none", $"{{{Head},\"encryption\":{{\"kdf\":\"x\"}},\"subscriptions\":[]}}", "encryption" },
        { "a key that costs hours", $"{{{Head},\"encryption\":{{\"kdf\":\"pbkdf2-hmac-sha256\",\"iterations\":2147483647,\"salt\":\"AAAAAAAAAAAAAAAAAAAAAA==\",\"cipher\":\"aes-256-gcm\"}},\"subscriptions\":[]}}", "encryption" },
    };

    [Fact]
    public async Task Every_hostile_document_is_refused_as_a_whole_and_the_reason_names_the_place()
    {
        await using var app = new SublarrApp();
        using var api = app.CreateApiClient();
        foreach (var row in Documents())
        {
            var (what, document, path) = ((string)row[0], (string)row[1], (string)row[2]);
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/config/import") { Content = new StringContent(document, Encoding.UTF8, "application/json") };
            request.Headers.Add("X-Config-Passphrase", "four unusual words here");

            using var response = await api.SendAsync(request);

            response.StatusCode.ShouldBe(HttpStatusCode.BadRequest, what);
            var errors = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors");
            errors.EnumerateObject().Select(error => error.Name).ShouldContain(path, $"{what}: {errors}");
        }

        await using var context = await app.ContextAsync();
        (await context.Subscriptions.CountAsync()).ShouldBe(0);
    }

    private static string Item(string members) => $"{{{Head},\"subscriptions\":[{{\"channel\":\"script\",\"name\":\"x\",{members}}}]}}";

    private static string Webhook(string settings) =>
        $"{{{Head},\"subscriptions\":[{{\"channel\":\"webhook\",\"name\":\"x\",\"event_names\":[\"*\"],\"settings\":{{\"url\":\"http://192.168.1.1/\",{settings}}}}}]}}";
}
