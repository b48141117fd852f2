using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sublarr.Infrastructure.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class SubtitleHistory : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "subtitle_blacklist",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    video_id = table.Column<long>(type: "INTEGER", nullable: false),
                    provider = table.Column<string>(type: "TEXT", nullable: false),
                    provider_subtitle_id = table.Column<string>(type: "TEXT", nullable: false),
                    language = table.Column<string>(type: "TEXT", nullable: false),
                    release = table.Column<string>(type: "TEXT", nullable: true),
                    reason = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    added_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_subtitle_blacklist", x => x.id);
                    table.ForeignKey(
                        name: "FK_subtitle_blacklist_videos_video_id",
                        column: x => x.video_id,
                        principalTable: "videos",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "subtitle_history",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    action = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    video_id = table.Column<long>(type: "INTEGER", nullable: true),
                    title_id = table.Column<long>(type: "INTEGER", nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    type = table.Column<string>(type: "TEXT", nullable: false),
                    language = table.Column<string>(type: "TEXT", nullable: false),
                    is_forced = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_hearing_impaired = table.Column<bool>(type: "INTEGER", nullable: false),
                    path = table.Column<string>(type: "TEXT", nullable: false),
                    format = table.Column<string>(type: "TEXT", nullable: false),
                    provider = table.Column<string>(type: "TEXT", nullable: true),
                    provider_subtitle_id = table.Column<string>(type: "TEXT", nullable: true),
                    release = table.Column<string>(type: "TEXT", nullable: true),
                    score = table.Column<int>(type: "INTEGER", nullable: true),
                    percent = table.Column<int>(type: "INTEGER", nullable: true),
                    parts = table.Column<string>(type: "TEXT", nullable: true),
                    candidate = table.Column<string>(type: "TEXT", nullable: true),
                    is_machine_translated = table.Column<bool>(type: "INTEGER", nullable: false),
                    search_id = table.Column<long>(type: "INTEGER", nullable: true),
                    job_id = table.Column<long>(type: "INTEGER", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    findings = table.Column<string>(type: "TEXT", nullable: true),
                    trashed = table.Column<string>(type: "TEXT", nullable: true),
                    subtitle_id = table.Column<long>(type: "INTEGER", nullable: true),
                    checksum = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_subtitle_history", x => x.id);
                    table.ForeignKey(
                        name: "FK_subtitle_history_videos_video_id",
                        column: x => x.video_id,
                        principalTable: "videos",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "upgrade_looks",
                columns: table => new
                {
                    subtitle_id = table.Column<long>(type: "INTEGER", nullable: false),
                    looks = table.Column<int>(type: "INTEGER", nullable: false),
                    looked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: false),
                    note = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_upgrade_looks", x => x.subtitle_id);
                    table.ForeignKey(
                        name: "FK_upgrade_looks_subtitles_subtitle_id",
                        column: x => x.subtitle_id,
                        principalTable: "subtitles",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "upgrade_terms",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    is_on = table.Column<bool>(type: "INTEGER", nullable: false),
                    days = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_upgrade_terms", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_subtitle_blacklist_video",
                table: "subtitle_blacklist",
                columns: new[] { "video_id", "provider", "provider_subtitle_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_subtitle_history_subtitle",
                table: "subtitle_history",
                columns: new[] { "subtitle_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_subtitle_history_title",
                table: "subtitle_history",
                columns: new[] { "title_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_subtitle_history_video",
                table: "subtitle_history",
                columns: new[] { "video_id", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "subtitle_blacklist");

            migrationBuilder.DropTable(
                name: "subtitle_history");

            migrationBuilder.DropTable(
                name: "upgrade_looks");

            migrationBuilder.DropTable(
                name: "upgrade_terms");
        }
    }
}
