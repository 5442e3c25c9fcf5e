CREATE TABLE "calendar_adds" (
	"person_id" integer NOT NULL,
	"session_id" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "calendar_adds_person_id_session_id_pk" PRIMARY KEY("person_id","session_id")
);
--> statement-breakpoint
CREATE TABLE "session_change_readers" (
	"change_id" integer NOT NULL,
	"person_id" integer NOT NULL,
	CONSTRAINT "session_change_readers_change_id_person_id_pk" PRIMARY KEY("change_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "session_changes" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "session_changes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"session_id" integer NOT NULL,
	"what" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"day_closed" boolean DEFAULT false NOT NULL,
	CONSTRAINT "session_changes_what" CHECK (what in ('moved', 'place', 'online', 'postponed', 'cancelled', 'back'))
);
--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "postponed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "calendar_adds" ADD CONSTRAINT "calendar_adds_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_adds" ADD CONSTRAINT "calendar_adds_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_change_readers" ADD CONSTRAINT "session_change_readers_change_id_session_changes_id_fk" FOREIGN KEY ("change_id") REFERENCES "public"."session_changes"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_change_readers" ADD CONSTRAINT "session_change_readers_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_changes" ADD CONSTRAINT "session_changes_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "calendar_adds_session" ON "calendar_adds" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "session_change_readers_person" ON "session_change_readers" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "session_changes_session" ON "session_changes" USING btree ("session_id","id");--> statement-breakpoint
CREATE INDEX "session_changes_at" ON "session_changes" USING btree ("at");--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_postponed" CHECK (not postponed or cancelled_at is not null);