ALTER TABLE "reminders" ADD COLUMN "useful_until" timestamp with time zone NOT NULL;--> statement-breakpoint
ALTER TABLE "reminders" DROP CONSTRAINT "reminders_person_id_kind_subject_lead_pk";--> statement-breakpoint
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_person_id_kind_subject_lead_useful_until_pk" PRIMARY KEY("person_id","kind","subject","lead","useful_until");
