using System.Globalization;
using System.Text.Json;
using FluentValidation;
using FluentValidation.Results;
using Sublarr.Domain.Languages;

namespace Sublarr.Web.Api;

/// <summary>Reads the texts of an address and gathers what is wrong with them, so that one answer names every field.</summary>
internal sealed class QueryReader
{
    private readonly List<ValidationFailure> _failures = [];

    /// <summary>A whole number; null when nothing was given.</summary>
    public long? Number(string field, string? text)
    {
        if (IsBlank(text))
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        Refuse(field, "Enter a whole number.");
        return null;
    }

    /// <summary>A whole number for paging, where a larger one than fits is as good as the largest.</summary>
    public int? Count(string field, string? text) => Number(field, text) is { } number ? (int)Math.Clamp(number, int.MinValue, int.MaxValue) : null;

    /// <summary>A time, in UTC unless it says otherwise; null when nothing was given.</summary>
    public DateTimeOffset? Time(string field, string? text)
    {
        if (IsBlank(text))
        {
            return null;
        }

        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
        {
            return time;
        }

        Refuse(field, "Enter a time such as 2026-01-15T12:00:00Z.");
        return null;
    }

    /// <summary>One of the words of an enum, in snake_case; null when nothing was given.</summary>
    public TEnum? Word<TEnum>(string field, string? text)
        where TEnum : struct, Enum
    {
        if (IsBlank(text))
        {
            return null;
        }

        if (EnumText.Find<TEnum>(text) is { } known)
        {
            return known;
        }

        Refuse(field, $"Use one of: {string.Join(", ", Enum.GetValues<TEnum>().Select(EnumText.Of))}.");
        return null;
    }

    /// <summary>A language, by any of its codes or names, as the tag that is stored; null when nothing was given.</summary>
    public string? Language(string field, string? text)
    {
        if (IsBlank(text))
        {
            return null;
        }

        if (LanguageCode.Find(text) is { } known)
        {
            return known.Text;
        }

        Refuse(field, $"\"{text}\" is no language Sublarr knows. GET /api/v1/languages lists them.");
        return null;
    }

    /// <summary>Refuses a range that ends before it begins.</summary>
    public void InOrder(string field, DateTimeOffset? since, DateTimeOffset? until)
    {
        if (since > until)
        {
            Refuse(field, "The range ends before it begins.");
        }
    }

    /// <summary>Refuses a field.</summary>
    public void Refuse(string field, string message) => _failures.Add(new ValidationFailure(field, message));

    /// <exception cref="ValidationException">A field was refused.</exception>
    public void ThrowIfRefused()
    {
        if (_failures.Count > 0)
        {
            throw new ValidationException(_failures);
        }
    }

    private static bool IsBlank([System.Diagnostics.CodeAnalysis.NotNullWhen(false)] string? text) => string.IsNullOrWhiteSpace(text);
}

/// <summary>Enums as the snake_case words of addresses and JSON.</summary>
internal static class EnumText
{
    public static string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    /// <summary>The value of a word; null when there is none.</summary>
    public static TEnum? Find<TEnum>(string? word)
        where TEnum : struct, Enum
    {
        foreach (var value in Enum.GetValues<TEnum>())
        {
            if (Of(value).Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }
}
