using System.Text.Json;
using FluentValidation;
using FluentValidation.Results;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Scoring;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Scoring;

namespace Sublarr.Web.Features.Scoring;

/// <summary>Keeps a preset under its name, and merges it into the rules when asked to.</summary>
internal static class ImportPreset
{
    /// <param name="Preset">The preset as JSON.</param>
    /// <param name="Apply">True to merge it into the rules too.</param>
    /// <param name="IsPreview">True to tell what would change, and store nothing.</param>
    /// <param name="Version">The version that was edited; null for whatever is stored.</param>
    public sealed record Command(JsonElement Preset, bool Apply, bool IsPreview, long? Version) : IRequest<Answer>;

    /// <param name="Name">The preset's name.</param>
    /// <param name="Changes">What changed in the rules, or would change.</param>
    /// <param name="Saved">What came of it; null for a preview.</param>
    public sealed record Answer(string Name, IReadOnlyList<RuleDifference> Changes, ScoringSaved? Saved);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Preset).Custom((json, context) =>
        {
            ScoringPreset? preset = null;
            context.Read(document => preset = document.ReadPreset(json));
            if (preset is not null && ScoringPreset.BuiltIn.Any(builtIn => builtIn.Name.Equals(preset.Name, StringComparison.OrdinalIgnoreCase)))
            {
                context.AddFailure(new ValidationFailure("name", $"{preset.Name} came with Sublarr and cannot be replaced: choose another name."));
            }
        });
    }

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts, ScoringDirectory directory, ScoringStore store) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command command, CancellationToken cancellationToken)
        {
            var preset = new ScoringDocument().ReadPreset(command.Preset)!;
            var state = await directory.GetAsync(cancellationToken);
            var changes = command.Apply || command.IsPreview ? preset.DifferencesFrom(state.Rules) : [];
            if (command.IsPreview)
            {
                return new(preset.Name, changes, null);
            }

            if (command.Version is { } version && version != state.Version)
            {
                return new(preset.Name, [], new(state.Version, [], IsConflict: true));
            }

            var saved = command.Apply
                ? await store.SaveAsync(new ScoringEdit(preset.ApplyTo, command.Version, new(preset.Name)), cancellationToken)
                : new(state.Version, [], IsConflict: false);
            if (!saved.IsConflict)
            {
                await KeepAsync(preset, cancellationToken);
            }

            return new(preset.Name, changes, saved);
        }

        private async Task KeepAsync(ScoringPreset preset, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var row = await context.ScoringPresets.SingleOrDefaultAsync(row => row.Name == preset.Name, cancellationToken);
            if (row is null)
            {
                context.Add(new ScoringPresetRow { Name = preset.Name, Document = ScoringDocument.Write(preset) });
            }
            else
            {
                row.Document = ScoringDocument.Write(preset);
            }

            await context.SaveChangesAsync(cancellationToken);
        }
    }
}
