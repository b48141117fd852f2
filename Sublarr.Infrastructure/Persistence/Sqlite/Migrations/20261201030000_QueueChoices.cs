using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sublarr.Infrastructure.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class QueueChoices : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "key",
                table: "jobs",
                type: "TEXT",
                nullable: true);

            migrationBuilder.Sql("UPDATE jobs SET key = (SELECT key FROM job_keys WHERE job_id = jobs.id) WHERE id IN (SELECT job_id FROM job_keys)");

            migrationBuilder.DropTable(
                name: "job_keys");

            migrationBuilder.AddColumn<long>(
                name: "stop_asked_for",
                table: "jobs",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "lane_rooms",
                columns: table => new
                {
                    lane = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    at_once = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lane_rooms", x => x.lane);
                });

            migrationBuilder.CreateIndex(
                name: "ix_jobs_key",
                table: "jobs",
                columns: new[] { "key", "finished_at" },
                filter: "key IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "lane_rooms");

            migrationBuilder.DropIndex(
                name: "ix_jobs_key",
                table: "jobs");

            migrationBuilder.CreateTable(
                name: "job_keys",
                columns: table => new
                {
                    job_id = table.Column<long>(type: "INTEGER", nullable: false),
                    key = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_job_keys", x => x.job_id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_job_keys_key",
                table: "job_keys",
                columns: new[] { "key", "job_id" });

            migrationBuilder.Sql("INSERT INTO job_keys (job_id, key) SELECT id, key FROM jobs WHERE key IS NOT NULL");

            migrationBuilder.DropColumn(
                name: "key",
                table: "jobs");

            migrationBuilder.DropColumn(
                name: "stop_asked_for",
                table: "jobs");
        }
    }
}
