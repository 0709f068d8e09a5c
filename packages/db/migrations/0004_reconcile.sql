CREATE TABLE "reconcile_findings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"branch_id" uuid NOT NULL,
	"day" date NOT NULL,
	"kind" text NOT NULL,
	"remote_id" integer,
	"pos_reference" text,
	"order_id" uuid,
	"central_id" integer,
	"central_name" text,
	"pos_total" numeric,
	"ledger_total" numeric,
	"central_total" numeric,
	"currency" text,
	"failure_code" text,
	"message" text NOT NULL,
	CONSTRAINT "reconcile_findings_kind_known" CHECK ("reconcile_findings"."kind" in ('missing', 'changed', 'surplus', 'doubled', 'cancelled', 'deleted'))
);
--> statement-breakpoint
CREATE TABLE "reconciled_days" (
	"branch_id" uuid NOT NULL,
	"day" date NOT NULL,
	"run_id" uuid,
	"status" text NOT NULL,
	"findings" integer NOT NULL,
	"figures" jsonb NOT NULL,
	"reconciled_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reconciled_days_branch_id_day_pk" PRIMARY KEY("branch_id","day"),
	CONSTRAINT "reconciled_days_status_known" CHECK ("reconciled_days"."status" in ('agrees', 'differs', 'not_yet')),
	CONSTRAINT "reconciled_days_differ_by_findings" CHECK (("reconciled_days"."status" = 'differs') = ("reconciled_days"."findings" > 0))
);
--> statement-breakpoint
ALTER TABLE "reconcile_findings" ADD CONSTRAINT "reconcile_findings_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reconcile_findings" ADD CONSTRAINT "reconcile_findings_day_fk" FOREIGN KEY ("branch_id","day") REFERENCES "public"."reconciled_days"("branch_id","day") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reconciled_days" ADD CONSTRAINT "reconciled_days_branch_id_branches_id_fk" FOREIGN KEY ("branch_id") REFERENCES "public"."branches"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reconciled_days" ADD CONSTRAINT "reconciled_days_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "reconcile_findings_by_day" ON "reconcile_findings" USING btree ("branch_id","day","id");--> statement-breakpoint
CREATE INDEX "reconcile_findings_by_order" ON "reconcile_findings" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "reconciled_days_by_day" ON "reconciled_days" USING btree ("day","branch_id");--> statement-breakpoint
CREATE INDEX "reconciled_days_by_run" ON "reconciled_days" USING btree ("run_id");--> statement-breakpoint
-- Branches of before are reconciled every night, too, each at a minute of its own.
INSERT INTO "schedules" ("branch_id", "kind", "cron")
SELECT "id", 'reconcile', ((hashtext("id"::text) & 2147483647) % 60)::text || ' 3 * * *' FROM "branches" WHERE "archived_at" IS NULL
ON CONFLICT DO NOTHING;
