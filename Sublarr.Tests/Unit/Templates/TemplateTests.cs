using System.Text.Json;
using Sublarr.Domain.Templates;

namespace Sublarr.Tests.Unit.Templates;

public sealed class TemplateTests
{
    [Theory]
    [InlineData("Hello {{name}}!", "Hello Ada!")]
    [InlineData("{{ name }}", "Ada")]
    [InlineData("{{address.city}}", "Paris")]
    [InlineData("{{nobody}}{{address.nobody.at.all}}", "")]
    [InlineData("{{count}} {{ratio}} {{yes}} {{none}}", "0 1.5 true ")]
    [InlineData("{{! nobody reads this }}x", "x")]
    [InlineData("{{#yes}}shown{{/yes}}{{#no}}hidden{{/no}}", "shown")]
    [InlineData("{{^no}}shown{{/no}}{{^yes}}hidden{{/yes}}", "shown")]
    [InlineData("{{#empty}}hidden{{/empty}}{{^empty}}shown{{/empty}}", "shown")]
    [InlineData("{{#blank}}hidden{{/blank}}{{#none}}hidden{{/none}}", "")]
    [InlineData("{{#count}}{{count}}{{/count}}", "0")]
    [InlineData("{{#list}}{{.}},{{/list}}", "a,b,")]
    [InlineData("{{#people}}{{name}} of {{address.city}};{{/people}}", "Bo of Rome;Cy of Paris;")]
    [InlineData("{{#address}}{{city}} {{name}}{{/address}}", "Paris Ada")]
    [InlineData("{{list}}", """["a","b"]""")]
    [InlineData("a\n  {{#yes}}\nb\n  {{/yes}}\nc", "a\nb\nc")]
    [InlineData("a\r\n{{#yes}}\r\nb\r\n{{/yes}}\r\nc", "a\r\nb\r\nc")]
    [InlineData("a {{#yes}}b{{/yes}} c\n", "a b c\n")]
    [InlineData("{ {x} } {", "{ {x} } {")]
    public void A_template_writes_what_mustache_says(string template, string expected) => Render(template, TemplateEscaping.None).Text.ShouldBe(expected);

    [Theory]
    [InlineData("a\n{{#yes}}", "Line 2: {{#yes}} is not closed: write {{/yes}} where it ends.")]
    [InlineData("{{/yes}}", "Line 1: {{/yes}} closes nothing: remove it, or write {{#yes}} before it.")]
    [InlineData("{{#a}}\n{{#b}}\n{{/a}}{{/b}}", "Line 3: {{/a}} comes before {{/b}}: close what was opened last first.")]
    [InlineData("{{name", "Line 1: {{ is not closed: write }} behind the name.")]
    [InlineData("{{{name}}", "Line 1: {{{ is not closed: write }}} behind the name.")]
    [InlineData("{{}}", "Line 1: \"\" is no name: write one such as title or data.title.")]
    [InlineData("{{a..b}}", "Line 1: \"a..b\" is no name: write one such as title or data.title.")]
    [InlineData("{{name | upper}}", "Line 1: \"name | upper\" is no name: write one such as title or data.title.")]
    [InlineData("{{> /etc/passwd}}", "Line 1: {{> is not known here: templates have values, sections and comments alone.")]
    [InlineData("{{=<% %>=}}", "Line 1: {{= is not known here: templates have values, sections and comments alone.")]
    public void What_cannot_be_read_is_refused_with_its_line(string template, string message)
    {
        Template.Read(template, TemplateEscaping.Json, out var problem).ShouldBeNull();

        problem.ShouldBe(message);
    }

    [Theory]
    [InlineData("The \"Harbour\" Line")]
    [InlineData("line\nbreak\r\tand tab")]
    [InlineData("back\\slash \\\" quote")]
    [InlineData("進撃の巨人 S01E01 — “Café” 🎬👩‍👩‍👧")]
    [InlineData("\",\"admin\":true,\"x\":\"")]
    [InlineData("{{name}} {{{secret}}}")]
    [InlineData("</script><!-- \u2028 \u0000 \u001b[31m")]
    public void A_hostile_title_stays_one_json_text(string title)
    {
        var values = JsonSerializer.SerializeToElement(new { title });

        var output = Template.Read("""{"quoted": "{{title}}", "whole": {{{title}}}, "inner": "<{{title}}>"}""", TemplateEscaping.Json, out _)!.Render(values);

        using var document = JsonDocument.Parse(output.Text);
        document.RootElement.GetProperty("quoted").GetString().ShouldBe(title);
        document.RootElement.GetProperty("whole").GetString().ShouldBe(title);
        document.RootElement.GetProperty("inner").GetString().ShouldBe($"<{title}>");
        document.RootElement.EnumerateObject().Count().ShouldBe(3);
    }

    [Theory]
    [InlineData(TemplateEscaping.Form, "a b&c=d/é", "a%20b%26c%3Dd%2F%C3%A9")]
    [InlineData(TemplateEscaping.Markup, "<b>\"Tom\" & 'Jerry'</b>", "&lt;b&gt;&quot;Tom&quot; &amp; &#39;Jerry&#39;&lt;/b&gt;")]
    [InlineData(TemplateEscaping.None, "<\"&'>", "<\"&'>")]
    public void Values_are_escaped_for_the_text_around_them(TemplateEscaping escaping, string value, string expected)
    {
        var template = Template.Read("{{value}}", escaping, out _)!;

        template.Render(JsonSerializer.SerializeToElement(new { value })).Text.ShouldBe(expected);
    }

    [Fact]
    public void In_json_three_braces_write_any_value_whole()
    {
        var output = Render("[{{{list}}}, {{{count}}}, {{{yes}}}, {{{none}}}, {{{nobody}}}, {{{address}}}]", TemplateEscaping.Json);

        output.Text.ShouldBe("""[["a","b"], 0, true, null, null, {"city":"Paris"}]""");
    }

    [Fact]
    public void Names_that_are_not_there_are_told()
    {
        var output = Render("{{name}} {{titel}} {{address.street}} {{titel}} {{#nobody}}{{/nobody}}", TemplateEscaping.None);

        output.Missing.ShouldBe(["titel", "address.street"], ignoreOrder: true);
    }

    [Fact]
    public void The_innermost_of_several_values_is_asked_first()
    {
        var template = Template.Read("{{id}} {{title}}", TemplateEscaping.None, out _)!;

        var output = template.Render(JsonSerializer.SerializeToElement(new { id = 1, title = "x" }), JsonSerializer.SerializeToElement(new { id = 2 }));

        output.Text.ShouldBe("2 x");
    }

    [Fact]
    public void Sections_within_sections_end_at_the_limit_of_steps()
    {
        var names = Enumerable.Repeat("items", Template.DepthLimit).ToList();
        var text = string.Concat(names.Select(name => $"{{{{#{name}}}}}")) + string.Concat(names.Select(name => $"{{{{/{name}}}}}"));
        var values = JsonSerializer.SerializeToElement(new { items = Enumerable.Range(0, 1_000) });

        var output = Template.Read(text, TemplateEscaping.Json, out _)!.Render(values);

        output.Problem.ShouldBe("It takes more than 20000 steps: repeat less.");
    }

    [Fact]
    public void An_output_that_grows_ends_at_the_limit_of_length()
    {
        var values = JsonSerializer.SerializeToElement(new { items = Enumerable.Range(0, 1_000), text = new string('x', 1_000) });

        var output = Template.Read("{{#items}}{{text}}{{/items}}", TemplateEscaping.None, out _)!.Render(values);

        output.Problem.ShouldBe("The result is longer than 256 KiB: leave something out.");
        output.Text.Length.ShouldBeLessThanOrEqualTo(Template.OutputLimit);
    }

    [Theory]
    [InlineData(Template.DepthLimit, true)]
    [InlineData(Template.DepthLimit + 1, false)]
    public void Sections_are_nested_so_deep_and_no_deeper(int depth, bool isRead)
    {
        var text = string.Concat(Enumerable.Repeat("{{#a}}", depth)) + string.Concat(Enumerable.Repeat("{{/a}}", depth));

        (Template.Read(text, TemplateEscaping.None, out _) is not null).ShouldBe(isRead);
    }

    [Fact]
    public void A_template_that_is_too_long_is_refused() =>
        Template.Read(new string('x', Template.LengthLimit + 1), TemplateEscaping.None, out _).ShouldBeNull();

    private static TemplateOutput Render(string template, TemplateEscaping escaping)
    {
        var values = JsonSerializer.SerializeToElement(new
        {
            name = "Ada",
            address = new { city = "Paris" },
            count = 0,
            ratio = 1.5,
            yes = true,
            no = false,
            none = (string?)null,
            blank = "",
            empty = Array.Empty<string>(),
            list = new[] { "a", "b" },
            people = new object[] { new { name = "Bo", address = new { city = "Rome" } }, new { name = "Cy" } },
        });
        var read = Template.Read(template, escaping, out var problem);
        problem.ShouldBeNull();
        return read!.Render(values);
    }
}
