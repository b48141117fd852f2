using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Security;

namespace Sublarr.Web.Security;

/// <summary>
/// Knows which browsers are signed in. Their rows are kept in memory too: one process owns the database, so each request is
/// judged without a read, and what is ended is ended at that moment.
/// </summary>
internal sealed class Sessions(IDbContextFactory<SublarrDbContext> contexts, TimeProvider time)
{
    /// <summary>Sign-ins of one administrator at a time; beyond it the one not heard of for longest ends.</summary>
    public const int Limit = 100;

    /// <summary>How old the stored time of the last sign of life may get before it is written again.</summary>
    public static readonly TimeSpan WriteEvery = TimeSpan.FromHours(1);

    private const string IdClaim = "sublarr:session";

    private readonly ConcurrentDictionary<string, OpenSession> _open = new(StringComparer.Ordinal);

    /// <summary>Called with the id of a session that has ended, and the tab in which that was asked for, before the one who ended it goes on.</summary>
    public event Action<string, string?>? Ended;

    /// <summary>The administrator who is signed in; null when nobody is.</summary>
    public static long? AdministratorOf(ClaimsPrincipal principal) =>
        long.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>The id of the session somebody calls in; null outside of one.</summary>
    public static string? IdOf(ClaimsPrincipal? principal) => principal?.FindFirstValue(IdClaim);

    /// <summary>What the cookie says of a session.</summary>
    public static ClaimsPrincipal PrincipalOf(Session session, Administrator administrator) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, administrator.Id.ToString(CultureInfo.InvariantCulture)),
            new Claim(ClaimTypes.Name, administrator.UserName),
            new Claim(IdClaim, session.Id),
        ],
        Access.Session));

    /// <summary>Reads what was open when Sublarr stopped. Once, before anybody calls.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        foreach (var session in await context.Sessions.AsNoTracking().ToListAsync(cancellationToken))
        {
            _open[session.Id] = new OpenSession(session);
        }
    }

    /// <summary>A new session of an administrator, still to be saved and then opened.</summary>
    public Session New(Administrator administrator, Visitor visitor) =>
        new(RandomNumberGenerator.GetHexString(32, lowercase: true), administrator.Id, time.GetUtcNow(), visitor.Address, visitor.Browser);

    /// <summary>Lets a saved session in.</summary>
    public async Task OpenAsync(Session session)
    {
        _open[session.Id] = new OpenSession(session);
        var surplus = _open.Values.Where(open => open.AdministratorId == session.AdministratorId)
            .OrderByDescending(open => open.LastSeenAt).Skip(Limit).Select(open => open.Id).ToList();
        await EndAsync(surplus);
    }

    /// <summary>True while the session counts; hearing of it keeps it alive.</summary>
    public bool IsOpen(ClaimsPrincipal? principal)
    {
        var now = time.GetUtcNow();
        if (IdOf(principal) is not { } id || !_open.TryGetValue(id, out var session) || session.IsExpired(now))
        {
            return false;
        }

        session.LastSeenAt = now;
        return true;
    }

    /// <summary>The open sessions, the one heard of last at the top.</summary>
    public IReadOnlyList<OpenSession> List() =>
        [.. _open.Values.Where(session => !session.IsExpired(time.GetUtcNow())).OrderByDescending(session => session.LastSeenAt)];

    /// <summary>Ends sessions. They are closed at once, whatever becomes of their rows; returns how many there were.</summary>
    public Task<int> EndAsync(IReadOnlyCollection<string> ids) => EndAsync(ids, fromTab: null);

    /// <summary>The same, asked for in a tab that finds its own way to the sign-in.</summary>
    public async Task<int> EndAsync(IReadOnlyCollection<string> ids, string? fromTab)
    {
        var ended = ids.Where(id => _open.TryRemove(id, out _)).ToList();
        ended.ForEach(id => Ended?.Invoke(id, fromTab));
        if (ended.Count > 0)
        {
            // Whoever asked may be gone: what has ended must not come back with the next start.
            await using var context = await contexts.CreateDbContextAsync(CancellationToken.None);
            context.Sessions.RemoveRange(await context.Sessions.Where(session => ended.Contains(session.Id)).ToListAsync(CancellationToken.None));
            await context.SaveChangesAsync(CancellationToken.None);
        }

        return ended.Count;
    }

    /// <summary>Ends all sessions of an administrator but one.</summary>
    public Task<int> EndAllAsync(long administratorId, string? exceptId) =>
        EndAsync([.. _open.Values.Where(session => session.AdministratorId == administratorId && session.Id != exceptId).Select(session => session.Id)]);

    /// <summary>Ends what was not heard of for long, and writes down when the others were last heard of where that is old.</summary>
    public async Task SettleAsync(TimeSpan writeEvery, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await EndAsync([.. _open.Values.Where(session => session.IsExpired(now)).Select(session => session.Id)]);
        var heard = _open.Values.Where(session => session.LastSeenAt - session.WrittenAt >= writeEvery).ToList();
        if (heard.Count == 0)
        {
            return;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var ids = heard.ConvertAll(session => session.Id);
        var rows = await context.Sessions.Where(session => ids.Contains(session.Id)).ToDictionaryAsync(session => session.Id, cancellationToken);
        foreach (var session in heard.Where(session => rows.ContainsKey(session.Id)))
        {
            var seen = session.LastSeenAt;
            rows[session.Id].Seen(seen);
            session.WrittenAt = seen;
        }

        await context.SaveChangesAsync(cancellationToken);
    }
}

/// <summary>A session in memory.</summary>
internal sealed class OpenSession(Session row)
{
    private long _lastSeenAt = row.LastSeenAt.UtcTicks;

    public string Id { get; } = row.Id;

    public long AdministratorId { get; } = row.AdministratorId;

    public DateTimeOffset StartedAt { get; } = row.StartedAt;

    public string? Address { get; } = row.Address;

    public string Browser { get; } = row.Browser;

    public DateTimeOffset LastSeenAt
    {
        get => new(Volatile.Read(ref _lastSeenAt), TimeSpan.Zero);
        set => Volatile.Write(ref _lastSeenAt, value.UtcTicks);
    }

    public DateTimeOffset WrittenAt { get; set; } = row.LastSeenAt;

    public bool IsExpired(DateTimeOffset now) => LastSeenAt + Session.Lifetime <= now;
}
