using System.Net;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Integration.Access;

namespace Sublarr.Tests.Integration.Storage;

/// <summary>A lost database is no first start, at which whoever comes first makes the account.</summary>
public sealed class LostDatabaseTests
{
    [Theory]
    [InlineData("api_key")]
    [InlineData("keys/key-1.txt")]
    [InlineData("hooks/notify.sh")]
    public async Task Beside_what_was_there_before_the_account_asks_for_the_code_in_the_folder(string leftover)
    {
        await using var app = new SublarrApp { WithAdministrator = false };
        Leave(app, leftover);
        using var stranger = new Browser(app);
        using var owner = new Browser(app);

        using var guessed = await SetUpAsync(stranger, "guess");
        var path = Path.Combine(app.ConfigDirectory, LostDatabase.CodeFile);
        var code = await File.ReadAllTextAsync(path);
        using var made = await SetUpAsync(owner, code);

        guessed.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await guessed.Content.ReadAsStringAsync()).ShouldContain("This is not the code");
        made.StatusCode.ShouldBe(HttpStatusCode.Found);
        made.Headers.Location!.ToString().ShouldContain("after=setup");
        File.Exists(path).ShouldBeFalse("it has served");
    }

    [Fact]
    public async Task An_empty_file_is_a_lost_database()
    {
        await using var app = new SublarrApp { WithAdministrator = false };
        Leave(app, "api_key");
        Leave(app, "sublarr.db", "");
        using var stranger = new Browser(app);

        using var guessed = await SetUpAsync(stranger, "");

        (await guessed.Content.ReadAsStringAsync()).ShouldContain("This is not the code");
    }

    private static void Leave(SublarrApp app, string name, string content = "left over from before")
    {
        var path = Path.Combine(app.ConfigDirectory, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }

    private static Task<HttpResponseMessage> SetUpAsync(Browser browser, string code) => browser.SubmitAsync(
        "/setup",
        new()
        {
            ["Input.UserName"] = "anna",
            ["Input.Password"] = "long enough words",
            ["Input.PasswordAgain"] = "long enough words",
            ["Input.Code"] = code,
        });
}
