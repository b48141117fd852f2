using Microsoft.Extensions.Logging.Abstractions;
using Sublarr.Domain.Jobs;
using Sublarr.Tests.Fixtures;
using Sublarr.Web.Live;
using Sublarr.Web.Pipeline;

namespace Sublarr.Tests.Unit.Live;

public sealed class SharedAnswersTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly LiveFeed _feed;
    private readonly SharedAnswers _answers;
    private int _reads;

    public SharedAnswersTests()
    {
        _feed = new(_clock, NullLogger<LiveFeed>.Instance);
        _answers = new(_feed, _clock);
    }

    [Fact]
    public async Task Who_asks_while_nothing_happens_shares_an_answer()
    {
        await AskAsync(new Question());
        _clock.Advance(TimeSpan.FromMilliseconds(900));

        (await AskAsync(new Question())).ShouldBe(1);
    }

    [Fact]
    public async Task Who_asks_because_of_a_change_never_gets_an_answer_from_before_it()
    {
        await AskAsync(new Question());
        _clock.Advance(TimeSpan.FromMilliseconds(100));
        Change();

        var asked = AskAsync(new Question());
        asked.IsCompleted.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromMilliseconds(300));

        (await asked).ShouldBe(2);
    }

    [Fact]
    public async Task However_many_ask_while_things_happen_it_is_read_at_its_pace()
    {
        await AskAsync(new Question());
        Change();

        var asked = Enumerable.Range(0, 100).Select(_ => AskAsync(new Question())).ToList();
        _clock.Advance(TimeSpan.FromMilliseconds(400));

        (await Task.WhenAll(asked)).ShouldAllBe(answer => answer == 2);
    }

    [Theory]
    [InlineData(300, 3_000)]
    [InlineData(2_000, 5_000)]
    public async Task What_takes_long_to_read_is_read_more_seldom(int took, int pace)
    {
        await _answers.GetAsync(new Question(), () => ReadForAsync(took), CancellationToken.None);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await _answers.GetAsync(new Question(), () => ReadForAsync(took), CancellationToken.None);
        Change();

        var asked = AskAsync(new Question());
        _clock.Advance(TimeSpan.FromMilliseconds(pace - took - 1));
        var isEarly = asked.IsCompleted;
        _clock.Advance(TimeSpan.FromMilliseconds(1));

        isEarly.ShouldBeFalse();
        (await asked).ShouldBe(3);
    }

    [Fact]
    public async Task What_took_long_the_first_time_alone_is_read_at_the_usual_pace()
    {
        await _answers.GetAsync(new Question(), () => ReadForAsync(2_000), CancellationToken.None);
        Change();

        (await AskAsync(new Question())).ShouldBe(2);
    }

    [Fact]
    public async Task What_no_change_concerns_is_shared_through_changes()
    {
        await AskAsync(new Names());
        Change();

        (await AskAsync(new Names())).ShouldBe(1);
    }

    public void Dispose() => _feed.Dispose();

    private void Change() => _feed.Changed([new JobChange(1, JobKinds.Deliver, JobState.Succeeded, null)]);

    private Task<int> AskAsync(ISharedQuery question) => _answers.GetAsync(question, () => Task.FromResult(Interlocked.Increment(ref _reads)), CancellationToken.None);

    private Task<int> ReadForAsync(int milliseconds)
    {
        _clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
        return Task.FromResult(Interlocked.Increment(ref _reads));
    }

    private sealed record Question : ISharedQuery
    {
        public TimeSpan FreshFor => TimeSpan.FromSeconds(1);
    }

    private sealed record Names : ISharedQuery
    {
        public TimeSpan FreshFor => TimeSpan.FromSeconds(1);

        public bool FollowsChanges => false;
    }
}
