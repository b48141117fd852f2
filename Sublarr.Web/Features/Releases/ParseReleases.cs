using FluentValidation;
using FluentValidation.Results;
using MediatR;
using Sublarr.Domain.Releases;

namespace Sublarr.Web.Features.Releases;

/// <summary>Reads the names of releases.</summary>
internal static class ParseReleases
{
    /// <summary>The most names at once.</summary>
    public const int MostNames = 1_000;

    /// <summary>The most characters of one: as long as a path can be.</summary>
    public const int LongestName = 4_096;

    /// <param name="Names">Names, names of files, or whole paths.</param>
    public sealed record Query(IReadOnlyList<string?>? Names) : IRequest<IReadOnlyList<ReleaseName>>;

    public sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(query => query.Names).NotEmpty().WithMessage("Send at least one name, as in \"names\": [\"…\"].");
            RuleFor(query => query.Names).Must(names => names!.Count <= MostNames).When(query => query.Names is not null)
                .WithMessage($"At most {MostNames:N0} names at once: send the rest in another request.");
            RuleFor(query => query.Names).Custom((names, context) =>
            {
                foreach (var (index, name) in (names ?? []).Take(MostNames).Index())
                {
                    if (name is null || name.Length > LongestName)
                    {
                        context.AddFailure(new ValidationFailure($"names/{index}", name is null
                            ? "A name must be text, not null."
                            : $"A name has at most {LongestName:N0} characters, this one has {name.Length:N0}: send the name of the release, or the file's path, alone."));
                    }
                }
            });
        }
    }

    public sealed class Handler : IRequestHandler<Query, IReadOnlyList<ReleaseName>>
    {
        public Task<IReadOnlyList<ReleaseName>> Handle(Query query, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<ReleaseName>>([.. query.Names!.Select(name => ReleaseName.Parse(name!))]);
    }
}
