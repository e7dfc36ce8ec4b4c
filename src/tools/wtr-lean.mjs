/**
 * Gives the element tests what the embed files are made of: our sources, and they alone, get the lean Lit and idb, with their
 * templates as the build makes them. What the tests themselves import stays as it is.
 */
import {tsImport} from 'tsx/esm/api';
import {parseAst} from 'vite';

const {withTemplates} = await tsImport('./templates.ts', import.meta.url);

const ours = context => context.path.startsWith('/src/') && !context.path.startsWith('/src/tools/');

export const leanLit = () => ({
  name: 'stagepost-lean-lit',
  resolveImport({source, context}) {
    if (ours(context) && /^(lit|idb)$/.test(source)) return `/src/embed/lean/${source}.ts`;
  },
  transform(context) {
    // Maps and pictures lie there too.
    if (ours(context) && context.path.endsWith('.ts')) return withTemplates(context.body, parseAst);
  },
});
