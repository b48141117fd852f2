namespace Sublarr.Domain.Schedules;

/// <summary>The time zones of this machine by name.</summary>
public static class ClockZone
{
    /// <summary>The zone of that name; null when this machine has none.</summary>
    /// <param name="id">Its name, such as <c>Europe/Berlin</c>, or what this machine calls its own.</param>
    public static TimeZoneInfo? Find(string id) => Find(id, TimeZoneInfo.Local);

    // .NET calls the zone of the machine "Local" where no file of the zone database is the same as /etc/localtime
    // (dotnet/runtime, TimeZoneInfo.Unix.cs), and does not find it again by that name.
    internal static TimeZoneInfo? Find(string id, TimeZoneInfo local) =>
        id == local.Id ? local : id.Length > 0 && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : null;
}
