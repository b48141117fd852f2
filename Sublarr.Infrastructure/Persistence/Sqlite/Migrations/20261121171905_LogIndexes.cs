using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sublarr.Infrastructure.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class LogIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_events_name",
                table: "events",
                column: "name");

            migrationBuilder.CreateIndex(
                name: "ix_attempts_failure",
                table: "attempts",
                columns: new[] { "failure", "job_id" },
                filter: "failure IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_events_name",
                table: "events");

            migrationBuilder.DropIndex(
                name: "ix_attempts_failure",
                table: "attempts");
        }
    }
}
