namespace Sublarr.Infrastructure.Subscriptions;

/// <summary>Hooks and webhooks that this version cannot read. Their deliveries are held.</summary>
public interface IUnreadableSubscriptions
{
    /// <summary>Why each of them cannot be read and what helps, by id, with every change that was saved before the call. Answered from memory.</summary>
    ValueTask<IReadOnlyDictionary<long, UnreadableSubscription>> GetAsync(CancellationToken cancellationToken);
}

/// <summary>One that cannot be read.</summary>
/// <param name="Channel">The channel it is stored with.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Problem">Why, and what helps, as sentences.</param>
/// <param name="HasPage">False when this version has no such channel, and so no list that it stands in.</param>
public sealed record UnreadableSubscription(string Channel, string Name, string Problem, bool HasPage);
