using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sublarr.Infrastructure.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class SubtitlePlacing : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "subtitle_placing",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    mark = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    is_plain = table.Column<bool>(type: "INTEGER", nullable: false),
                    file_mode = table.Column<int>(type: "INTEGER", nullable: true),
                    trash_days = table.Column<int>(type: "INTEGER", nullable: false),
                    trash_megabytes = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_subtitle_placing", x => x.id);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "subtitle_placing");
        }
    }
}
