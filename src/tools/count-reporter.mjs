/** A `node:test` reporter that writes what `npm test` adds up: how many passed and failed, and what was left out, and why. */
export default async function* count(events) {
  let passed = 0;
  let failed = 0;
  const skipped = [];
  for await (const {type, data} of events) {
    if (type === 'test:pass' && data.skip !== undefined) skipped.push(`${data.name}: ${data.skip}`);
    if (data?.details?.type === 'suite' || data?.skip !== undefined) continue;
    if (type === 'test:pass') passed += 1;
    if (type === 'test:fail') failed += 1;
  }
  yield JSON.stringify({passed, failed, skipped});
}
