using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Tests.Unit.Persistence;

public sealed class WaitingWritesTests
{
    private readonly WaitingWrites _waiting = new();
    private readonly List<PendingWrite> _batch = [];

    [Fact]
    public void What_is_awaited_is_in_the_next_transaction_whoever_came_before()
    {
        Add(WriteUrgency.Background, 1000);
        var awaited = Add(WriteUrgency.Awaited);

        _waiting.Take(_batch);

        _batch[0].ShouldBe(awaited);
        _batch.Count.ShouldBe(1 + WaitingWrites.BackgroundAtOnce);
    }

    [Fact]
    public void However_much_is_awaited_some_of_the_others_are_in_each_transaction()
    {
        var others = Enumerable.Range(0, 3).Select(_ => Add(WriteUrgency.Background)).ToList();
        Add(WriteUrgency.Awaited, 1000);

        _waiting.Take(_batch);

        _batch[^3..].ShouldBe(others);
        _batch.Count.ShouldBe(WaitingWrites.AwaitedAtOnce + 3);
    }

    [Theory]
    [InlineData(WriteUrgency.Awaited)]
    [InlineData(WriteUrgency.Background)]
    public void Within_its_urgency_each_keeps_its_place(object urgency)
    {
        var writes = Enumerable.Range(0, 600).Select(_ => Add((WriteUrgency)urgency)).ToList();

        List<PendingWrite> made = [];
        while (made.Count < writes.Count)
        {
            _batch.Clear();
            _waiting.Take(_batch);
            _batch.ShouldNotBeEmpty();
            made.AddRange(_batch);
        }

        made.ShouldBe(writes);
    }

    [Fact]
    public void Who_is_awaited_and_comes_while_the_others_are_made_comes_along()
    {
        Add(WriteUrgency.Background);
        _waiting.Take(_batch);
        Add(WriteUrgency.Background);
        var late = Add(WriteUrgency.Awaited);

        _waiting.TakeLate(_batch).ShouldBe(late);
        _waiting.TakeLate(_batch).ShouldBeNull();

        _batch.Count.ShouldBe(2);
    }

    [Fact]
    public void A_transaction_that_is_full_takes_nobody_along()
    {
        Add(WriteUrgency.Awaited, WaitingWrites.AwaitedAtOnce + 1);
        _waiting.Take(_batch);

        _waiting.TakeLate(_batch).ShouldBeNull();
    }

    [Fact]
    public void After_the_stop_what_waits_is_given_out_and_nothing_more_is_taken()
    {
        var waiting = Add(WriteUrgency.Background);
        _waiting.TryClose().ShouldBeTrue();

        _waiting.TryAdd(NewWrite(WriteUrgency.Awaited)).ShouldBeFalse();
        _waiting.Wait().ShouldBeTrue();
        _waiting.Take(_batch);

        _batch.ShouldBe([waiting]);
        _waiting.Wait().ShouldBeFalse();
        _waiting.TryClose().ShouldBeFalse();
    }

    private static PendingWrite<int> NewWrite(WriteUrgency urgency) => new(_ => 0, urgency, 0);

    private PendingWrite Add(WriteUrgency urgency)
    {
        var write = NewWrite(urgency);
        _waiting.TryAdd(write).ShouldBeTrue();
        return write;
    }

    private void Add(WriteUrgency urgency, int count)
    {
        for (var number = 0; number < count; number++)
        {
            Add(urgency);
        }
    }
}
