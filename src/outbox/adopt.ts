import type { Hands } from './hands.ts';
import { recover } from './recover.ts';
import { adoptOrphans } from './store.ts';

/** Takes over what workers that are gone left behind. Gives the verifications that began. */
export async function adopt(hands: Hands): Promise<Promise<void>[]> {
  const { life, log, permits, wake } = hands;
  // Taken beforehand: no call begins meanwhile that would be one too many.
  let spare = 0;
  while (permits.tryTake()) spare += 1;
  const give = () => permits.give();
  try {
    const { adopted, requeued } = await adoptOrphans(life, spare);
    if (adopted.length + requeued > 0)
      log.warn({ adopted: adopted.length, requeued }, 'took over from a worker that is gone');
    spare -= adopted.length;
    if (requeued > 0) wake();
    return adopted.map((row) => recover(hands, row).finally(give));
  } finally {
    for (; spare > 0; spare -= 1) give();
  }
}
