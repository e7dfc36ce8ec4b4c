/** Waits until something is so; an error says what was waited for, after `seconds`. */
export async function until(isSo: () => unknown, what: string, seconds = 30): Promise<void> {
  const end = performance.now() + seconds * 1000;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`After ${seconds} s there is still not: ${what}`);
    await new Promise(done => setTimeout(done, 50));
  }
}
