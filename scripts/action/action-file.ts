import { stringify } from 'yaml';
import type { Input } from '../../src/action/inputs/input.ts';
import { INPUTS } from '../../src/action/inputs/registry.ts';
import { OUTPUTS } from '../../src/action/outputs.ts';

/** Foreign actions, by commit. */
const PINS = {
  setupNode: 'actions/setup-node@2028fbc5c25fe9cf00d9f06a71cc4710d4507903 # v6.0.0',
  restore: 'actions/cache/restore@0057852bfaa89a56745cba8c7296529d2fc39830 # v4.3.0',
  save: 'actions/cache/save@0057852bfaa89a56745cba8c7296529d2fc39830 # v4.3.0',
};

const HEAD = `# Made by scripts/write-action.ts from src/action/inputs/registry.ts and src/action/outputs.ts; a test finds it out of date.
name: SISO Automation
author: SISO Automation
description: Run Claude Code under hard limits on money, tokens and requests. Reserves before, meters during, settles after.
branding:
  icon: shield
  color: purple
`;

/**
 * The steps: which of them run is decided by the one named gate. No expression stands in a script, and a script gives its
 * place to our process: the runner signals nobody else when a job is cancelled. Only one step is given the inputs, which may be
 * too long for a variable; `report` has to run all the same.
 */
const STEPS = `runs:
  using: composite
  steps:
    - id: prepare
      shell: bash
      run: |
        umask 077
        echo "state=$(mktemp -d "$RUNNER_TEMP/siso.XXXXXXXXXX")" >> "$GITHUB_OUTPUT"
        new_enough='const [major, minor] = process.versions.node.split(".").map(Number); process.exit(major > 22 || (major === 22 && minor >= 15) ? 0 : 1)'
        if node -e "$new_enough" 2> /dev/null; then echo 'node=true' >> "$GITHUB_OUTPUT"; else echo 'node=false' >> "$GITHUB_OUTPUT"; fi
    - if: steps.prepare.outputs.node == 'false'
      uses: ${PINS.setupNode}
      with:
        node-version: "24"
        package-manager-cache: false
    - id: gate
      shell: bash
      env:
        SISO_ACTION_INPUTS: \${{ toJSON(inputs) }}
        SISO_OWN_TOKEN: \${{ inputs.github-token == github.token }}
        SISO_ACTION_STATE: \${{ steps.prepare.outputs.state }}
      run: exec node "$GITHUB_ACTION_PATH/dist/index.js" gate
    - id: cache
      if: steps.gate.outputs.install == 'true'
      continue-on-error: true
      uses: ${PINS.restore}
      with:
        path: \${{ steps.gate.outputs.cli-folder }}
        key: siso-claude-code-\${{ steps.gate.outputs.cli-version }}-\${{ runner.os }}-\${{ runner.arch }}
    - id: set-up
      if: steps.gate.outputs.install == 'true'
      shell: bash
      env:
        SISO_ACTION_STATE: \${{ steps.prepare.outputs.state }}
      run: exec node "$GITHUB_ACTION_PATH/dist/index.js" set-up
    - if: steps.gate.outputs.install == 'true' && steps.cache.outputs.cache-hit != 'true'
      continue-on-error: true
      uses: ${PINS.save}
      with:
        path: \${{ steps.gate.outputs.cli-folder }}
        key: siso-claude-code-\${{ steps.gate.outputs.cli-version }}-\${{ runner.os }}-\${{ runner.arch }}
    - id: run
      if: steps.gate.outputs.run == 'true'
      shell: bash
      env:
        SISO_ACTION_STATE: \${{ steps.prepare.outputs.state }}
      run: exec node "$GITHUB_ACTION_PATH/dist/index.js" run
    - id: report
      if: always()
      shell: bash
      env:
        SISO_GITHUB_TOKEN: \${{ inputs.github-token }}
        SISO_OWN_TOKEN: \${{ inputs.github-token == github.token }}
        SISO_ACTION_STATE: \${{ steps.prepare.outputs.state }}
      run: exec node "$GITHUB_ACTION_PATH/dist/index.js" report
`;

/** The whole of action.yml. */
export function actionFile(): string {
  const inputs = Object.entries<Input<unknown>>(INPUTS).map(([name, described]) => [name, inputField(described)]);
  const outputs = Object.entries(OUTPUTS).map(([name, description]) => [
    name,
    { description, value: `\${{ steps.report.outputs.${name} }}` },
  ]);
  const fields = { inputs: Object.fromEntries(inputs), outputs: Object.fromEntries(outputs) };
  return `${HEAD}${stringify(fields, { lineWidth: 0 })}${STEPS}`;
}

function inputField({ description, default: standard, instead }: Input<unknown>) {
  return {
    description,
    required: false,
    ...(standard === undefined ? {} : { default: standard }),
    ...(instead === undefined ? {} : { deprecationMessage: `This is not an input of SISO Automation: ${instead}` }),
  };
}
