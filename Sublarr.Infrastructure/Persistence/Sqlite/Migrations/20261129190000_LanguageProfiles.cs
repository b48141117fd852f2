using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sublarr.Infrastructure.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class LanguageProfiles : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "language_profiles",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false, collation: "NOCASE"),
                    wanted = table.Column<string>(type: "TEXT", nullable: false),
                    cutoff = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    minimum_percent = table.Column<int>(type: "INTEGER", nullable: true),
                    must_contain = table.Column<string>(type: "TEXT", nullable: false),
                    must_not_contain = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_language_profiles", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "language_profile_assignments",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    scope = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false, collation: "NOCASE"),
                    profile_id = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_language_profile_assignments", x => x.id);
                    table.ForeignKey(
                        name: "FK_language_profile_assignments_language_profiles_profile_id",
                        column: x => x.profile_id,
                        principalTable: "language_profiles",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.InsertData(
                table: "language_profiles",
                columns: new[] { "id", "cutoff", "minimum_percent", "must_contain", "must_not_contain", "name", "version", "wanted" },
                values: new object[] { 1L, null, null, "[]", "[]", "English", 1L, "[{\"language\":\"en\",\"is_required\":true,\"forced\":\"no\",\"hearing_impaired\":\"include\"}]" });

            migrationBuilder.InsertData(
                table: "language_profile_assignments",
                columns: new[] { "id", "key", "profile_id", "scope" },
                values: new object[] { 1L, "", 1L, "default" });

            migrationBuilder.CreateIndex(
                name: "IX_language_profile_assignments_profile_id",
                table: "language_profile_assignments",
                column: "profile_id");

            migrationBuilder.CreateIndex(
                name: "IX_language_profile_assignments_scope_key",
                table: "language_profile_assignments",
                columns: new[] { "scope", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_language_profiles_name",
                table: "language_profiles",
                column: "name",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "language_profile_assignments");

            migrationBuilder.DropTable(
                name: "language_profiles");
        }
    }
}
