using System.Net;
using Sublarr.Tests.Fixtures;
using Sublarr.Web.Security;

namespace Sublarr.Tests.Integration.Access;

public sealed class WrongKeyTests
{
    [Fact]
    public async Task A_flood_of_wrong_keys_is_one_line_and_the_right_key_is_let_in_meanwhile()
    {
        await using var app = new SublarrApp();
        using var guesser = app.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = false });
        guesser.DefaultRequestHeaders.Add("X-Api-Key", "a-wrong-key");
        using var sonarr = app.CreateApiClient();
        var answers = new List<HttpStatusCode>();

        for (var guess = 0; guess < 2 * WrongKeys.Patience; guess++)
        {
            using var refused = await guesser.PostAsync("/webhooks/sonarr", content: null);
            answers.Add(refused.StatusCode);
        }

        using var read = await sonarr.GetAsync("/api/v1/sessions");

        answers.Take(WrongKeys.Patience).ShouldAllBe(answer => answer == HttpStatusCode.Unauthorized);
        answers.Skip(WrongKeys.Patience).ShouldAllBe(answer => answer == HttpStatusCode.TooManyRequests);
        read.StatusCode.ShouldBe(HttpStatusCode.OK);
        var told = app.LogLines().Where(line => line.Contains("API key", StringComparison.Ordinal) || line.Contains("api-key", StringComparison.Ordinal)).ToList();
        told.Count.ShouldBe(2, "one line for the key, and one for the report that was lost with it");
        told.ShouldContain(line => line.Contains("Refused a call", StringComparison.Ordinal));
        told.ShouldContain(line => line.Contains("what it brought is lost", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Forms_with_forged_tokens_write_no_line()
    {
        await using var app = new SublarrApp();
        using var stranger = app.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = false });

        for (var form = 0; form < 20; form++)
        {
            using var content = new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = "forged", ["_handler"] = "sign-in" });
            using var response = await stranger.PostAsync("/sign-in", content);
        }

        app.LogLines().ShouldNotContain(line => line.Contains("ntiforgery", StringComparison.Ordinal));
    }
}
