/**
 * Turns one `html` template into the markup that `src/embed/lean/render.ts` shows: `?` for the value of an attribute, a
 * `.property` or an `@event`, `<?>` for a child. Refuses what that renderer does not do, with the place.
 */
import {type DefaultTreeAdapterTypes, parseFragment} from 'parse5';

type Tree = DefaultTreeAdapterTypes.ChildNode;

/** What a template may hold that is no part of it, but would be taken for a hole. */
const taken = /=\s*["']?\?|<[?!]/;

const refuse = (text: string, why: string): never => {
  throw new Error(`A template cannot be compiled: ${why}; near "${text.slice(-60)}".`);
};

/** The holes of a markup in the order in which a walk through its nodes meets them. */
function* holesOf(node: {readonly childNodes?: readonly Tree[]}): Generator<string> {
  for (const child of node.childNodes ?? []) {
    if ('attrs' in child) for (const {name, value} of child.attrs) if (value === '?') yield name;
    if ('data' in child && child.data) yield '<?>';
    yield* holesOf(child as typeof node);
  }
}

/** The markup with all holes, and their names as the text has them. */
function join(parts: readonly string[]): [markup: string, holes: string[]] {
  const holes: string[] = [];
  let markup = '';
  for (const [at, part] of parts.entries()) {
    if (taken.test(part)) refuse(part, 'comments, and "?" as the value of an attribute, are for its holes');
    markup += part;
    if (at === parts.length - 1) break;
    const [, name] = /\s([.@]?[a-z-]+)=$/.exec(markup) ?? [];
    if (name && !/^[\s/>]/.test(parts[at + 1]!))
      refuse(markup, 'a hole must be all of an attribute’s value, without quotes');
    if (!name && markup.lastIndexOf('<') > markup.lastIndexOf('>'))
      refuse(markup, 'a hole in a tag must be the value of an attribute, a .property or an @event, in small letters');
    holes.push(name ?? '<?>');
    markup += name ? '?' : '<?>';
  }
  return [markup, holes];
}

/** What a parser reads as the same, with fewer quotes, and no slash at the end of an empty element. */
const shorter = (markup: string): string =>
  markup.replace(/<[a-z][^>]*>/g, tag => tag.replace(/="([\w-]+)"/g, '=$1').replace(/\s*\/?>$/, '>'));

export function compileHtml(parts: readonly string[]): string {
  const [text, holes] = join(parts);
  // What a hole shows ends at the node that follows, so that there must be one.
  const markup = shorter(text).replace(/<\?>$/, '<?><!>');
  const met = [...holesOf(parseFragment(markup))];
  if (`${met}` !== `${holes}`) refuse(markup, `a parser finds the holes [${met}] where the text has [${holes}]`);
  return markup;
}
