using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Web.Features.Library;

/// <summary>Adds a folder to the library, and looks through it.</summary>
internal static class AddFolder
{
    /// <param name="Path">Its whole path, as Sublarr sees it.</param>
    public sealed record Command(string Path) : IRequest<Added>;

    /// <param name="Id">The folder.</param>
    /// <param name="JobId">The job that looks through it.</param>
    public sealed record Added(long Id, long JobId);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(IFolderCheck check)
        {
            RuleFor(command => command.Path).Cascade(CascadeMode.Stop)
                .NotEmpty().WithMessage("Enter the folder as Sublarr sees it, such as /media/tv.")
                .MaximumLength(LibraryFolderRow.LongestPath).WithMessage($"The path is longer than {LibraryFolderRow.LongestPath} characters: shorten it.")
                .CustomAsync(async (path, context, cancellationToken) =>
                {
                    if (await check.ProblemOfAsync(Trimmed(path), cancellationToken) is { } problem)
                    {
                        context.AddFailure(problem);
                    }
                });
        }
    }

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts, LibraryFolders folders, IFolderWatch watch, ConfigNews news, TimeProvider time)
        : IRequestHandler<Command, Added>
    {
        public async Task<Added> Handle(Command command, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var row = context.Add(new LibraryFolderRow { Path = Trimmed(command.Path), AddedAt = time.GetUtcNow() }).Entity;
            await context.SaveChangesAsync(cancellationToken);
            await news.TellAsync("library", ["folders"], CancellationToken.None);
            await watch.RefreshAsync(CancellationToken.None);
            return new(row.Id, await folders.ScanAsync(row.Path, CancellationToken.None));
        }
    }

    private static string Trimmed(string path) => Path.TrimEndingDirectorySeparator(path.Trim());
}
