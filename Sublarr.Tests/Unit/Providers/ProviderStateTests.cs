using Sublarr.Domain.Providers;
using Sublarr.Infrastructure.Providers;

namespace Sublarr.Tests.Unit.Providers;

/// <summary>When a provider may be asked again.</summary>
public sealed class ProviderStateTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    private readonly ProviderState _state = new("subdl");

    [Fact]
    public void The_pause_doubles_up_to_an_hour()
    {
        var pauses = Enumerable.Range(0, 12).Select(_ =>
        {
            _state.Failed(new(ProviderFailureReason.Broken, "It broke."), Now);
            return (_state.PausedUntil - Now)?.TotalMinutes;
        });

        pauses.ShouldBe([null, null, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60]);
    }

    [Fact]
    public void A_provider_that_asks_for_a_second_is_paused_as_long_as_any_other_that_fails_time_after_time()
    {
        for (var time = 0; time < 7; time++)
        {
            _state.Failed(new(ProviderFailureReason.Broken, "It broke.") { RetryAt = Now.AddSeconds(1) }, Now);
        }

        _state.PausedUntil.ShouldBe(Now.AddMinutes(16));
        _state.Failed(new(ProviderFailureReason.Broken, "It broke.") { RetryAt = Now.AddHours(5) }, Now);
        _state.PausedUntil.ShouldBe(Now.AddHours(5), "who asks for longer gets longer");
    }

    [Theory]
    [InlineData(0, 60)]
    [InlineData(-3600, 60)]
    [InlineData(600, 600)]
    [InlineData(100 * 24 * 3600, 7 * 24 * 3600)]
    public void Who_is_busy_is_left_alone_for_a_minute_at_least_and_a_week_at_most(int asked, int paused)
    {
        _state.Failed(new(ProviderFailureReason.Busy, "Too often.") { RetryAt = Now.AddSeconds(asked) }, Now);

        _state.PausedUntil.ShouldBe(Now.AddSeconds(paused));
    }

    [Theory]
    [InlineData(5 * 3600, 1, 5 * 3600)]
    [InlineData(-60, null, 3600)]
    [InlineData(null, -60, 3600)]
    [InlineData(100 * 24 * 3600, null, 7 * 24 * 3600)]
    public void With_the_quota_used_up_its_reset_counts_and_not_when_the_next_question_may_come(int? reset, int? header, int paused)
    {
        var quota = new ProviderQuota(20, 20, After(reset));

        _state.Failed(new(ProviderFailureReason.QuotaUsedUp, "None left.") { Quota = quota, RetryAt = After(header) }, Now);

        _state.DownloadsPausedUntil.ShouldBe(Now.AddSeconds(paused));

        static DateTimeOffset? After(int? seconds) => seconds is { } some ? Now.AddSeconds(some) : null;
    }

    [Fact]
    public void A_quota_ends_downloads_until_its_reset_and_no_search()
    {
        var quota = new ProviderQuota(20, 20, Now.AddHours(5));

        _state.Failed(new(ProviderFailureReason.QuotaUsedUp, "None left.") { Quota = quota }, Now);

        _state.WhyNotSearched(Now).ShouldBeNull();
        _state.WhyNotFetched(Now, DownloadPurpose.Person)!.Quota.ShouldBe(quota);
        _state.WhyNotFetched(Now.AddHours(5), DownloadPurpose.Person).ShouldBeNull();
        _state.QuotaAt(Now.AddHours(5)).ShouldBe(new ProviderQuota(0, 20, null), "all are there again");
    }

    [Fact]
    public void A_refused_key_is_not_asked_again_whatever_the_time_until_settings_change()
    {
        _state.Failed(new(ProviderFailureReason.KeyRefused, "It does not take the key."), Now);

        _state.WhyNotSearched(Now.AddYears(1))!.Message.ShouldContain("It does not take the key.");
        _state.Forget();
        _state.WhyNotSearched(Now).ShouldBeNull();
    }

    [Theory]
    [InlineData(ProviderFailureReason.NotThere)]
    [InlineData(ProviderFailureReason.NotReady)]
    [InlineData(ProviderFailureReason.Refused)]
    public void What_could_not_be_had_once_is_not_held_against_it(ProviderFailureReason reason)
    {
        _state.Failed(new(reason, "Not this one."), Now);

        (_state.Failures, _state.FailingSince, _state.PausedUntil).ShouldBe((0, null, null));
    }

    [Theory]
    [InlineData(2, 20, "18 of 20 left")]
    [InlineData(21, 20, "0 of 20 left")]
    [InlineData(4, null, "4 used")]
    [InlineData(null, 20, "")]
    public void What_is_left_is_said_in_words(int? used, int? limit, string expected) => new ProviderQuota(used, limit, null).Words.ShouldBe(expected);

    [Theory]
    [InlineData(9, null, null, null)]
    [InlineData(10, null, null, "what is missing")]
    [InlineData(14, null, "what must be there", "what is missing")]
    [InlineData(17, "your own searches", "what must be there", "what is missing")]
    public void The_last_downloads_of_a_day_are_kept_for_what_is_dearer(int used, string? required, string? optional, string? upgrade)
    {
        _state.Counted(new(used, 20, Now.AddHours(4)));

        Said(DownloadPurpose.Person).ShouldBeNull();
        Check(DownloadPurpose.Required, required);
        Check(DownloadPurpose.Optional, optional);
        Check(DownloadPurpose.Upgrade, upgrade);
        _state.WhyNotFetched(Now.AddHours(4), DownloadPurpose.Upgrade).ShouldBeNull();

        string? Said(DownloadPurpose purpose) => _state.WhyNotFetched(Now, purpose)?.Message;

        void Check(DownloadPurpose purpose, string? keptFor)
        {
            if (keptFor is null)
            {
                Said(purpose).ShouldBeNull();
            }
            else
            {
                Said(purpose).ShouldNotBeNull().ShouldContain($"The last {20 - used} of its 20 downloads are kept for {keptFor}");
            }
        }
    }

    [Fact]
    public void Of_few_downloads_and_where_it_does_not_say_none_is_kept()
    {
        _state.WhyNotFetched(Now, DownloadPurpose.Upgrade).ShouldBeNull();
        _state.Counted(new(3, 4, null));

        _state.WhyNotFetched(Now, DownloadPurpose.Upgrade).ShouldBeNull();
    }
}
