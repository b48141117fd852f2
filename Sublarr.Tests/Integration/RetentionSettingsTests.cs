using FluentValidation;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Tests.Fixtures;
using Sublarr.Web.Features.Settings;

namespace Sublarr.Tests.Integration;

public sealed class RetentionSettingsTests
{
    [Fact]
    public async Task Limits_have_defaults_are_stored_and_refuse_what_makes_no_sense()
    {
        await using var app = new SublarrApp();
        var mediator = app.Services.GetRequiredService<IMediator>();

        var usual = await mediator.Send(new GetRetention.Query());
        await mediator.Send(new ChangeRetention.Command(365, 365, 5_000, 100));
        await mediator.Send(new ChangeRetention.Command(7, 14, 2_000, 3));
        var changed = await mediator.Send(new GetRetention.Query());
        var refused = await Should.ThrowAsync<ValidationException>(() => mediator.Send(new ChangeRetention.Command(366, 0, 0, 0)));

        var shorter = await Should.ThrowAsync<ValidationException>(() => mediator.Send(new ChangeRetention.Command(30, 29, 5_000, 7)));

        usual.ShouldBe(new GetRetention.Limits(30, 90, 1_000_000, 7));
        changed.ShouldBe(new GetRetention.Limits(7, 14, 2_000, 3));
        refused.Errors.Select(error => error.PropertyName).ShouldBe(["Days", "FailedDays", "MaximumJobs", "Backups"]);
        shorter.Errors.Select(error => error.PropertyName).ShouldBe(["FailedDays"]);
    }
}
