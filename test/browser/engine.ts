/** Which engine this is, and what a test does where it lacks something. */

type Engine = 'chromium' | 'firefox' | 'webkit';

const {userAgent} = navigator;

/** The engine that the tests run in. */
export const engine: Engine = userAgent.includes('Firefox/')
  ? 'firefox'
  : userAgent.includes('Chrome/')
    ? 'chromium'
    : 'webkit';

/** `it`, for a test that an engine cannot run: there it is skipped, and its name says why. */
export const lacks =
  (lacking: Engine, why: string) =>
  (name: string, test: () => Promise<void>): void => {
    if (engine === lacking) it.skip(`${name}: ${engine} ${why}`, test);
    else it(name, test);
  };
