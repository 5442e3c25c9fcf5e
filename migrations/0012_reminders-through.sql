CREATE TABLE "reminders_through" (
	"id" integer PRIMARY KEY NOT NULL,
	"through" timestamp with time zone NOT NULL,
	CONSTRAINT "reminders_through_one" CHECK (id = 1)
);
