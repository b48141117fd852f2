using Sublarr.Domain.Deliveries;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Web.Channels;

/// <summary>The channels that have no page of their own, by name: one form, one list and one place in the API serve them all.</summary>
/// <param name="forms">The settings of every channel.</param>
public sealed class ChannelForms(IEnumerable<IChannelForm> forms)
{
    /// <summary>What can be created, ordered by what people call it.</summary>
    public IReadOnlyList<(ChannelInfo Channel, IChannelForm Form)> Shared =>
    [
        .. from form in forms
           let channel = ChannelCatalog.Find(form.Channel)
           where channel is { Path: ChannelInfo.SharedPath }
           orderby channel.Title
           select (channel, form),
    ];

    /// <summary>The form of a channel; null when it has none here.</summary>
    /// <param name="kind">The channel's name.</param>
    public IChannelForm? Find(string kind) => Shared.FirstOrDefault(known => known.Channel.Name == kind).Form;
}
