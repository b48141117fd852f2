using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sublarr.Infrastructure.Persistence.Sqlite.Migrations
{
    /// <summary>Everything, as SQLite has it: two tables without row ids and a trigger are nothing that EF Core has words for.</summary>
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                CREATE TABLE "administrators" (
                    "id" INTEGER NOT NULL CONSTRAINT "PK_administrators" PRIMARY KEY AUTOINCREMENT,
                    "user_name" TEXT COLLATE NOCASE NOT NULL,
                    "password_hash" TEXT NOT NULL,
                    "security_stamp" TEXT NOT NULL,
                    "created_at" INTEGER NOT NULL,
                    "alerts_seen" INTEGER NOT NULL DEFAULT 0
                );

                CREATE UNIQUE INDEX "IX_administrators_user_name" ON "administrators" ("user_name");
                """);

            migrationBuilder.Sql(
                """
                CREATE TABLE "attempts" (
                    "id" INTEGER NOT NULL CONSTRAINT "PK_attempts" PRIMARY KEY AUTOINCREMENT,
                    "job_id" INTEGER NOT NULL,
                    "number" INTEGER NOT NULL,
                    "trigger" TEXT NOT NULL,
                    "started_at" INTEGER NOT NULL,
                    "duration_ms" REAL NOT NULL,
                    "outcome" TEXT NOT NULL,
                    "reason" TEXT NULL,
                    "failure" TEXT NULL,
                    "next_attempt_at" INTEGER NULL,
                    "detail" TEXT NULL
                );

                CREATE INDEX "IX_attempts_job_id_number" ON "attempts" ("job_id", "number");

                CREATE INDEX "ix_attempts_failure" ON "attempts" ("failure", "job_id") WHERE failure IS NOT NULL;
                """);

            migrationBuilder.Sql(
                """
                CREATE TABLE "audit" (
                    "id" INTEGER NOT NULL CONSTRAINT "PK_audit" PRIMARY KEY AUTOINCREMENT,
                    "at" INTEGER NOT NULL,
                    "actor_kind" TEXT NOT NULL,
                    "actor" TEXT NOT NULL,
                    "address" TEXT NULL,
                    "action" TEXT NOT NULL,
                    "subject" TEXT NOT NULL,
                    "subject_id" INTEGER NULL,
                    "subject_name" TEXT NULL,
                    "changes" TEXT NOT NULL
                );

                CREATE INDEX "IX_audit_actor" ON "audit" ("actor");

                CREATE INDEX "IX_audit_at" ON "audit" ("at");

                CREATE INDEX "IX_audit_subject_subject_id" ON "audit" ("subject", "subject_id");
                """);

            migrationBuilder.Sql(
                """
                CREATE TABLE delivery_hours (
                    subscription_id INTEGER NOT NULL,
                    hour INTEGER NOT NULL,
                    bucket INTEGER NOT NULL,
                    succeeded INTEGER NOT NULL,
                    failed INTEGER NOT NULL,
                    PRIMARY KEY (subscription_id, hour, bucket)
                ) WITHOUT ROWID;
                """);

            migrationBuilder.Sql(
                """
                CREATE TABLE "egress" (
                    "id" INTEGER NOT NULL CONSTRAINT "PK_egress" PRIMARY KEY,
                    "profile" TEXT NOT NULL,
                    "allow" TEXT NOT NULL,
                    "deny" TEXT NOT NULL
                );
                """);

            migrationBuilder.Sql(
                """
                CREATE TABLE event_spans (
                    name TEXT NOT NULL,
                    span INTEGER NOT NULL,
                    PRIMARY KEY (name, span)
                ) WITHOUT ROWID;
                """);

            migrationBuilder.Sql(
                """
                CREATE TABLE "events" (
                    "sequence" INTEGER NOT NULL CONSTRAINT "PK_events" PRIMARY KEY AUTOINCREMENT,
                    "id" TEXT NOT NULL,
                    "name" TEXT NOT NULL,
                    "version" INTEGER NOT NULL,
                    "occurred_at" INTEGER NOT NULL,
                    "data" TEXT NOT NULL,
                    "key" TEXT NULL,
                    "cause_job_id" INTEGER NULL,
                    "cause_subscription_id" INTEGER NULL,
                    "hop" INTEGER NOT NULL,
                    "is_alert" INTEGER NOT NULL DEFAULT 0
                );

                CREATE UNIQUE INDEX "IX_events_id" ON "events" ("id");

                CREATE UNIQUE INDEX "IX_events_key" ON "events" ("key") WHERE key IS NOT NULL;

                CREATE INDEX "ix_events_alert" ON "events" ("sequence") WHERE is_alert;

                CREATE INDEX "IX_events_cause_job_id" ON "events" ("cause_job_id") WHERE cause_job_id IS NOT NULL;

                CREATE TRIGGER event_spans_filled AFTER INSERT ON events
                WHEN NOT EXISTS (SELECT 1 FROM event_spans WHERE name = new.name AND span = new.sequence / 64)
                BEGIN
                    INSERT INTO event_spans (name, span) VALUES (new.name, new.sequence / 64);
                END;
                """);

            migrationBuilder.Sql(
                """
                CREATE TABLE "incoming" (
                    "id" INTEGER NOT NULL CONSTRAINT "PK_incoming" PRIMARY KEY AUTOINCREMENT,
                    "source" TEXT NOT NULL,
                    "instance" TEXT NOT NULL,
                    "event_type" TEXT NOT NULL,
                    "body" TEXT NOT NULL,
                    "received_at" INTEGER NOT NULL,
                    "dedup_key" TEXT NULL,
                    "state" TEXT NOT NULL,
                    "job_id" INTEGER NULL
                );

                CREATE INDEX "IX_incoming_dedup_key_received_at" ON "incoming" ("dedup_key", "received_at") WHERE dedup_key IS NOT NULL;

                CREATE INDEX "IX_incoming_job_id" ON "incoming" ("job_id") WHERE job_id IS NOT NULL;
                """);

            migrationBuilder.Sql(
                """
                CREATE TABLE "jobs" (
                    "id" INTEGER NOT NULL CONSTRAINT "PK_jobs" PRIMARY KEY AUTOINCREMENT,
                    "kind" TEXT NOT NULL,
                    "title" TEXT NOT NULL,
                    "payload" TEXT NOT NULL,
                    "state" TEXT NOT NULL,
                    "lane" TEXT NOT NULL,
                    "priority" INTEGER NOT NULL,
                    "rank" INTEGER NOT NULL,
                    "attempts" INTEGER NOT NULL,
                    "runs" INTEGER NOT NULL,
                    "due_at" INTEGER NOT NULL,
                    "created_at" INTEGER NOT NULL,
                    "started_at" INTEGER NULL,
                    "finished_at" INTEGER NULL,
                    "lease_owner" TEXT NULL,
                    "lease_until" INTEGER NULL,
                    "parent_id" INTEGER NULL,
                    "event_id" TEXT NULL,
                    "subscription_id" INTEGER NULL,
                    "hop" INTEGER NOT NULL,
                    "trigger" TEXT NOT NULL,
                    "is_test" INTEGER NOT NULL,
                    "last_error" TEXT NULL,
                    "ordering_key" TEXT NULL
                );

                CREATE INDEX "IX_jobs_event_id" ON "jobs" ("event_id") WHERE event_id IS NOT NULL;

                CREATE INDEX "ix_jobs_finished" ON "jobs" ("finished_at") WHERE finished_at IS NOT NULL;

                CREATE INDEX "IX_jobs_parent_id" ON "jobs" ("parent_id") WHERE parent_id IS NOT NULL;

                CREATE INDEX "ix_jobs_ready" ON "jobs" ("lane", "rank") WHERE state = 'queued';

                CREATE INDEX "ix_jobs_retrying" ON "jobs" ("due_at") WHERE state = 'retrying';

                CREATE INDEX "ix_jobs_running" ON "jobs" ("lease_until") WHERE state = 'running';

                CREATE INDEX "IX_jobs_subscription_id_id" ON "jobs" ("subscription_id", "id") WHERE subscription_id IS NOT NULL;

                CREATE INDEX "ix_jobs_held" ON "jobs" ("subscription_id") WHERE state = 'held';

                CREATE INDEX "ix_jobs_waiting" ON "jobs" ("subscription_id") WHERE state = 'retrying';

                CREATE INDEX "ix_jobs_ordered" ON "jobs" ("subscription_id", "ordering_key") WHERE ordering_key IS NOT NULL AND finished_at IS NULL;

                CREATE INDEX "ix_jobs_state" ON "jobs" ("state", "id") WHERE state NOT IN ('queued', 'running');
                """);

            migrationBuilder.Sql(
                """
                CREATE TABLE "provider_score_modifiers" (
                    "id" INTEGER NOT NULL CONSTRAINT "PK_provider_score_modifiers" PRIMARY KEY AUTOINCREMENT,
                    "provider" TEXT COLLATE NOCASE NOT NULL,
                    "value" INTEGER NOT NULL
                );

                CREATE UNIQUE INDEX "IX_provider_score_modifiers_provider" ON "provider_score_modifiers" ("provider");
                """);

            migrationBuilder.Sql(
                """
                CREATE TABLE "retention" (
                    "id" INTEGER NOT NULL CONSTRAINT "PK_retention" PRIMARY KEY,
                    "days" INTEGER NOT NULL,
                    "maximum_jobs" INTEGER NOT NULL
                );
                """);

            migrationBuilder.Sql(
                """
                CREATE TABLE "scoring_cases" (
                    "id" INTEGER NOT NULL CONSTRAINT "PK_scoring_cases" PRIMARY KEY AUTOINCREMENT,
                    "type" TEXT NOT NULL,
                    "title" TEXT NOT NULL,
                    "language" TEXT NOT NULL,
                    "candidates" TEXT NOT NULL,
                    "winner" INTEGER NOT NULL,
                    "created_at" INTEGER NOT NULL
                );
                """);

            migrationBuilder.Sql(
                """
                CREATE TABLE "scoring_presets" (
                    "id" INTEGER NOT NULL CONSTRAINT "PK_scoring_presets" PRIMARY KEY AUTOINCREMENT,
                    "name" TEXT COLLATE NOCASE NOT NULL,
                    "document" TEXT NOT NULL
                );

                CREATE UNIQUE INDEX "IX_scoring_presets_name" ON "scoring_presets" ("name");
                """);

            migrationBuilder.Sql(
                """
                CREATE TABLE "scoring_settings" (
                    "id" INTEGER NOT NULL CONSTRAINT "PK_scoring_settings" PRIMARY KEY,
                    "version" INTEGER NOT NULL,
                    "preferences" TEXT NOT NULL,
                    "active_preset" TEXT NULL
                );
                """);

            migrationBuilder.Sql(
                """
                CREATE TABLE "scoring_weights" (
                    "id" INTEGER NOT NULL CONSTRAINT "PK_scoring_weights" PRIMARY KEY AUTOINCREMENT,
                    "type" TEXT NOT NULL,
                    "key" TEXT NOT NULL,
                    "value" INTEGER NOT NULL
                );

                CREATE UNIQUE INDEX "IX_scoring_weights_type_key" ON "scoring_weights" ("type", "key");
                """);

            migrationBuilder.Sql(
                """
                CREATE TABLE "sessions" (
                    "id" TEXT NOT NULL CONSTRAINT "PK_sessions" PRIMARY KEY,
                    "administrator_id" INTEGER NOT NULL,
                    "started_at" INTEGER NOT NULL,
                    "last_seen_at" INTEGER NOT NULL,
                    "address" TEXT NULL,
                    "browser" TEXT NOT NULL
                );
                """);

            migrationBuilder.Sql(
                """
                CREATE TABLE "stored_searches" (
                    "id" INTEGER NOT NULL CONSTRAINT "PK_stored_searches" PRIMARY KEY AUTOINCREMENT,
                    "type" TEXT NOT NULL,
                    "title" TEXT NOT NULL,
                    "language" TEXT NOT NULL,
                    "searched_at" INTEGER NOT NULL,
                    "candidates" TEXT NOT NULL
                );
                """);

            migrationBuilder.Sql(
                """
                CREATE TABLE "subscriptions" (
                    "id" INTEGER NOT NULL CONSTRAINT "PK_subscriptions" PRIMARY KEY AUTOINCREMENT,
                    "channel" TEXT NOT NULL,
                    "name" TEXT NOT NULL,
                    "settings" TEXT NOT NULL,
                    "timeout_seconds" INTEGER NOT NULL,
                    "retry_count" INTEGER NOT NULL,
                    "is_enabled" INTEGER NOT NULL,
                    "disabled_reason" TEXT NULL,
                    "created_at" INTEGER NOT NULL,
                    "last_triggered_at" INTEGER NULL,
                    "last_status" TEXT NULL,
                    "trigger_count" INTEGER NOT NULL,
                    "consecutive_failures" INTEGER NOT NULL,
                    "event_names" TEXT NOT NULL,
                    "dead_deliveries" INTEGER NOT NULL DEFAULT 0,
                    "failing_since" INTEGER NULL,
                    "is_paused" INTEGER NOT NULL DEFAULT 0,
                    "content_filter_json" TEXT NULL,
                    "disabled_at" INTEGER NULL,
                    "paused_at" INTEGER NULL
                );

                CREATE INDEX "IX_subscriptions_channel" ON "subscriptions" ("channel");
                """);

            migrationBuilder.Sql("INSERT INTO scoring_settings (id, active_preset, preferences, version) VALUES (1, NULL, '{}', 1)");
        }
    }
}
