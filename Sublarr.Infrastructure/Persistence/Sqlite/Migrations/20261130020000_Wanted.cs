using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sublarr.Infrastructure.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Wanted : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "search_terms",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    delay_minutes = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_search_terms", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "video_changes",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    video_id = table.Column<long>(type: "INTEGER", nullable: false),
                    job_id = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_video_changes", x => x.id);
                    table.ForeignKey(
                        name: "FK_video_changes_videos_video_id",
                        column: x => x.video_id,
                        principalTable: "videos",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "wanted",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    video_id = table.Column<long>(type: "INTEGER", nullable: false),
                    language = table.Column<string>(type: "TEXT", nullable: false),
                    variant = table.Column<string>(type: "TEXT", nullable: false),
                    hearing_impaired = table.Column<string>(type: "TEXT", nullable: false),
                    is_required = table.Column<bool>(type: "INTEGER", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    added_at = table.Column<long>(type: "INTEGER", nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: false),
                    searches = table.Column<int>(type: "INTEGER", nullable: false),
                    searched_at = table.Column<long>(type: "INTEGER", nullable: true),
                    outcome = table.Column<string>(type: "TEXT", nullable: true),
                    note = table.Column<string>(type: "TEXT", nullable: true),
                    ignored_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wanted", x => x.id);
                    table.ForeignKey(
                        name: "FK_wanted_videos_video_id",
                        column: x => x.video_id,
                        principalTable: "videos",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "wanted_basis",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    profiles = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wanted_basis", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_video_changes_video",
                table: "video_changes",
                column: "video_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_wanted_due",
                table: "wanted",
                columns: new[] { "due_at", "id" },
                filter: "ignored_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_wanted_language",
                table: "wanted",
                columns: new[] { "language", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_wanted_video",
                table: "wanted",
                columns: new[] { "video_id", "language", "variant" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "search_terms");

            migrationBuilder.DropTable(
                name: "video_changes");

            migrationBuilder.DropTable(
                name: "wanted");

            migrationBuilder.DropTable(
                name: "wanted_basis");
        }
    }
}
