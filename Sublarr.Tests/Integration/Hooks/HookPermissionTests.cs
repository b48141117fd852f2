using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Infrastructure.Channels.Script;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Hooks;

public sealed class HookPermissionTests
{
    private const UnixFileMode Everybodys = (UnixFileMode)0b111_111_111;

    [Fact]
    public async Task On_a_share_that_keeps_no_permissions_a_hook_says_so_and_runs_once_that_is_accepted()
    {
        await using var app = new ShareApp();
        using var api = app.CreateApiClient();
        ScriptBench.WriteAt(Path.Combine(app.ConfigDirectory, "hooks/hello.sh"), "#!/bin/sh\necho hello\n");
        File.SetUnixFileMode(Path.Combine(app.ConfigDirectory, "hooks/hello.sh"), Everybodys);
        using var created = await api.PostAsJsonAsync("/api/v1/hooks", new { name = "Hello", event_name = "subtitle_downloaded", script_path = "hello.sh" });
        var id = (await created.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();

        var found = await api.GetFromJsonAsync<JsonElement>("/api/v1/hooks/permissions");
        var before = await TestAsync(api, id);
        using var accepted = await api.PutAsJsonAsync("/api/v1/hooks/permissions", new { accepted = true });
        using var again = await api.PutAsJsonAsync("/api/v1/hooks/permissions", new { accepted = true });
        var after = await TestAsync(api, id);
        var audit = await api.GetFromJsonAsync<JsonElement>("/api/v1/audit");

        found.GetProperty("kept").GetBoolean().ShouldBeFalse();
        found.GetProperty("accepted").GetBoolean().ShouldBeFalse();
        before.ShouldContain("keeps no permissions, and chmod does not help");
        (await accepted.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accepted").GetBoolean().ShouldBeTrue();
        after.ShouldContain("hello\\n");
        audit.GetRawText().Split("hooks_folder").Length.ShouldBe(2);
        audit.GetRawText().ShouldContain("without_permissions");
    }

    private static async Task<string> TestAsync(HttpClient api, long id)
    {
        using var test = await api.PostAsync($"/api/v1/hooks/{id}/test", null);
        return await test.Content.ReadAsStringAsync();
    }

    private sealed class ShareApp : SublarrApp
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureServices(services => services.AddSingleton(provider => new HookModes(provider.GetRequiredService<SublarrOptions>(), _ => Everybodys)));
        }
    }
}
