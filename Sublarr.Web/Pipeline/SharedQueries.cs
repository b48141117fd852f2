using System.Collections.Concurrent;
using MediatR;
using Sublarr.Web.Live;

namespace Sublarr.Web.Pipeline;

/// <summary>A query whose answer is the same for everybody: a hundred tabs that ask within one moment cost one read of the database.</summary>
internal interface ISharedQuery
{
    /// <summary>How old the answer may be.</summary>
    TimeSpan FreshFor { get; }

    /// <summary>
    /// True for what jobs and events change: an answer from before the last of them is not given to who asks because of it, and would not ask again.
    /// </summary>
    bool FollowsChanges => true;
}

/// <summary>Answers shared queries from memory while they are fresh. Queries are records: equal questions are one.</summary>
/// <typeparam name="TRequest">The query.</typeparam>
/// <typeparam name="TResponse">Its answer.</typeparam>
internal sealed class SharedQueryBehavior<TRequest, TResponse>(SharedAnswers answers) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next) =>
        request is ISharedQuery shared ? answers.GetAsync(shared, next, cancellationToken) : next();
}

/// <summary>The answers in memory.</summary>
internal sealed class SharedAnswers(LiveFeed feed, TimeProvider time)
{
    /// <summary>While things happen, a question is read no more often than this; who asks meanwhile waits for the next time.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(400);

    /// <summary>
    /// A question that takes long to read is read more seldom: no more than a tenth of the time goes to it, and who asks waits no longer than this. It takes long when it did twice: the first
    /// reading of all is slow for other reasons.
    /// </summary>
    private static readonly TimeSpan LongestPace = TimeSpan.FromSeconds(5);

    private const int Rest = 10;

    /// <summary>Questions differ in few ways; beyond this number all are forgotten rather than kept for ever.</summary>
    private const int Limit = 200;

    private readonly ConcurrentDictionary<ISharedQuery, Answer> _answers = new();
    private readonly ConcurrentDictionary<ISharedQuery, TimeSpan> _took = new();

    public async Task<TResponse> GetAsync<TResponse>(ISharedQuery question, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await UntilNextAsync(question, cancellationToken);
                return await ((Task<TResponse>)Ask(question, next).Response.Value).WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // The tab that asked first was closed meanwhile: now this one asks.
                continue;
            }
        }
    }

    // An answer from before the last change is forgotten once its pace is over. One that is asked meanwhile is newer, and taken.
    private async Task UntilNextAsync(ISharedQuery question, CancellationToken cancellationToken)
    {
        if (!question.FollowsChanges || !_answers.TryGetValue(question, out var known) || known.AskedAt > feed.ChangedAt)
        {
            return;
        }

        var left = known.Pace - time.GetElapsedTime(known.AskedAt);
        if (left > TimeSpan.Zero)
        {
            await Task.Delay(left, time, cancellationToken);
        }

        _answers.TryRemove(new(question, known));
    }

    private Answer Ask<TResponse>(ISharedQuery question, RequestHandlerDelegate<TResponse> next)
    {
        if (_answers.Count > Limit)
        {
            _answers.Clear();
            _took.Clear();
        }

        return _answers.AddOrUpdate(question, _ => Begin(question, next), (_, known) => known.IsFresh(time, question.FreshFor) ? known : Begin(question, next));
    }

    private Answer Begin<TResponse>(ISharedQuery question, RequestHandlerDelegate<TResponse> next)
    {
        Answer? answer = null;
        return answer = new(time.GetTimestamp(), new(() => MeasureAsync(question, answer!, next)));
    }

    private async Task<TResponse> MeasureAsync<TResponse>(ISharedQuery question, Answer answer, RequestHandlerDelegate<TResponse> next)
    {
        var begun = time.GetTimestamp();
        var response = await next();
        var took = time.GetElapsedTime(begun);
        var before = _took.GetValueOrDefault(question);
        _took[question] = took;
        answer.Took(took < before ? took : before);
        return response;
    }

    private sealed record Answer(long AskedAt, Lazy<Task> Response)
    {
        private long _tookTicks;

        /// <summary>How long it is at least until the question is read again.</summary>
        public TimeSpan Pace
        {
            get
            {
                var rest = TimeSpan.FromTicks(Volatile.Read(ref _tookTicks)) * Rest;
                return rest < SharedAnswers.Pace ? SharedAnswers.Pace : rest > LongestPace ? LongestPace : rest;
            }
        }

        /// <summary>How long it takes to read it.</summary>
        public void Took(TimeSpan time) => Volatile.Write(ref _tookTicks, time.Ticks);

        // A failure is asked again: nobody wants to see it for longer than it lasts.
        public bool IsFresh(TimeProvider time, TimeSpan freshFor) =>
            !(Response.IsValueCreated && (Response.Value.IsFaulted || Response.Value.IsCanceled)) && time.GetElapsedTime(AskedAt) < freshFor;
    }
}
