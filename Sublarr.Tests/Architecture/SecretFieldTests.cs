using System.Text.RegularExpressions;

namespace Sublarr.Tests.Architecture;

/// <summary>
/// Browsers fill what looks like a password with the one of the sign-in, and pass over <c>autocomplete="off"</c> there: a webhook
/// would be saved with the administrator's password as its secret.
/// </summary>
public sealed partial class SecretFieldTests
{
    private static readonly string[] AsksForOurPassword = ["SignIn.razor", "PasswordPanel.razor"];

    [Fact]
    public void Secret_fields_are_not_filled_by_the_browser()
    {
        var fields = SourceTests.Sources("*.razor").SelectMany(file => Input().Matches(File.ReadAllText(file)).Select(match => (File: Path.GetFileName(file), Text: match.Value)))
            .Where(field => IsSecret().IsMatch(field.Text))
            .ToList();

        fields.Count.ShouldBeGreaterThan(8);
        fields.Where(field => !IsLeftAlone(field.File, field.Text)).ShouldBeEmpty();
    }

    private static bool IsLeftAlone(string file, string field) =>
        field.Contains("autocomplete=\"new-password\"", StringComparison.Ordinal)
        || (AsksForOurPassword.Contains(file) && field.Contains("autocomplete=\"current-password\"", StringComparison.Ordinal));

    // An attribute may hold a lambda, and with it the sign that ends a tag.
    [GeneratedRegex("<(?:input|InputText|MudTextField)\\b(?:[^\">]|\"[^\"]*\"|@\\([^)]*\\))*>")]
    private static partial Regex Input();

    [GeneratedRegex("type=\"(?:password\"|@\\([^)]*\"password\")|InputType=\"InputType\\.Password")]
    private static partial Regex IsSecret();
}
