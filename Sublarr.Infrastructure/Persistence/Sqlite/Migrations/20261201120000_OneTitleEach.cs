using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sublarr.Infrastructure.Persistence.Sqlite.Migrations
{
    /// <summary>
    /// The name of a Sonarr or Radarr is the same in any capitals: what was stored twice for that becomes one title. And the history knows for which video a subtitle was chosen.
    /// </summary>
    public partial class OneTitleEach : Migration
    {
        // The first stays. Two that are not the same in truth stay two, and the second is found by its folder from now on.
        private const string Merge =
            """
            CREATE TABLE doubled_titles AS
                SELECT titles.id AS id, kept.id AS kept,
                    COALESCE(titles.tvdb_id, kept.tvdb_id) IS COALESCE(kept.tvdb_id, titles.tvdb_id) AND COALESCE(titles.tmdb_id, kept.tmdb_id) IS COALESCE(kept.tmdb_id, titles.tmdb_id) AS same
                FROM titles JOIN titles AS kept ON kept.id = (
                    SELECT MIN(id) FROM titles AS each WHERE each.source = titles.source AND each.instance = titles.instance COLLATE NOCASE AND each.source_id = titles.source_id)
                WHERE titles.source_id IS NOT NULL AND kept.id <> titles.id;
            UPDATE titles SET source_id = NULL WHERE id IN (SELECT id FROM doubled_titles WHERE NOT same);
            DELETE FROM doubled_titles WHERE NOT same;
            UPDATE videos SET title_id = (SELECT kept FROM doubled_titles WHERE id = title_id) WHERE title_id IN (SELECT id FROM doubled_titles);
            UPDATE OR IGNORE episode_numbers SET title_id = (SELECT kept FROM doubled_titles WHERE id = title_id) WHERE title_id IN (SELECT id FROM doubled_titles);
            DELETE FROM episode_numbers WHERE title_id IN (SELECT id FROM doubled_titles);
            UPDATE subtitle_history SET title_id = (SELECT kept FROM doubled_titles WHERE id = title_id) WHERE title_id IN (SELECT id FROM doubled_titles);
            UPDATE OR IGNORE language_profile_assignments SET key = (SELECT CAST(kept AS TEXT) FROM doubled_titles WHERE CAST(id AS TEXT) = key)
                WHERE scope = 'title' AND key IN (SELECT CAST(id AS TEXT) FROM doubled_titles);
            DELETE FROM language_profile_assignments WHERE scope = 'title' AND key IN (SELECT CAST(id AS TEXT) FROM doubled_titles);
            DELETE FROM titles WHERE id IN (SELECT id FROM doubled_titles);
            INSERT OR REPLACE INTO video_changes (video_id, job_id) SELECT id, NULL FROM videos WHERE title_id IN (SELECT kept FROM doubled_titles);
            DROP TABLE doubled_titles;
            """;

        // EF Core has no word for this of an index; of the column it would make the whole table anew, in several transactions.
        private const string WithoutCapitals = "CREATE UNIQUE INDEX ix_titles_source ON titles (source, instance COLLATE NOCASE, source_id) WHERE source_id IS NOT NULL";

        private const string WithCapitals = "CREATE UNIQUE INDEX ix_titles_source ON titles (source, instance, source_id) WHERE source_id IS NOT NULL";

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(Merge);
            migrationBuilder.DropIndex(name: "ix_titles_source", table: "titles");
            migrationBuilder.Sql(WithoutCapitals);

            migrationBuilder.AddColumn<long>(name: "video_size", table: "subtitle_history", type: "INTEGER", nullable: true);
            migrationBuilder.CreateIndex(name: "ix_subtitle_history_path", table: "subtitle_history", column: "path");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(name: "ix_subtitle_history_path", table: "subtitle_history");
            migrationBuilder.DropColumn(name: "video_size", table: "subtitle_history");

            migrationBuilder.DropIndex(name: "ix_titles_source", table: "titles");
            migrationBuilder.Sql(WithCapitals);
        }
    }
}
