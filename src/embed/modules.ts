/** Imports the files that stand beside the loader, each once, and again where the network failed. */

/**
 * Gives a function that resolves once a file is loaded. A failed import is told once, kept in mind and tried again when
 * the browser goes online, when the page comes into view, and whenever the file is needed the next time.
 * @param base address of the loader itself
 */
export function modules(base: string | undefined, tell: (text: string) => void) {
  const known = new Map<string, Promise<unknown>>();
  const failed = new Set<() => void>();
  const again = (): void => {
    // One that fails again fails later: it does not come back within this loop.
    for (const attempt of failed) {
      failed.delete(attempt);
      attempt();
    }
  };
  addEventListener('online', again);
  document.addEventListener('visibilitychange', () => document.hidden || again());

  return (name: string): Promise<unknown> => {
    again();
    let promise = known.get(name);
    if (!promise) {
      // A cross-origin classic script has no base of its own for import(), so the address is made absolute here.
      const file = `./${name}.js`;
      const address = base ? new URL(file, base).href : file;
      // Firefox before 155 remembers that an address failed; with a fragment it is another one, of the same file.
      let fresh = address;
      promise = new Promise(resolve => {
        const attempt = (): void =>
          void import(/* @vite-ignore */ address)
            .catch(() => import(/* @vite-ignore */ fresh))
            .then(resolve, (error: unknown) => {
              // Told once: the error of another attempt names another fragment.
              if (fresh === address) tell(`${address} did not load; retrying: ${error}`);
              fresh += '#';
              failed.add(attempt);
            });
        attempt();
      });
      known.set(name, promise);
    }
    return promise;
  };
}
