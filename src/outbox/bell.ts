/** A bell that can be rung before anybody listens. */
export function createBell() {
  let rung = false;
  let hear = () => {};
  return {
    ring() {
      rung = true;
      hear();
    },
    /** Resolves when it is rung, after so many real milliseconds at the latest. */
    async heard(ms: number): Promise<void> {
      if (!rung) {
        // A timer that is cleared: to abort a promise costs more than all else that happens between two messages.
        let timer: NodeJS.Timeout | undefined;
        await new Promise<void>((resolve) => {
          hear = resolve;
          timer = setTimeout(resolve, ms);
        });
        clearTimeout(timer);
      }
      rung = false;
    },
  };
}
