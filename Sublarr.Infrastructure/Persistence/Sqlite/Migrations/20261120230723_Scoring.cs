using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sublarr.Infrastructure.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Scoring : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "provider_score_modifiers",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    provider = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false, collation: "NOCASE"),
                    value = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_provider_score_modifiers", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "scoring_cases",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    type = table.Column<string>(type: "TEXT", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    language = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    candidates = table.Column<string>(type: "TEXT", nullable: false),
                    winner = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_scoring_cases", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "scoring_presets",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false, collation: "NOCASE"),
                    document = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_scoring_presets", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "scoring_settings",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    preferences = table.Column<string>(type: "TEXT", nullable: false),
                    active_preset = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_scoring_settings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "scoring_weights",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    type = table.Column<string>(type: "TEXT", nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    value = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_scoring_weights", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "stored_searches",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    type = table.Column<string>(type: "TEXT", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    language = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    searched_at = table.Column<long>(type: "INTEGER", nullable: false),
                    candidates = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stored_searches", x => x.id);
                });

            migrationBuilder.InsertData(
                table: "scoring_settings",
                columns: new[] { "id", "active_preset", "preferences", "version" },
                values: new object[] { 1L, null, "{}", 1L });

            migrationBuilder.CreateIndex(
                name: "IX_provider_score_modifiers_provider",
                table: "provider_score_modifiers",
                column: "provider",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_scoring_presets_name",
                table: "scoring_presets",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_scoring_weights_type_key",
                table: "scoring_weights",
                columns: new[] { "type", "key" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "provider_score_modifiers");

            migrationBuilder.DropTable(
                name: "scoring_cases");

            migrationBuilder.DropTable(
                name: "scoring_presets");

            migrationBuilder.DropTable(
                name: "scoring_settings");

            migrationBuilder.DropTable(
                name: "scoring_weights");

            migrationBuilder.DropTable(
                name: "stored_searches");
        }
    }
}
