using FluentValidation;
using MediatR;
using Sublarr.Infrastructure.Channels.Script;
using Sublarr.Infrastructure.Settings;
using Sublarr.Web.Subscriptions;

namespace Sublarr.Web.Features.Hooks;

/// <summary>Creates or changes a hook.</summary>
internal static class SaveHook
{
    /// <param name="Id">Null to create.</param>
    /// <param name="Form">What to store.</param>
    public sealed record Command(long? Id, HookForm Form) : IRequest<long?>
    {
        /// <summary>True stores it as off whatever the form says: what it holds is asked about first.</summary>
        public bool StaysOff { get; init; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(IValidator<ScriptSettings> script)
        {
            RuleFor(command => command.Form.Name).IsSubscriptionName();
            RuleFor(command => command.Form.EventNames).AreEventNames();
            RuleFor(command => command.Form.TimeoutSeconds).IsTimeout();
            RuleFor(command => command.Form.RetryCount).IsRetryCount();
            RuleFor(command => command.Form.Filter).IsContentFilter();
            RuleFor(command => command.Form).Custom((form, context) => context.AddChannelFailures(script.Validate(SettingsValidation.Of(SettingsOf(form), form.EventNames))));
        }
    }

    public sealed class Handler(SubscriptionEditor editor, ChannelSettings settings) : IRequestHandler<Command, long?>
    {
        public Task<long?> Handle(Command command, CancellationToken cancellationToken)
        {
            var form = command.Form;
            return editor.SaveAsync(
                new SubscriptionEdit(
                    HookView.Channel, command.Id, form.Name, form.EventNames, stored => settings.Change(stored, SettingsOf(form)),
                    form.TimeoutSeconds, form.RetryCount, form.Filter, form.Enabled && !command.StaysOff),
                cancellationToken);
        }
    }

    private static ScriptSettings SettingsOf(HookForm form) => new()
    {
        ScriptPath = form.ScriptPath.Trim(),
        WorkingMode = form.WorkingMode,
        Ordering = form.Ordering,
        Idempotent = form.Idempotent,
        EnvironmentNames = [.. form.EnvironmentNames.Select(name => name.Trim())],
    };
}
