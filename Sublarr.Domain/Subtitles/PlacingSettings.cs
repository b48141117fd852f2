using Sublarr.Domain.Library;

namespace Sublarr.Domain.Subtitles;

/// <summary>How subtitles are written beside their videos, and how long what they replace is kept.</summary>
public sealed class PlacingSettings
{
    /// <summary>The id of the one there is.</summary>
    public const long OnlyId = 1;

    /// <summary>Days in the trash unless changed.</summary>
    public const int UsualTrashDays = 30;

    /// <summary>The longest time in the trash.</summary>
    public const int LongestTrashDays = 3650;

    /// <summary>Megabytes of the trash unless changed: some thousands of subtitles.</summary>
    public const int UsualTrashMegabytes = 200;

    /// <summary>The largest trash.</summary>
    public const int LargestTrashMegabytes = 100_000;

    private const int AllBits = 0b110_110_110;
    private const int OwnBits = 0b110_000_000;

    /// <summary>Always <see cref="OnlyId"/>.</summary>
    public long Id { get; private set; } = OnlyId;

    /// <summary>What stands in names for the hard of hearing.</summary>
    public HearingImpairedMark Mark { get; private set; }

    /// <summary>True to write codes of two or three letters and nothing else: <c>pob</c>.</summary>
    public bool IsPlain { get; private set; }

    /// <summary>Who may read and write new files, as in <c>chmod 664</c>; null leaves it to the umask.</summary>
    public int? FileMode { get; private set; }

    /// <summary>What was replaced is kept for so many days.</summary>
    public int TrashDays { get; private set; } = UsualTrashDays;

    /// <summary>Beyond so many megabytes the oldest of it is removed.</summary>
    public int TrashMegabytes { get; private set; } = UsualTrashMegabytes;

    /// <summary>How names are written.</summary>
    public SidecarStyle Style => new() { Mark = Mark, IsPlain = IsPlain };

    /// <summary>Sets how names are written.</summary>
    public void Write(HearingImpairedMark mark, bool isPlain) => (Mark, IsPlain) = (mark, isPlain);

    /// <summary>Sets who may read and write new files.</summary>
    /// <param name="mode">Bits to read and write, those of the owner always among them; null leaves it to the umask.</param>
    /// <exception cref="ArgumentOutOfRangeException">It holds other bits, or takes the file from its owner.</exception>
    public void Allow(int? mode)
    {
        if (mode is { } bits && ((bits & ~AllBits) != 0 || (bits & OwnBits) != OwnBits))
        {
            throw new ArgumentOutOfRangeException(
                nameof(mode), mode, "The mode of a file holds reading and writing alone, and both for its owner: 600, 640, 644, 660, 664 or 666.");
        }

        FileMode = mode;
    }

    /// <summary>Sets how much is kept.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A limit is not within its range.</exception>
    public void Keep(int trashDays, int trashMegabytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trashDays, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(trashDays, LongestTrashDays);
        ArgumentOutOfRangeException.ThrowIfLessThan(trashMegabytes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(trashMegabytes, LargestTrashMegabytes);
        (TrashDays, TrashMegabytes) = (trashDays, trashMegabytes);
    }
}
