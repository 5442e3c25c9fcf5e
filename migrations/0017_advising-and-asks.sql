CREATE TABLE "assignments" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "assignments_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"student_id" integer NOT NULL,
	"advisor_id" integer NOT NULL,
	"specialty" text,
	"starts_on" date NOT NULL,
	"ends_on" date,
	CONSTRAINT "assignments_kind" CHECK (kind in ('society-advisor', 'pce-mentor', 'rasa', 'specialty-mentor')),
	CONSTRAINT "assignments_order" CHECK (ends_on >= starts_on),
	CONSTRAINT "assignments_specialty" CHECK ((kind in ('rasa', 'specialty-mentor')) = (specialty is not null)),
	CONSTRAINT "assignments_two_people" CHECK (student_id <> advisor_id)
);
--> statement-breakpoint
CREATE TABLE "case_replies" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "case_replies_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"case_id" integer NOT NULL,
	"author_id" integer,
	"at" timestamp with time zone NOT NULL,
	"words" text NOT NULL,
	CONSTRAINT "case_replies_words" CHECK (char_length(words) between 1 and 3000)
);
--> statement-breakpoint
CREATE TABLE "cases" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "cases_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"asker_id" integer NOT NULL,
	"kind" text NOT NULL,
	"specialty" text,
	"place" text,
	"ways" text[] DEFAULT '{}' NOT NULL,
	"words" text NOT NULL,
	"queue" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"claimed_by" integer,
	"opened_at" timestamp with time zone NOT NULL,
	"waits_since" timestamp with time zone,
	"nudged_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	CONSTRAINT "cases_kind" CHECK (kind in ('alumni-advisor', 'specialty-mentor', 'shadowing', 'step-1', 'question')),
	CONSTRAINT "cases_queue_known" CHECK (queue in ('staff', 'alumni-liaison')),
	CONSTRAINT "cases_state" CHECK (state in ('open', 'claimed', 'connected', 'closed')),
	CONSTRAINT "cases_claimer" CHECK (state = 'closed' or (state = 'open') = (claimed_by is null)),
	CONSTRAINT "cases_closed" CHECK ((state = 'closed') = (closed_at is not null)),
	CONSTRAINT "cases_waits" CHECK (waits_since is null or state <> 'closed'),
	CONSTRAINT "cases_words" CHECK (char_length(words) <= 3000 and char_length(place) <= 200)
);
--> statement-breakpoint
CREATE TABLE "rasas" (
	"person_id" integer NOT NULL,
	"specialty" text NOT NULL,
	"capacity" integer NOT NULL,
	"taken" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "rasas_person_id_specialty_pk" PRIMARY KEY("person_id","specialty"),
	CONSTRAINT "rasas_capacity" CHECK (taken >= 0 and taken <= capacity)
);
--> statement-breakpoint
CREATE TABLE "specialty_choices" (
	"person_id" integer NOT NULL,
	"specialty" text NOT NULL,
	"position" integer NOT NULL,
	"needs_rasa" boolean NOT NULL,
	"chosen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "specialty_choices_person_id_specialty_pk" PRIMARY KEY("person_id","specialty"),
	CONSTRAINT "specialty_choices_few" CHECK (position >= 0 and (not needs_rasa or position < 3))
);
--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_student_id_people_id_fk" FOREIGN KEY ("student_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_advisor_id_people_id_fk" FOREIGN KEY ("advisor_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_replies" ADD CONSTRAINT "case_replies_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_replies" ADD CONSTRAINT "case_replies_author_id_people_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_asker_id_people_id_fk" FOREIGN KEY ("asker_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_claimed_by_people_id_fk" FOREIGN KEY ("claimed_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rasas" ADD CONSTRAINT "rasas_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "specialty_choices" ADD CONSTRAINT "specialty_choices_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "assignments_student" ON "assignments" USING btree ("student_id");--> statement-breakpoint
CREATE INDEX "assignments_advisor" ON "assignments" USING btree ("advisor_id");--> statement-breakpoint
CREATE INDEX "case_replies_case" ON "case_replies" USING btree ("case_id","id");--> statement-breakpoint
CREATE INDEX "cases_asker" ON "cases" USING btree ("asker_id","id");--> statement-breakpoint
CREATE INDEX "cases_queue" ON "cases" USING btree ("queue","id") WHERE state <> 'closed';--> statement-breakpoint
CREATE INDEX "cases_claimed" ON "cases" USING btree ("claimed_by");--> statement-breakpoint
CREATE INDEX "cases_waiting" ON "cases" USING btree ("waits_since") WHERE waits_since is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "specialty_choices_position" ON "specialty_choices" USING btree ("person_id","position");--> statement-breakpoint
CREATE INDEX "specialty_choices_specialty" ON "specialty_choices" USING btree ("specialty");