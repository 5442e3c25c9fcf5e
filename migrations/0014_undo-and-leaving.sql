ALTER TABLE "audit" ADD COLUMN "inverse" jsonb;--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "undo_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "undone_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "undone_by" integer;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "deactivated_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "audit" ADD CONSTRAINT "audit_undone_by_people_id_fk" FOREIGN KEY ("undone_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit" ADD CONSTRAINT "audit_undone" CHECK (undone_at is null or inverse is not null);--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_deactivated_untied" CHECK (deactivated_at is null or slack_user_id is null);