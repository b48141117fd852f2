using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sublarr.Infrastructure.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Providers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "provider_states",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    asked_at = table.Column<long>(type: "INTEGER", nullable: true),
                    failing_since = table.Column<long>(type: "INTEGER", nullable: true),
                    problem = table.Column<string>(type: "TEXT", nullable: true),
                    failures = table.Column<int>(type: "INTEGER", nullable: false),
                    paused_until = table.Column<long>(type: "INTEGER", nullable: true),
                    downloads_paused_until = table.Column<long>(type: "INTEGER", nullable: true),
                    is_blocked = table.Column<bool>(type: "INTEGER", nullable: false),
                    quota_used = table.Column<int>(type: "INTEGER", nullable: true),
                    quota_limit = table.Column<int>(type: "INTEGER", nullable: true),
                    quota_reset_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_provider_states", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "providers",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    is_enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    settings = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_providers", x => x.name);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "provider_states");

            migrationBuilder.DropTable(
                name: "providers");
        }
    }
}
