using System.Text.Json;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Sublarr.Infrastructure.Persistence;

/// <summary>Stores an enum as its snake_case word, the same that the API shows.</summary>
internal sealed class SnakeCaseEnumConverter<TEnum>() : ValueConverter<TEnum, string>(value => EnumWord<TEnum>.Of(value), word => EnumWord<TEnum>.Parse(word))
    where TEnum : struct, Enum;

/// <summary>The snake_case words of an enum.</summary>
internal static class EnumWord<TEnum>
    where TEnum : struct, Enum
{
    private static readonly Dictionary<TEnum, string> Words = Enum.GetValues<TEnum>()
        .ToDictionary(value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));

    private static readonly Dictionary<string, TEnum> Values = Words.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    public static string Of(TEnum value) => Words[value];

    public static TEnum Parse(string word) => Values[word];
}
