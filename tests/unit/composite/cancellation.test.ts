// biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions of GitHub
import { existsSync, readFileSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { anAction, scripts } from '../../support/composite/an-action.ts';
import { endJob } from '../../support/composite/processes.ts';

const PATIENT = { interruptMs: 60_000, terminateMs: 60_000, pipesMs: 60_000 };
const AFTER = {
  plain: 'true',
  report: 'run: echo said=yes >> "$GITHUB_OUTPUT"\nif: always()',
  cleanup: 'run: "true"\nif: cancelled()',
  failed: 'run: "true"\nif: failure()',
};
const outcomes = (end: { steps: { outcome: string }[] }) => end.steps.map(({ outcome }) => outcome).join(' ');

/** A process that says `ready`, and ends in good order on SIGINT. */
const ORDERLY = `node -e "process.on('SIGINT', () => { console.log('::notice::late'); process.exit(0); });
  setInterval(() => {}, 1e6); console.log('ready');"`;

/** Options that abort `control` when a step prints `ready`. */
function whenReady(control: AbortController) {
  return { onLine: (line: string) => (line === 'ready' ? control.abort() : undefined) };
}

test('a cancelled job interrupts its running step, and only those steps follow that ask for it', async () => {
  const cancel = new AbortController();
  const outputs = 'outputs: { said: { description: a, value: "${{ steps.report.outputs.said }}" } }\n';
  const action = anAction(outputs + scripts({ works: `echo half=1 >> "$GITHUB_OUTPUT"; exec ${ORDERLY}`, ...AFTER }));

  const end = await action.run({ ...whenReady(cancel), signal: cancel.signal, patience: PATIENT });

  expect(end).toMatchObject({ conclusion: 'cancelled', jobStatus: 'cancelled', outputs: { said: 'yes' } });
  expect(outcomes(end)).toBe('cancelled skipped success success skipped');
  expect(end.steps[0]).toMatchObject({ outputs: { half: '1' }, exitCode: 0 });
  expect(end.annotations.map(({ message }) => message)).toEqual(['late', 'The operation was canceled.']);
});

test.each([
  ['SIGINT gets SIGTERM', { ignored: 'INT', terminateMs: 60_000, exitCode: 143 }],
  ['both gets SIGKILL', { ignored: 'INT TERM', terminateMs: 0, exitCode: 137 }],
])('a step that ignores %s', async (_, { ignored, terminateMs, exitCode }) => {
  const cancel = new AbortController();
  const action = anAction(scripts({ works: `trap '' ${ignored}; echo ready; exec tail -f /dev/null` }));

  const end = await action.run({
    ...whenReady(cancel),
    signal: cancel.signal,
    patience: { ...PATIENT, interruptMs: 0, terminateMs },
  });

  expect(end.steps[0]).toMatchObject({ outcome: 'cancelled', exitCode });
});

test('a child of the script hears nothing, lives on through the steps after it, and ends with the job', async () => {
  const cancel = new AbortController();
  const works = `(echo "$BASHPID" > "$RUNNER_TEMP/child"; exec ${ORDERLY}); true`;
  const action = anAction(scripts({ works, alive: 'run: kill -0 "$(cat "$RUNNER_TEMP/child")"\nif: always()' }));

  const end = await action.run({
    ...{ ...whenReady(cancel), signal: cancel.signal },
    patience: { interruptMs: 0, terminateMs: 60_000, pipesMs: 0 },
  });

  expect(outcomes(end)).toBe('cancelled success');
  expect(end.annotations.map(({ message }) => message)).toEqual(['The operation was canceled.']);
  await expect.poll(() => isAlive(action.file('child'))).toBe(false);
});

test('a step that runs always is not stopped', async () => {
  const cancel = new AbortController();
  const action = anAction(scripts({ works: `run: echo ready; read -r < "$RUNNER_TEMP/go"; echo done\nif: always()` }));
  const go = join(action.folder, 'temp', 'go');
  await execa('mkfifo', [go]);

  const running = action.run({
    onLine: (line) => {
      if (line !== 'ready') return;
      cancel.abort();
      void appendFile(go, '\n');
    },
    signal: cancel.signal,
    patience: { interruptMs: 0, terminateMs: 0, pipesMs: 60_000 },
  });

  expect(await running).toMatchObject({
    conclusion: 'success',
    jobStatus: 'cancelled',
    steps: [{ outcome: 'success' }],
  });
});

test('with a lost runner everything dies at once and nothing more is said', async () => {
  const lost = new AbortController();
  const unmarked = `env -i PATH="$PATH" ${ORDERLY} & echo $! > "$RUNNER_TEMP/child"; wait`;
  const action = anAction(
    scripts({
      works: `echo a=1 >> "$GITHUB_OUTPUT"; ${unmarked}`,
      report: 'run: touch "$RUNNER_TEMP/ran"\nif: always()',
    }),
  );

  const end = await action.run({ ...whenReady(lost), lost: lost.signal, patience: PATIENT });

  expect(end).toMatchObject({
    conclusion: 'lost',
    jobStatus: 'lost',
    steps: [{ outcome: 'lost' }],
  });
  expect([end.outputs, ...end.steps.map(({ outputs }) => outputs)]).toEqual([{}, {}]);
  expect(existsSync(join(action.folder, 'temp', 'ran'))).toBe(false);
  expect(isAlive(action.file('child'))).toBe(false);
});

test('what an action leaves running lives until its job ends', async () => {
  // Between fork and exec it is still the shell, and in the middle of exec it shows no environment.
  const isTail = '[ "$(cat /proc/$!/comm)" = tail ] && grep -qz ^RUNNER_TRACKING_ID= /proc/$!/environ';
  const start = anAction(
    scripts({
      start: `setsid tail -f /dev/null > /dev/null 2>&1 & until ${isTail}; do :; done; echo id=$! >> "$GITHUB_OUTPUT"`,
    }),
  );

  const end = await start.run({ trackingId: 'job-of-two-actions' });

  expect(isAlive(end.steps[0]?.outputs.id ?? '')).toBe(true);
  expect(endJob('job-of-two-actions')).toBe(1);
});

/** One that has ended and was not looked at yet is not alive. */
function isAlive(id: string): boolean {
  try {
    return /^State:\s+[^ZX]/m.test(readFileSync(`/proc/${id.trim()}/status`, 'utf8'));
  } catch {
    return false;
  }
}
