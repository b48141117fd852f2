using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sublarr.Infrastructure.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class QuietHours : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "body_template",
                table: "subscriptions",
                type: "TEXT",
                maxLength: 4000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "quiet_hours_json",
                table: "subscriptions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "title_template",
                table: "subscriptions",
                type: "TEXT",
                maxLength: 500,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "quiet_waits",
                columns: table => new
                {
                    job_id = table.Column<long>(type: "INTEGER", nullable: false),
                    subscription_id = table.Column<long>(type: "INTEGER", nullable: false),
                    digest_id = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_quiet_waits", x => x.job_id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_quiet_waits_digest",
                table: "quiet_waits",
                column: "digest_id");

            migrationBuilder.CreateIndex(
                name: "ix_quiet_waits_waiting",
                table: "quiet_waits",
                column: "subscription_id",
                filter: "digest_id IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "quiet_waits");

            migrationBuilder.DropColumn(
                name: "body_template",
                table: "subscriptions");

            migrationBuilder.DropColumn(
                name: "quiet_hours_json",
                table: "subscriptions");

            migrationBuilder.DropColumn(
                name: "title_template",
                table: "subscriptions");
        }
    }
}
