CREATE TABLE "mentor_mails" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "mentor_mails_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"dedupe_key" text NOT NULL,
	"person_id" integer NOT NULL,
	"composer" text NOT NULL,
	"content" json NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone,
	"sent_by" integer,
	CONSTRAINT "mentor_mails_once" UNIQUE("dedupe_key"),
	CONSTRAINT "mentor_mails_sent" CHECK (sent_by is null or sent_at is not null)
);
--> statement-breakpoint
ALTER TABLE "mentor_pairs" ADD COLUMN "meeting_was" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "mentor_mails" ADD CONSTRAINT "mentor_mails_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mentor_mails" ADD CONSTRAINT "mentor_mails_sent_by_people_id_fk" FOREIGN KEY ("sent_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "mentor_mails_person" ON "mentor_mails" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "mentor_mails_to_send" ON "mentor_mails" USING btree ("id") WHERE sent_at is null;--> statement-breakpoint
ALTER TABLE "mentor_pairs" ADD CONSTRAINT "mentor_pairs_meeting_was" CHECK (meeting_was is null or meets_at is null);