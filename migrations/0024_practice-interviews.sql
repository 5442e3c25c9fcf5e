CREATE TABLE "feedback_shares" (
	"interview_id" integer NOT NULL,
	"person_id" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "feedback_shares_interview_id_person_id_pk" PRIMARY KEY("interview_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "interview_apart" (
	"round_id" integer NOT NULL,
	"student_id" integer NOT NULL,
	"interviewer_id" integer NOT NULL,
	CONSTRAINT "interview_apart_round_id_student_id_interviewer_id_pk" PRIMARY KEY("round_id","student_id","interviewer_id")
);
--> statement-breakpoint
CREATE TABLE "interview_committees" (
	"round_id" integer NOT NULL,
	"person_id" integer NOT NULL,
	"specialty" text NOT NULL,
	CONSTRAINT "interview_committees_round_id_person_id_specialty_pk" PRIMARY KEY("round_id","person_id","specialty")
);
--> statement-breakpoint
CREATE TABLE "interview_confirmations" (
	"interview_id" integer NOT NULL,
	"side" text NOT NULL,
	"answer" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" integer,
	CONSTRAINT "interview_confirmations_interview_id_side_pk" PRIMARY KEY("interview_id","side"),
	CONSTRAINT "interview_confirmations_side" CHECK (side in ('student', 'interviewer')),
	CONSTRAINT "interview_confirmations_answer" CHECK (answer in ('confirmed', 'cannot'))
);
--> statement-breakpoint
CREATE TABLE "interview_evenings" (
	"round_id" integer NOT NULL,
	"day" date NOT NULL,
	CONSTRAINT "interview_evenings_round_id_day_pk" PRIMARY KEY("round_id","day")
);
--> statement-breakpoint
CREATE TABLE "interview_feedback" (
	"interview_id" integer PRIMARY KEY NOT NULL,
	"communication" integer NOT NULL,
	"content" integer NOT NULL,
	"professionalism" integer NOT NULL,
	"set_up" integer NOT NULL,
	"strengths" text NOT NULL,
	"work_on" text NOT NULL,
	"given_at" timestamp with time zone NOT NULL,
	CONSTRAINT "interview_feedback_scale" CHECK (communication between 1 and 5 and content between 1 and 5 and professionalism between 1 and 5 and set_up between 1 and 5)
);
--> statement-breakpoint
CREATE TABLE "interview_files" (
	"interview_id" integer NOT NULL,
	"person_id" integer NOT NULL,
	CONSTRAINT "interview_files_interview_id_person_id_pk" PRIMARY KEY("interview_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "interview_relaxations" (
	"round_id" integer NOT NULL,
	"specialty" text NOT NULL,
	"other" text NOT NULL,
	CONSTRAINT "interview_relaxations_round_id_specialty_other_pk" PRIMARY KEY("round_id","specialty","other"),
	CONSTRAINT "interview_relaxations_other" CHECK (other <> specialty)
);
--> statement-breakpoint
CREATE TABLE "interview_rounds" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "interview_rounds_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"match_year" integer NOT NULL,
	"state" text NOT NULL,
	"answer_by" date NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"published_at" timestamp with time zone,
	"revision" integer DEFAULT 0 NOT NULL,
	"report" jsonb,
	CONSTRAINT "interview_rounds_state" CHECK (state in ('collecting', 'draft', 'published', 'running', 'closed')),
	CONSTRAINT "interview_rounds_year" CHECK (match_year between 2000 and 2100)
);
--> statement-breakpoint
CREATE TABLE "interview_signups" (
	"round_id" integer NOT NULL,
	"person_id" integer NOT NULL,
	"first" text NOT NULL,
	"second" text NOT NULL,
	"packet" text,
	"consented_at" timestamp with time zone NOT NULL,
	"signed_up_at" timestamp with time zone NOT NULL,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "interview_signups_round_id_person_id_pk" PRIMARY KEY("round_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "interview_slots" (
	"round_id" integer NOT NULL,
	"person_id" integer NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	CONSTRAINT "interview_slots_round_id_person_id_starts_at_pk" PRIMARY KEY("round_id","person_id","starts_at")
);
--> statement-breakpoint
CREATE TABLE "interview_standbys" (
	"interview_id" integer NOT NULL,
	"person_id" integer NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"accepted" boolean,
	CONSTRAINT "interview_standbys_interview_id_person_id_pk" PRIMARY KEY("interview_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "interview_unavailable" (
	"round_id" integer NOT NULL,
	"person_id" integer NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	CONSTRAINT "interview_unavailable_round_id_person_id_starts_at_pk" PRIMARY KEY("round_id","person_id","starts_at")
);
--> statement-breakpoint
CREATE TABLE "interviews" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "interviews_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"round_id" integer NOT NULL,
	"student_id" integer NOT NULL,
	"interviewer_id" integer NOT NULL,
	"seat" integer NOT NULL,
	"specialty" text NOT NULL,
	"relaxed" boolean DEFAULT false NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	"locked" boolean DEFAULT false NOT NULL,
	"sequence" integer DEFAULT 0 NOT NULL,
	"hear_by" timestamp with time zone,
	CONSTRAINT "interviews_state" CHECK (state in ('draft', 'booked', 'held', 'did-not-take-place', 'cancelled')),
	CONSTRAINT "interviews_seats" CHECK (seat in (1, 2)),
	CONSTRAINT "interviews_relaxed" CHECK (not relaxed or seat = 2),
	CONSTRAINT "interviews_order" CHECK (ends_at > starts_at)
);
--> statement-breakpoint
CREATE TABLE "round_interviewers" (
	"round_id" integer NOT NULL,
	"person_id" integer NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"answered_at" timestamp with time zone,
	"join_link" text,
	CONSTRAINT "round_interviewers_round_id_person_id_pk" PRIMARY KEY("round_id","person_id")
);
--> statement-breakpoint
ALTER TABLE "feedback_shares" ADD CONSTRAINT "feedback_shares_interview_id_interview_feedback_interview_id_fk" FOREIGN KEY ("interview_id") REFERENCES "public"."interview_feedback"("interview_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback_shares" ADD CONSTRAINT "feedback_shares_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interview_apart" ADD CONSTRAINT "interview_apart_round_id_interview_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."interview_rounds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interview_apart" ADD CONSTRAINT "interview_apart_student_id_people_id_fk" FOREIGN KEY ("student_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interview_apart" ADD CONSTRAINT "interview_apart_interviewer_id_people_id_fk" FOREIGN KEY ("interviewer_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interview_committees" ADD CONSTRAINT "interview_committees_interviewer" FOREIGN KEY ("round_id","person_id") REFERENCES "public"."round_interviewers"("round_id","person_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interview_confirmations" ADD CONSTRAINT "interview_confirmations_interview_id_interviews_id_fk" FOREIGN KEY ("interview_id") REFERENCES "public"."interviews"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interview_confirmations" ADD CONSTRAINT "interview_confirmations_by_people_id_fk" FOREIGN KEY ("by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interview_evenings" ADD CONSTRAINT "interview_evenings_round_id_interview_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."interview_rounds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interview_feedback" ADD CONSTRAINT "interview_feedback_interview_id_interviews_id_fk" FOREIGN KEY ("interview_id") REFERENCES "public"."interviews"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interview_files" ADD CONSTRAINT "interview_files_interview_id_interviews_id_fk" FOREIGN KEY ("interview_id") REFERENCES "public"."interviews"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interview_files" ADD CONSTRAINT "interview_files_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interview_relaxations" ADD CONSTRAINT "interview_relaxations_round_id_interview_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."interview_rounds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interview_signups" ADD CONSTRAINT "interview_signups_round_id_interview_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."interview_rounds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interview_signups" ADD CONSTRAINT "interview_signups_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interview_slots" ADD CONSTRAINT "interview_slots_interviewer" FOREIGN KEY ("round_id","person_id") REFERENCES "public"."round_interviewers"("round_id","person_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interview_standbys" ADD CONSTRAINT "interview_standbys_interview_id_interviews_id_fk" FOREIGN KEY ("interview_id") REFERENCES "public"."interviews"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interview_standbys" ADD CONSTRAINT "interview_standbys_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interview_unavailable" ADD CONSTRAINT "interview_unavailable_signup" FOREIGN KEY ("round_id","person_id") REFERENCES "public"."interview_signups"("round_id","person_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interviews" ADD CONSTRAINT "interviews_signup" FOREIGN KEY ("round_id","student_id") REFERENCES "public"."interview_signups"("round_id","person_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interviews" ADD CONSTRAINT "interviews_interviewer" FOREIGN KEY ("round_id","interviewer_id") REFERENCES "public"."round_interviewers"("round_id","person_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round_interviewers" ADD CONSTRAINT "round_interviewers_round_id_interview_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."interview_rounds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round_interviewers" ADD CONSTRAINT "round_interviewers_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "feedback_shares_person" ON "feedback_shares" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "interview_rounds_one_open" ON "interview_rounds" USING btree ((true)) WHERE state <> 'closed';--> statement-breakpoint
CREATE INDEX "interview_signups_person" ON "interview_signups" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "interview_standbys_one" ON "interview_standbys" USING btree ("interview_id") WHERE accepted;--> statement-breakpoint
CREATE UNIQUE INDEX "interviews_seat" ON "interviews" USING btree ("round_id","student_id","seat") WHERE state <> 'cancelled';--> statement-breakpoint
CREATE UNIQUE INDEX "interviews_two_interviewers" ON "interviews" USING btree ("round_id","student_id","interviewer_id") WHERE state <> 'cancelled';--> statement-breakpoint
CREATE INDEX "interviews_student" ON "interviews" USING btree ("student_id");--> statement-breakpoint
CREATE INDEX "interviews_interviewer_person" ON "interviews" USING btree ("interviewer_id");--> statement-breakpoint
CREATE INDEX "round_interviewers_person" ON "round_interviewers" USING btree ("person_id");