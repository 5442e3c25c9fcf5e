CREATE TABLE "appointments" (
	"assignment_id" integer PRIMARY KEY NOT NULL,
	"meets_at" timestamp with time zone NOT NULL,
	"meets_where" text,
	"sequence" integer DEFAULT 1 NOT NULL,
	"over" text,
	CONSTRAINT "appointments_over" CHECK (over in ('met', 'cancelled')),
	CONSTRAINT "appointments_sequence" CHECK (sequence > 0)
);
--> statement-breakpoint
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_assignment_id_assignments_id_fk" FOREIGN KEY ("assignment_id") REFERENCES "public"."assignments"("id") ON DELETE cascade ON UPDATE no action;