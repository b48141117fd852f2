using FluentValidation;
using FluentValidation.Results;
using Sublarr.Domain.Scoring;

namespace Sublarr.Web.Features.Scoring;

/// <summary>Turns what a document says into failures that name each field.</summary>
internal static class ScoringValidation
{
    public static void Read<TCommand>(this ValidationContext<TCommand> context, Action<ScoringDocument> read)
    {
        var document = new ScoringDocument();
        read(document);
        foreach (var problem in document.Problems)
        {
            context.AddFailure(new ValidationFailure(problem.Field, problem.Message));
        }
    }
}
