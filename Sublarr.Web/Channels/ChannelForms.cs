using Sublarr.Domain.Deliveries;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Web.Channels;

/// <summary>The forms of the channels. Those without a page of their own share one page, one list and one place in the API.</summary>
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

    /// <summary>The form of any channel; null when it has none.</summary>
    /// <param name="channel">The channel's name.</param>
    public IChannelForm? Find(string channel) => forms.FirstOrDefault(form => form.Channel == channel);

    /// <summary>The same for a channel without a page of its own.</summary>
    /// <param name="kind">The channel's name.</param>
    public IChannelForm? FindShared(string kind) => Shared.FirstOrDefault(known => known.Channel.Name == kind).Form;

    /// <summary>Why a kind cannot be used, as a sentence.</summary>
    /// <param name="kind">What was sent.</param>
    public string Refusal(string kind) => $"There is no kind \"{kind}\": use one of {string.Join(", ", Shared.Select(known => known.Channel.Name))}.";
}
