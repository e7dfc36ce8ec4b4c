/** The numbers of `limits.ts` as the embed files hold them. */
import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {deviceLimits, itemLimits} from '../../../src/schema/limits.js';
import {withNumbers} from '../../../src/tools/limits.js';

describe('limits as numbers', () => {
  it('writes each number where it is used, in templates too', () => {
    const code = 'bytes > itemLimits.bytes ? `${itemLimits.bytes}` : deviceLimits.answerBytes;';
    assert.equal(
      withNumbers(code),
      `bytes > ${itemLimits.bytes} ? \`\${${itemLimits.bytes}}\` : ${deviceLimits.answerBytes};`,
    );
  });

  it('leaves alone what is no limit of ours', () => {
    for (const code of ['itemLimits.nothing', 'otherLimits.bytes', 'itemLimits', "from '../schema/limits.js'"])
      assert.equal(withNumbers(code), code);
  });
});
