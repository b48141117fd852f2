using Sublarr.Domain;
using Sublarr.Domain.Settings;
using Sublarr.Web.Subscriptions;

namespace Sublarr.Web.Channels;

/// <summary>What is set of some settings, in a few words for a folded part of a form.</summary>
internal static class SettingSummary
{
    private const int LongestValue = 40;

    /// <summary>Those that are not as usual; a word for none where all are.</summary>
    /// <param name="inputs">The settings.</param>
    public static string Of(IEnumerable<SettingInput> inputs)
    {
        var all = inputs.ToList();
        return string.Join(", ", all.Select(Phrase).Where(phrase => phrase is not null)) is { Length: > 0 } set ? set
            : all.TrueForAll(input => input.Field.Kind is SettingKind.Headers or SettingKind.PathMappings) ? "None" : "As usual";
    }

    private static string? Phrase(SettingInput input) => input.Field.Kind switch
    {
        SettingKind.Secret => input.Text.Length > 0 || input is { HasStored: true, IsRemoved: false } ? $"{input.Field.Label} is set" : null,
        SettingKind.Headers => Names(input),
        SettingKind.PathMappings => Folders(input.Mappings.FindAll(row => !row.IsEmpty)),
        SettingKind.Switch when input.IsOn == Usual(input).IsOn => null,
        SettingKind.Switch => input.IsOn ? input.Field.Label : $"{input.Field.Label}: off",
        _ when input.Text == Usual(input).Text => null,
        SettingKind.Choice => input.Field.Choices.FirstOrDefault(choice => choice.Value == input.Text)?.Label ?? input.Text,
        SettingKind.LongText => $"{input.Field.Label} is set",
        _ => $"{input.Field.Label}: {Cut(input.Text)}",
    };

    private static SettingInput Usual(SettingInput input) => new(input.Field, input.Field.DefaultNode);

    private static string? Names(SettingInput input)
    {
        var names = input.Rows.Where(row => row.Name.Length > 0).Select(row => row.Name).ToList();
        return names.Count == 0 ? null : input.Field.Item.Length > 0 ? Wording.Several(names.Count, input.Field.Item) : Cut(string.Join(", ", names));
    }

    private static string? Folders(List<MappingRow> rows) => rows switch
    {
        [] => null,
        [var only] => $"{only.From} → {only.To}",
        _ => Wording.Several(rows.Count, "folder"),
    };

    private static string Cut(string text) => text.Length <= LongestValue ? text : $"{text[..LongestValue]}…";
}
