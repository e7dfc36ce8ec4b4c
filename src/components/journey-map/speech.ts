/** The words that a map is shown with: none until the first ones are here, so that no other language is seen before them. */
import {journeyTexts, Words} from '../../locales/journey-map/words.js';

export class Speech {
  now: Words | undefined;
  /** What knows the languages is waited for once. */
  #waits = true;

  /**
   * Takes the words of a language, or gives a promise after which to ask again; it rejects where they did not come.
   * `coming`: resolves once it is known in which language.
   */
  turnTo(language: string, coming: Promise<unknown> | undefined): Promise<unknown> | undefined {
    if (coming && this.#waits) return coming.then(() => (this.#waits = false));
    const texts = journeyTexts(language);
    if (texts instanceof Promise) return texts;
    if (this.now?.language !== language || this.now.texts !== texts) this.now = new Words(texts, language);
    return;
  }
}
