ALTER TABLE "push_results" DROP CONSTRAINT "push_results_action_known";--> statement-breakpoint
ALTER TABLE "branches" ALTER COLUMN "master_data" SET DEFAULT '{"models":[],"conflicts":"central_wins","archive":true,"deleted":"make_again","tillIds":[],"pricelistId":null}'::jsonb;--> statement-breakpoint
ALTER TABLE "failures" ADD COLUMN "retry_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "push_results" ADD COLUMN "is_done" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "pushed_records" ADD COLUMN "manner" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "pushed_records" ADD COLUMN "is_settled" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "goes_first" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "failures_due" ON "failures" USING btree ("retry_at") WHERE "failures"."status" = 'open' and "failures"."retry_at" is not null;--> statement-breakpoint
ALTER TABLE "push_results" ADD CONSTRAINT "push_results_action_known" CHECK ("push_results"."action" in ('create', 'update', 'same', 'left', 'conflict', 'blocked', 'waiting', 'outdated'));--> statement-breakpoint
UPDATE "branches" SET "master_data" = '{"tillIds":[],"pricelistId":null}'::jsonb || "master_data";
