import * as core from '@actions/core';
import { CLAUDE_VERSION } from '../../claude/index.ts';
import type { StepContext } from '../context.ts';
import { DISABLED, isDisabled } from '../disabled.ts';
import { withGitHub } from '../github.ts';
import { GATES, type GateAnswer } from '../modes/index.ts';
import { demandRights } from '../who-may.ts';

/** Decides whether anything is run. Nothing is installed and nothing started before it says so. */
export async function gate(context: StepContext): Promise<number> {
  const { inputs, job, state, env } = context;
  const mode = inputs.mode ?? 'run';
  if (isDisabled(env)) {
    await state.write('gate', { mode });
    await state.write('end', { note: DISABLED });
    return 0;
  }
  // What was let in is settled, whoever caused the event and whether or not GitHub answers.
  if (mode !== 'settle')
    await demandRights(job, (repository, login) =>
      withGitHub(context, (github) => github.permissionOf(repository, login)),
    );
  const answer = await GATES[mode](context);
  await state.write('gate', { mode, admitted: answer.admitted });
  if (answer.end !== undefined) await state.write('end', answer.end);
  tellNextSteps(answer);
  return 0;
}

function tellNextSteps({ runs, claude }: GateAnswer): void {
  core.setOutput('run', String(runs));
  core.setOutput('install', String(runs && claude?.missing === true));
  core.setOutput('cli-version', CLAUDE_VERSION);
  core.setOutput('cli-folder', claude?.folder ?? '');
}
