CREATE TABLE "central_pace" (
	"id" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"batch_orders" integer NOT NULL,
	"writers" integer NOT NULL,
	"unit_ms" real,
	"best_unit_ms" real,
	"settled_loads" integer DEFAULT 0 NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "central_pace_is_one" CHECK ("central_pace"."id" = 1)
);
