/** The project's set-up for element tests, with the two numbers that `npm test` adds up. */
import {writeFileSync} from 'node:fs';
import {defaultReporter} from '@web/test-runner';
import base from '../../web-test-runner.config.mjs';

const countTests = suite =>
  (suite?.suites ?? []).reduce(
    (sum, inner) => {
      const {passed, failed} = countTests(inner);
      return {passed: sum.passed + passed, failed: sum.failed + failed};
    },
    {
      passed: (suite?.tests ?? []).filter(test => test.passed && !test.skipped).length,
      failed: (suite?.tests ?? []).filter(test => !test.passed && !test.skipped).length,
    },
  );

const counter = {
  onTestRunFinished({sessions}) {
    const total = {passed: 0, failed: 0};
    for (const {testResults, passed} of sessions) {
      const counts = countTests(testResults);
      total.passed += counts.passed;
      // A file that broke outside its tests is a failure too.
      total.failed += counts.failed || (passed ? 0 : 1);
    }
    if (process.env.STAGEPOST_COUNTS) writeFileSync(process.env.STAGEPOST_COUNTS, JSON.stringify(total));
  },
};

export default {...base, reporters: [defaultReporter({reportTestResults: true, reportTestProgress: false}), counter]};
