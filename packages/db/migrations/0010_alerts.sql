CREATE TABLE "alert_channels" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"url" text,
	"secret_envelope" text DEFAULT '' NOT NULL,
	"recipients" jsonb,
	"last_sent_at" timestamp with time zone,
	"last_problem" text,
	"next_mail_at" timestamp with time zone,
	"disabled_at" timestamp with time zone,
	"disabled_reason" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"archived_at" timestamp with time zone,
	CONSTRAINT "alert_channels_kind_known" CHECK ("alert_channels"."kind" in ('webhook', 'email')),
	CONSTRAINT "alert_channels_webhook_has_url" CHECK (("alert_channels"."kind" = 'webhook') = ("alert_channels"."url" is not null)),
	CONSTRAINT "alert_channels_email_has_recipients" CHECK (("alert_channels"."kind" = 'email') = ("alert_channels"."recipients" is not null)),
	CONSTRAINT "alert_channels_url_http" CHECK ("alert_channels"."url" ~ '^https?://')
);
--> statement-breakpoint
CREATE TABLE "alert_deliveries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"alert_id" uuid NOT NULL,
	"channel_id" uuid NOT NULL,
	"event" text NOT NULL,
	"state" text NOT NULL,
	"mail_id" uuid,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone,
	"problem" text,
	"payload" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "alert_deliveries_event_known" CHECK ("alert_deliveries"."event" in ('opened', 'reminder', 'resolved')),
	CONSTRAINT "alert_deliveries_state_known" CHECK ("alert_deliveries"."state" in ('waiting', 'held', 'sent', 'failed', 'dropped'))
);
--> statement-breakpoint
CREATE TABLE "alert_evaluations" (
	"id" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"evaluated_at" timestamp with time zone,
	CONSTRAINT "alert_evaluations_is_one" CHECK ("alert_evaluations"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "alert_rules" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"severity" text DEFAULT 'warning' NOT NULL,
	"minutes" integer,
	"orders" integer,
	"amount" numeric,
	"currency" text,
	"days" integer,
	"workers" integer,
	"branch_ids" jsonb,
	"channel_ids" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"quiet_from" text,
	"quiet_until" text,
	"timezone" text DEFAULT 'UTC' NOT NULL,
	"ignores_quiet" boolean DEFAULT false NOT NULL,
	"remind_minutes" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"archived_at" timestamp with time zone,
	CONSTRAINT "alert_rules_kind_known" CHECK ("alert_rules"."kind" in ('branch_behind', 'failure_group', 'reconciliation_differs', 'worker_gone', 'central_down')),
	CONSTRAINT "alert_rules_severity_known" CHECK ("alert_rules"."severity" in ('warning', 'critical')),
	CONSTRAINT "alert_rules_figures_whole" CHECK (case "alert_rules"."kind" when 'failure_group' then num_nonnulls("alert_rules"."orders", "alert_rules"."amount") > 0
        when 'reconciliation_differs' then "alert_rules"."days" is not null else "alert_rules"."minutes" is not null end),
	CONSTRAINT "alert_rules_quiet_whole" CHECK (("alert_rules"."quiet_from" is null) = ("alert_rules"."quiet_until" is null)),
	CONSTRAINT "alert_rules_quiet_form" CHECK ("alert_rules"."quiet_from" ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$' and "alert_rules"."quiet_until" ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
	CONSTRAINT "alert_rules_branches_are_some" CHECK ("alert_rules"."branch_ids" <> '[]'::jsonb)
);
--> statement-breakpoint
CREATE TABLE "alerts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"rule_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"severity" text NOT NULL,
	"subject" text NOT NULL,
	"branch_id" uuid,
	"title" text NOT NULL,
	"message" text NOT NULL,
	"figures" jsonb NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"opened_at" timestamp with time zone,
	"last_seen_at" timestamp with time zone NOT NULL,
	"told_at" timestamp with time zone,
	"resolved_at" timestamp with time zone,
	"resolution" text,
	"acknowledged_at" timestamp with time zone,
	"acknowledged_by" text,
	CONSTRAINT "alerts_resolution_known" CHECK ("alerts"."resolution" in ('cured', 'unwatched')),
	CONSTRAINT "alerts_resolution_whole" CHECK (("alerts"."resolved_at" is null) = ("alerts"."resolution" is null))
);
--> statement-breakpoint
ALTER TABLE "alert_deliveries" ADD CONSTRAINT "alert_deliveries_alert_id_alerts_id_fk" FOREIGN KEY ("alert_id") REFERENCES "public"."alerts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_deliveries" ADD CONSTRAINT "alert_deliveries_channel_id_alert_channels_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."alert_channels"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_rule_id_alert_rules_id_fk" FOREIGN KEY ("rule_id") REFERENCES "public"."alert_rules"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_branch_id_branches_id_fk" FOREIGN KEY ("branch_id") REFERENCES "public"."branches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "alert_deliveries_due" ON "alert_deliveries" USING btree ("channel_id","next_attempt_at") WHERE "alert_deliveries"."state" in ('waiting', 'held');--> statement-breakpoint
CREATE INDEX "alert_deliveries_by_alert" ON "alert_deliveries" USING btree ("alert_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "alerts_one_standing" ON "alerts" USING btree ("rule_id","subject") WHERE "alerts"."resolved_at" is null;--> statement-breakpoint
CREATE INDEX "alerts_by_branch" ON "alerts" USING btree ("branch_id","id");--> statement-breakpoint
CREATE INDEX "alerts_standing" ON "alerts" USING btree ("id") WHERE "alerts"."resolved_at" is null;--> statement-breakpoint
CREATE INDEX "alerts_by_end" ON "alerts" USING btree ("resolved_at") WHERE "alerts"."resolved_at" is not null;--> statement-breakpoint
INSERT INTO "alert_evaluations" ("id", "due_at") VALUES (1, now());--> statement-breakpoint
-- To begin with: what is found stands in the console, and is sent nowhere until somebody adds a channel.
INSERT INTO "alert_rules" ("id", "kind", "severity", "minutes", "orders", "days", "workers") VALUES
	('019b0000-0000-7000-8000-000000000001', 'central_down', 'critical', 5, NULL, NULL, NULL),
	('019b0000-0000-7000-8000-000000000002', 'worker_gone', 'critical', 5, NULL, NULL, 1),
	('019b0000-0000-7000-8000-000000000003', 'branch_behind', 'warning', 15, NULL, NULL, NULL),
	('019b0000-0000-7000-8000-000000000004', 'failure_group', 'warning', NULL, 20, NULL, NULL),
	('019b0000-0000-7000-8000-000000000005', 'reconciliation_differs', 'warning', NULL, NULL, 7, NULL);
