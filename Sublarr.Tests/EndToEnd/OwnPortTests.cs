using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.EndToEnd;

/// <summary>However Sublarr was told where to listen, a webhook does not lead back to it.</summary>
public sealed class OwnPortTests
{
    public static TheoryData<string, string> Ways => new()
    {
        { "SUBLARR_PORT", "{0}" },
        { "ASPNETCORE_URLS", "http://127.0.0.1:{0}" },
        { "DOTNET_URLS", "http://127.0.0.1:{0}" },
        { "Kestrel__Endpoints__Web__Url", "http://127.0.0.1:{0}" },
        { "--urls", "http://127.0.0.1:{0}" },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Own_port_is_known_whichever_way_it_was_given(string key, string value)
    {
        using var folder = new TemporaryFolder();
        await MigratedDatabase.PutIntoAsync(folder.Path);
        var port = LocalPort.Free();
        var address = string.Format(value, port);
        var environment = new Dictionary<string, string?> { ["SUBLARR_PORT"] = null };
        string[] arguments = key.StartsWith('-') ? [key, address] : [];
        if (arguments.Length == 0)
        {
            environment[key] = address;
        }

        await using var sublarr = await SublarrProcess.StartAsync(folder.Path, port, environment, arguments: arguments);

        var own = await sublarr.GetAsync($"/api/v1/settings/egress/check?address=127.0.0.1:{port}");
        var other = await sublarr.GetAsync("/api/v1/settings/egress/check?address=127.0.0.1:8123");

        (own.GetProperty("is_allowed").GetBoolean(), other.GetProperty("is_allowed").GetBoolean()).ShouldBe((false, true));
        own.GetProperty("sentence").GetString()!.ShouldContain("own-port");
    }
}
