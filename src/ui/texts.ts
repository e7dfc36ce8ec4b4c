import type {LocalText} from '../schema/survey.js';
import {fallbacks} from '../locales/languages.js';

/** A definition's text in a language: that one, its base, English, or the first there is. */
export function textIn(text: LocalText | undefined, lang: string): string | undefined {
  if (!text || typeof text === 'string') return text;
  return [...fallbacks(lang), 'en'].map(tag => text[tag]).find(Boolean) ?? Object.values(text)[0];
}
