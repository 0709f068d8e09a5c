// Reads `npm audit --json` from standard input. Fails on findings that are high or critical; where the registry has no audit to ask
// (mirrors often have none), it says that nothing was checked and lets the rest go on.
import { readFileSync } from 'node:fs';

const report = readReport();
if (report === null) {
  console.log('NOT CHECKED: the registry does not answer audits. Run "npm audit --omit=dev" where it does.');
} else {
  const grave = Object.values(report.vulnerabilities).filter(({ severity }) => severity === 'high' || severity === 'critical');
  for (const { name, severity, range, via } of grave) {
    const why = via.map((one) => (typeof one === 'string' ? `through ${one}` : `${one.title} (${one.url})`));
    console.error(`${severity}: ${name} ${range}: ${why.join('; ')}`);
  }
  const { total = 0 } = report.metadata?.vulnerabilities ?? {};
  console.log(`${grave.length} high or critical of ${total} findings in what is installed for production.`);
  process.exitCode = grave.length > 0 ? 1 : 0;
}

/** Null: no report came, but an error, or nothing. */
function readReport() {
  try {
    const answer = JSON.parse(readFileSync(0, 'utf8'));
    return answer.auditReportVersion === 2 ? answer : null;
  } catch {
    return null;
  }
}
