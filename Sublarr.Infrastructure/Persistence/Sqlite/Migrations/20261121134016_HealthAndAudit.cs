using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sublarr.Infrastructure.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class HealthAndAudit : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "disabled_at",
                table: "subscriptions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "paused_at",
                table: "subscriptions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_alert",
                table: "events",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "alerts_seen",
                table: "administrators",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "audit",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    actor_kind = table.Column<string>(type: "TEXT", nullable: false),
                    actor = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    address = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    action = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    subject = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    subject_id = table.Column<long>(type: "INTEGER", nullable: true),
                    subject_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    changes = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit", x => x.id);
                });

            // By hand: without a rowid the table is its own key, and one page less is written with each commit.
            migrationBuilder.Sql(
                """
                CREATE TABLE delivery_hours (
                    subscription_id INTEGER NOT NULL,
                    hour INTEGER NOT NULL,
                    bucket INTEGER NOT NULL,
                    succeeded INTEGER NOT NULL,
                    failed INTEGER NOT NULL,
                    PRIMARY KEY (subscription_id, hour, bucket)
                ) WITHOUT ROWID
                """);

            migrationBuilder.CreateIndex(
                name: "ix_jobs_held",
                table: "jobs",
                column: "subscription_id",
                filter: "state = 'held'");

            migrationBuilder.CreateIndex(
                name: "ix_jobs_waiting",
                table: "jobs",
                column: "subscription_id",
                filter: "state = 'retrying'");

            migrationBuilder.CreateIndex(
                name: "ix_events_alert",
                table: "events",
                column: "sequence",
                filter: "is_alert");

            migrationBuilder.CreateIndex(
                name: "IX_audit_actor",
                table: "audit",
                column: "actor");

            migrationBuilder.CreateIndex(
                name: "IX_audit_at",
                table: "audit",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "IX_audit_subject_subject_id",
                table: "audit",
                columns: new[] { "subject", "subject_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "audit");

            migrationBuilder.DropTable(
                name: "delivery_hours");

            migrationBuilder.DropIndex(
                name: "ix_jobs_held",
                table: "jobs");

            migrationBuilder.DropIndex(
                name: "ix_jobs_waiting",
                table: "jobs");

            migrationBuilder.DropIndex(
                name: "ix_events_alert",
                table: "events");

            migrationBuilder.DropColumn(
                name: "disabled_at",
                table: "subscriptions");

            migrationBuilder.DropColumn(
                name: "paused_at",
                table: "subscriptions");

            migrationBuilder.DropColumn(
                name: "is_alert",
                table: "events");

            migrationBuilder.DropColumn(
                name: "alerts_seen",
                table: "administrators");
        }
    }
}
