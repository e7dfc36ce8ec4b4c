import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {shortExports} from '../../../src/tools/short-exports.js';

const file = (fileName: string, code: string, asked?: string) => ({fileName, code, facadeModuleId: asked ?? null});
const shared = () => file('shared/kit-1.js', 'let x,yy,z;export{x as A,yy as B,z};');

describe('the exports of a shared file', () => {
  it('bear the names of the file, there and where they are imported', () => {
    const files = [
      shared(),
      file(
        'nps.js',
        'import{A as a,B as yy}from"./shared/kit-1.js";import {A} from "./other.js";a(yy)',
        '/src/embed/kit.ts',
      ),
      file('shared/own-1.js', 'import{z}from"./kit-1.js";export{z as own};', '/src/components/nps/own.ts'),
    ];
    shortExports(files);
    assert.deepEqual(
      files.map(({code}) => code),
      [
        'let x,yy,z;export{x,yy,z};',
        'import{x as a,yy}from"./shared/kit-1.js";import {A} from "./other.js";a(yy)',
        'import{z}from"./kit-1.js";export{z as own};',
      ],
    );
  });

  it('keep their names where a page or import() asks for them', () => {
    const entry = file('kit.js', 'let a;export{a as kit};', '/src/embed/kit.ts');
    shortExports([entry]);
    assert.equal(entry.code, 'let a;export{a as kit};');
    const registers = file('nps.js', 'let a;export{a as kit};', '/src/define/nps.ts');
    shortExports([registers]);
    assert.equal(registers.code, 'let a;export{a};');
  });

  it('stop the build where somebody reaches them in another way', () => {
    for (const code of [
      'import("./shared/kit-1.js")',
      'export{A}from"./shared/kit-1.js"',
      'import*as k from"./shared/kit-1.js"',
    ])
      assert.throws(
        () => shortExports([shared(), file('nps.js', code, '/src/define/nps.ts')]),
        /nps.js reaches shared\/kit-1.js in another/,
      );
    assert.throws(
      () => shortExports([shared(), file('nps.js', 'import{C}from"./shared/kit-1.js"', '/src/define/nps.ts')]),
      /imports "C"/,
    );
  });
});
