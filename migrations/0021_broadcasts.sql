CREATE TABLE "broadcast_recipients" (
	"broadcast_id" integer NOT NULL,
	"person_id" integer NOT NULL,
	"untold" text,
	"outbox_id" bigint,
	"wording" integer,
	"acknowledged_at" timestamp with time zone,
	CONSTRAINT "broadcast_recipients_broadcast_id_person_id_pk" PRIMARY KEY("broadcast_id","person_id"),
	CONSTRAINT "broadcast_recipients_outbox_id_unique" UNIQUE("outbox_id"),
	CONSTRAINT "broadcast_recipients_untold" CHECK (untold in ('outside-slack', 'away', 'left', 'match-week', 'no-class', 'digest', 'no-digest', 'late'))
);
--> statement-breakpoint
CREATE TABLE "broadcasts" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "broadcasts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"state" text DEFAULT 'drafted' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"author_id" integer,
	"created_at" timestamp with time zone NOT NULL,
	"message" jsonb NOT NULL,
	"wording" integer DEFAULT 1 NOT NULL,
	"audience" jsonb NOT NULL,
	"session_id" integer,
	"acknowledge_by" date,
	"send_at" timestamp with time zone,
	"approved_by" integer,
	"approved_at" timestamp with time zone,
	"released_by" integer,
	"released_at" timestamp with time zone,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"progress_id" bigint,
	"nudged_at" timestamp with time zone,
	"advisors_told_at" timestamp with time zone,
	CONSTRAINT "broadcasts_state" CHECK (state in ('drafted', 'awaiting-approval', 'scheduled', 'sending', 'paused', 'stopped', 'sent', 'corrected', 'recalled', 'discarded')),
	CONSTRAINT "broadcasts_approved" CHECK (approved_by is null or approved_at is not null),
	CONSTRAINT "broadcasts_approved_by_another" CHECK (approved_by <> author_id),
	CONSTRAINT "broadcasts_released" CHECK (released_by is null or released_at is not null),
	CONSTRAINT "broadcasts_released_by_another" CHECK (released_by <> author_id),
	CONSTRAINT "broadcasts_scheduled" CHECK (state <> 'scheduled' or send_at is not null),
	CONSTRAINT "broadcasts_started" CHECK ((state in ('sending', 'paused', 'stopped', 'sent', 'corrected', 'recalled')) = (started_at is not null)),
	CONSTRAINT "broadcasts_finished" CHECK (state not in ('sent', 'corrected') or finished_at is not null)
);
--> statement-breakpoint
ALTER TABLE "broadcast_recipients" ADD CONSTRAINT "broadcast_recipients_broadcast_id_broadcasts_id_fk" FOREIGN KEY ("broadcast_id") REFERENCES "public"."broadcasts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "broadcast_recipients" ADD CONSTRAINT "broadcast_recipients_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "broadcast_recipients" ADD CONSTRAINT "broadcast_recipients_outbox_id_outbox_id_fk" FOREIGN KEY ("outbox_id") REFERENCES "public"."outbox"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "broadcasts" ADD CONSTRAINT "broadcasts_author_id_people_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "broadcasts" ADD CONSTRAINT "broadcasts_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "broadcasts" ADD CONSTRAINT "broadcasts_approved_by_people_id_fk" FOREIGN KEY ("approved_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "broadcasts" ADD CONSTRAINT "broadcasts_released_by_people_id_fk" FOREIGN KEY ("released_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "broadcasts" ADD CONSTRAINT "broadcasts_progress_id_outbox_id_fk" FOREIGN KEY ("progress_id") REFERENCES "public"."outbox"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "broadcast_recipients_person" ON "broadcast_recipients" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "broadcasts_state" ON "broadcasts" USING btree ("state","send_at");