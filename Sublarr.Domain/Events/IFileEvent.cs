using Sublarr.Domain.Library;

namespace Sublarr.Domain.Events;

/// <summary>A fact that changes files beside which a media server looks.</summary>
public interface IFileEvent : IMediaEvent
{
    /// <summary>What has changed; null when this one changed no file.</summary>
    MediaChange? Change { get; }
}
