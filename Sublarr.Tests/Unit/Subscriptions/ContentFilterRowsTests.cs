using Sublarr.Web.Subscriptions;

namespace Sublarr.Tests.Unit.Subscriptions;

public sealed class ContentFilterRowsTests
{
    [Theory]
    [InlineData("""{"and":[{"field":"language","operator":"eq","value":"en"},{"field":"score","operator":"gte","value":80}]}""")]
    [InlineData("""{"or":[{"field":"language","operator":"in","value":["en","de"]}]}""")]
    [InlineData("""{"not":{"or":[{"field":"forced","operator":"eq","value":true},{"field":"season","operator":"eq","value":"02"}]}}""")]
    public void Rows_say_what_the_filter_says(string json)
    {
        ContentFilterRows.Of(json).ShouldNotBeNull().Json().ShouldBe(json);
    }

    [Fact]
    public void A_single_condition_is_one_row()
    {
        ContentFilterRows.Of("""{"field":"language","operator":"eq","value":"en"}""")!.Rows.ShouldHaveSingleItem().Text.ShouldBe("en");
    }

    [Fact]
    public void A_deeper_filter_is_no_rows()
    {
        ContentFilterRows.Of("""{"and":[{"not":{"field":"a","operator":"eq","value":1}}]}""").ShouldBeNull();
    }

    [Fact]
    public void No_rows_are_no_filter()
    {
        ContentFilterRows.Of(null)!.Json().ShouldBeNull();
    }
}
