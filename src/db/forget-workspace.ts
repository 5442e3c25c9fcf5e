// A local workspace that is put back to its start: what happened in it is forgotten, who is in the program and its sessions stay.
import postgres from 'postgres';

/** What was said, planned and answered; in an order that foreign keys allow. */
const HAPPENED = [
  'broadcast_recipients',
  'broadcasts',
  'reminders',
  'own_reminders',
  'outbox',
  'outbox_pace',
  'direct_conversations',
  'scheduled_runs',
  // With all that belongs to it.
  'interview_rounds',
  'rsvps',
  'milestone_ticks',
  'person_settings',
  'holds',
  'override_proposals',
  'import_drafts',
];

/** Empties, in one transaction, what came about since a workspace began. */
export async function forgetWorkspace(url: string): Promise<void> {
  const client = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await client.begin(async (tx) => {
      for (const table of HAPPENED) await tx`delete from ${tx(table)}`;
      await tx`update sessions set taken = 0 where taken > 0`;
      await tx`update outbox_switch set held_at = null, held_by = null, reason = null`;
      await tx`insert into planning_changes (person_id) values (null)`;
    });
  } finally {
    await client.end({ timeout: 5 });
  }
}
