CREATE TABLE "audit" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone NOT NULL,
	"actor_id" integer,
	"act" text NOT NULL,
	"subject_id" integer,
	"details" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "people_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"slack_user_id" text,
	"time_zone" text,
	"class" integer,
	"track" text,
	"society" text,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "people_slack_user_id_unique" UNIQUE("slack_user_id"),
	CONSTRAINT "people_track" CHECK (track in ('pathways', 'hst')),
	CONSTRAINT "people_class_with_track" CHECK ((class is null) = (track is null))
);
--> statement-breakpoint
CREATE TABLE "person_emails" (
	"email" text PRIMARY KEY NOT NULL,
	"person_id" integer NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "person_emails_lower_case" CHECK (email = lower(email))
);
--> statement-breakpoint
CREATE TABLE "person_overrides" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "person_overrides_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"person_id" integer NOT NULL,
	"kind" text NOT NULL,
	"value" text NOT NULL,
	"starts_on" date NOT NULL,
	"returns_on" date,
	CONSTRAINT "person_overrides_kind" CHECK (kind in ('class', 'track', 'phase', 'cycle', 'leave')),
	CONSTRAINT "person_overrides_order" CHECK (returns_on > starts_on),
	CONSTRAINT "person_overrides_leave_returns" CHECK (kind <> 'leave' or returns_on is not null)
);
--> statement-breakpoint
CREATE TABLE "person_roles" (
	"person_id" integer NOT NULL,
	"role" text NOT NULL,
	CONSTRAINT "person_roles_person_id_role_pk" PRIMARY KEY("person_id","role"),
	CONSTRAINT "person_roles_role" CHECK (role in ('student', 'peer-mentor', 'interviewer', 'society-advisor', 'pce-mentor', 'rasa', 'specialty-mentor', 'alumni-liaison', 'staff'))
);
--> statement-breakpoint
CREATE TABLE "person_specialties" (
	"person_id" integer NOT NULL,
	"specialty" text NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "person_specialties_person_id_specialty_pk" PRIMARY KEY("person_id","specialty")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "sessions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"key" text NOT NULL,
	"entry" text NOT NULL,
	"title" text,
	"specialty" text,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"place" text,
	"link" text,
	CONSTRAINT "sessions_key_unique" UNIQUE("key"),
	CONSTRAINT "sessions_order" CHECK (ends_at > starts_at)
);
--> statement-breakpoint
ALTER TABLE "audit" ADD CONSTRAINT "audit_actor_id_people_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit" ADD CONSTRAINT "audit_subject_id_people_id_fk" FOREIGN KEY ("subject_id") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_emails" ADD CONSTRAINT "person_emails_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_overrides" ADD CONSTRAINT "person_overrides_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_roles" ADD CONSTRAINT "person_roles_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_specialties" ADD CONSTRAINT "person_specialties_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_subject" ON "audit" USING btree ("subject_id","at");--> statement-breakpoint
CREATE INDEX "audit_at" ON "audit" USING btree ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "person_emails_position" ON "person_emails" USING btree ("person_id","position");--> statement-breakpoint
CREATE INDEX "person_overrides_person" ON "person_overrides" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "sessions_starts_at" ON "sessions" USING btree ("starts_at");--> statement-breakpoint
CREATE INDEX "sessions_entry" ON "sessions" USING btree ("entry","starts_at");