/** Every language says all that the English map says, with its holes and in its own plural forms, and in nothing but itself. */
import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {bring} from '../../src/locales/languages.js';
import {journeyLint} from '../../src/locales/journey-lint/en.js';
import {ar} from '../../src/locales/journey-map/ar.js';
import {de} from '../../src/locales/journey-map/de.js';
import {journeyMap} from '../../src/locales/journey-map/en.js';
import {journeyFields} from '../../src/locales/journey-map/fields.js';
import {ja} from '../../src/locales/journey-map/ja.js';
import {journeyPlan} from '../../src/locales/journey-map/plan.js';
import {addJourneyTexts, journeyLanguages, journeyTexts, Words} from '../../src/locales/journey-map/words.js';
import {type Forms, languages} from '../../src/locales/dictionary.js';

type Leaf = string | Forms;
const isForms = (value: object): value is Forms =>
  Object.keys(value).every(key => ['zero', 'one', 'two', 'few', 'many', 'other'].includes(key)) && 'other' in value;

/** Every text with its path. */
function* leaves(value: string | object, path = ''): Generator<[path: string, leaf: Leaf]> {
  if (typeof value === 'string' || (isForms(value) && 'one' in value)) yield [path, value];
  else for (const [key, inner] of Object.entries(value)) yield* leaves(inner, `${path}/${key}`);
}

const main = (leaf: Leaf): string => (typeof leaf === 'string' ? leaf : leaf.other);
const holesOf = (text: string): string[] => [...(text.match(/\{\w+\}/g) ?? [])].sort();
const formsOf = (leaf: Leaf): string[] => (typeof leaf === 'string' ? [leaf] : Object.values(leaf));

const english = new Map(leaves({...journeyMap, fields: journeyFields, plan: journeyPlan, lint: journeyLint}));

/** What the field itself leaves in English or in letters of its own. */
const asInEnglish: Readonly<Record<string, RegExp>> = {
  ar: /^NPS$/,
  de: /^(, |NPS|CSAT|CES|n\s=\s\{n\}|Persona|Personas|Touchpoints?|neutral|Status|Name|Text|Link|App|Chat|Partner|Post|Ticket|Emotion|Segment|Experiment|Interview|Kompakt|Frontstage|Backstage)$/,
  ja: /^(NPS|n\s=\s\{n\})$/,
};
/** Latin letters that may stand in a text of another script. */
const names = /\{\w+\}|NPS|PDF|SMS|SNS|MB|[ZFSU]MOT|Enter|n\s=\s/g;

describe('the languages of the map', () => {
  for (const [lang, texts] of Object.entries({ar, de, ja})) {
    const own = new Map(leaves(texts));

    it(`${lang} says all that English says, and nothing else`, () => {
      assert.deepEqual([...own.keys()].sort(), [...english.keys()].sort());
    });

    it(`${lang} keeps every hole, is nowhere empty, and leaves no English`, () => {
      for (const [path, leaf] of own) {
        const source = main(english.get(path)!);
        assert.deepEqual(holesOf(main(leaf)), holesOf(source), path);
        for (const text of formsOf(leaf)) {
          assert.ok(text.trim(), path);
          // What stands between two facts has its blank with it.
          if (path !== '/texts/comma') assert.equal(text, text.trim(), `${path}: space around it`);
          // A form may name its count by a word; no form has another hole.
          assert.ok(holesOf(text).every(hole => holesOf(source).includes(hole)), path); // prettier-ignore
        }
        if (!asInEnglish[lang]!.test(source)) assert.notEqual(main(leaf), source, path);
      }
    });

    it(`${lang} is written in its own script, with its own marks`, () => {
      const foreign = {ar: /[a-z]|[,;?"“”„]|'/i, de: /["'“]\p{L}|[\u0600-\u06ff\u3040-\u9fff]/u, ja: /[a-z]|[,;?!"“”„']|[。、] /i}[lang]!; // prettier-ignore
      for (const [path, leaf] of own)
        for (const text of formsOf(leaf)) assert.doesNotMatch(text.replace(names, ''), foreign, `${path}: ${text}`);
    });

    it(`${lang} ends sentences where English does`, () => {
      const ends = /[.。？؟?]$/;
      for (const [path, leaf] of own)
        // A rule's reasons are sentences in every language; so is a text of the map that is one in English.
        if (main(english.get(path)!).endsWith('.')) assert.match(main(leaf), ends, `${path}: ${main(leaf)}`);
        else assert.doesNotMatch(main(leaf), /[.。]$/, `${path}: ${main(leaf)}`);
    });

    it(`${lang} has plural forms of its own alone, and all that it uses for whole numbers where it has some`, () => {
      const rules = new Intl.PluralRules(lang);
      const used = new Set(Array.from({length: 201}, (_, n) => rules.select(n)));
      let counts = 0;
      for (const [path, leaf] of own) {
        if (typeof leaf === 'string') continue;
        counts++;
        assert.deepEqual(Object.keys(leaf).sort(), [...used].sort(), path);
      }
      // What English counts in two forms, a language with several counts in its own.
      for (const [path, leaf] of english) if (typeof leaf !== 'string' && used.size > 1) assert.equal(typeof own.get(path), 'object', path); // prettier-ignore
      assert.ok(used.size === 1 ? counts === 0 : counts > 30, `${counts} texts with forms`);
    });
  }

  it('are loaded when they are asked for, and stand for their regions', async () => {
    assert.deepEqual([...journeyLanguages()].sort(), ['ar', 'de', 'en', 'ja']);
    assert.equal(journeyTexts('en-GB'), journeyMap);
    assert.equal(journeyTexts('tlh'), journeyMap);
    assert.ok(journeyTexts('de-CH') instanceof Promise);
    await journeyTexts('de-CH');
    assert.equal(journeyTexts('de-CH'), de);
    assert.equal(journeyTexts('de'), de);
  });

  it('one that does not come leaves English, and is no longer among them', async () => {
    addJourneyTexts('xh', () => Promise.reject(new Error('no file')));
    assert.ok(journeyLanguages().includes('xh'));
    await assert.rejects(async () => journeyTexts('xh'), /no file/);
    assert.equal(journeyTexts('xh'), journeyMap);
    assert.ok(!journeyLanguages().includes('xh'));
  });

  it('need none of the prompts’ texts, and bring side and language with them', async () => {
    await bring('ar', journeyLanguages());
    const choose = (asked: string) => languages.choose(asked, journeyLanguages(), () => {});
    const arabic = choose('ar-EG');
    assert.equal(arabic.coming, undefined);
    assert.equal(arabic.locale, undefined);
    assert.equal(arabic.language, 'ar-EG');
    assert.equal(arabic.direction, 'rtl');
    assert.equal(choose('de-CH').language, 'de-CH');
    assert.equal(choose('fr').language, undefined);
  });

  it('count as their readers do', () => {
    const steps = (texts: typeof de, lang: string) =>
      [0, 1, 2, 3, 11, 100].map(n => new Words(texts, lang).t('steps', 'n', n));
    assert.deepEqual(steps(ar, 'ar-EG'), ['لا خطوات', 'خطوة واحدة', 'خطوتان', '٣ خطوات', '١١ خطوة', '١٠٠ خطوة']);
    assert.deepEqual(steps(de, 'de'), ['0 Schritte', '1 Schritt', '2 Schritte', '3 Schritte', '11 Schritte', '100 Schritte']); // prettier-ignore
    assert.deepEqual(steps(ja, 'ja'), [
      '0ステップ',
      '1ステップ',
      '2ステップ',
      '3ステップ',
      '11ステップ',
      '100ステップ',
    ]);
  });
});
