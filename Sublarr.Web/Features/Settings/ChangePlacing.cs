using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Library;
using Sublarr.Domain.Subtitles;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Subtitles;

namespace Sublarr.Web.Features.Settings;

/// <summary>Sets how subtitles are written beside their videos. It holds for the next one; what is there keeps its name.</summary>
internal static class ChangePlacing
{
    private static readonly string[] Modes = ["", "600", "640", "644", "660", "664", "666"];

    public sealed record Command(HearingImpairedMark Mark, bool IsPlain, string FileMode, int TrashDays, int TrashMegabytes) : IRequest<bool>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Mark).IsInEnum().WithMessage("Choose sdh, cc or hi.");
            RuleFor(command => command.FileMode).Must(mode => Modes.Contains(mode)).WithMessage("Enter 600, 640, 644, 660, 664 or 666, or leave it empty for what the umask says.");
            RuleFor(command => command.TrashDays).InclusiveBetween(1, PlacingSettings.LongestTrashDays).WithMessage($"Enter 1 to {PlacingSettings.LongestTrashDays} days.");
            RuleFor(command => command.TrashMegabytes).InclusiveBetween(1, PlacingSettings.LargestTrashMegabytes).WithMessage($"Enter 1 to {PlacingSettings.LargestTrashMegabytes} megabytes.");
        }
    }

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Command, bool>
    {
        public async Task<bool> Handle(Command command, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var settings = await context.PlacingSettings.SingleOrDefaultAsync(cancellationToken) ?? context.Add(new PlacingSettings()).Entity;
            settings.Write(command.Mark, command.IsPlain);
            settings.Allow(command.FileMode.Length == 0 ? null : Convert.ToInt32(command.FileMode, 8));
            settings.Keep(command.TrashDays, command.TrashMegabytes);
            await context.SaveChangesAsync(cancellationToken);
            return true;
        }
    }
}
