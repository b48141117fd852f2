using MediatR;
using Microsoft.AspNetCore.Components;
using Sublarr.Domain.Releases;

namespace Sublarr.Web.Features.Releases;

/// <summary>Names as they are typed, and what they say. The address keeps them, so that it can be sent to somebody.</summary>
public sealed partial class Releases(IMediator mediator, NavigationManager navigation) : ComponentBase
{
    private const int MostLines = 50;

    // Browsers and proxies take longer ones, and people do not send them on.
    private const int LongestAddress = 3_000;

    private static readonly string[] Examples =
        ["The.Harbour.Line.S02E05.1080p.AMZN.WEB-DL.DDP5.1.Atmos.H.264-TIDE", "[Quay] Paper Fox - 07v2 (1080p) [A1B2C3D4].mkv"];

    private string text = "";
    private string[] inAddress = [];

    /// <summary>The names in the address.</summary>
    [SupplyParameterFromQuery]
    public string[]? Name { get; set; }

    private static string Example => "releases?" + string.Join('&', Examples.Select(name => $"name={Uri.EscapeDataString(name)}"));

    private string Hint => Lines(text).Length > MostLines ? $"The first {MostLines} names are read." : "Read as you type. The address of this page keeps them.";

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        // What was typed meanwhile stays: the address follows the text, and leads only when somebody else changed it.
        var given = Name ?? [];
        if (!given.SequenceEqual(inAddress, StringComparer.Ordinal))
        {
            (inAddress, text) = (given, string.Join('\n', given));
        }
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private async Task<IReadOnlyList<ReleaseName>> ReadAsync(CancellationToken cancellationToken)
    {
        var names = Lines(text).Take(MostLines).Select(line => line[..Math.Min(line.Length, ParseReleases.LongestName)]).ToList();
        return names.Count == 0 ? [] : await mediator.Send(new ParseReleases.Query(names), cancellationToken);
    }

    private void Type(string? typed)
    {
        text = typed ?? "";
        var names = Lines(text);
        var address = navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { ["name"] = names });
        if (address.Length > LongestAddress)
        {
            (names, address) = ([], navigation.GetUriWithQueryParameter("name", (string?)null));
        }

        inAddress = names;
        navigation.NavigateTo(address, replace: true);
    }
}
