using Sublarr.Infrastructure;

namespace Sublarr.Tests.Architecture;

public sealed class DependencyTests
{
    [Fact]
    public void Infrastructure_does_not_know_the_web()
    {
        var references = typeof(InfrastructureRegistration).Assembly.GetReferencedAssemblies();

        references.ShouldNotContain(reference => reference.Name == "Sublarr.Web");
    }
}
