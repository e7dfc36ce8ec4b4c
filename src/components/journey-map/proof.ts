/** By what a page proves to its endpoint that it may read. */

export interface Prover {
  /** A token that the page has. */
  readonly token: string | undefined;
  /** Gives one, whenever one is needed; goes before `token`. */
  readonly getToken: (() => string | Promise<string>) | undefined;
}

/** Milliseconds beyond which no timer waits: 23 days. */
const longest = 2_000_000_000;

/** Seconds from the making of a token to its end, where it is a JWT that says so; else 0. */
function lifeOf(token: string): number {
  try {
    const {iat, exp} = JSON.parse(atob(token.split('.')[1]!.replaceAll('-', '+').replaceAll('_', '/')));
    return exp - iat;
  } catch {
    return 0;
  }
}

export class Proof {
  readonly #of: Prover;
  readonly #ends: (seconds: number) => void;
  /** How the page proved itself when it was last looked at: ' false' is not at all. */
  #how = ' false';
  /** The token whose end is waited for. */
  #token: string | undefined;
  /** When it ends, in milliseconds of the page's own time; what has no end to wait for, and what was told of, never does. */
  #end = Infinity;
  /** For how long before its end the page is told, in milliseconds. */
  #notice = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param ends called in time before a token ends that nobody but the page can renew, with the seconds that are left */
  constructor(of: Prover, ends: (seconds: number) => void) {
    this.#of = of;
    this.#ends = ends;
  }

  /** The token for the next request, if the page gives one. */
  readonly next = async (): Promise<string | undefined> => (await this.#of.getToken?.()) ?? this.#of.token;

  /** Looks at the page again; true where it proves itself in another way than before, as it may learn late how to. */
  hasChanged(): boolean {
    const {token, getToken} = this.#of;
    this.#await(getToken ? undefined : token);
    const how = `${token ?? ''} ${!!getToken}`;
    const isOther = how !== this.#how;
    this.#how = how;
    return isOther;
  }

  /** Waits for four fifths of a token's life. They count from when it came: the clock of the device may be wrong. */
  #await(token: string | undefined): void {
    if (token !== this.#token) {
      this.#token = token;
      const life = lifeOf(token ?? '') * 1000;
      this.#end = life > 0 && life < longest ? performance.now() + life : Infinity;
      this.#notice = life / 5;
    }
    this.stop();
    if (this.#end < Infinity) this.#timer = setTimeout(this.#tell, this.#end - this.#notice - performance.now());
  }

  readonly #tell = (): void => {
    const left = Math.max(0, this.#end - performance.now());
    this.#end = Infinity;
    this.#ends(left / 1000);
  };

  /** Tells nothing until the page is looked at again. */
  stop(): void {
    clearTimeout(this.#timer);
  }
}
