using Sublarr.Infrastructure.Library;

namespace Sublarr.Infrastructure.Persistence.Sqlite;

/// <summary>Makes one of two titles that turn out to be the same.</summary>
internal sealed class TitleMerge(IVideoChanges changes, SaveCount saves)
{
    private const string MoveVideos = "UPDATE videos SET title_id = $into WHERE title_id = $from";

    private const string MoveNumbers = "UPDATE OR IGNORE episode_numbers SET title_id = $into WHERE title_id = $from";

    private const string MoveHistory = "UPDATE subtitle_history SET title_id = $into WHERE title_id = $from";

    private const string MoveProfile = "UPDATE OR IGNORE language_profile_assignments SET key = CAST($into AS TEXT) WHERE scope = 'title' AND key = CAST($from AS TEXT)";

    private const string ForgetProfile = "DELETE FROM language_profile_assignments WHERE scope = 'title' AND key = CAST($from AS TEXT)";

    private const string ForgetTitle = "DELETE FROM titles WHERE id = $from";

    /// <summary>Moves all that belongs to one title to another, and forgets the first. Where both have a language profile or the number of an episode, the second's stands.</summary>
    public void Into(WriteSession session, long from, long into)
    {
        (string, object?)[] both = [("$from", from), ("$into", into)];
        session.Execute(MoveVideos, both);
        session.Execute(MoveNumbers, both);
        session.Execute(MoveHistory, both);
        // Who keeps the profiles in memory hears of it as of any other save.
        if (session.Execute(MoveProfile, both) + session.Execute(ForgetProfile, ("$from", from)) > 0)
        {
            session.AfterCommit(saves.Saved);
        }

        session.Execute(ForgetTitle, ("$from", from));
        changes.NoteTitle(session, into);
    }
}
