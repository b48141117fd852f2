using System.Net;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration;

public sealed class StartTests(SublarrApp app) : IClassFixture<SublarrApp>
{
    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/health")]
    [InlineData("/app.css")]
    [InlineData("/_framework/blazor.web.js")]
    [InlineData("/_content/MudBlazor/MudBlazor.min.js")]
    [InlineData("/_content/MudBlazor/MudBlazor.min.css")]
    public async Task Page_and_its_parts_are_served_to_everybody(string path)
    {
        using var client = app.CreateClient();

        using var response = await client.GetAsync(path);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
