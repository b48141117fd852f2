using System.Text.Json.Nodes;
using FluentValidation;
using FluentValidation.Results;
using MediatR;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Providers;

namespace Sublarr.Web.Features.Providers;

/// <summary>Tries a provider out, as it is stored or as it is typed. Nothing of the settings is stored, and no download is used up.</summary>
internal static class TestProvider
{
    /// <param name="Name">Which.</param>
    /// <param name="Settings">What is typed, laid over what is stored; null for what is stored.</param>
    /// <param name="Told">Hears of each step as it is known; null when nobody watches.</param>
    public sealed record Command(string Name, JsonObject? Settings, Func<TestStep, Task>? Told = null) : IRequest<Result?>;

    /// <param name="Success">True when every step was passed.</param>
    /// <param name="Steps">What was asked, in its order.</param>
    public sealed record Result(bool Success, IReadOnlyList<TestStep> Steps);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(ProviderDirectory directory) => RuleFor(command => command).CustomAsync(async (command, context, cancellationToken) =>
        {
            foreach (var problem in await directory.FindAsync(command.Name, cancellationToken) is { } known ? known.Form.ProblemsOf(known.Row, command.Settings ?? [], []) : [])
            {
                context.AddFailure(new ValidationFailure(problem.Path, problem.Message));
            }
        });
    }

    public sealed class Handler(ProviderDirectory directory, ProviderTrial trial) : IRequestHandler<Command, Result?>
    {
        public async Task<Result?> Handle(Command command, CancellationToken cancellationToken)
        {
            if (await directory.FindAsync(command.Name, cancellationToken) is not { } known)
            {
                return null;
            }

            var typed = new ProviderRow(command.Name);
            typed.Edit(known.Row.IsEnabled, command.Settings is { Count: > 0 } sent ? known.Form.Change(known.Row, sent).Stored : known.Row.Settings);
            var steps = new List<TestStep>();
            await foreach (var step in trial.RunAsync(known, typed, cancellationToken))
            {
                steps.Add(step);
                await (command.Told?.Invoke(step) ?? Task.CompletedTask);
            }

            return new(steps.TrueForAll(step => step.Ok), steps);
        }
    }
}
