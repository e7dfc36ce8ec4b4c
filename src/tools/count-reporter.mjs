/** A `node:test` reporter that writes two numbers, passed and failed, for the last line of `npm test`. */
export default async function* count(events) {
  let passed = 0;
  let failed = 0;
  for await (const {type, data} of events) {
    if (data?.details?.type === 'suite' || data?.skip !== undefined) continue;
    if (type === 'test:pass') passed += 1;
    if (type === 'test:fail') failed += 1;
  }
  yield JSON.stringify({passed, failed});
}
