using Microsoft.Extensions.DependencyInjection;
using Sublarr.Infrastructure;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Security;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Access;

public sealed class KeyRingTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Keys_that_work_let_it_start()
    {
        Check();

        Directory.GetFiles(Path.Combine(folder.Path, "keys")).ShouldHaveSingleItem();
        Should.NotThrow(Check);
    }

    // Root may read everything: a link to nowhere cannot be read by anybody.
    [Fact]
    public void Key_that_cannot_be_opened_stops_the_start()
    {
        var keys = Directory.CreateDirectory(Path.Combine(folder.Path, "keys"));
        File.CreateSymbolicLink(Path.Combine(keys.FullName, "key-1.xml"), Path.Combine(folder.Path, "nowhere"));

        Should.Throw<StartupException>(Check).Message.ShouldStartWith("SUBLARR_CONFIG_DIR: the keys in");
    }

    [Fact]
    public void Damaged_key_stops_the_start()
    {
        var keys = Directory.CreateDirectory(Path.Combine(folder.Path, "keys"));
        File.WriteAllText(Path.Combine(keys.FullName, "key-1.xml"), "<key id=\"");

        Should.Throw<StartupException>(Check).Message.ShouldStartWith("SUBLARR_CONFIG_DIR: the keys in");
    }

    public void Dispose() => folder.Dispose();

    private void Check()
    {
        var options = new SublarrOptions { ConfigDirectory = folder.Path };
        using var services = new ServiceCollection().AddLogging().AddSecurity(options).BuildServiceProvider();
        services.GetRequiredService<KeyRing>().Check();
    }
}
