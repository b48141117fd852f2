using System.Text.RegularExpressions;
using Sublarr.Domain.Events;
using Sublarr.Web.Components.Shared;

namespace Sublarr.Tests.Architecture;

public sealed partial class SymbolTests
{
    [Fact]
    public void Every_symbol_that_a_page_names_has_a_drawing()
    {
        var named = SourceTests.Sources("*.razor").SelectMany(file => Named().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value);

        named.Except(Symbols.Drawings.Keys).ShouldBeEmpty();
    }

    [Fact]
    public void Every_event_has_a_symbol_with_a_drawing() =>
        EventCatalog.All.Select(descriptor => EventSentence.Of(descriptor.Name, descriptor.Example.GetRawText()).Icon).Except(Symbols.Drawings.Keys).ShouldBeEmpty();

    [GeneratedRegex("<(?:Symbol Name|Empty Icon|ActionButton [^>]*?\\bIcon)=\"([a-z_]+)\"")]
    private static partial Regex Named();
}
