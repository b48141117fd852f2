using FluentValidation;

namespace Sublarr.Infrastructure.Outbound;

/// <summary>What headers that a person adds, and keys that travel in headers and addresses, must be like.</summary>
internal static class HeaderRule
{
    /// <summary>Headers that a person may add.</summary>
    /// <typeparam name="T">The settings that hold them.</typeparam>
    /// <param name="rule">The headers.</param>
    /// <param name="isSignedIn">Tells whether the channel sets <c>Authorization</c> itself; null when it never does.</param>
    public static IRuleBuilderOptionsConditions<T, Dictionary<string, string>> AreHeaders<T>(
        this IRuleBuilderInitial<T, Dictionary<string, string>> rule, Func<T, bool>? isSignedIn = null) =>
        rule.Custom((headers, context) =>
        {
            foreach (var problem in CustomHeaders.Problems(headers, isSignedIn?.Invoke(context.InstanceToValidate) ?? false))
            {
                context.AddFailure(problem);
            }
        });

    /// <summary>A key that a service has given out: copied with a blank or a line break it would be another.</summary>
    /// <typeparam name="T">The settings that hold it.</typeparam>
    /// <param name="rule">The key.</param>
    /// <param name="name">What people call it, at the beginning of a sentence.</param>
    public static IRuleBuilderOptions<T, string> IsKey<T>(this IRuleBuilder<T, string> rule, string name) => rule
        .Must(key => CustomHeaders.IsText(key) && !key.Contains(' ', StringComparison.Ordinal))
        .WithMessage($"{name} holds a character that no header may hold: copy it again.");
}
