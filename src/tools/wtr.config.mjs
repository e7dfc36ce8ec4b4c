/** The project's set-up for element tests, with the numbers that `npm test` adds up. */
import {writeFileSync} from 'node:fs';
import {defaultReporter} from '@web/test-runner';
import base from '../../web-test-runner.config.mjs';

const testsOf = suite => [...(suite?.tests ?? []), ...(suite?.suites ?? []).flatMap(testsOf)];

const counter = {
  onTestRunFinished({sessions}) {
    const total = {passed: 0, failed: 0, skipped: []};
    for (const {testResults, passed} of sessions) {
      const tests = testsOf(testResults);
      const run = tests.filter(test => !test.skipped);
      const failed = run.filter(test => !test.passed).length;
      total.passed += run.length - failed;
      // A file that broke outside its tests is a failure too.
      total.failed += failed || (passed ? 0 : 1);
      total.skipped.push(...tests.filter(test => test.skipped).map(({name}) => name));
    }
    for (const name of total.skipped) console.log(`SKIPPED: ${name}`);
    if (process.env.STAGEPOST_COUNTS) writeFileSync(process.env.STAGEPOST_COUNTS, JSON.stringify(total));
  },
};

export default {...base, reporters: [defaultReporter({reportTestResults: true, reportTestProgress: false}), counter]};
