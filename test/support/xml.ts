/** A reader of XML 1.0 that takes nothing that is not well-formed, for files that the kit writes itself: no DOCTYPE, no entities but the five. */
import assert from 'node:assert/strict';

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (XmlElement | string)[];
}

const entities: Readonly<Record<string, string>> = {amp: '&', lt: '<', gt: '>', quot: '"', apos: "'"};
const names = /^[A-Za-z_][\w.-]*(:[A-Za-z_][\w.-]*)?$/;

function unescaped(text: string): string {
  assert.ok(!/<|\]\]>/.test(text), `bare markup in ${JSON.stringify(text.slice(0, 80))}`);
  return text.replace(/&([^;]*);?/g, (whole, entity: string) => {
    assert.ok(whole.endsWith(';') && entities[entity], `no entity: ${whole}`);
    return entities[entity]!;
  });
}

function attributesOf(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  const rest = text.replace(/\s+([^\s=]+)="([^"]*)"/g, (_, name: string, value: string) => {
    assert.match(name, names);
    assert.ok(!(name in found), `${name} twice`);
    found[name] = unescaped(value);
    return '';
  });
  assert.equal(rest.trim(), '', 'what is no attribute');
  return found;
}

/** The root of a document. */
export function parseXml(document: string): XmlElement {
  const isAllowed = (one: string) =>
    (one >= ' ' || '\t\n\r'.includes(one)) && !/[\uFFFE\uFFFF\p{Surrogate}]/u.test(one);
  assert.deepEqual([...document].filter(one => !isAllowed(one)), [], 'characters that XML has no place for'); // prettier-ignore
  const text = document.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>/, '');
  const top: XmlElement = {name: '', attributes: {}, children: []};
  const open = [top];
  let end = 0;
  for (const {0: tag, 1: slash, 2: name, 3: rest, index} of text.matchAll(
    /<(\/?)([^\s<>/]+)((?:\s+[^\s=]+="[^"<]*")*)\s*\/?>/g,
  )) {
    const before = unescaped(text.slice(end, index));
    if (before) open.at(-1)!.children.push(before);
    end = index + tag.length;
    assert.match(name!, names);
    if (slash) assert.equal(open.pop()!.name, name);
    else {
      const made: XmlElement = {name: name!, attributes: attributesOf(rest!), children: []};
      open.at(-1)!.children.push(made);
      if (!tag.endsWith('/>')) open.push(made);
    }
  }
  assert.equal(text.slice(end).trim(), '', 'what follows the root');
  assert.equal(open.length, 1, 'an element without an end');
  const roots = top.children.filter(child => typeof child !== 'string');
  assert.equal(roots.length, 1, 'one root');
  return roots[0]!;
}

/** An element and all that it holds. */
export function* elementsOf(element: XmlElement): Generator<XmlElement> {
  yield element;
  for (const child of element.children) if (typeof child !== 'string') yield* elementsOf(child);
}

export const textOf = ({children}: XmlElement): string =>
  children.map(child => (typeof child === 'string' ? child : textOf(child))).join('');
