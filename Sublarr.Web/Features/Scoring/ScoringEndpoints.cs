using System.Text.Json;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Sublarr.Domain.Library;
using Sublarr.Domain.Scoring;
using Sublarr.Infrastructure.Scoring;
using Sublarr.Web.Api;

namespace Sublarr.Web.Features.Scoring;

/// <summary>
/// <c>/api/v1/scoring</c>. Answers carry the version as <c>ETag</c>; a change with <c>If-Match</c> is refused with 409 when somebody
/// else was faster.
/// </summary>
internal sealed class ScoringEndpoints : IApiEndpoints
{
    public void Map(IEndpointRouteBuilder api)
    {
        var scoring = api.MapGroup("/scoring").WithTags("Scoring");
        scoring.MapGet("/weights", GetWeightsAsync);
        scoring.MapPut("/weights", PutWeightsAsync);
        scoring.MapDelete("/weights", DeleteWeightsAsync);
        scoring.MapGet("/modifiers", GetModifiersAsync);
        scoring.MapPut("/modifiers", PutModifiersAsync);
        scoring.MapDelete("/modifiers/{provider}", DeleteModifierAsync);
        scoring.MapGet("/presets", GetPresetsAsync);
        scoring.MapGet("/presets/{name}", GetPresetAsync);
        scoring.MapPost("/presets/import", ImportAsync);
        scoring.MapDelete("/presets/{name}", DeletePresetAsync);
        scoring.MapPost("/preview", (PreviewScoring.Command preview, IMediator mediator, CancellationToken cancellationToken) => mediator.Send(preview, cancellationToken).AsOk());
    }

    private static Task<Ok<WeightsView>> GetWeightsAsync(HttpContext http, IMediator mediator, CancellationToken cancellationToken) =>
        ShowAsync(http, mediator, WeightsView.Of, cancellationToken);

    private static async Task<Results<Ok<WeightsView>, ProblemHttpResult>> PutWeightsAsync(
        JsonElement weights, [FromHeader(Name = "If-Match")] string? version, HttpContext http, IMediator mediator, CancellationToken cancellationToken)
    {
        var saved = await mediator.Send(new SaveWeights.Command(weights, StoredVersion.Read(version)), cancellationToken);
        return saved.IsConflict ? Conflict(saved) : await ShowAsync(http, mediator, WeightsView.Of, cancellationToken);
    }

    private static async Task<Results<Ok<WeightsView>, ProblemHttpResult>> DeleteWeightsAsync(
        string? type, string? key, [FromHeader(Name = "If-Match")] string? version, HttpContext http, IMediator mediator, CancellationToken cancellationToken)
    {
        var saved = await mediator.Send(new ResetWeights.Command(type, key, StoredVersion.Read(version)), cancellationToken);
        return saved.IsConflict ? Conflict(saved) : await ShowAsync(http, mediator, WeightsView.Of, cancellationToken);
    }

    private static Task<Ok<ModifiersView>> GetModifiersAsync(HttpContext http, IMediator mediator, CancellationToken cancellationToken) =>
        ShowAsync(http, mediator, ModifiersView.Of, cancellationToken);

    private static async Task<Results<Ok<ModifiersView>, ProblemHttpResult>> PutModifiersAsync(
        JsonElement modifiers, [FromHeader(Name = "If-Match")] string? version, HttpContext http, IMediator mediator, CancellationToken cancellationToken)
    {
        var saved = await mediator.Send(new SaveModifiers.Command(modifiers, StoredVersion.Read(version)), cancellationToken);
        return saved.IsConflict ? Conflict(saved) : await ShowAsync(http, mediator, ModifiersView.Of, cancellationToken);
    }

    private static async Task<Results<NoContent, NotFound, ProblemHttpResult>> DeleteModifierAsync(
        string provider, [FromHeader(Name = "If-Match")] string? version, IMediator mediator, CancellationToken cancellationToken)
    {
        var saved = await mediator.Send(new DeleteModifier.Command(provider, StoredVersion.Read(version)), cancellationToken);
        return saved switch
        {
            { IsConflict: true } => Conflict(saved),
            { ChangedKeys.Count: 0 } => TypedResults.NotFound(),
            _ => TypedResults.NoContent(),
        };
    }

    private static async Task<Ok<IReadOnlyList<PresetItem>>> GetPresetsAsync(
        [AsParameters] PlainList.Asked asked, HttpContext http, IMediator mediator, CancellationToken cancellationToken)
    {
        var state = await mediator.Send(new GetScoring.Query(), cancellationToken);
        var presets = await mediator.Send(new GetPresets.Query(), cancellationToken);
        return PlainList.Part(http, asked, [.. presets.Select(preset => new PresetItem(
            preset.Name,
            preset.Description,
            preset.IsBuiltIn,
            preset.Name == state.ActivePreset,
            [.. preset.DifferencesFrom(state.Rules).Select(difference => difference.Name)]))]);
    }

    private static async Task<Results<ContentHttpResult, NotFound>> GetPresetAsync(string name, IMediator mediator, CancellationToken cancellationToken)
    {
        var presets = await mediator.Send(new GetPresets.Query(), cancellationToken);
        return presets.FirstOrDefault(preset => preset.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } found
            ? TypedResults.Content(ScoringDocument.Write(found), "application/json")
            : TypedResults.NotFound();
    }

    private static async Task<Results<Ok<ImportPreset.Answer>, ProblemHttpResult>> ImportAsync(
        JsonElement preset, bool? apply, bool? preview, [FromHeader(Name = "If-Match")] string? version, IMediator mediator, CancellationToken cancellationToken)
    {
        var answer = await mediator.Send(new ImportPreset.Command(preset, apply ?? true, preview ?? false, StoredVersion.Read(version)), cancellationToken);
        return answer.Saved is { IsConflict: true } conflict ? Conflict(conflict) : TypedResults.Ok(answer);
    }

    private static async Task<Results<NoContent, NotFound, ProblemHttpResult>> DeletePresetAsync(string name, IMediator mediator, CancellationToken cancellationToken)
    {
        if (ScoringPreset.BuiltIn.Any(preset => preset.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
        {
            return TypedResults.Problem($"{name} came with Sublarr and stays.", statusCode: StatusCodes.Status409Conflict, title: "This preset cannot be deleted.");
        }

        return await mediator.Send(new DeletePreset.Command(name), cancellationToken) ? TypedResults.NoContent() : TypedResults.NotFound();
    }

    private static async Task<Ok<TView>> ShowAsync<TView>(HttpContext http, IMediator mediator, Func<ScoringState, TView> view, CancellationToken cancellationToken)
    {
        var state = await mediator.Send(new GetScoring.Query(), cancellationToken);
        StoredVersion.Tell(http, state.Version);
        return TypedResults.Ok(view(state));
    }

    private static ProblemHttpResult Conflict(ScoringSaved saved) => TypedResults.Problem(
        $"The scoring is at version {saved.Version} by now: read it, and change that.", statusCode: StatusCodes.Status409Conflict, title: "Somebody else changed the scoring.");

    internal sealed record WeightsView(
        long Version, string? ActivePreset, IReadOnlyDictionary<string, int> Episode, IReadOnlyDictionary<string, int> Movie, WeightTables Defaults)
    {
        public static WeightsView Of(ScoringState state) => new(
            state.Version,
            state.ActivePreset,
            Table(state.Rules.Weights, MediaType.Episode),
            Table(state.Rules.Weights, MediaType.Movie),
            new(Table(ScoringWeights.Default, MediaType.Episode), Table(ScoringWeights.Default, MediaType.Movie)));

        private static Dictionary<string, int> Table(ScoringWeights weights, MediaType type) =>
            ScoringKeyInfo.Of(type).ToDictionary(info => info.Name, info => weights[type, info.Key]);
    }

    internal sealed record WeightTables(IReadOnlyDictionary<string, int> Episode, IReadOnlyDictionary<string, int> Movie);

    internal sealed record ModifiersView(long Version, IReadOnlyDictionary<string, int> ProviderModifiers)
    {
        public static ModifiersView Of(ScoringState state) => new(state.Version, state.Rules.Modifiers);
    }

    /// <param name="Name">What people call it.</param>
    /// <param name="Description">What it is for.</param>
    /// <param name="BuiltIn">True when it came with Sublarr.</param>
    /// <param name="Active">True when it was applied last.</param>
    /// <param name="Changes">What applying it would change; its drift, when it is active.</param>
    internal sealed record PresetItem(string Name, string? Description, bool BuiltIn, bool Active, IReadOnlyList<string> Changes);
}
