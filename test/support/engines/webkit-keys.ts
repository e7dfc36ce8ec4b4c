/** The keyboard of a page of WebKit, with Puppeteer's words. */
import type {Client} from 'webdriver';

/** WebDriver's signs for the keys that write nothing, by the names of keys. */
const signs: Readonly<Record<string, string>> = {
  'Backspace': '\uE003', 'Tab': '\uE004', 'Enter': '\uE007', '\n': '\uE007', 'Shift': '\uE008', 'Control': '\uE009',
  'Alt': '\uE00A', 'Escape': '\uE00C', 'Space': ' ', 'End': '\uE010', 'Home': '\uE011', 'ArrowLeft': '\uE012',
  'ArrowUp': '\uE013', 'ArrowRight': '\uE014', 'ArrowDown': '\uE015', 'Delete': '\uE017',
}; // prettier-ignore

const signOf = (key: string): string =>
  signs[key] ?? key.replace(/^Key(.)$/, (_, letter: string) => letter.toLowerCase());

type Run = <T>(run: (client: Client) => Promise<T>) => Promise<T>;

export class WebKitKeyboard {
  readonly #run: Run;
  readonly #insert: (text: string) => Promise<unknown>;

  constructor(run: Run, insert: (text: string) => Promise<unknown>) {
    this.#run = run;
    this.#insert = insert;
  }

  #act(keys: readonly string[], kinds: readonly ('keyDown' | 'keyUp')[]): Promise<void> {
    const actions = keys.flatMap(key => kinds.map(type => ({type, value: signOf(key)})));
    return this.#run(client => client.performActions([{type: 'key', id: 'keyboard', actions}]));
  }

  down = (key: string): Promise<void> => this.#act([key], ['keyDown']);
  up = (key: string): Promise<void> => this.#act([key], ['keyUp']);
  press = (key: string): Promise<void> => this.#act([key], ['keyDown', 'keyUp']);

  /** All at once, as an input method does. */
  async sendCharacter(text: string): Promise<void> {
    await this.#insert(text);
  }

  /** Key by key; what no key writes (beyond the basic plane) comes from an input method. */
  async type(text: string): Promise<void> {
    for (const part of text.match(/[\u{10000}-\u{10FFFF}]+|[^\u{10000}-\u{10FFFF}]+/gu) ?? [])
      await (part.codePointAt(0)! > 0xffff ? this.sendCharacter(part) : this.#act([...part], ['keyDown', 'keyUp']));
  }
}
