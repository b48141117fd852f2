using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sublarr.Infrastructure.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class EventSpans : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_events_name",
                table: "events");

            // By hand: without a rowid the table is its own key. A span has 64 events.
            migrationBuilder.Sql(
                """
                CREATE TABLE event_spans (
                    name TEXT NOT NULL,
                    span INTEGER NOT NULL,
                    PRIMARY KEY (name, span)
                ) WITHOUT ROWID
                """);

            migrationBuilder.Sql("INSERT INTO event_spans SELECT DISTINCT name, sequence / 64 FROM events");

            migrationBuilder.Sql(
                """
                CREATE TRIGGER event_spans_filled AFTER INSERT ON events
                WHEN NOT EXISTS (SELECT 1 FROM event_spans WHERE name = new.name AND span = new.sequence / 64)
                BEGIN
                    INSERT INTO event_spans (name, span) VALUES (new.name, new.sequence / 64);
                END
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER event_spans_filled");

            migrationBuilder.DropTable(
                name: "event_spans");

            migrationBuilder.CreateIndex(
                name: "ix_events_name",
                table: "events",
                column: "name");
        }
    }
}
