using System.Text.Json;

namespace Sublarr.Tests.Unit;

public sealed class TestDataTests
{
    [Fact]
    public void Every_webhook_sample_is_a_json_object()
    {
        var files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "TestData", "Arr"), "*.json", SearchOption.AllDirectories);

        files.ShouldNotBeEmpty();
        files.ShouldAllBe(file => IsObject(file));
    }

    private static bool IsObject(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        return document.RootElement.ValueKind == JsonValueKind.Object;
    }
}
