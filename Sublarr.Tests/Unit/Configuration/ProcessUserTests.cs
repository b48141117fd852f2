using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Tests.Unit.Configuration;

public sealed class ProcessUserTests
{
    [Theory]
    [InlineData("sublarr", 1000, "sublarr (id 1000)")]
    [InlineData("", 4321, "with the id 4321")]
    public void The_id_is_told_because_a_container_s_names_mean_nothing_outside(string name, uint id, string description) =>
        ProcessUser.Describe(name, id).ShouldBe(description);

    [Fact]
    public void This_process_has_a_user() => ProcessUser.Description.ShouldContain("id ");
}
