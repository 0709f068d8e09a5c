// Prints `N passed, N failed` from vitest's JSON report. A file that could not be loaded has no tests to count, but failed.
import { readFileSync } from 'node:fs';

const [, , file] = process.argv;
const report = readReport();
const unloaded = report.testResults.filter(
  ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
);
for (const { name, message } of unloaded) console.error(`${name} could not be run: ${message}`);
const failed = report.numFailedTests + unloaded.length;
console.log(`${report.numPassedTests} passed, ${failed} failed`);
process.exitCode = failed > 0 || report.numPassedTests === 0 ? 1 : 0;

function readReport() {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    console.error('vitest wrote no report: it did not get as far as the tests.');
    return { numPassedTests: 0, numFailedTests: 0, testResults: [] };
  }
}
