using FluentValidation;
using Microsoft.AspNetCore.Components;
using Sublarr.Domain.Library;
using Sublarr.Web.Components.Shared;

namespace Sublarr.Web.Features.Library;

/// <summary>The table of how the episodes of a series are counted.</summary>
public sealed partial class EpisodeNumbers : ComponentBase
{
    private readonly NewSeason season = new();
    private IReadOnlyList<string> problems = [];
    private List<Row>? rows;
    private bool isBusy;

    /// <summary>The series.</summary>
    [Parameter, EditorRequired]
    public long TitleId { get; set; }

    /// <summary>They are stored.</summary>
    [Parameter]
    public EventCallback Saved { get; set; }

    private async Task ReadAsync()
    {
        if (rows is null)
        {
            rows = [.. (await Mediator.Send(new GetNumbers.Query(TitleId), CancellationToken.None) ?? []).Select(Row.Of)];
            season.First = (rows.Max(row => row.Absolute) ?? 0) + 1;
        }
    }

    private void AddSeason()
    {
        var first = rows!.Where(row => row.Season == season.Season).Select(row => row.Episode).DefaultIfEmpty(0).Max() + 1;
        var count = Math.Clamp(season.Count, 1, EpisodeNumber.MostOfSeries);
        rows!.AddRange(Enumerable.Range(0, count).Select(index => new Row { Season = season.Season, Episode = first + index, Absolute = season.First + index }));
        (season.Season, season.First) = (season.Season + 1, season.First + count);
    }

    private async Task SaveAsync()
    {
        (isBusy, problems) = (true, []);
        try
        {
            await Mediator.Send(new SaveNumbers.Command(TitleId, [.. rows!.Select(row => row.Number())]), CancellationToken.None);
            Snackbar.Say(true, "Numbers saved");
            await Saved.InvokeAsync();
        }
        catch (ValidationException invalid)
        {
            problems = [.. invalid.Errors.Select(error => error.ErrorMessage)];
        }
        finally
        {
            isBusy = false;
        }
    }

    private sealed class NewSeason
    {
        public int Season { get; set; } = 1;

        public int Count { get; set; } = 12;

        public int First { get; set; } = 1;
    }

    private sealed class Row
    {
        public int Season { get; set; }

        public int Episode { get; set; }

        public int? Absolute { get; set; }

        public int? SceneSeason { get; set; }

        public int? SceneEpisode { get; set; }

        public static Row Of(EpisodeNumber number) =>
            new() { Season = number.Season, Episode = number.Episode, Absolute = number.Absolute, SceneSeason = number.SceneSeason, SceneEpisode = number.SceneEpisode };

        public EpisodeNumber Number() => new(Season, Episode, Absolute, SceneSeason, SceneEpisode);
    }
}
