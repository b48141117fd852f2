using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sublarr.Infrastructure.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class DeletedSubscriptions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "deleted_at",
                table: "subscriptions",
                type: "INTEGER",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "deleted_at",
                table: "subscriptions");
        }
    }
}
