CREATE TABLE "alumni" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "alumni_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"email" text NOT NULL,
	"class" integer,
	"specialties" text[] DEFAULT '{}' NOT NULL,
	"place" text,
	"residency" text,
	"ways" text[] DEFAULT '{}' NOT NULL,
	"left_at" timestamp with time zone,
	CONSTRAINT "alumni_email_unique" UNIQUE("email"),
	CONSTRAINT "alumni_email_lower_case" CHECK (email = lower(email)),
	CONSTRAINT "alumni_class" CHECK (class between 1900 and 2100),
	CONSTRAINT "alumni_ways" CHECK (ways <@ array['email', 'call', 'visit', 'shadowing'])
);
--> statement-breakpoint
CREATE TABLE "import_drafts" (
	"person_id" integer PRIMARY KEY NOT NULL,
	"number" integer NOT NULL,
	"importer" text NOT NULL,
	"csv" text NOT NULL,
	"shown" text,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "import_mappings" (
	"importer" text NOT NULL,
	"heading" text NOT NULL,
	"column" text,
	CONSTRAINT "import_mappings_importer_heading_pk" PRIMARY KEY("importer","heading"),
	CONSTRAINT "import_mappings_heading" CHECK (heading = lower(heading) and heading <> '')
);
--> statement-breakpoint
CREATE TABLE "override_proposals" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "override_proposals_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"person_id" integer NOT NULL,
	"kind" text NOT NULL,
	"value" text NOT NULL,
	"starts_on" date NOT NULL,
	"returns_on" date,
	"proposed_at" timestamp with time zone NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"decided_by" integer,
	"decided_at" timestamp with time zone,
	CONSTRAINT "override_proposals_kind" CHECK (kind in ('class', 'track', 'phase', 'cycle', 'leave')),
	CONSTRAINT "override_proposals_value" CHECK (case kind when 'class' then value ~ '^(20[0-9]{2}|2100)$' when 'track' then value in ('pathways', 'hst') when 'phase' then value in ('preclerkship', 'pce', 'post-pce') when 'cycle' then value in ('not-applying', 'undecided') or value ~ '^(20[0-9]{2}|2100)$' when 'leave' then value in ('leave', 'phd') else true end),
	CONSTRAINT "override_proposals_order" CHECK (returns_on > starts_on),
	CONSTRAINT "override_proposals_leave_returns" CHECK (kind <> 'leave' or returns_on is not null),
	CONSTRAINT "override_proposals_state" CHECK (state in ('waiting', 'confirmed', 'refused', 'withdrawn')),
	CONSTRAINT "override_proposals_decided" CHECK ((state = 'waiting') = (decided_at is null))
);
--> statement-breakpoint
ALTER TABLE "import_drafts" ADD CONSTRAINT "import_drafts_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "override_proposals" ADD CONSTRAINT "override_proposals_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "override_proposals" ADD CONSTRAINT "override_proposals_decided_by_people_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "override_proposals_person" ON "override_proposals" USING btree ("person_id","proposed_at");--> statement-breakpoint
CREATE UNIQUE INDEX "override_proposals_waiting" ON "override_proposals" USING btree ("person_id","kind") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "audit_actor" ON "audit" USING btree ("actor_id","at");