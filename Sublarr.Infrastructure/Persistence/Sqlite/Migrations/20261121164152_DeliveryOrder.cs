using Microsoft.EntityFrameworkCore.Migrations;
using Sublarr.Domain.Deliveries;

#nullable disable

namespace Sublarr.Infrastructure.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class DeliveryOrder : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "ordering_key",
                table: "jobs",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_jobs_ordered",
                table: "jobs",
                columns: new[] { "subscription_id", "ordering_key" },
                filter: "ordering_key IS NOT NULL AND finished_at IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_jobs_ordered",
                table: "jobs");

            migrationBuilder.DropColumn(
                name: "ordering_key",
                table: "jobs");
        }
    }
}
