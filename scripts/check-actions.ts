// Checks action.yml, the workflows and the examples of workflows by this project's own rules (scripts/actions/rules.ts).
import { actionFiles, lintActions, sayFinding } from './actions/lint.ts';

const files = actionFiles('.');
const findings = lintActions(files);
for (const finding of findings) console.error(sayFinding(finding));
if (findings.length > 0) process.exitCode = 1;
else console.log(`${files.length} files of GitHub Actions follow the rules.`);
