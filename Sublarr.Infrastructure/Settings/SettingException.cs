using System.Text.Json;

namespace Sublarr.Infrastructure.Settings;

/// <summary>A setting of a row holds what this version does not take.</summary>
internal sealed class SettingException(string field, string takes) : Exception($"Its setting \"{field}\" is not one that this version takes: {takes}.")
{
    /// <summary>What cannot be read, as a sentence for people: the field where it is known, and never the words of the library that met it.</summary>
    public static string Sentence(Exception exception) => exception switch
    {
        SettingException named => named.Message,
        JsonException { Path: { } path } when FieldOf(path) is { Length: > 0 } field => $"Its setting \"{field}\" cannot be read.",
        _ => "Its settings cannot be read.",
    };

    // Of "$.retry_schedule[2]" what a person finds in the form.
    private static string FieldOf(string path) => path.Split('.', 3) is [_, var field, ..] ? field.Split('[')[0] : "";
}
