CREATE TABLE "remote_records" (
	"branch_id" uuid NOT NULL,
	"model" text NOT NULL,
	"remote_id" integer NOT NULL,
	"name" text NOT NULL,
	"keys" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "remote_records_branch_id_model_remote_id_pk" PRIMARY KEY("branch_id","model","remote_id"),
	CONSTRAINT "remote_records_id_positive" CHECK ("remote_records"."remote_id" > 0)
);
--> statement-breakpoint
DROP INDEX "failures_by_cause";--> statement-breakpoint
ALTER TABLE "branches" ADD COLUMN "customer_rule" text DEFAULT 'default' NOT NULL;--> statement-breakpoint
ALTER TABLE "branches" ADD COLUMN "total_rule" text DEFAULT 'flag' NOT NULL;--> statement-breakpoint
ALTER TABLE "branches" ADD COLUMN "adjust_product_id" integer;--> statement-breakpoint
ALTER TABLE "branches" ADD COLUMN "adjust_limit" numeric;--> statement-breakpoint
ALTER TABLE "failures" ADD COLUMN "title" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "failures" ADD COLUMN "cause" text GENERATED ALWAYS AS (md5(code || ' ' || fingerprint)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "failures" ADD COLUMN "cause_model" text;--> statement-breakpoint
ALTER TABLE "failures" ADD COLUMN "cause_remote_id" integer;--> statement-breakpoint
ALTER TABLE "failures" ADD COLUMN "technical" jsonb;--> statement-breakpoint
ALTER TABLE "failures" ADD COLUMN "dismiss_reason" text;--> statement-breakpoint
ALTER TABLE "failures" ADD COLUMN "retry_run_id" uuid;--> statement-breakpoint
ALTER TABLE "links" ADD COLUMN "central_name" text;--> statement-breakpoint
ALTER TABLE "links" ADD COLUMN "central_state" text;--> statement-breakpoint
ALTER TABLE "links" ADD COLUMN "checked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "salespeople" ADD COLUMN "central_name" text;--> statement-breakpoint
ALTER TABLE "salespeople" ADD COLUMN "central_state" text;--> statement-breakpoint
ALTER TABLE "salespeople" ADD COLUMN "checked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "adjustment" numeric;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "central_state" text;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "central_seen_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "remote_records" ADD CONSTRAINT "remote_records_branch_id_branches_id_fk" FOREIGN KEY ("branch_id") REFERENCES "public"."branches"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "failures" ADD CONSTRAINT "failures_retry_run_id_runs_id_fk" FOREIGN KEY ("retry_run_id") REFERENCES "public"."runs"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "failures_by_cause_record" ON "failures" USING btree ("branch_id","cause_model","cause_remote_id") WHERE "failures"."status" in ('open', 'retrying');--> statement-breakpoint
CREATE INDEX "failures_by_retry" ON "failures" USING btree ("retry_run_id") WHERE "failures"."retry_run_id" is not null;--> statement-breakpoint
CREATE INDEX "orders_by_remote" ON "orders" USING btree ("branch_id","remote_id");--> statement-breakpoint
CREATE INDEX "orders_by_sale" ON "orders" USING btree ("branch_id","ordered_at");--> statement-breakpoint
CREATE INDEX "failures_by_cause" ON "failures" USING btree ("cause","id");--> statement-breakpoint
ALTER TABLE "branches" ADD CONSTRAINT "branches_customer_rule_known" CHECK ("branches"."customer_rule" in ('default', 'match', 'match_and_create'));--> statement-breakpoint
ALTER TABLE "branches" ADD CONSTRAINT "branches_total_rule_known" CHECK ("branches"."total_rule" in ('flag', 'adjust'));--> statement-breakpoint
ALTER TABLE "branches" ADD CONSTRAINT "branches_adjust_whole" CHECK ("branches"."total_rule" <> 'adjust' or ("branches"."adjust_product_id" is not null and "branches"."adjust_limit" > 0));--> statement-breakpoint
ALTER TABLE "failures" ADD CONSTRAINT "failures_cause_record_whole" CHECK (("failures"."cause_model" is null) = ("failures"."cause_remote_id" is null));--> statement-breakpoint
ALTER TABLE "links" ADD CONSTRAINT "links_central_state_known" CHECK ("links"."central_state" in ('active', 'archived', 'deleted'));--> statement-breakpoint
ALTER TABLE "salespeople" ADD CONSTRAINT "salespeople_central_state_known" CHECK ("salespeople"."central_state" in ('active', 'archived', 'deleted'));--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_central_state_known" CHECK ("orders"."central_state" in ('draft', 'sent', 'sale', 'cancelled', 'deleted'));--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_central_state_dated" CHECK (("orders"."central_state" is null) = ("orders"."central_seen_at" is null));