import { Temporal } from 'temporal-polyfill';
import { type Manifest, manifestSchema } from '../../manifest.ts';
import type { RealTime } from '../../workspace/clock.ts';
import { realTime } from '../../workspace/clock.ts';
import { secureRandom } from '../../workspace/ids.ts';
import { startWorkspace, type Workspace } from '../../workspace/workspace.ts';
import { testManifest } from './manifest.ts';
import { people } from './people.ts';

/** A workspace without a server, for what needs none. */
export function testWorkspace(
  real: RealTime = realTime,
  manifest: Manifest = manifestSchema.parse(testManifest()),
): Workspace {
  return startWorkspace({
    manifest,
    members: people,
    channels: [
      { name: 'general', isPrivate: false, withBot: false },
      { name: 'staff-only', isPrivate: true, withBot: false },
    ],
    now: Temporal.Instant.from('2026-12-01T09:00:00-05:00'),
    timeZone: 'America/New_York',
    real,
    random: secureRandom,
  });
}
