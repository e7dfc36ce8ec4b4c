/** What the file formats share: ids of names, kinds of channels, scales, and how much is said of a file. */
import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {channelKindOf, NamedChannels} from '../../../src/interchange/channels.js';
import {Ids, idMaker, idOf} from '../../../src/interchange/ids.js';
import {Remarks} from '../../../src/interchange/remarks.js';
import {fiveScale, mapScale, rescaled} from '../../../src/interchange/scales.js';
import {channelKinds} from '../../../src/schema/journey-words.js';

describe('What the file formats share', () => {
  it('makes ids of names in any script, and numbers those of one name', () => {
    assert.deepEqual(['Find a pan!', 'Köln – Süd', '検索', '…', `${'a'.repeat(70)}b`].map(idOf), [
      'find-a-pan', 'köln-süd', '検索', undefined, 'a'.repeat(60),
    ]); // prettier-ignore
    const make = idMaker('step');
    assert.deepEqual([make('Pay'), make('Pay', 'pay'), make('Pay', 'own'), make('pay!'), make('?'), make('?', 'not an id')], [
      'pay', 'pay-2', 'own', 'pay-3', 'step', 'step-2',
    ]); // prettier-ignore
    const ids = new Ids();
    ids.add('pay');
    assert.deepEqual([ids.next('Pay', 'x'), ids.next('Pay', 'x')], ['pay-2', 'pay-2'], 'free until it is taken');
  });

  it('numbers 50,000 of one name in step with their number', () => {
    const make = idMaker('step');
    const before = process.cpuUsage();
    for (let at = 1; at < 50_000; at++) make('Shop');
    assert.equal(make('Shop'), 'shop-50000');
    assert.ok(process.cpuUsage(before).user < 3e6);
  });

  it('knows the kind of a channel by our words and by those of people', () => {
    for (const kind of channelKinds) assert.equal(channelKindOf(kind), kind);
    const words = {
      'mobile': 'app', 'Mobile app': 'app', 'website': 'web', 'store': 'in-person', 'in-store': 'in-person', 'branch': 'in-person',
      'mail': 'post', 'letter': 'post', 'call': 'phone', 'telephone': 'phone', 'text': 'sms', 'social media': 'social', 'Soul': 'other',
    }; // prettier-ignore
    for (const [word, kind] of Object.entries(words)) assert.equal(channelKindOf(word), kind, word);
    const channels = new NamedChannels();
    assert.deepEqual(['Web shop', 'web  SHOP', 'Web-shop'].map(name => channels.idOf(name)), ['web-shop', 'web-shop', 'web-shop-2']); // prettier-ignore
    assert.deepEqual(channels.list.map(({name, kind}) => [name, kind]), [['Web shop', 'web'], ['Web-shop', 'web']]); // prettier-ignore
  });

  it('takes scores from one scale to another, and leaves those of our own as they are', () => {
    assert.deepEqual([1, 2, 3, 5].map(score => rescaled(score, fiveScale, mapScale)), [-2, -1, 0, 2]); // prettier-ignore
    assert.equal(rescaled(2, {low: 1, high: 10}, mapScale), -1.555556);
    assert.equal(rescaled(0.123456789, mapScale, mapScale), 0.123456789);
    assert.ok(Object.is(rescaled(3, fiveScale, mapScale), 0));
  });

  it('says the first 50 of a code in the order of lines, and how many more there are', () => {
    const remarks = new Remarks();
    for (let line = 60; line > 0; line--) remarks.add({level: 'note', code: 'a', place: `line ${line}`, text: 'x'});
    remarks.add({level: 'error', code: 'b', place: '', text: 'whole'});
    const {all} = remarks;
    assert.deepEqual(
      [all[0], all[1]!.place, all[50]!.place, all.length],
      [{level: 'error', code: 'b', place: '', text: 'whole'}, 'line 11', 'line 60', 52],
    );
    assert.deepEqual(all[51], {level: 'note', code: 'a', place: '', text: 'and 10 more of this kind.'});
  });
});
