using FluentValidation;
using FluentValidation.Results;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Messages;
using Sublarr.Domain.Subscriptions;

namespace Sublarr.Web.Subscriptions;

/// <summary>The rules that every kind of subscription shares.</summary>
internal static class SubscriptionRules
{
    public static IRuleBuilderOptions<T, string> IsSubscriptionName<T>(this IRuleBuilder<T, string> rule) => rule
        .NotEmpty().WithMessage("Give it a name, such as \"Copy to NAS\".")
        .MaximumLength(Subscription.NameLimit).WithMessage($"The name is longer than {Subscription.NameLimit} characters: shorten it.");

    public static IRuleBuilderOptions<T, List<string>> AreEventNames<T>(this IRuleBuilder<T, List<string>> rule) => rule
        .NotEmpty().WithMessage("Choose at least one event, or * for all.")
        .Must(names => names.TrueForAll(IsKnown)).WithMessage((_, names) =>
            $"There is no event \"{names.First(name => !IsKnown(name))}\". The catalog lists them; * means all, and subtitle_* all that begin so.");

    public static IRuleBuilderOptions<T, int> IsTimeout<T>(this IRuleBuilder<T, int> rule) => rule
        .InclusiveBetween(1, (int)Subscription.LongestTimeout.TotalSeconds)
        .WithMessage($"The timeout must be 1 to {(int)Subscription.LongestTimeout.TotalSeconds} seconds.");

    public static IRuleBuilderOptions<T, int> IsRetryCount<T>(this IRuleBuilder<T, int> rule) => rule
        .InclusiveBetween(0, RetrySchedule.RetryLimit)
        .WithMessage($"The number of retries must be 0 to {RetrySchedule.RetryLimit}.");

    /// <summary>A content filter as JSON, or none.</summary>
    public static IRuleBuilderOptionsConditions<T, string?> IsContentFilter<T>(this IRuleBuilder<T, string?> rule) => rule.Custom((json, context) =>
    {
        if (json is not null && ContentFilterText.ProblemOf(json) is { } problem)
        {
            context.AddFailure(problem);
        }
    });

    /// <summary>A template of a title or a text, or none.</summary>
    public static IRuleBuilderOptionsConditions<T, string> IsMessageTemplate<T>(this IRuleBuilder<T, string> rule, int limit) => rule.Custom((template, context) =>
    {
        if (MessageTemplate.ProblemOf(template, limit) is { } problem)
        {
            context.AddFailure(problem);
        }
    });

    /// <summary>Hours of a day, or none.</summary>
    public static IRuleBuilderOptionsConditions<T, QuietHours?> AreQuietHours<T>(this IRuleBuilder<T, QuietHours?> rule) => rule.Custom((hours, context) =>
    {
        foreach (var (field, message) in hours?.Problems ?? [])
        {
            context.AddFailure(new ValidationFailure($"{context.PropertyPath}.{field}", message));
        }
    });

    // A name, or a beginning with a star that at least one event has.
    private static bool IsKnown(string name) =>
        EventCatalog.Find(name) is not null
        || (name.EndsWith('*') && EventCatalog.All.Any(known => new EventFilter([name]).Matches(known.Name)));
}
