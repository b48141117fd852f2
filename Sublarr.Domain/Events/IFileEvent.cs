using Sublarr.Domain.Library;

namespace Sublarr.Domain.Events;

/// <summary>A fact that changes files beside which a media server looks.</summary>
public interface IFileEvent : IMediaEvent
{
    /// <summary>How long a look at a folder waits for what else comes into it, such as the other files of a season.</summary>
    static readonly TimeSpan Window = TimeSpan.FromSeconds(15);

    /// <summary>Why a media server is not asked about any other event.</summary>
    const string NoneChanged = "The event changes no file that a media server looks at.";

    /// <summary>What has changed; null when this one changed no file.</summary>
    MediaChange? Change { get; }
}
