using FluentValidation;
using FluentValidation.Results;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Arr;
using Sublarr.Domain.Incoming;
using Sublarr.Infrastructure.Arr;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Web.Features.Arr;

/// <summary>What an instance must be like to be saved or tried out.</summary>
/// <param name="contexts">The stored ones.</param>
/// <param name="rules">The rules of what is entered.</param>
internal sealed class ArrRules(IDbContextFactory<SublarrDbContext> contexts, IValidator<ArrEdit> rules)
{
    // A stored key is as good as it was when it was entered: it need not be decrypted to be kept.
    private const string KeptKey = "kept";

    /// <summary>What is wrong with a draft.</summary>
    /// <param name="id">What is changed; null for a new one.</param>
    /// <param name="draft">What is entered.</param>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    public async Task<IReadOnlyList<ValidationFailure>> ProblemsOfAsync(long? id, ArrDraft draft, CancellationToken cancellationToken)
    {
        if (ArrSources.Find(draft.Kind) is not { } source)
        {
            return [new ValidationFailure(nameof(ArrDraft.Kind), $"\"{draft.Kind}\" is none of the programs that Sublarr asks. Use sonarr or radarr.")];
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var others = await context.ArrInstances.AsNoTracking().ToListAsync(cancellationToken);
        var present = others.Find(instance => instance.Id == id);
        return [.. rules.Validate(draft.Read(present is null ? null : KeptKey)).Errors, .. Conflicts(source, draft.Name.Trim(), present, others)];
    }

    private static IEnumerable<ValidationFailure> Conflicts(ArrSource source, string name, ArrInstance? present, List<ArrInstance> all)
    {
        if (present is not null && present.Source != source)
        {
            yield return new(nameof(ArrDraft.Kind), $"It is a {present.Source} and stays so: create another one for {source}.");
        }

        if (all.Any(other => other.Id != present?.Id && other.Source == source && other.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
        {
            yield return new(nameof(ArrDraft.Name), $"Another {source} is called so: their ids overlap, so each needs a name of its own.");
        }
    }
}
