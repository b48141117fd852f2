using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sublarr.Infrastructure.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class FewerIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_jobs_state_id",
                table: "jobs");

            migrationBuilder.DropIndex(
                name: "IX_incoming_received_at",
                table: "incoming");

            migrationBuilder.DropIndex(
                name: "IX_events_cause_job_id",
                table: "events");

            migrationBuilder.DropIndex(
                name: "IX_events_occurred_at",
                table: "events");

            migrationBuilder.CreateIndex(
                name: "ix_jobs_state",
                table: "jobs",
                columns: new[] { "state", "id" },
                filter: "state <> 'running'");

            migrationBuilder.CreateIndex(
                name: "IX_events_cause_job_id",
                table: "events",
                column: "cause_job_id",
                filter: "cause_job_id IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_jobs_state",
                table: "jobs");

            migrationBuilder.DropIndex(
                name: "IX_events_cause_job_id",
                table: "events");

            migrationBuilder.CreateIndex(
                name: "IX_jobs_state_id",
                table: "jobs",
                columns: new[] { "state", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_incoming_received_at",
                table: "incoming",
                column: "received_at");

            migrationBuilder.CreateIndex(
                name: "IX_events_cause_job_id",
                table: "events",
                column: "cause_job_id");

            migrationBuilder.CreateIndex(
                name: "IX_events_occurred_at",
                table: "events",
                column: "occurred_at");
        }
    }
}
