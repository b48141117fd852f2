using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Library;
using Sublarr.Domain.Subtitles;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Subtitles;

namespace Sublarr.Web.Features.Settings;

/// <summary>How subtitles are written beside their videos.</summary>
internal static class GetPlacing
{
    public sealed record Query : IRequest<Placing>;

    /// <summary>As people set it.</summary>
    /// <param name="Mark">What stands for the hard of hearing.</param>
    /// <param name="IsPlain">True for codes of two or three letters alone.</param>
    /// <param name="FileMode">As in <c>chmod</c>: 644; empty leaves it to the umask.</param>
    /// <param name="TrashDays">How long what was replaced is kept.</param>
    /// <param name="TrashMegabytes">How much of it.</param>
    public sealed record Placing(HearingImpairedMark Mark, bool IsPlain, string FileMode, int TrashDays, int TrashMegabytes);

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Query, Placing>
    {
        public async Task<Placing> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var settings = await context.PlacingSettings.AsNoTracking().SingleOrDefaultAsync(cancellationToken) ?? new PlacingSettings();
            return new(settings.Mark, settings.IsPlain, settings.FileMode is { } mode ? Convert.ToString(mode, 8) : "", settings.TrashDays, settings.TrashMegabytes);
        }
    }
}
