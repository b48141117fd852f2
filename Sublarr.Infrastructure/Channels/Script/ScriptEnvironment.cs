using System.Globalization;
using System.Text;
using System.Text.Json;
using Sublarr.Domain.Deliveries;

namespace Sublarr.Infrastructure.Channels.Script;

/// <summary>The whole environment of a script: of the server's own, nothing gets into it but what a person named. The names are documented in docs/how-to/write-a-hook.md.</summary>
internal static class ScriptEnvironment
{
    public const string RunId = "SUBLARR_RUN_ID";

    public const string HomeId = "SUBLARR_HOME_ID";

    /// <summary>Where programs are looked for, in this order.</summary>
    public const string SearchPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /// <summary>The longest value of a payload field, in bytes. The kernel refuses to start a program at 128 KiB.</summary>
    public const int ValueLimit = 4 * 1024;

    /// <summary>The size of all variables together, in bytes.</summary>
    public const int TotalLimit = 64 * 1024;

    private const string FieldPrefix = "SUBLARR_DATA_";

    /// <summary>The variables of one run.</summary>
    /// <param name="delivery">What it is told.</param>
    /// <param name="allowed">Variables of the server's that a person lets it see; the names below win.</param>
    /// <param name="folder">Its private folder.</param>
    /// <param name="runId">Marks the processes of the run.</param>
    /// <param name="homeId">Marks the processes of this Sublarr.</param>
    public static Dictionary<string, string> Of(Delivery delivery, IReadOnlyDictionary<string, string> allowed, RunFolder folder, string runId, string homeId)
    {
        var variables = new Dictionary<string, string>(allowed, StringComparer.Ordinal)
        {
            ["PATH"] = SearchPath,
            ["HOME"] = folder.Path,
            ["LANG"] = "C.UTF-8",
            ["SUBLARR_EVENT"] = delivery.Event.Name,
            ["SUBLARR_EVENT_TYPE"] = delivery.Event.Name,
            ["SUBLARR_EVENT_ID"] = delivery.Event.Id,
            ["SUBLARR_EVENT_FILE"] = folder.EventFile,
            ["SUBLARR_ATTEMPT"] = delivery.Attempt.ToString(CultureInfo.InvariantCulture),
            ["SUBLARR_TEST"] = delivery.IsTest ? "true" : "false",
            [RunId] = runId,
            [HomeId] = homeId,
        };
        AddTimeZone(variables);
        AddFields(variables, delivery.Event.Data);
        return variables;
    }

    // A zone without a name is a file in /etc, which the script's programs find by themselves.
    private static void AddTimeZone(Dictionary<string, string> variables)
    {
        if (TimeZoneInfo.Local.HasIanaId)
        {
            variables["TZ"] = TimeZoneInfo.Local.Id;
        }
    }

    private static void AddFields(Dictionary<string, string> variables, string data)
    {
        using var payload = JsonDocument.Parse(data);
        if (payload.RootElement.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        var left = TotalLimit - variables.Sum(variable => SizeOf(variable.Key, variable.Value));
        foreach (var field in payload.RootElement.EnumerateObject())
        {
            var name = NameOf(field.Name);
            if (ValueOf(field.Value) is { } value && SizeOf(name, value) <= left && variables.TryAdd(name, value))
            {
                left -= SizeOf(name, value);
            }
        }
    }

    private static string NameOf(string field) =>
        FieldPrefix + string.Concat(field.Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToUpperInvariant(letter) : '_'));

    // Lists and objects are in the JSON alone: a half of one in a variable would look like a whole.
    private static string? ValueOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Fit(value.GetString()!),
        JsonValueKind.Number => Fit(value.GetRawText()),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    // The kernel would cut the value at a NUL; a line end would let a title look like a second variable in `env`.
    private static string Fit(string text)
    {
        var kept = new StringBuilder();
        var size = 0;
        foreach (var rune in text.EnumerateRunes().Where(rune => rune.Value is not ('\0' or '\r' or '\n')))
        {
            size += rune.Utf8SequenceLength;
            if (size > ValueLimit)
            {
                break;
            }

            kept.Append(rune.ToString());
        }

        return kept.ToString();
    }

    // As the kernel counts: "name=value" and a NUL.
    private static int SizeOf(string name, string value) => Encoding.UTF8.GetByteCount(name) + Encoding.UTF8.GetByteCount(value) + 2;
}
