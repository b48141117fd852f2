using FluentValidation;
using Sublarr.Infrastructure.Security;

namespace Sublarr.Web.Security;

/// <summary>What a password that somebody chooses must have.</summary>
internal static class ChosenPasswordRule
{
    public static IRuleBuilderOptions<T, string> ChosenPassword<T>(this IRuleBuilder<T, string> rule) =>
        rule.MinimumLength(Administrator.ShortestPassword).WithMessage($"Use at least {Administrator.ShortestPassword} characters.");
}
