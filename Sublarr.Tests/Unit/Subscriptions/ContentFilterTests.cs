using System.Text.Json;
using Sublarr.Domain.Subscriptions;

namespace Sublarr.Tests.Unit.Subscriptions;

public sealed class ContentFilterTests
{
    private const string Data = """{"title":"The Harbour Line","language":"en","score":87,"rate":1.50,"forced":false,"none":null,"tags":["hi","sdh"],"media":{"kind":"episode"},"files":[{"name":"a.mkv","season":1},{"name":"b.mkv","season":2,"langs":["de"]}],"nothing":[]}""";

    [Theory]
    [InlineData("""{"field":"language","operator":"eq","value":"en"}""", true)]
    [InlineData("""{"field":"language","operator":"eq","value":"EN"}""", false)]
    [InlineData("""{"field":"rate","operator":"eq","value":1.5}""", true)]
    [InlineData("""{"field":"missing","operator":"eq","value":"en"}""", false)]
    [InlineData("""{"field":"missing","operator":"ne","value":"en"}""", true)]
    [InlineData("""{"field":"language","operator":"ne","value":"en"}""", false)]
    [InlineData("""{"field":"language","operator":"in","value":["de","en"]}""", true)]
    [InlineData("""{"field":"language","operator":"in","value":["de"]}""", false)]
    [InlineData("""{"field":"score","operator":"gt","value":87}""", false)]
    [InlineData("""{"field":"score","operator":"gte","value":87}""", true)]
    [InlineData("""{"field":"score","operator":"lt","value":87.5}""", true)]
    [InlineData("""{"field":"score","operator":"lte","value":86}""", false)]
    [InlineData("""{"field":"score","operator":"gt","value":"1"}""", false)]
    [InlineData("""{"field":"missing","operator":"lt","value":1}""", false)]
    [InlineData("""{"field":"title","operator":"starts_with","value":"The "}""", true)]
    [InlineData("""{"field":"score","operator":"starts_with","value":"8"}""", false)]
    [InlineData("""{"field":"title","operator":"contains","value":"Harbour"}""", true)]
    [InlineData("""{"field":"tags","operator":"contains","value":"sdh"}""", true)]
    [InlineData("""{"field":"tags","operator":"contains","value":"s"}""", false)]
    [InlineData("""{"field":"title","operator":"exists","value":true}""", true)]
    [InlineData("""{"field":"none","operator":"exists","value":true}""", false)]
    [InlineData("""{"field":"missing","operator":"exists","value":false}""", true)]
    [InlineData("""{"field":"media.kind","operator":"eq","value":"episode"}""", true)]
    [InlineData("""{"field":"title.kind","operator":"eq","value":"episode"}""", false)]
    [InlineData("""{"and":[{"field":"language","operator":"eq","value":"en"},{"field":"score","operator":"gte","value":90}]}""", false)]
    [InlineData("""{"or":[{"field":"language","operator":"eq","value":"de"},{"field":"score","operator":"gte","value":80}]}""", true)]
    [InlineData("""{"not":{"field":"forced","operator":"eq","value":true}}""", true)]
    [InlineData("""{"field":"files.name","operator":"eq","value":"b.mkv"}""", true)]
    [InlineData("""{"field":"files.name","operator":"eq","value":"c.mkv"}""", false)]
    [InlineData("""{"field":"files.name","operator":"ne","value":"b.mkv"}""", false)]
    [InlineData("""{"field":"files.name","operator":"ne","value":"c.mkv"}""", true)]
    [InlineData("""{"field":"files.season","operator":"gt","value":1}""", true)]
    [InlineData("""{"field":"files.langs","operator":"contains","value":"de"}""", true)]
    [InlineData("""{"field":"files.size","operator":"exists","value":false}""", true)]
    [InlineData("""{"field":"files.langs","operator":"exists","value":false}""", false)]
    [InlineData("""{"field":"nothing.name","operator":"eq","value":"a.mkv"}""", false)]
    [InlineData("""{"field":"nothing.name","operator":"ne","value":"a.mkv"}""", true)]
    public void Event_is_heard_by_what_it_says(string filter, bool isHeard)
    {
        Read(filter).Matches(Parse(Data)).ShouldBe(isHeard);
    }

    [Theory]
    [InlineData("[]", "must be an object")]
    [InlineData("\"x\"", "must be an object")]
    [InlineData("""{"and":[]}""", "at least one part")]
    [InlineData("""{"and":{}}""", "at least one part")]
    [InlineData("""{"operator":"eq","value":1}""", "needs a field")]
    [InlineData("""{"field":"a..b","operator":"eq","value":1}""", "needs a field")]
    [InlineData("""{"field":"a","operator":"like","value":1}""", "\"like\" is no operator: use contains, eq")]
    [InlineData("""{"field":"a","operator":"eq"}""", "on a needs a value")]
    [InlineData("""{"field":"a","operator":"in","value":1}""", "on a needs a list")]
    [InlineData("""{"field":"a","operator":"gt","value":true}""", "on a needs a number or a text")]
    [InlineData("""{"field":"a","operator":"exists","value":1}""", "on a needs true or false")]
    [InlineData("""{"field":"a","op":"eq","value":1}""", "knows no \"op\"")]
    [InlineData("""{"not":{"not":{"not":{"not":{"not":{"not":{"not":{"not":{"field":"a","operator":"eq","value":1}}}}}}}}}""", "nested deeper")]
    public void What_cannot_be_read_is_refused_with_a_remedy(string filter, string message)
    {
        ContentFilter.Read(Parse(filter), out var problem).ShouldBeNull();

        problem.ShouldNotBeNull().ShouldContain(message);
    }

    [Fact]
    public void Too_many_conditions_are_refused()
    {
        var conditions = string.Join(',', Enumerable.Repeat("""{"field":"a","operator":"eq","value":1}""", ContentFilter.MostConditions + 1));

        ContentFilter.Read(Parse($$"""{"or":[{{conditions}}]}"""), out var problem);

        problem.ShouldNotBeNull().ShouldContain("more than 50 conditions");
    }

    private static ContentFilter Read(string json) => ContentFilter.Read(Parse(json), out var problem).ShouldNotBeNull(problem);

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
