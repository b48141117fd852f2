using System.Globalization;
using System.Text;
using Sublarr.Web.Api;

namespace Sublarr.Web.Features.Deliveries;

/// <summary>Deliveries as comma-separated values (RFC 4180), one line each.</summary>
internal static class DeliveryTable
{
    public const string Head = "id,state,error_class,subscription_id,subscription_name,channel,event_id,event_name,attempts,last_reason,created_at,finished_at,next_attempt_at,is_test";

    private const string LineEnd = "\r\n";

    // Spreadsheets take a cell that begins like this for a formula, and run it: https://owasp.org/www-community/attacks/CSV_Injection
    private const string FormulaSigns = "=+-@\t\r";

    public static async Task WriteAsync(IAsyncEnumerable<DeliveryView> deliveries, Stream stream, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        await writer.WriteAsync(Head + LineEnd);
        await foreach (var delivery in deliveries.WithCancellation(cancellationToken))
        {
            await writer.WriteAsync(Line(delivery));
        }
    }

    private static string Line(DeliveryView row) => string.Join(
        ',',
        [
            Number(row.Id), EnumText.Of(row.State), row.ErrorClass is { } failure ? EnumText.Of(failure) : "", Number(row.Subscription.Id),
            Cell(row.Subscription.Name), Cell(row.Subscription.Channel), Cell(row.EventId), Cell(row.EventName), Number(row.Attempts), Cell(row.LastReason),
            Time(row.CreatedAt), Time(row.FinishedAt), Time(row.NextAttemptAt), row.IsTest ? "true" : "false",
        ]) + LineEnd;

    private static string Number(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture) ?? "";

    private static string Cell(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var harmless = FormulaSigns.Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
        return harmless.AsSpan().ContainsAny(",\"\r\n") ? $"\"{harmless.Replace("\"", "\"\"")}\"" : harmless;
    }
}
