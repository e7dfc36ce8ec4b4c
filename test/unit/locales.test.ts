/** Every language says all that English says, with its holes and in its own plural forms. */
import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {ar} from '../../src/locales/ar.js';
import {de} from '../../src/locales/de.js';
import {fill, type Forms, languages} from '../../src/locales/dictionary.js';
import {en} from '../../src/locales/en.js';
import {counting} from '../../src/locales/english.js';
import {ja} from '../../src/locales/ja.js';
import {bring, kitLanguages} from '../../src/locales/languages.js';

const locales = {ar, de, ja};

type Leaf = string | Forms;
const isForms = (value: unknown): value is Forms =>
  typeof value === 'object' && value !== null && typeof (value as Forms).other === 'string' && !('send' in value);

/** Every text with its path. */
function* leaves(value: unknown, path = ''): Generator<[path: string, leaf: Leaf]> {
  if (typeof value === 'string' || isForms(value)) yield [path, value];
  else for (const [key, inner] of Object.entries(value as object)) yield* leaves(inner, `${path}/${key}`);
}

const holesOf = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([hole]) => hole);
/** The form that is used for most numbers. */
const main = (leaf: Leaf): string => (typeof leaf === 'string' ? leaf : leaf.other);

describe('the languages of the kit', () => {
  it('are these', () => assert.deepEqual([...kitLanguages].sort(), ['ar', 'de', 'en', 'ja']));

  for (const [lang, locale] of Object.entries(locales)) {
    const english = new Map(leaves(en));
    const own = new Map(leaves(locale));

    it(`${lang} says all that English says, and nothing else`, () => {
      assert.equal(locale.lang, lang);
      assert.deepEqual([...own.keys()].sort(), [...english.keys()].sort());
    });

    it(`${lang} keeps every hole, and leaves nothing in English`, () => {
      for (const [path, leaf] of own) {
        if (path === '/lang') continue;
        assert.deepEqual(holesOf(main(leaf)), holesOf(main(english.get(path)!)), path);
        assert.notEqual(main(leaf), main(english.get(path)!), path);
        assert.ok(main(leaf).trim(), path);
      }
    });

    it(`${lang} has plural forms of its own alone, and all that it uses for whole numbers where it has some`, () => {
      const rules = new Intl.PluralRules(lang);
      const used = new Set(Array.from({length: 201}, (_, n) => rules.select(n)));
      for (const [path, leaf] of own) {
        if (typeof leaf === 'string') continue;
        const forms = Object.keys(leaf);
        for (const form of forms) assert.ok(used.has(form as Intl.LDMLPluralRule), `${path}: ${form}`);
        // Nobody counts nothing: a count of 0 is not shown.
        for (const form of used) assert.ok(form === 'zero' || forms.includes(form), `${path}: no ${form}`);
      }
    });
  }
});

describe('numbers in texts', () => {
  const spoken = async (lang: string) => {
    await bring(lang);
    return languages.choose(lang, undefined, () => {});
  };
  const waiting = async (lang: string, n: number) => {
    const language = await spoken(lang);
    return fill((language.locale ?? en).syncStatus.texts.answers, counting(language), 'n', n);
  };

  it('take the plural form and the digits of the language', async () => {
    assert.equal(await waiting('en', 1), '1 answer waits to be sent');
    assert.equal(await waiting('en', 2), '2 answers wait to be sent');
    assert.equal(await waiting('de', 1), '1 Antwort wartet aufs Senden');
    assert.equal(await waiting('de', 1200), '1.200 Antworten warten aufs Senden');
    assert.equal(await waiting('ja', 1), '1件の回答が送信待ちです');
    const arabic = [1, 2, 3, 11, 100].map(async n => waiting('ar-EG', n));
    assert.deepEqual(await Promise.all(arabic), [
      'إجابة واحدة تنتظر الإرسال',
      'إجابتان تنتظران الإرسال',
      '٣ إجابات تنتظر الإرسال',
      '١١ إجابة تنتظر الإرسال',
      '١٠٠ إجابة تنتظر الإرسال',
    ]);
  });

  it('stay as they are in English, without Intl', () => {
    assert.equal(fill('{n} of it', {}, 'n', 1234), '1234 of it');
  });

  it('a text in a hole stays a text, also one that looks like a hole or a pattern', () => {
    assert.equal(
      fill('Would you recommend {subject}?', {}, 'subject', '$& {subject}'),
      'Would you recommend $& {subject}?',
    );
  });
});
