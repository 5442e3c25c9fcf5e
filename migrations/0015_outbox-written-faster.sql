DROP INDEX "outbox_spoken";--> statement-breakpoint
DROP INDEX "outbox_target";--> statement-breakpoint
DROP INDEX "outbox_person";--> statement-breakpoint
ALTER TABLE "outbox" ALTER COLUMN "content" SET DATA TYPE json;--> statement-breakpoint
CREATE INDEX "outbox_spoken" ON "outbox" USING btree ("recipient","attempted_at") WHERE attempted_at is not null;--> statement-breakpoint
CREATE INDEX "outbox_target" ON "outbox" USING btree ("target_id") WHERE target_id is not null;--> statement-breakpoint
CREATE INDEX "outbox_person" ON "outbox" USING btree ("person_id","id") WHERE person_id is not null;