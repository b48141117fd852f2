using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Sublarr.Domain;
using Sublarr.Domain.Incoming;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Infrastructure.Arr;

/// <summary>What is wrong with an instance, as sentences that name the remedy.</summary>
internal static class ArrSentences
{
    private const int LongestAnswer = 300;

    /// <summary>True for what an instance, or the way to it, is to blame for.</summary>
    public static bool IsTrouble(Exception exception) => exception is HttpFaultException or JsonException;

    /// <summary>The trouble behind such an exception.</summary>
    public static ArrException Of(Exception exception, ArrServer server, bool isCutShort = false) => exception is JsonException broken
        ? new(ArrTrouble.Refused, Unreadable(server, broken, isCutShort), broken)
        : new(ArrTrouble.Unreachable, exception.Message, exception);

    /// <summary>The key that is stored cannot be read.</summary>
    public static ArrException LostKey(CryptographicException exception) => new(
        ArrTrouble.KeyRefused,
        "The stored API key cannot be decrypted: the keys in Sublarr's configuration folder are not the ones it was encrypted with. Enter it again.",
        exception);

    /// <summary>Another program answers.</summary>
    public static ArrException Stranger(ArrServer server, string? appName) => new(
        ArrTrouble.Stranger,
        string.IsNullOrWhiteSpace(appName)
            ? $"What answers at {server.Url} does not say that it is {server.Source}. Check the address."
            : $"{ArrText.OneLine(appName)} answers at {server.Url}, and not {server.Source}. Enter the address of {server.Source}, or create it again as what it is.");

    /// <summary>What an answer that is none comes to.</summary>
    public static ArrException Of(HttpAnswer answer, ArrServer server) => answer.Status switch
    {
        >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => new(ArrTrouble.WrongAddress, Page(server)),
        >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => new(ArrTrouble.WrongAddress, Redirected(answer, server)),
        HttpStatusCode.BadRequest when IsUnknownHost(answer) => new(ArrTrouble.HostRefused, UnknownHost(answer, server)),
        HttpStatusCode.Unauthorized => new(ArrTrouble.KeyRefused, $"{server.Source} does not take the API key. Copy it again from {server.Source}: Settings > General > API Key."),
        HttpStatusCode.Forbidden => new(ArrTrouble.KeyRefused, $"{Status(answer)}: something in front of {server.Source} asks who calls. Enter an address that goes past it."),
        HttpStatusCode.NotFound when SaysOf(answer).Length == 0 => new(ArrTrouble.WrongAddress, Missing(server)),
        HttpStatusCode.NotFound => new(ArrTrouble.NotFound, $"{server.Source} knows nothing of that: {SaysOf(answer)}"),
        HttpStatusCode.ServiceUnavailable => new(ArrTrouble.Busy, $"{server.Source} is starting, or being worked on ({Status(answer)}{Said(answer)}). Sublarr asks again."),
        HttpStatusCode.TooManyRequests => new(ArrTrouble.Busy, $"{Status(answer)}: something in front of {server.Source} lets no more requests through. Sublarr asks again."),
        HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout =>
            new(ArrTrouble.Unreachable, $"{Status(answer)}: the proxy in front of {server.Source} cannot reach it. Check that it is running."),
        _ => new(ArrTrouble.Refused, $"{server.Source} answered {Status(answer)}{Said(answer)}. Its own log (System > Log Files) says more."),
    };

    private static string Page(ArrServer server) =>
        $"What answers at {server.Url} shows a page in place of data. If {server.Source} has a URL base (Settings > General), add it to the address, such as {Based(server)}; "
        + $"if something in front of it asks for a sign-in, enter an address that goes past it.";

    private static string Missing(ArrServer server) =>
        $"There is no API of {server.Source} at {server.Url}. Check the port, and whether it has a URL base (Settings > General), which belongs to the address, "
        + $"such as {Based(server)}.";

    private static string Based(ArrServer server) => $"{new Uri(server.Url).GetLeftPart(UriPartial.Authority)}/{server.Source.Key()}";

    private static string Redirected(HttpAnswer answer, ArrServer server)
    {
        var target = answer.Response.Headers.NonValidated.TryGetValues("Location", out var values) ? values.First() : "";
        if (target.StartsWith("https://", StringComparison.OrdinalIgnoreCase) && server.Url.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        {
            return $"{Status(answer)}: it wants to be asked over https. Enter the address with https://, and its port for https (Settings > General > SSL Port).";
        }

        return $"{Status(answer)}: it points to {(target.Length > 0 ? ArrText.OneLine(answer.Redaction.Url(target)) : "another address")}, and redirects are not followed. "
            + "Enter the address that it points to; if that is a sign-in, enter one that goes past it.";
    }

    // Newer versions refuse names that are not listed, and say nothing, or show a page.
    private static bool IsUnknownHost(HttpAnswer answer) => answer.IsPage || string.IsNullOrWhiteSpace(answer.Body.Text);

    private static string UnknownHost(HttpAnswer answer, ArrServer server) =>
        $"{server.Source} does not know the name \"{answer.Response.RequestMessage?.RequestUri?.Host ?? new Uri(server.Url).Host}\" that it is called by ({Status(answer)}). "
        + "Add it there under Settings > General > Allowed Hosts, or enter a name that is listed.";

    private static string Unreadable(ArrServer server, JsonException broken, bool isCutShort) => isCutShort
        ? $"{server.Source}'s answer ends before it is complete. Ask again; if that stays so, look at a proxy in between."
        : $"{server.Source}'s answer cannot be understood{(broken.Path is { } path ? $" (at {ArrText.OneLine(path)})" : "")}. "
            + "It may be a version that Sublarr does not know, or a proxy changed it.";

    private static string Status(HttpAnswer answer) => $"{(int)answer.Status} {Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase((int)answer.Status)}".TrimEnd();

    private static string Said(HttpAnswer answer) => SaysOf(answer) is { Length: > 0 } said ? $": {said.TrimEnd('.')}" : "";

    // An object with a message, or a list of fields that did not please.
    private static string SaysOf(HttpAnswer answer)
    {
        var body = answer.Find();
        var messages = body.ValueKind == JsonValueKind.Array
            ? body.Items().Select(problem => problem.TextOf("errorMessage"))
            : [body.TextOf("message"), body.TextOf("description")];
        var said = answer.Redaction.Text(string.Join(", ", messages.OfType<string>().Where(message => message.Length > 0)));
        return ArrText.OneLine(said.Length > LongestAnswer ? said[..LongestAnswer] : said);
    }
}
