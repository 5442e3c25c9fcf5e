CREATE TABLE "do_not_pair" (
	"person_id" integer NOT NULL,
	"other_id" integer NOT NULL,
	"since" timestamp with time zone NOT NULL,
	CONSTRAINT "do_not_pair_person_id_other_id_pk" PRIMARY KEY("person_id","other_id"),
	CONSTRAINT "do_not_pair_two" CHECK (person_id <> other_id)
);
--> statement-breakpoint
CREATE TABLE "mentor_check_ins" (
	"pair_id" integer NOT NULL,
	"check_in" text NOT NULL,
	"person_id" integer NOT NULL,
	"answer" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "mentor_check_ins_pair_id_check_in_person_id_pk" PRIMARY KEY("pair_id","check_in","person_id"),
	CONSTRAINT "mentor_check_ins_check_in" CHECK (check_in in ('two-weeks', 'end')),
	CONSTRAINT "mentor_check_ins_answer" CHECK (answer in ('met', 'planned', 'no-contact'))
);
--> statement-breakpoint
CREATE TABLE "mentor_offers" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "mentor_offers_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"request_id" integer NOT NULL,
	"mentor_id" integer NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"asks_at" timestamp with time zone NOT NULL,
	"nudge_at" timestamp with time zone NOT NULL,
	"lapses_at" timestamp with time zone NOT NULL,
	"settled_at" timestamp with time zone,
	"outbox_id" bigint,
	CONSTRAINT "mentor_offers_once" UNIQUE("request_id","mentor_id"),
	CONSTRAINT "mentor_offers_state" CHECK (state in ('open', 'accepted', 'passed', 'lapsed', 'withdrawn')),
	CONSTRAINT "mentor_offers_order" CHECK (asks_at <= nudge_at and nudge_at <= lapses_at),
	CONSTRAINT "mentor_offers_settled" CHECK ((state = 'open') = (settled_at is null))
);
--> statement-breakpoint
CREATE TABLE "mentor_pairs" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "mentor_pairs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"season_id" integer NOT NULL,
	"request_id" integer NOT NULL,
	"mentor_id" integer NOT NULL,
	"mentee_id" integer NOT NULL,
	"state" text DEFAULT 'active' NOT NULL,
	"origin" text NOT NULL,
	"round_id" integer,
	"started_at" timestamp with time zone NOT NULL,
	"introduced_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"ended_by" text,
	"meets_at" timestamp with time zone,
	"meets_where" text,
	"meeting_sequence" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "mentor_pairs_state" CHECK (state in ('active', 'ended', 'completed', 'undone')),
	CONSTRAINT "mentor_pairs_origin" CHECK (origin in ('offer', 'staff', 'round')),
	CONSTRAINT "mentor_pairs_ended_by" CHECK (ended_by in ('mentee', 'mentor', 'staff', 'left', 'moved-on')),
	CONSTRAINT "mentor_pairs_ended" CHECK ((state = 'active') = (ended_at is null) and (state = 'ended') = (ended_by is not null)),
	CONSTRAINT "mentor_pairs_origin_round" CHECK (round_id is null or origin = 'round'),
	CONSTRAINT "mentor_pairs_two" CHECK (mentor_id <> mentee_id)
);
--> statement-breakpoint
CREATE TABLE "mentor_requests" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "mentor_requests_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"season_id" integer NOT NULL,
	"person_id" integer NOT NULL,
	"specialties" text[] DEFAULT '{}' NOT NULL,
	"topics" text[] DEFAULT '{}' NOT NULL,
	"note" text,
	"match_me" boolean NOT NULL,
	"left_out" boolean NOT NULL,
	"state" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"staff_at" timestamp with time zone NOT NULL,
	"handed_over_at" timestamp with time zone,
	"settled_at" timestamp with time zone,
	"outbox_id" bigint,
	CONSTRAINT "mentor_requests_state" CHECK (state in ('waiting', 'offered', 'with-staff', 'matched', 'withdrawn', 'unmatched')),
	CONSTRAINT "mentor_requests_handed_over" CHECK (state <> 'with-staff' or handed_over_at is not null),
	CONSTRAINT "mentor_requests_settled" CHECK ((state in ('waiting', 'offered', 'with-staff')) = (settled_at is null))
);
--> statement-breakpoint
CREATE TABLE "mentor_round_marks" (
	"round_id" integer NOT NULL,
	"request_id" integer NOT NULL,
	"mentor_id" integer NOT NULL,
	"mark" text NOT NULL,
	CONSTRAINT "mentor_round_marks_round_id_request_id_mentor_id_pk" PRIMARY KEY("round_id","request_id","mentor_id"),
	CONSTRAINT "mentor_round_marks_mark" CHECK (mark in ('locked', 'forbidden'))
);
--> statement-breakpoint
CREATE TABLE "mentor_round_outcomes" (
	"round_id" integer NOT NULL,
	"request_id" integer NOT NULL,
	"mentor_id" integer,
	"why" text,
	CONSTRAINT "mentor_round_outcomes_round_id_request_id_pk" PRIMARY KEY("round_id","request_id"),
	CONSTRAINT "mentor_round_outcomes_either" CHECK ((mentor_id is null) = (why is not null))
);
--> statement-breakpoint
CREATE TABLE "mentor_rounds" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "mentor_rounds_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"season_id" integer NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"seed" integer NOT NULL,
	"drafted_at" timestamp with time zone NOT NULL,
	"published_at" timestamp with time zone,
	CONSTRAINT "mentor_rounds_state" CHECK (state in ('draft', 'published', 'undone', 'dropped')),
	CONSTRAINT "mentor_rounds_published" CHECK ((state in ('published', 'undone')) = (published_at is not null))
);
--> statement-breakpoint
CREATE TABLE "mentor_wishes" (
	"request_id" integer NOT NULL,
	"rank" integer NOT NULL,
	"mentor_id" integer NOT NULL,
	CONSTRAINT "mentor_wishes_request_id_rank_pk" PRIMARY KEY("request_id","rank"),
	CONSTRAINT "mentor_wishes_once" UNIQUE("request_id","mentor_id"),
	CONSTRAINT "mentor_wishes_rank" CHECK (rank between 1 and 5)
);
--> statement-breakpoint
CREATE TABLE "mentorship_seasons" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "mentorship_seasons_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"way" text NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"hears_by" date,
	"opened_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "mentorship_seasons_way" CHECK (way in ('rolling', 'rounds')),
	CONSTRAINT "mentorship_seasons_order" CHECK (ends_on > starts_on),
	CONSTRAINT "mentorship_seasons_hears_by" CHECK (way <> 'rounds' or hears_by is not null)
);
--> statement-breakpoint
CREATE TABLE "season_mentors" (
	"season_id" integer NOT NULL,
	"person_id" integer NOT NULL,
	"specialties" text[] DEFAULT '{}' NOT NULL,
	"topics" text[] DEFAULT '{}' NOT NULL,
	"capacity" integer NOT NULL,
	"taken" integer DEFAULT 0 NOT NULL,
	"paused" boolean DEFAULT false NOT NULL,
	"joined_at" timestamp with time zone NOT NULL,
	CONSTRAINT "season_mentors_season_id_person_id_pk" PRIMARY KEY("season_id","person_id"),
	CONSTRAINT "season_mentors_capacity" CHECK (capacity between 1 and 5),
	CONSTRAINT "season_mentors_taken" CHECK (taken >= 0 and taken <= capacity)
);
--> statement-breakpoint
ALTER TABLE "do_not_pair" ADD CONSTRAINT "do_not_pair_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "do_not_pair" ADD CONSTRAINT "do_not_pair_other_id_people_id_fk" FOREIGN KEY ("other_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mentor_check_ins" ADD CONSTRAINT "mentor_check_ins_pair_id_mentor_pairs_id_fk" FOREIGN KEY ("pair_id") REFERENCES "public"."mentor_pairs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mentor_check_ins" ADD CONSTRAINT "mentor_check_ins_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mentor_offers" ADD CONSTRAINT "mentor_offers_request_id_mentor_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."mentor_requests"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mentor_offers" ADD CONSTRAINT "mentor_offers_mentor_id_people_id_fk" FOREIGN KEY ("mentor_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mentor_offers" ADD CONSTRAINT "mentor_offers_outbox_id_outbox_id_fk" FOREIGN KEY ("outbox_id") REFERENCES "public"."outbox"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mentor_pairs" ADD CONSTRAINT "mentor_pairs_season_id_mentorship_seasons_id_fk" FOREIGN KEY ("season_id") REFERENCES "public"."mentorship_seasons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mentor_pairs" ADD CONSTRAINT "mentor_pairs_request_id_mentor_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."mentor_requests"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mentor_pairs" ADD CONSTRAINT "mentor_pairs_mentor_id_people_id_fk" FOREIGN KEY ("mentor_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mentor_pairs" ADD CONSTRAINT "mentor_pairs_mentee_id_people_id_fk" FOREIGN KEY ("mentee_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mentor_pairs" ADD CONSTRAINT "mentor_pairs_round_id_mentor_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."mentor_rounds"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mentor_requests" ADD CONSTRAINT "mentor_requests_season_id_mentorship_seasons_id_fk" FOREIGN KEY ("season_id") REFERENCES "public"."mentorship_seasons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mentor_requests" ADD CONSTRAINT "mentor_requests_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mentor_requests" ADD CONSTRAINT "mentor_requests_outbox_id_outbox_id_fk" FOREIGN KEY ("outbox_id") REFERENCES "public"."outbox"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mentor_round_marks" ADD CONSTRAINT "mentor_round_marks_round_id_mentor_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."mentor_rounds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mentor_round_marks" ADD CONSTRAINT "mentor_round_marks_request_id_mentor_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."mentor_requests"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mentor_round_marks" ADD CONSTRAINT "mentor_round_marks_mentor_id_people_id_fk" FOREIGN KEY ("mentor_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mentor_round_outcomes" ADD CONSTRAINT "mentor_round_outcomes_round_id_mentor_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."mentor_rounds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mentor_round_outcomes" ADD CONSTRAINT "mentor_round_outcomes_request_id_mentor_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."mentor_requests"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mentor_round_outcomes" ADD CONSTRAINT "mentor_round_outcomes_mentor_id_people_id_fk" FOREIGN KEY ("mentor_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mentor_rounds" ADD CONSTRAINT "mentor_rounds_season_id_mentorship_seasons_id_fk" FOREIGN KEY ("season_id") REFERENCES "public"."mentorship_seasons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mentor_wishes" ADD CONSTRAINT "mentor_wishes_request_id_mentor_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."mentor_requests"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mentor_wishes" ADD CONSTRAINT "mentor_wishes_mentor_id_people_id_fk" FOREIGN KEY ("mentor_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "season_mentors" ADD CONSTRAINT "season_mentors_season_id_mentorship_seasons_id_fk" FOREIGN KEY ("season_id") REFERENCES "public"."mentorship_seasons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "season_mentors" ADD CONSTRAINT "season_mentors_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "do_not_pair_other" ON "do_not_pair" USING btree ("other_id");--> statement-breakpoint
CREATE INDEX "mentor_check_ins_person" ON "mentor_check_ins" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "mentor_offers_one_open" ON "mentor_offers" USING btree ("request_id") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "mentor_offers_mentor" ON "mentor_offers" USING btree ("mentor_id","id");--> statement-breakpoint
CREATE INDEX "mentor_offers_lapses" ON "mentor_offers" USING btree ("lapses_at") WHERE state = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "mentor_pairs_one_active" ON "mentor_pairs" USING btree ("season_id","mentee_id") WHERE state = 'active';--> statement-breakpoint
CREATE INDEX "mentor_pairs_mentor" ON "mentor_pairs" USING btree ("mentor_id","id");--> statement-breakpoint
CREATE INDEX "mentor_pairs_mentee" ON "mentor_pairs" USING btree ("mentee_id","id");--> statement-breakpoint
CREATE INDEX "mentor_pairs_round" ON "mentor_pairs" USING btree ("round_id");--> statement-breakpoint
CREATE UNIQUE INDEX "mentor_requests_one_live" ON "mentor_requests" USING btree ("season_id","person_id") WHERE state in ('waiting', 'offered', 'with-staff');--> statement-breakpoint
CREATE INDEX "mentor_requests_person" ON "mentor_requests" USING btree ("person_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "mentor_round_marks_one_lock" ON "mentor_round_marks" USING btree ("round_id","request_id") WHERE mark = 'locked';--> statement-breakpoint
CREATE UNIQUE INDEX "mentor_rounds_one_draft" ON "mentor_rounds" USING btree ("season_id") WHERE state = 'draft';--> statement-breakpoint
CREATE INDEX "mentor_wishes_mentor" ON "mentor_wishes" USING btree ("mentor_id");--> statement-breakpoint
CREATE UNIQUE INDEX "mentorship_seasons_one_open" ON "mentorship_seasons" USING btree ((closed_at is null)) WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "season_mentors_person" ON "season_mentors" USING btree ("person_id");