/** Our reader of XML against saxes, which follows the recommendation to the letter: the same trees, the same refusals. */
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {describe, it} from 'node:test';
import * as fc from 'fast-check';
import {SaxesParser} from 'saxes';
import {readXml, XmlFault} from '../../../src/interchange/xml.js';
import {parseXml, type XmlElement} from '../../../src/interchange/xml-tree.js';
import {xmlOf, type XmlNode} from '../../../src/interchange/xml-write.js';
import {seed} from '../../support/arbitraries.js';

interface Tree {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: Tree[];
  text: string;
}

/** The tree as saxes reads it; `undefined` where it refuses, or where there is a DOCTYPE. */
function oracle(text: string): Tree | undefined {
  const parser = new SaxesParser({xmlns: false});
  const stack: Tree[] = [{name: '', attributes: {}, children: [], text: ''}];
  let isRefused = false;
  const refuse = (): void => void (isRefused = true);
  const add = (more: string): void => void (stack.at(-1)!.text += more);
  parser.on('error', refuse);
  parser.on('doctype', refuse);
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('opentag', ({name, attributes}) => {
    const made: Tree = {name, attributes: {...(attributes as Record<string, string>)}, children: [], text: ''};
    stack.at(-1)!.children.push(made);
    stack.push(made);
  });
  parser.on('closetag', () => void stack.pop());
  parser.write(text).close();
  return isRefused ? undefined : stack[0]!.children[0];
}

const plain = ({name, attributes, children, text}: XmlElement): Tree => ({
  name,
  attributes: {...attributes},
  children: children.map(plain),
  text,
});

/** What is told of a text, one after another, pieces of text put together; `fault` where it is refused. */
function told(read: (tell: (event: string) => void) => void): string {
  const events: string[] = [];
  read(event => {
    if (event.startsWith('text ') && events.at(-1)?.startsWith('text ')) events[events.length - 1] += event.slice(5);
    else if (event !== 'text ') events.push(event);
  });
  return events.includes('fault') ? 'fault' : events.join('|');
}

const ourEvents = (source: string): string =>
  told(tell => {
    try {
      readXml(source, {
        open: (name, attributes) => tell(`open ${name} ${JSON.stringify({...attributes})}`),
        text: more => tell(`text ${more}`),
        close: name => tell(`close ${name}`),
      });
    } catch (error) {
      assert.ok(error instanceof XmlFault);
      tell('fault');
    }
  });

const theirEvents = (source: string): string =>
  told(tell => {
    const parser = new SaxesParser({xmlns: false});
    let depth = 0;
    const addText = (more: string): void => void (depth && tell(`text ${more}`));
    parser.on('error', () => tell('fault'));
    parser.on('doctype', () => tell('fault'));
    parser.on('text', addText);
    parser.on('cdata', addText);
    parser.on('opentag', ({name, attributes}) => {
      depth++;
      tell(`open ${name.replace(/^p:/, '')} ${JSON.stringify(attributes)}`);
    });
    parser.on('closetag', ({name}) => {
      depth--;
      tell(`close ${name.replace(/^p:/, '')}`);
    });
    parser.write(source).close();
  });

const word = fc.constantFrom('a', 'journeyID', 'b-1', 'ö', '_x');
const text = fc.string({unit: fc.constantFrom('a', ' ', '\n', '&', '<', '>', '"', "'", ']', 'é', '🚀'), maxLength: 8});
const node: fc.Arbitrary<XmlNode> = fc.letrec<{node: XmlNode}>(tie => ({
  node: fc.record({
    name: word,
    attributes: fc.dictionary(word, text, {maxKeys: 2}),
    text: text.map(one => one.trim()),
    children: fc.oneof({depthSize: 'small'}, fc.constant([]), fc.array(tie('node'), {maxLength: 3})),
  }),
})).node;

/** Pieces of XML, sound and broken, to be strung together. */
const piece = fc.constantFrom(
  '<a>', '</a>', '<b x="1">', '</b>', '<c/>', "<d y='2' z=\"&lt;\"/>", '<e x=1>', '<e x>', '<f x="1" x="2"/>', 'text', ' ', '\n',
  '&amp;', '&', '&#65;', '&#x1F680;', '&#0;', '&#xD800;', '&nbsp;', '&lt', '<', '>', ']]>', '<!-- c -->', '<!-- -- -->', '<!--',
  '<![CDATA[ <x> ]]>', '<![CDATA[', '<?pi data?>', '<?pi?>', '<?xml version="1.0"?>', '<? x?>', '<!DOCTYPE a>', '<!x>', '</ a>',
  '< a>', '<a >', '</a >', '<1>', '<a\n>', '"', "'", '=', '/', '/>', '<a x="<"/>', '<g x="1"y="2"/>', '<h x="1\n2\t3"/>', '<p:q xml:lang="en"/>', '\u0001',
); // prettier-ignore

describe('our reader of XML', () => {
  it('reads what our writer writes as saxes does, 1000 times', () => {
    for (const one of fc.sample(node, {seed, numRuns: 1000})) {
      const written = xmlOf(one);
      const read = parseXml(written);
      assert.ok('root' in read, written);
      assert.deepEqual(plain(read.root), oracle(written));
    }
  });

  it('agrees with saxes on 8000 strings of sound and broken pieces', () => {
    let sound = 0;
    for (const pieces of fc.sample(fc.array(piece, {minLength: 1, maxLength: 7}), {seed, numRuns: 8000})) {
      // Half of them inside a root, so that they are not refused for the lack of one.
      const source = pieces.length % 2 ? pieces.join('') : `<r>${pieces.join('')}</r>`;
      if (source.includes('p:q')) continue;
      const read = parseXml(source);
      const other = oracle(source);
      assert.deepEqual('root' in read ? plain(read.root) : undefined, other, source);
      if (other) sound++;
    }
    assert.ok(sound > 100, `${sound} sound ones`);
  });

  it('tells its handlers in one pass what saxes tells, prefixes of attributes included, on 4000 strings', () => {
    let sound = 0;
    for (const pieces of fc.sample(fc.array(piece, {minLength: 1, maxLength: 7}), {seed: seed + 1, numRuns: 4000})) {
      const source = `<r>\r\n${pieces.join('')}</r>`;
      const ours = ourEvents(source);
      assert.equal(ours, theirEvents(source), source);
      if (ours !== 'fault') sound++;
    }
    assert.ok(sound > 100, `${sound} sound ones`);
    const before: string[] = [];
    assert.throws(() => readXml('<a><b x="1">text</b>', {open: name => before.push(name), text: more => before.push(more)}), XmlFault);
    assert.deepEqual(before, ['a', 'b', 'text']);
  });

  it('names the line and the column of a fault, and the line of each element', () => {
    for (const [source, place, wording] of [
      ['<a>\r\n<b>\r</a>', '3:1', /^"b" of line 2 is not closed here/],
      ['\n<a>\n <b x=1/></a>', '3:7', /value without quotes/],
      ['<a>\n\n', '3:1', /^"a" of line 1 is not closed$/],
      ['<a>\nx &b; </a>', '2:3', /^"&b;" stands for no character/],
      ['\n<!DOCTYPE a><a/>', '2:1', /^a DOCTYPE is not read/],
      [`<a>\n${'<b>'.repeat(100)}`, '2:298', /nested deeper than 100/],
      ['', '1:1', /^there is no element$/],
    ] as const) {
      const read = parseXml(source);
      assert.ok('fault' in read, source);
      const {line, column, message, kind} = read.fault;
      assert.equal(`${line}:${column}`, place, source);
      assert.match(message, wording);
      assert.equal(kind, source.includes('DOCTYPE') ? 'doctype' : 'unsound');
    }
    const read = parseXml('<a\n>\n<b/><c/>\n\n<d\n/></a>');
    assert.ok('root' in read);
    assert.deepEqual([read.root, ...read.root.children].map(({line}) => line), [1, 3, 3, 5]);
  });

  it('agrees with saxes on a real file, cut off anywhere', () => {
    const file = readFileSync(new URL('../../support/cjml/actual.xml', import.meta.url), 'utf8');
    assert.ok('root' in parseXml(file));
    for (let end = 0; end < file.trimEnd().length; end += 7) assert.ok('fault' in parseXml(file.slice(0, end)), `${end}`);
  });

  it('leaves out prefixes and the names of namespaces', () => {
    const read = parseXml('<p:q xmlns:p="urn:x" xmlns="urn:y" xsi:type="z" p:lang="en"/>');
    assert.ok('root' in read);
    assert.deepEqual(plain(read.root), {name: 'q', attributes: {lang: 'en'}, children: [], text: ''});
  });

  it('takes time in step with the size, whatever is in it', () => {
    for (const one of ['<a>', '<a/>', '&amp;', '<!--', '<a b="', '<a b="1" ', '</a>', '<![CDATA[', '<?', ' a=1', ']]', '&']) {
      const began = performance.now();
      parseXml(`<r>${one.repeat(Math.floor(100_000 / one.length))}`);
      assert.ok(performance.now() - began < 5000, `${one}: ${performance.now() - began} ms`);
    }
  });
}); // prettier-ignore
