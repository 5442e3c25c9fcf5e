import type { Tx } from '../../db/client.ts';
import { personSettings } from '../../db/schema.ts';
import type { PersonSettings } from '../../domain/person-settings.ts';

/** Writes all that a person chooses; when the first contact was made stays. */
export async function saveSettings(tx: Tx, personId: number, settings: PersonSettings): Promise<void> {
  const { quiet, quietUntil, kindsOff, leads, ...same } = settings;
  const row = {
    ...same,
    kindsOff: [...kindsOff],
    leads: Object.fromEntries(Object.entries(leads).map(([kind, own]) => [kind, [...own]])),
    quietFrom: quiet?.from ?? null,
    quietTo: quiet?.to ?? null,
    quietUntil: quietUntil?.toString() ?? null,
  };
  await tx
    .insert(personSettings)
    .values({ personId, ...row })
    .onConflictDoUpdate({ target: personSettings.personId, set: row });
}
