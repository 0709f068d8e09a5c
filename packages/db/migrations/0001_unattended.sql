CREATE TABLE "circuits" (
	"place" text PRIMARY KEY NOT NULL,
	"branch_id" uuid,
	"misses" integer DEFAULT 0 NOT NULL,
	"first_miss_at" timestamp with time zone,
	"open_since" timestamp with time zone,
	"next_try_at" timestamp with time zone,
	"failed_tries" integer DEFAULT 0 NOT NULL,
	"probe_run_id" uuid,
	"closed_at" timestamp with time zone,
	CONSTRAINT "circuits_of_branch_or_central" CHECK ("circuits"."place" = coalesce("circuits"."branch_id"::text, 'central')),
	CONSTRAINT "circuits_open_has_next_try" CHECK (("circuits"."open_since" is null) = ("circuits"."next_try_at" is null))
);
--> statement-breakpoint
CREATE TABLE "run_lines" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "run_lines_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"run_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"text" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "workers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"host" text NOT NULL,
	"pid" integer NOT NULL,
	"version" text NOT NULL,
	"concurrency" integer NOT NULL,
	"running" integer NOT NULL,
	"is_draining" boolean DEFAULT false NOT NULL,
	"is_consuming" boolean NOT NULL,
	"last_job_at" timestamp with time zone,
	"event_loop_lag_ms" double precision NOT NULL,
	"rss_mb" double precision NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"stopped_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "schedules" ADD COLUMN "window_from" text;--> statement-breakpoint
ALTER TABLE "schedules" ADD COLUMN "window_until" text;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "expected" integer;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "resume_after_id" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "cancel_requested_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "circuits" ADD CONSTRAINT "circuits_branch_id_branches_id_fk" FOREIGN KEY ("branch_id") REFERENCES "public"."branches"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_lines" ADD CONSTRAINT "run_lines_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "run_lines_by_run" ON "run_lines" USING btree ("run_id","id");--> statement-breakpoint
CREATE INDEX "failures_by_run" ON "failures" USING btree ("run_id");--> statement-breakpoint
CREATE INDEX "failures_by_end" ON "failures" USING btree ("resolved_at") WHERE "failures"."resolved_at" is not null;--> statement-breakpoint
CREATE INDEX "orders_with_payments" ON "orders" USING btree ("created_at") WHERE "orders"."payments" <> '[]'::jsonb;--> statement-breakpoint
CREATE INDEX "runs_by_end" ON "runs" USING btree ("finished_at") WHERE "runs"."finished_at" is not null;--> statement-breakpoint
ALTER TABLE "schedules" ADD CONSTRAINT "schedules_window_whole" CHECK (("schedules"."window_from" is null) = ("schedules"."window_until" is null));--> statement-breakpoint
ALTER TABLE "schedules" ADD CONSTRAINT "schedules_window_form" CHECK ("schedules"."window_from" ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$' and "schedules"."window_until" ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$');