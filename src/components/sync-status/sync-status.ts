import {html, type TemplateResult} from 'lit';
import type {Locale} from '../../locales/dictionary.js';
import {syncStatus} from '../../locales/en/sync-status.js';
import {counting} from '../../locales/english.js';
import type {Notice, OutboxPort, Pending} from '../../outbox/port.js';
import {KitElement, type PlainKey} from '../../ui/kit-element.js';
import {baseStyles} from '../../ui/styles.js';
import {styles} from './styles.js';

/** What may stand in the way, as the visitor reads it. A full queue or a slow answer passes by itself. */
const problems: Partial<Record<NonNullable<Pending['problem']>, PlainKey<'syncStatus'>>> = {
  configuration: 'configuration',
  gone: 'configuration',
  network: 'network',
  portal: 'network',
  server: 'network',
  timeout: 'network',
};

/**
 * Shows how many answers wait on this device, never what they say: when the last one was sent, when the next try is, and
 * lets the visitor send now or delete what is unsent. It follows what happens in every tab.
 * @summary How many answers wait on this device.
 * @element stagepost-sync-status
 *
 * @fires {CustomEvent<KitEvents['failed']>} stagepost-failed - An attempt to send failed; everything is kept.
 * @fires {CustomEvent<KitEvents['dead-letter']>} stagepost-dead-letter - The endpoint refused an answer for good.
 * @fires {CustomEvent<KitEvents['storage-recovered']>} stagepost-storage-recovered - Answers that the browser's database had lost came back.
 * @fires {CustomEvent<KitEvents['error']>} stagepost-error - Something is wrong with the set-up, or with the device's storage.
 *
 * @csspart box - The whole element.
 * @csspart count - The line that says how many answers wait.
 */
export class StagepostSyncStatus extends KitElement<'syncStatus'> {
  static override styles = [baseStyles, styles];

  protected override readonly texts = (locale?: Locale) => locale?.syncStatus ?? syncStatus;
  #heard: OutboxPort | undefined;
  #listening = new AbortController();
  #pending: Pending | undefined;
  #unreadable = false;
  #asks = false;
  #busy = false;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#listening.abort();
    this.#heard = undefined;
  }

  protected override willUpdate(): void {
    super.willUpdate();
    this.spoken = counting(this.spoken);
  }

  /** Reads the counts again; they also come by themselves. */
  async refresh(): Promise<void> {
    const {outbox} = this;
    try {
      const pending = await outbox?.pending();
      if (outbox !== this.outbox) return;
      this.#pending = pending;
      this.#unreadable = false;
    } catch (error) {
      this.#unreadable = true;
      this.report('storage/failed', `${error}`);
    }
    this.requestUpdate();
  }

  /** Tries to send everything now, what was refused included. */
  async sendNow(): Promise<void> {
    await this.#work(async outbox => {
      for (const {id} of await outbox.deadLetters()) await outbox.retry(id);
      await outbox.flush();
    });
  }

  /** Deletes what is unsent, refused answers included. */
  async clear(): Promise<void> {
    await this.#work(async outbox => {
      await outbox.clear();
      this.said = this.t('removed');
    });
    this.#asks = false;
    await this.focusOn('[data-act=send], .title');
  }

  async #work(work: (outbox: OutboxPort) => Promise<void>): Promise<void> {
    if (!this.outbox || this.#busy) return;
    this.#busy = true;
    this.requestUpdate();
    await work(this.outbox).catch((error: unknown) => this.report('storage/failed', `${error}`));
    this.#busy = false;
    await this.refresh();
  }

  readonly #hear = (notice: Notice): void => {
    const {type, ...detail} = notice;
    if (type === 'failed' || type === 'dead-letter' || type === 'storage-recovered') this.emit(type, detail as never);
    void this.refresh();
  };

  protected override updated(): void {
    // A count that comes after the element has left the page begins nothing again.
    if (this.outbox === this.#heard || !this.isConnected) return;
    this.#listening.abort();
    this.#listening = new AbortController();
    (this.#heard = this.outbox)?.listen(this.#hear, this.#listening.signal);
    if (!this.outbox) this.report('endpoint/missing');
    void this.refresh();
  }

  async #ask(asks: boolean): Promise<void> {
    this.#asks = asks;
    await this.focusOn(asks ? '[data-act=keep]' : '[data-act=delete]');
  }

  #time(iso: string): string {
    const date = new Date(iso);
    const today = date.toDateString() === new Date().toDateString();
    return new Intl.DateTimeFormat(this.language, {timeStyle: 'short', ...(today ? {} : {dateStyle: 'medium'})}).format(
      date,
    );
  }

  protected override render() {
    return this.box(
      html`<div class="stack">
        <p class="title" tabindex="-1">${this.t('title')}</p>
        ${this.#unreadable ? html`<p>${this.t('unreadable')}</p>` : this.#pending ? this.#counts(this.#pending) : this.#nothing()}
      </div>`,
    );
  }

  #nothing(): TemplateResult {
    return html`<p class="count" part="count">${this.outbox ? '' : this.t('unset')}</p>`;
  }

  /** The counts that are not zero, in words. */
  #waiting(pending: Pending): string[] {
    const counts = ['answers', 'withdrawals', 'dead'] as const;
    return counts.flatMap(key => (pending[key] ? this.t(key, 'n', pending[key]) : []));
  }

  /** What stands in the way of what waits. */
  #obstacle({problem, persistence}: Pending): (string | undefined)[] {
    const trouble = problem && problems[problem];
    return [
      navigator.onLine ? trouble && this.t(trouble) : this.t('offline'),
      persistence === 'memory' ? this.t('memory') : undefined,
    ];
  }

  #counts(pending: Pending): TemplateResult {
    const {lastSentAt, nextTryAt} = pending;
    const waiting = this.#waiting(pending);
    const waits = waiting.length > 0;
    const [head = this.t(lastSentAt ? 'empty' : 'neverSent'), ...rest] = waiting;
    const lines = [
      ...rest,
      lastSentAt && this.t('lastSent', 'time', this.#time(lastSentAt)),
      waits && nextTryAt && this.t('nextTry', 'time', this.#time(nextTryAt)),
      ...(waits ? this.#obstacle(pending) : []),
    ].filter(Boolean);
    return html`<p class="count" part="count" role="status">${head}</p>
      <ul>
        ${lines.map(line => html`<li><small>${line}</small></li>`)}
      </ul>
      ${waits ? (this.#asks ? this.#confirm() : this.#buttons()) : ''}`;
  }

  #buttons(): TemplateResult {
    return html`<div class="row">
      <button class="main" data-act="send" aria-disabled=${this.#busy} @click=${this.sendNow}>
        ${this.t(this.#busy ? 'sending' : 'sendNow')}
      </button>
      <button class="quiet" data-act="delete" @click=${() => this.#ask(true)}>${this.t('remove')}</button>
    </div>`;
  }

  #confirm(): TemplateResult {
    return html`<p role="alert">${this.t('confirm')}</p>
      <div class="row">
        <button data-act="keep" @click=${() => this.#ask(false)}>${this.t('no')}</button>
        <button class="quiet" data-act="yes" @click=${this.clear}>${this.t('yes')}</button>
      </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stagepost-sync-status': StagepostSyncStatus;
  }
}
