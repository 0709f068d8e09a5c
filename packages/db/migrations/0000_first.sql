CREATE TABLE "api_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"hash" text NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "api_keys_role_known" CHECK ("api_keys"."role" in ('viewer', 'operator', 'admin')),
	CONSTRAINT "api_keys_hash_is_sha256" CHECK ("api_keys"."hash" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"request_id" text,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"api_key_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "branches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"timezone" text NOT NULL,
	"url" text NOT NULL,
	"database" text NOT NULL,
	"login" text NOT NULL,
	"secret_envelope" text NOT NULL,
	"transport" text DEFAULT 'auto' NOT NULL,
	"facts" jsonb,
	"facts_at" timestamp with time zone,
	"connect_timeout_ms" integer,
	"call_timeout_ms" integer,
	"default_customer_id" integer NOT NULL,
	"default_salesperson_id" integer,
	"warehouse_id" integer,
	"pricelist_id" integer,
	"company_id" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"archived_at" timestamp with time zone,
	CONSTRAINT "branches_code_form" CHECK ("branches"."code" ~ '^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$'),
	CONSTRAINT "branches_transport_known" CHECK ("branches"."transport" in ('auto', 'xmlrpc', 'json2')),
	CONSTRAINT "branches_url_http" CHECK ("branches"."url" ~ '^https?://')
);
--> statement-breakpoint
CREATE TABLE "leases" (
	"branch_id" uuid PRIMARY KEY NOT NULL,
	"token" bigint NOT NULL,
	"holder" uuid,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "receive_cursors" (
	"branch_id" uuid PRIMARY KEY NOT NULL,
	"cursor_at" timestamp with time zone,
	"window_from" timestamp with time zone,
	"window_started_at" timestamp with time zone,
	"window_last_id" integer,
	CONSTRAINT "receive_cursors_window_whole" CHECK (("receive_cursors"."window_started_at" is null) = ("receive_cursors"."window_last_id" is null))
);
--> statement-breakpoint
CREATE TABLE "schedules" (
	"branch_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"starts_at" timestamp with time zone,
	"every_seconds" integer,
	"cron" text,
	"paused" boolean DEFAULT false NOT NULL,
	"next_due_at" timestamp with time zone,
	"skipped_slots" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "schedules_branch_id_kind_pk" PRIMARY KEY("branch_id","kind"),
	CONSTRAINT "schedules_kind_known" CHECK ("schedules"."kind" in ('receive', 'push', 'reconcile')),
	CONSTRAINT "schedules_one_rhythm" CHECK (num_nonnulls("schedules"."every_seconds", "schedules"."cron") <= 1),
	CONSTRAINT "schedules_every_sane" CHECK ("schedules"."every_seconds" between 10 and 2678400)
);
--> statement-breakpoint
CREATE TABLE "writer_slots" (
	"slot" integer PRIMARY KEY NOT NULL,
	"holder" uuid,
	"expires_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "central" (
	"id" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"url" text NOT NULL,
	"database" text NOT NULL,
	"login" text NOT NULL,
	"secret_envelope" text NOT NULL,
	"transport" text DEFAULT 'auto' NOT NULL,
	"facts" jsonb,
	"facts_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "central_is_one" CHECK ("central"."id" = 1),
	CONSTRAINT "central_transport_known" CHECK ("central"."transport" in ('auto', 'xmlrpc', 'json2')),
	CONSTRAINT "central_url_http" CHECK ("central"."url" ~ '^https?://')
);
--> statement-breakpoint
CREATE TABLE "failures" (
	"id" uuid PRIMARY KEY NOT NULL,
	"branch_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"run_id" uuid,
	"order_id" uuid,
	"code" text NOT NULL,
	"class" text NOT NULL,
	"message" text NOT NULL,
	"fix" text NOT NULL,
	"fingerprint" text NOT NULL,
	"payload" jsonb,
	"remote_model" text,
	"remote_id" integer,
	"sameness" text GENERATED ALWAYS AS (md5(code || ' ' || coalesce(remote_model, '') || ' ' || coalesce(remote_id::text, '') || ' ' || fingerprint)) STORED NOT NULL,
	"attempts" integer DEFAULT 1 NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"first_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"resolved_at" timestamp with time zone,
	CONSTRAINT "failures_class_known" CHECK ("failures"."class" in ('transient', 'waiting', 'permanent')),
	CONSTRAINT "failures_status_known" CHECK ("failures"."status" in ('open', 'retrying', 'resolved', 'dismissed')),
	CONSTRAINT "failures_over_when_resolved" CHECK (("failures"."status" in ('resolved', 'dismissed')) = ("failures"."resolved_at" is not null)),
	CONSTRAINT "failures_attempts_positive" CHECK ("failures"."attempts" > 0)
);
--> statement-breakpoint
CREATE TABLE "links" (
	"branch_id" uuid NOT NULL,
	"model" text NOT NULL,
	"remote_id" integer NOT NULL,
	"central_id" integer NOT NULL,
	"source" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "links_branch_id_model_remote_id_pk" PRIMARY KEY("branch_id","model","remote_id"),
	CONSTRAINT "links_ids_positive" CHECK ("links"."remote_id" > 0 and "links"."central_id" > 0)
);
--> statement-breakpoint
CREATE TABLE "salespeople" (
	"branch_id" uuid NOT NULL,
	"remote_user_id" integer NOT NULL,
	"central_user_id" integer NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "salespeople_branch_id_remote_user_id_pk" PRIMARY KEY("branch_id","remote_user_id"),
	CONSTRAINT "salespeople_ids_positive" CHECK ("salespeople"."remote_user_id" > 0 and "salespeople"."central_user_id" > 0)
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"id" uuid PRIMARY KEY NOT NULL,
	"branch_id" uuid NOT NULL,
	"identity" text NOT NULL,
	"uuid" text,
	"remote_id" integer NOT NULL,
	"pos_reference" text NOT NULL,
	"status" text NOT NULL,
	"ordered_at" timestamp with time zone NOT NULL,
	"currency" text NOT NULL,
	"central_id" integer,
	"central_name" text,
	"pos_total" numeric NOT NULL,
	"central_total" numeric,
	"difference" numeric GENERATED ALWAYS AS (central_total - pos_total) STORED,
	"flag" text,
	"payments" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"run_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "orders_status_known" CHECK ("orders"."status" in ('imported', 'failed', 'skipped')),
	CONSTRAINT "orders_imported_is_somewhere" CHECK ("orders"."status" <> 'imported' or "orders"."central_id" is not null),
	CONSTRAINT "orders_failed_is_nowhere" CHECK ("orders"."status" <> 'failed' or "orders"."central_id" is null)
);
--> statement-breakpoint
CREATE TABLE "runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"branch_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"trigger" text NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"request" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"idempotency_key" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"seen" integer DEFAULT 0 NOT NULL,
	"imported" integer DEFAULT 0 NOT NULL,
	"already_there" integer DEFAULT 0 NOT NULL,
	"failed" integer DEFAULT 0 NOT NULL,
	"flagged" integer DEFAULT 0 NOT NULL,
	"odoo_calls" integer DEFAULT 0 NOT NULL,
	"odoo_waited_ms" integer DEFAULT 0 NOT NULL,
	"error" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	CONSTRAINT "runs_kind_known" CHECK ("runs"."kind" in ('receive', 'push', 'reconcile')),
	CONSTRAINT "runs_trigger_known" CHECK ("runs"."trigger" in ('manual', 'schedule', 'retry')),
	CONSTRAINT "runs_status_known" CHECK ("runs"."status" in ('queued', 'running', 'succeeded', 'partial', 'failed', 'cancelled')),
	CONSTRAINT "runs_finished_when_over" CHECK (("runs"."status" in ('queued', 'running')) = ("runs"."finished_at" is null)),
	CONSTRAINT "runs_failed_says_why" CHECK ("runs"."status" <> 'failed' or "runs"."error" is not null),
	CONSTRAINT "runs_counts_not_negative" CHECK (least("runs"."seen", "runs"."imported", "runs"."already_there", "runs"."failed", "runs"."flagged", "runs"."odoo_calls") >= 0)
);
--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_api_key_id_api_keys_id_fk" FOREIGN KEY ("api_key_id") REFERENCES "public"."api_keys"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leases" ADD CONSTRAINT "leases_branch_id_branches_id_fk" FOREIGN KEY ("branch_id") REFERENCES "public"."branches"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receive_cursors" ADD CONSTRAINT "receive_cursors_branch_id_branches_id_fk" FOREIGN KEY ("branch_id") REFERENCES "public"."branches"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "schedules" ADD CONSTRAINT "schedules_branch_id_branches_id_fk" FOREIGN KEY ("branch_id") REFERENCES "public"."branches"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "failures" ADD CONSTRAINT "failures_branch_id_branches_id_fk" FOREIGN KEY ("branch_id") REFERENCES "public"."branches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "failures" ADD CONSTRAINT "failures_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "failures" ADD CONSTRAINT "failures_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "links" ADD CONSTRAINT "links_branch_id_branches_id_fk" FOREIGN KEY ("branch_id") REFERENCES "public"."branches"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "salespeople" ADD CONSTRAINT "salespeople_branch_id_branches_id_fk" FOREIGN KEY ("branch_id") REFERENCES "public"."branches"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_branch_id_branches_id_fk" FOREIGN KEY ("branch_id") REFERENCES "public"."branches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_branch_id_branches_id_fk" FOREIGN KEY ("branch_id") REFERENCES "public"."branches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "api_keys_hash" ON "api_keys" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "audit_by_subject" ON "audit" USING btree ("subject","id");--> statement-breakpoint
CREATE INDEX "sessions_expiry" ON "sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "sessions_by_key" ON "sessions" USING btree ("api_key_id");--> statement-breakpoint
CREATE UNIQUE INDEX "branches_code" ON "branches" USING btree ("code") WHERE "branches"."archived_at" is null;--> statement-breakpoint
CREATE INDEX "schedules_due" ON "schedules" USING btree ("next_due_at") WHERE not "schedules"."paused";--> statement-breakpoint
CREATE UNIQUE INDEX "failures_one_standing" ON "failures" USING btree ("branch_id","sameness") WHERE "failures"."status" in ('open', 'retrying');--> statement-breakpoint
CREATE INDEX "failures_by_status" ON "failures" USING btree ("status","id");--> statement-breakpoint
CREATE INDEX "failures_by_branch" ON "failures" USING btree ("branch_id","id");--> statement-breakpoint
CREATE INDEX "failures_by_order" ON "failures" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "failures_by_cause" ON "failures" USING btree ("code","fingerprint");--> statement-breakpoint
CREATE INDEX "links_by_central" ON "links" USING btree ("branch_id","model","central_id");--> statement-breakpoint
CREATE UNIQUE INDEX "orders_identity" ON "orders" USING btree ("branch_id","identity");--> statement-breakpoint
CREATE INDEX "orders_uuid" ON "orders" USING btree ("uuid");--> statement-breakpoint
CREATE UNIQUE INDEX "orders_brought_once" ON "orders" USING btree ("uuid") WHERE "orders"."status" = 'imported';--> statement-breakpoint
CREATE INDEX "orders_by_central" ON "orders" USING btree ("central_id");--> statement-breakpoint
CREATE INDEX "orders_by_branch" ON "orders" USING btree ("branch_id","id");--> statement-breakpoint
CREATE INDEX "orders_by_run" ON "orders" USING btree ("run_id");--> statement-breakpoint
CREATE UNIQUE INDEX "runs_idempotency" ON "runs" USING btree ("branch_id","kind","idempotency_key");--> statement-breakpoint
CREATE UNIQUE INDEX "runs_one_waiting" ON "runs" USING btree ("branch_id","kind",md5("request"::text)) WHERE "runs"."status" = 'queued' and "runs"."attempts" = 0;--> statement-breakpoint
CREATE INDEX "runs_active" ON "runs" USING btree ("branch_id","kind") WHERE "runs"."status" in ('queued', 'running');--> statement-breakpoint
CREATE INDEX "runs_by_branch" ON "runs" USING btree ("branch_id","id");