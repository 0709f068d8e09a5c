ALTER TABLE "orders" ADD COLUMN "customer_id" integer;--> statement-breakpoint
CREATE INDEX "orders_by_customer" ON "orders" USING btree ("customer_id","id") WHERE "orders"."customer_id" is not null;--> statement-breakpoint
CREATE INDEX "orders_by_total" ON "orders" USING btree ("pos_total","id");