using System.Globalization;

namespace Sublarr.Web.Security;

/// <summary>Slows down who tries to change a password without knowing the current one, in a tab left open by somebody else.</summary>
internal sealed class PasswordChanges(TimeProvider time)
{
    private readonly Slowdown _administrators = new(time, GuessBrake.FreeTries, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));

    /// <summary>Counts a try; false when it comes too early.</summary>
    public bool TryTake(long administratorId) => _administrators.TryTake(Key(administratorId));

    /// <summary>The password was right.</summary>
    public void Forgive(long administratorId) => _administrators.Forgive(Key(administratorId));

    private static string Key(long administratorId) => administratorId.ToString(CultureInfo.InvariantCulture);
}
