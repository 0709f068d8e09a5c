CREATE TABLE "people" (
	"id" uuid PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"subject" text NOT NULL,
	"login" text NOT NULL,
	"name" text NOT NULL,
	"role" text,
	"password_hash" text,
	"odoo_user_id" integer,
	"odoo_group_ids" jsonb,
	"checked_at" timestamp with time zone,
	"check_tried_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_sign_in_at" timestamp with time zone,
	"disabled_at" timestamp with time zone,
	CONSTRAINT "people_source_known" CHECK ("people"."source" in ('local', 'odoo', 'oidc')),
	CONSTRAINT "people_role_known" CHECK ("people"."role" in ('viewer', 'operator', 'admin')),
	CONSTRAINT "people_password_is_argon2id" CHECK ("people"."password_hash" like '$argon2id$%'),
	CONSTRAINT "people_password_of_local" CHECK (("people"."source" = 'local') = ("people"."password_hash" is not null)),
	CONSTRAINT "people_user_of_odoo" CHECK (("people"."source" = 'odoo') = ("people"."odoo_user_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "sign_in_tries" (
	"key" text PRIMARY KEY NOT NULL,
	"tries" integer NOT NULL,
	"until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
DELETE FROM "sessions";--> statement-breakpoint
ALTER TABLE "sessions" DROP CONSTRAINT "sessions_pkey";--> statement-breakpoint
ALTER TABLE "sessions" ALTER COLUMN "api_key_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "acts" jsonb;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "branch_ids" jsonb;--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "actor_id" uuid;--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "branch_id" uuid;--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "address" text;--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "changes" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "person_id" uuid;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "last_used_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "address" text;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "user_agent" text;--> statement-breakpoint
ALTER TABLE "branches" ADD COLUMN "tls_ca" text;--> statement-breakpoint
ALTER TABLE "branches" ADD COLUMN "tls_verify" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "central" ADD COLUMN "tls_ca" text;--> statement-breakpoint
ALTER TABLE "central" ADD COLUMN "tls_verify" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "request_id" text;--> statement-breakpoint
CREATE UNIQUE INDEX "people_subject" ON "people" USING btree ("source","subject");--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_by_branch" ON "audit" USING btree ("branch_id","id");--> statement-breakpoint
CREATE INDEX "audit_by_actor" ON "audit" USING btree ("actor","id");--> statement-breakpoint
CREATE INDEX "audit_by_action" ON "audit" USING btree ("action","id");--> statement-breakpoint
CREATE INDEX "audit_by_time" ON "audit" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "audit_by_request" ON "audit" USING btree ("request_id");--> statement-breakpoint
CREATE INDEX "sign_in_tries_end" ON "sign_in_tries" USING btree ("until");--> statement-breakpoint
CREATE UNIQUE INDEX "sessions_token" ON "sessions" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "sessions_by_person" ON "sessions" USING btree ("person_id");--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_limits_are_some" CHECK ("api_keys"."acts" <> '[]'::jsonb and "api_keys"."branch_ids" <> '[]'::jsonb);--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_of_one" CHECK (num_nonnulls("sessions"."person_id", "sessions"."api_key_id") = 1);--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_token_is_sha256" CHECK ("sessions"."token_hash" ~ '^[0-9a-f]{64}$');--> statement-breakpoint
CREATE FUNCTION "audit_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'insufficient_privilege';
END
$$;--> statement-breakpoint
CREATE TRIGGER "audit_rows_stay" BEFORE UPDATE OR DELETE ON "audit" FOR EACH ROW EXECUTE FUNCTION "audit_is_append_only"();--> statement-breakpoint
CREATE TRIGGER "audit_stays" BEFORE TRUNCATE ON "audit" FOR EACH STATEMENT EXECUTE FUNCTION "audit_is_append_only"();
