/** Where files come in and go out: loads the panel of files when it is first asked for. */
import type {Files, Host} from './files/files.js';

export class Desk {
  /** The panel, once it is here. */
  files: Files | undefined;
  readonly #host: Host;
  readonly #failed: (why: string) => void;

  constructor(host: Host, failed: (why: string) => void) {
    this.#host = host;
    this.#failed = failed;
  }

  async open(): Promise<Files | undefined> {
    try {
      const {Files: Made} = await import('./files/files.js');
      this.files ??= new Made(this.#host);
      this.#host.changed();
    } catch (error) {
      this.#failed(`the panel of files: ${error}`);
    }
    return this.files;
  }

  /** Files that are dropped on a map are read; where none is shown, they are the browser's. */
  readonly drop = async (event: DragEvent): Promise<void> => {
    const files = [...(event.dataTransfer?.files ?? [])];
    if (!files.length || !this.#host.isShown()) return;
    event.preventDefault();
    this.#host.show();
    await (await this.open())?.read(files);
  };

  /** Lets files be dropped, and nothing else. */
  readonly over = (event: DragEvent): void => {
    if (event.dataTransfer?.types.includes('Files') && this.#host.isShown()) event.preventDefault();
  };
}
