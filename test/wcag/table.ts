import {format} from 'prettier';
import {criteria, type Criterion} from './criteria.js';

const cell = (text: string): string => text.replaceAll('|', '\\|');

const row = ({number, name, level, not, tests = []}: Criterion): string => {
  const how = not
    ? `does not apply: ${not}`
    : tests.map(([file, title]) => `[${file}](../${file}): ${title}`).join('<br>');
  return `| ${number} | ${name} | ${level} | ${cell(how)} |`;
};

/** The table as `README.md` holds it. */
export function table(): Promise<string> {
  const applies = criteria.filter(({tests}) => tests).length;
  const text = `# WCAG 2.2, levels A and AA

The ${criteria.length} success criteria of [WCAG 2.2](https://www.w3.org/TR/WCAG22/) at levels A and AA, and the tests that hold the visitor's
elements to the ${applies} of them that apply. What a test cannot judge, such as whether a name says enough, a person has to.

Generated from \`criteria.ts\` by \`node --import tsx test/wcag/write.ts\`; a unit test holds it up to date, and each test that it names is there.

| criterion | name | level | tests |
| --- | --- | --- | --- |
${criteria.map(row).join('\n')}
`;
  return format(text, {parser: 'markdown', printWidth: 120, proseWrap: 'preserve'});
}
