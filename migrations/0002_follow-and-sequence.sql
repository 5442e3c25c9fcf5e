CREATE TABLE "followed_specialties" (
	"person_id" integer NOT NULL,
	"specialty" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	CONSTRAINT "followed_specialties_person_id_specialty_pk" PRIMARY KEY("person_id","specialty")
);
--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "sequence" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "followed_specialties" ADD CONSTRAINT "followed_specialties_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;