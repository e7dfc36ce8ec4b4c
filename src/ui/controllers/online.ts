import type {ReactiveController, ReactiveControllerHost} from 'lit';

/** Re-renders its host whenever the browser goes online or offline. */
export class OnlineController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #listening?: AbortController;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** True while the browser believes it has a network; true on a server. */
  get online(): boolean {
    return globalThis.navigator?.onLine ?? true;
  }

  hostConnected(): void {
    const {signal} = (this.#listening = new AbortController());
    const update = () => this.#host.requestUpdate();
    for (const type of ['online', 'offline']) addEventListener(type, update, {signal});
  }

  hostDisconnected(): void {
    this.#listening?.abort();
  }
}
