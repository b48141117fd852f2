namespace Sublarr.Infrastructure.Audit;

/// <summary>On whose behalf the code runs.</summary>
internal sealed class Acting
{
    private readonly AsyncLocal<Actor?> _current = new();

    /// <summary>Who it is; Sublarr itself where nobody was named.</summary>
    public Actor Current => _current.Value ?? Actor.Sublarr;

    /// <summary>Names who changes things from here on, within this flow, until disposed.</summary>
    public IDisposable As(Actor actor)
    {
        var former = _current.Value;
        _current.Value = actor;
        return new Turn(() => _current.Value = former);
    }

    private sealed class Turn(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
