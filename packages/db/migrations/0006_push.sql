CREATE TABLE "push_results" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "push_results_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"run_id" uuid NOT NULL,
	"model" text NOT NULL,
	"central_id" integer NOT NULL,
	"remote_id" integer,
	"name" text NOT NULL,
	"action" text NOT NULL,
	"fields" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"code" text,
	"message" text,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "push_results_action_known" CHECK ("push_results"."action" in ('create', 'update', 'same', 'left', 'conflict', 'blocked', 'waiting'))
);--> statement-breakpoint
CREATE TABLE "pushed_records" (
	"branch_id" uuid NOT NULL,
	"model" text NOT NULL,
	"central_id" integer NOT NULL,
	"remote_id" integer NOT NULL,
	"central_written_at" text NOT NULL,
	"remote_written_at" text NOT NULL,
	"sent" jsonb NOT NULL,
	"became" jsonb NOT NULL,
	"pushed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "pushed_records_branch_id_model_central_id_pk" PRIMARY KEY("branch_id","model","central_id"),
	CONSTRAINT "pushed_records_ids_positive" CHECK ("pushed_records"."central_id" > 0 and "pushed_records"."remote_id" > 0)
);--> statement-breakpoint
ALTER TABLE "branches" ADD COLUMN "master_data" jsonb DEFAULT '{"models":[],"conflicts":"central_wins","archive":true,"deleted":"make_again"}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "failures" ADD COLUMN "central_model" text;--> statement-breakpoint
ALTER TABLE "failures" ADD COLUMN "central_id" integer;--> statement-breakpoint
ALTER TABLE "failures" drop column "sameness";--> statement-breakpoint
ALTER TABLE "failures" ADD COLUMN "sameness" text GENERATED ALWAYS AS (md5(code || ' ' || coalesce(remote_model, '') || ' ' || coalesce(remote_id::text, '') || ' ' || coalesce(central_id::text, '') || ' ' || fingerprint)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "resume_model" text;--> statement-breakpoint
ALTER TABLE "push_results" ADD CONSTRAINT "push_results_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pushed_records" ADD CONSTRAINT "pushed_records_branch_id_branches_id_fk" FOREIGN KEY ("branch_id") REFERENCES "public"."branches"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "push_results_one_each" ON "push_results" USING btree ("run_id","model","central_id");--> statement-breakpoint
CREATE INDEX "push_results_by_run" ON "push_results" USING btree ("run_id","id");--> statement-breakpoint
-- Dropped with its column.
CREATE UNIQUE INDEX "failures_one_standing" ON "failures" USING btree ("branch_id","sameness") WHERE "failures"."status" in ('open', 'retrying');--> statement-breakpoint
CREATE INDEX "failures_by_central_record" ON "failures" USING btree ("branch_id","central_model","central_id") WHERE "failures"."central_id" is not null;--> statement-breakpoint
ALTER TABLE "failures" ADD CONSTRAINT "failures_central_record_whole" CHECK (("failures"."central_model" is null) = ("failures"."central_id" is null));
