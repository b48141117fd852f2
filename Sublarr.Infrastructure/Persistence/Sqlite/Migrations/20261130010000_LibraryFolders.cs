using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sublarr.Infrastructure.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class LibraryFolders : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "tags",
                table: "titles",
                type: "TEXT",
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.AddColumn<string>(
                name: "probe_problem",
                table: "videos",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "episode_numbers",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    title_id = table.Column<long>(type: "INTEGER", nullable: false),
                    season = table.Column<int>(type: "INTEGER", nullable: false),
                    episode = table.Column<int>(type: "INTEGER", nullable: false),
                    absolute = table.Column<int>(type: "INTEGER", nullable: true),
                    scene_season = table.Column<int>(type: "INTEGER", nullable: true),
                    scene_episode = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_episode_numbers", x => x.id);
                    table.ForeignKey(
                        name: "FK_episode_numbers_titles_title_id",
                        column: x => x.title_id,
                        principalTable: "titles",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "library_folders",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    path = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    added_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_library_folders", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "library_settings",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    is_watched = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_library_settings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "video_jobs",
                columns: table => new
                {
                    video_id = table.Column<long>(type: "INTEGER", nullable: false),
                    job_id = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_video_jobs", x => new { x.video_id, x.job_id });
                    table.ForeignKey(
                        name: "FK_video_jobs_videos_video_id",
                        column: x => x.video_id,
                        principalTable: "videos",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_videos_unprobed",
                table: "videos",
                column: "id",
                filter: "streams IS NULL AND probe_problem IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_episode_numbers_absolute",
                table: "episode_numbers",
                columns: new[] { "title_id", "absolute" });

            migrationBuilder.CreateIndex(
                name: "ix_episode_numbers_episode",
                table: "episode_numbers",
                columns: new[] { "title_id", "season", "episode" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_library_folders_path",
                table: "library_folders",
                column: "path",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "episode_numbers");

            migrationBuilder.DropTable(
                name: "library_folders");

            migrationBuilder.DropTable(
                name: "library_settings");

            migrationBuilder.DropTable(
                name: "video_jobs");

            migrationBuilder.DropIndex(
                name: "ix_videos_unprobed",
                table: "videos");

            migrationBuilder.DropColumn(
                name: "tags",
                table: "titles");

            migrationBuilder.DropColumn(
                name: "probe_problem",
                table: "videos");
        }
    }
}
