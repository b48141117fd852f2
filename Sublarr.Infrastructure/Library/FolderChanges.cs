using System.Threading.Channels;

namespace Sublarr.Infrastructure.Library;

/// <summary>
/// What has changed below the folders of the library and was not looked at yet. It is in memory alone: what is lost with a kill, the look at night finds.
/// </summary>
internal sealed class FolderChanges(TimeProvider time)
{
    /// <summary>So long nothing may have changed in a place: a copy is told of in hundreds of pieces.</summary>
    public static readonly TimeSpan Settle = TimeSpan.FromSeconds(10);

    /// <summary>A copy that takes longer is looked at meanwhile, and once more when it is done.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>Of more places at a time a look through all of the folder is as fast.</summary>
    private const int Most = 200;

    // Who has not heard the last time yet hears once.
    private readonly Channel<bool> _noted = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Dictionary<string, Change>> _roots = new(StringComparer.Ordinal);

    /// <summary>Something changed.</summary>
    /// <param name="root">The folder of the library.</param>
    /// <param name="path">What to look through: a folder, one that is gone, or the folder of a file.</param>
    public void Note(string root, string path)
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            var changes = _roots.TryGetValue(root, out var known) ? known : _roots[root] = new(StringComparer.Ordinal);
            if (changes.Count >= Most && !changes.ContainsKey(path))
            {
                var first = changes.Values.Min(change => change.First);
                changes.Clear();
                (path, changes[root]) = (root, new(first, now));
            }

            changes[path] = new(changes.TryGetValue(path, out var before) ? before.First : now, now);
        }

        _noted.Writer.TryWrite(true);
    }

    /// <summary>Waits until there is something that was not looked at yet.</summary>
    public async Task AnyAsync(CancellationToken cancellationToken)
    {
        while (!HasAny())
        {
            await _noted.Reader.ReadAsync(cancellationToken);
        }
    }

    /// <summary>The folders of the library of which something can be looked at by now.</summary>
    public IReadOnlyList<string> SettledRoots()
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            return [.. _roots.Where(root => root.Value.Values.Any(change => change.IsSettled(now))).Select(root => root.Key)];
        }
    }

    /// <summary>What can be looked at by now below a folder of the library, without what lies in another of them. It is as good as looked at.</summary>
    public IReadOnlyList<string> Take(string root)
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            if (!_roots.TryGetValue(root, out var changes))
            {
                return [];
            }

            var settled = changes.Where(change => change.Value.IsSettled(now)).Select(change => change.Key).Order(StringComparer.Ordinal).ToList();
            settled.ForEach(path => changes.Remove(path));
            return Outermost(settled);
        }
    }

    /// <summary>Nobody wants to know any more.</summary>
    public void Forget(string root)
    {
        lock (_gate)
        {
            _roots.Remove(root);
        }
    }

    private bool HasAny()
    {
        lock (_gate)
        {
            return _roots.Values.Any(changes => changes.Count > 0);
        }
    }

    // A folder comes before what is in it.
    private static List<string> Outermost(List<string> ordered)
    {
        var outermost = new HashSet<string>(StringComparer.Ordinal);
        return ordered.FindAll(path =>
        {
            for (var above = Path.GetDirectoryName(path); above is not null; above = Path.GetDirectoryName(above))
            {
                if (outermost.Contains(above))
                {
                    return false;
                }
            }

            return outermost.Add(path);
        });
    }

    private readonly record struct Change(DateTimeOffset First, DateTimeOffset Last)
    {
        public bool IsSettled(DateTimeOffset now) => now - Last >= Settle || now - First >= Longest;
    }
}
