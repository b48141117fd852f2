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
    public void Every_symbol_is_one_of_Materials_also_that_of_an_event_from_outside()
    {
        Symbols.Drawings.Keys.Where(name => Symbols.DrawingOf(name) is null).ShouldBeEmpty();
        EventCatalog.All.Select(descriptor => EventSentence.Of(descriptor.Name, descriptor.Example.GetRawText()).Icon).Except(Symbols.Drawings.Keys).ShouldBeEmpty();
        Symbols.Drawings["egg"].ShouldContain("<path");
    }

    [GeneratedRegex("<(?:Symbol Name|Empty Icon|ActionButton [^>]*?\\bIcon)=\"([a-z_]+)\"")]
    private static partial Regex Named();
}
