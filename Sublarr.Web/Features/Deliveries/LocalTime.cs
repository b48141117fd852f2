using System.Globalization;
using Sublarr.Web.Live;

namespace Sublarr.Web.Features.Deliveries;

/// <summary>Times in the fields of a browser, which know no zone: they are meant in the browser's own.</summary>
internal static class LocalTime
{
    private const string Form = "yyyy-MM-ddTHH:mm";

    /// <summary>The field's value for a time; empty for none.</summary>
    public static string Write(BrowserTime browser, DateTimeOffset? time) =>
        time is { } known ? browser.ToLocal(known).ToString(Form, CultureInfo.InvariantCulture) : "";

    /// <summary>The time of a field's value, in UTC; null for none.</summary>
    public static DateTimeOffset? Read(BrowserTime browser, object? value)
    {
        if (!DateTime.TryParse(value?.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            return null;
        }

        var unspecified = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        return new DateTimeOffset(unspecified, browser.Zone.GetUtcOffset(unspecified)).ToUniversalTime();
    }
}
