using FluentValidation;
using MediatR;

namespace Sublarr.Web.Pipeline;

/// <summary>Validates every command before its handler sees it: the API and the forms get the same answer.</summary>
/// <typeparam name="TRequest">The command.</typeparam>
/// <typeparam name="TResponse">What it answers.</typeparam>
internal sealed class ValidationBehavior<TRequest, TResponse>(IEnumerable<IValidator<TRequest>> validators) : IPipelineBehavior<TRequest, TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        foreach (var validator in validators)
        {
            await validator.ValidateAndThrowAsync(request, cancellationToken);
        }

        return await next();
    }
}
