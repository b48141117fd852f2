using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sublarr.Infrastructure.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class UnfitSubtitles : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "unfit_subtitles",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    video_id = table.Column<long>(type: "INTEGER", nullable: false),
                    provider = table.Column<string>(type: "TEXT", nullable: false),
                    provider_subtitle_id = table.Column<string>(type: "TEXT", nullable: false),
                    language = table.Column<string>(type: "TEXT", nullable: false),
                    hearing_impaired = table.Column<string>(type: "TEXT", nullable: false),
                    video_size = table.Column<long>(type: "INTEGER", nullable: false),
                    video_changed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_unfit_subtitles", x => x.id);
                    table.ForeignKey(
                        name: "FK_unfit_subtitles_videos_video_id",
                        column: x => x.video_id,
                        principalTable: "videos",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_unfit_subtitles_video",
                table: "unfit_subtitles",
                column: "video_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "unfit_subtitles");
        }
    }
}
