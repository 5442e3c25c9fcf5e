CREATE TABLE "direct_conversations" (
	"slack_user_id" text PRIMARY KEY NOT NULL,
	"conversation" text NOT NULL,
	CONSTRAINT "direct_conversations_conversation_unique" UNIQUE("conversation")
);
--> statement-breakpoint
CREATE TABLE "holds" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "holds_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"act" text NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"lead" text NOT NULL,
	"person_id" integer,
	"at" timestamp with time zone NOT NULL,
	"by" integer,
	CONSTRAINT "holds_once" UNIQUE NULLS NOT DISTINCT("kind","subject","lead","person_id"),
	CONSTRAINT "holds_act" CHECK (act in ('hold', 'skip')),
	CONSTRAINT "holds_kind" CHECK (kind in ('class-meeting', 'session', 'milestone', 'interview', 'mentor-meeting', 'own', 'change', 'nudge', 'notice'))
);
--> statement-breakpoint
CREATE TABLE "milestone_ticks" (
	"person_id" integer NOT NULL,
	"entry" text NOT NULL,
	"occurrence" text NOT NULL,
	"item" text DEFAULT '' NOT NULL,
	"not_for_me" boolean DEFAULT false NOT NULL,
	"ticked_at" timestamp with time zone NOT NULL,
	"ticked_by" integer,
	CONSTRAINT "milestone_ticks_person_id_entry_occurrence_item_pk" PRIMARY KEY("person_id","entry","occurrence","item")
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "outbox_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"dedupe_key" text NOT NULL,
	"kind" text NOT NULL,
	"lane" text NOT NULL,
	"person_id" integer,
	"recipient" text NOT NULL,
	"target_id" bigint,
	"composer" text,
	"content" jsonb NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone,
	"state" text DEFAULT 'queued' NOT NULL,
	"ready_at" timestamp with time zone NOT NULL,
	"worker_id" integer,
	"attempt" integer DEFAULT 0 NOT NULL,
	"attempted_at" timestamp with time zone,
	"conversation" text,
	"ts" text,
	"file_id" text,
	"error" text,
	"enqueued_at" timestamp with time zone NOT NULL,
	"settled_at" timestamp with time zone,
	CONSTRAINT "outbox_dedupe_key_unique" UNIQUE("dedupe_key"),
	CONSTRAINT "outbox_kind" CHECK (kind in ('post', 'update', 'delete', 'file')),
	CONSTRAINT "outbox_lane" CHECK (lane in ('answers', 'reminders', 'broadcasts')),
	CONSTRAINT "outbox_state" CHECK (state in ('queued', 'claimed', 'sending', 'sent', 'failed', 'uncertain', 'expired', 'withdrawn')),
	CONSTRAINT "outbox_owner" CHECK ((state in ('claimed', 'sending')) = (worker_id is not null)),
	CONSTRAINT "outbox_target_named" CHECK ((kind in ('update', 'delete')) = (target_id is not null)),
	CONSTRAINT "outbox_sent_where" CHECK (state <> 'sent' or kind = 'delete' or ts is not null or file_id is not null)
);
--> statement-breakpoint
CREATE TABLE "outbox_pace" (
	"method" text PRIMARY KEY NOT NULL,
	"rate" double precision NOT NULL,
	"next_at" timestamp with time zone NOT NULL,
	"blocked_until" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "outbox_switch" (
	"id" integer PRIMARY KEY NOT NULL,
	"held_at" timestamp with time zone,
	"held_by" integer,
	"reason" text,
	CONSTRAINT "outbox_switch_one" CHECK (id = 1)
);
--> statement-breakpoint
CREATE TABLE "outbox_workers" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "outbox_workers_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"started_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "own_reminders" (
	"person_id" integer NOT NULL,
	"subject" text NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	CONSTRAINT "own_reminders_person_id_subject_pk" PRIMARY KEY("person_id","subject")
);
--> statement-breakpoint
CREATE TABLE "person_settings" (
	"person_id" integer PRIMARY KEY NOT NULL,
	"kinds_off" text[] DEFAULT '{}' NOT NULL,
	"leads" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"hour" text,
	"quiet_from" text,
	"quiet_to" text,
	"digest" boolean DEFAULT true NOT NULL,
	"time_zone" text,
	"paused_until" date,
	"quiet_until" timestamp with time zone,
	"welcomed_at" timestamp with time zone,
	CONSTRAINT "person_settings_hour" CHECK (hour ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
	CONSTRAINT "person_settings_quiet_from" CHECK (quiet_from ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
	CONSTRAINT "person_settings_quiet_to" CHECK (quiet_to ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
	CONSTRAINT "person_settings_quiet" CHECK ((quiet_from is null) = (quiet_to is null))
);
--> statement-breakpoint
CREATE TABLE "planning_changes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "planning_changes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"person_id" integer,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "program_dates" (
	"subject" text NOT NULL,
	"year" integer NOT NULL,
	"day" date NOT NULL,
	CONSTRAINT "program_dates_subject_year_pk" PRIMARY KEY("subject","year"),
	CONSTRAINT "program_dates_year" CHECK (year between 2000 and 2100),
	CONSTRAINT "program_dates_subject" CHECK (subject ~ '^[a-z0-9-]+(/[a-z0-9-]+)?$')
);
--> statement-breakpoint
CREATE TABLE "reminders" (
	"person_id" integer NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"lead" text NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"outcome" text NOT NULL,
	"outbox_id" bigint,
	"decided_at" timestamp with time zone NOT NULL,
	"counted" boolean NOT NULL,
	CONSTRAINT "reminders_person_id_kind_subject_lead_pk" PRIMARY KEY("person_id","kind","subject","lead"),
	CONSTRAINT "reminders_kind" CHECK (kind in ('class-meeting', 'session', 'milestone', 'interview', 'mentor-meeting', 'own', 'change', 'nudge', 'notice')),
	CONSTRAINT "reminders_outcome" CHECK (outcome in ('message', 'digest', 'left-to-digest', 'stale', 'skipped', 'dropped'))
);
--> statement-breakpoint
CREATE TABLE "rsvps" (
	"session_id" integer NOT NULL,
	"person_id" integer NOT NULL,
	"answer" text NOT NULL,
	"answered_at" timestamp with time zone NOT NULL,
	"promoted_at" timestamp with time zone,
	CONSTRAINT "rsvps_session_id_person_id_pk" PRIMARY KEY("session_id","person_id"),
	CONSTRAINT "rsvps_answer" CHECK (answer in ('going', 'not-going', 'waiting'))
);
--> statement-breakpoint
CREATE TABLE "scheduled_runs" (
	"job" text NOT NULL,
	"scheduled_for" timestamp with time zone NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	"error" text,
	CONSTRAINT "scheduled_runs_job_scheduled_for_pk" PRIMARY KEY("job","scheduled_for")
);
--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "capacity" integer;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "taken" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "rsvp_closes_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "cancelled_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "recording" text;--> statement-breakpoint
ALTER TABLE "holds" ADD CONSTRAINT "holds_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holds" ADD CONSTRAINT "holds_by_people_id_fk" FOREIGN KEY ("by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "milestone_ticks" ADD CONSTRAINT "milestone_ticks_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "milestone_ticks" ADD CONSTRAINT "milestone_ticks_ticked_by_people_id_fk" FOREIGN KEY ("ticked_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_target_id_outbox_id_fk" FOREIGN KEY ("target_id") REFERENCES "public"."outbox"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox_switch" ADD CONSTRAINT "outbox_switch_held_by_people_id_fk" FOREIGN KEY ("held_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "own_reminders" ADD CONSTRAINT "own_reminders_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_settings" ADD CONSTRAINT "person_settings_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_outbox_id_outbox_id_fk" FOREIGN KEY ("outbox_id") REFERENCES "public"."outbox"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rsvps" ADD CONSTRAINT "rsvps_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rsvps" ADD CONSTRAINT "rsvps_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "outbox_queued" ON "outbox" USING btree ("lane","ready_at","id") WHERE state = 'queued';--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_one_sending" ON "outbox" USING btree ("recipient") WHERE state = 'sending';--> statement-breakpoint
CREATE INDEX "outbox_unsettled" ON "outbox" USING btree ("recipient","lane","id") WHERE state in ('queued', 'claimed', 'sending');--> statement-breakpoint
CREATE INDEX "outbox_owned" ON "outbox" USING btree ("worker_id") WHERE state in ('claimed', 'sending');--> statement-breakpoint
CREATE INDEX "outbox_target" ON "outbox" USING btree ("target_id");--> statement-breakpoint
CREATE INDEX "outbox_person" ON "outbox" USING btree ("person_id","id");--> statement-breakpoint
CREATE INDEX "reminders_subject" ON "reminders" USING btree ("subject");--> statement-breakpoint
CREATE INDEX "reminders_week" ON "reminders" USING btree ("person_id","decided_at");--> statement-breakpoint
CREATE INDEX "reminders_outbox" ON "reminders" USING btree ("outbox_id");--> statement-breakpoint
CREATE INDEX "rsvps_person" ON "rsvps" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "rsvps_waiting" ON "rsvps" USING btree ("session_id","answered_at","person_id") WHERE answer = 'waiting';--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_capacity" CHECK (taken >= 0 and (capacity is null or taken <= capacity));