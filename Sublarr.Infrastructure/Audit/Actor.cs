namespace Sublarr.Infrastructure.Audit;

/// <summary>Who changes something.</summary>
/// <param name="Kind">What kind of somebody it is.</param>
/// <param name="Name">The user's name, or what stands for it.</param>
/// <param name="Address">The network address it comes from; null for Sublarr itself.</param>
public sealed record Actor(ActorKind Kind, string Name, string? Address)
{
    /// <summary>Who it is, as events say it: a user's name, or one word for what is no user.</summary>
    public string Word => Kind switch
    {
        ActorKind.User => Name,
        ActorKind.ApiKey => "api",
        ActorKind.Environment => "environment",
        ActorKind.Visitor => "visitor",
        _ => "sublarr",
    };

    /// <summary>Sublarr itself.</summary>
    public static Actor Sublarr { get; } = new(ActorKind.Sublarr, "Sublarr", null);

    /// <summary>The settings Sublarr was started with.</summary>
    public static Actor Environment { get; } = new(ActorKind.Environment, "Environment", null);
}
