/**
 * A build step: gives the Lit inside the embed files our own Trusted Types policy. Lit makes a policy named `lit-html`
 * when it is loaded and throws where that name is taken (a second Lit on the page) or not allowed (lit/lit#4159).
 * Remove it once Lit lets an application name the policy.
 */
import type {Plugin} from 'vite';

const made = /(\w+)\s*\?\s*\1\.createPolicy\("lit-html",\s*\{\s*createHTML:\s*(\w+)\s*=>\s*\2\s*\}\)\s*:\s*void 0/;

export function ownPolicy(): Plugin {
  return {
    name: 'stagepost-trusted-types',
    enforce: 'pre',
    transform: {
      filter: {id: /\/lit-html\/lit-html\.js$/},
      handler(code) {
        if (!made.test(code))
          throw new Error('lit-html creates its Trusted Types policy in another way than expected.');
        const policy = new URL('../embed/policy.ts', import.meta.url).pathname;
        return {
          code: `import {policy as stagepostPolicy} from ${JSON.stringify(policy)};${code.replace(made, 'stagepostPolicy')}`,
          map: null,
        };
      },
    },
  };
}
