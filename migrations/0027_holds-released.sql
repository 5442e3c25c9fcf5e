ALTER TABLE "holds" DROP CONSTRAINT "holds_act";--> statement-breakpoint
ALTER TABLE "outbox" DROP CONSTRAINT "outbox_sent_where";--> statement-breakpoint
ALTER TABLE "holds" ADD CONSTRAINT "holds_act" CHECK (act in ('hold', 'skip', 'release'));--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_sent_where" CHECK (state <> 'sent' or kind = 'delete' or ts is not null or file_id is not null or error is not null);