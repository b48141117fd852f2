using System.Text.Json;
using MediatR;
using Sublarr.Domain.Events;
using Sublarr.Domain.Settings;

namespace Sublarr.Web.Channels;

/// <summary>What kinds of notifications there are, and what each of them has to be told.</summary>
internal static class GetNotificationKinds
{
    public sealed record Query : IRequest<IReadOnlyList<NotificationKind>>;

    public sealed class Handler(ChannelForms forms) : IRequestHandler<Query, IReadOnlyList<NotificationKind>>
    {
        public Task<IReadOnlyList<NotificationKind>> Handle(Query query, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<NotificationKind>>(
            [.. forms.Shared.Select(known => new NotificationKind(
                known.Channel.Name, known.Channel.Title, [.. known.Form.Fields.Select(NotificationField.Of)], [.. EventCatalog.All.Select(each => each.Name)], known.Channel.TakesWords))]);
    }
}

/// <summary>A kind of notification.</summary>
/// <param name="Kind">Its name, as it is sent.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Fields">Its settings, in the order of the form.</param>
/// <param name="Events">The events it can be sent.</param>
/// <param name="TellsPeople">True when it takes <c>title_template</c>, <c>body_template</c> and <c>quiet_hours</c>.</param>
internal sealed record NotificationKind(string Kind, string Label, IReadOnlyList<NotificationField> Fields, IReadOnlyList<string> Events, bool TellsPeople);

/// <summary>One setting of a kind.</summary>
/// <param name="Name">Its name, as it is sent.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Kind">text, long_text, number, duration (in seconds), waits (several of them), switch, choice, secret, address, headers, texts or path_mappings (objects of from and to).</param>
/// <param name="Required">True when nothing can be sent without it.</param>
/// <param name="Secret">True when it is never shown again.</param>
/// <param name="Default">What it is when it is left out of a new one; null for a secret.</param>
/// <param name="Choices">What may be sent; empty unless it is a choice.</param>
/// <param name="Hint">What it does, as a sentence; null for nothing.</param>
internal sealed record NotificationField(
    string Name, string Label, SettingKind Kind, bool Required, bool Secret, JsonElement? Default, IReadOnlyList<string> Choices, string? Hint)
{
    public static NotificationField Of(SettingField field) => new(
        field.Name, field.Label, field.Kind, field.Required, field.IsSecret, field.Default, [.. field.Choices.Select(choice => choice.Value)], field.Hint.Length > 0 ? field.Hint : null);
}
