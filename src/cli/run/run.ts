import { runTask } from '../../engine/index.ts';
import { printDryRun } from './dry-run.ts';
import { type CommandLine, prepare } from './prepare.ts';
import { printReport, withModelHint } from './print.ts';
import { inSession, withMeter } from './session.ts';

/** `siso run`. Everything that can be wrong is found before anything is booked. Answers the exit code. */
export async function run(line: CommandLine): Promise<number> {
  if (line.options.dryRun) return printDryRun(line);
  return withMeter(async (meter) => {
    const { options, secrets } = line;
    const { context, prepared } = await prepare(line);
    const { plan, upstream, repository, isExample } = prepared;
    return inSession(
      { options, context, secrets, meter },
      async ({ store, place, display, signal }) => {
        const waitMs = options.wait ?? context.settings.waitMs ?? 0;
        const onEvent = display.show.bind(display);
        const report = await runTask(place(upstream), { plan, repository, waitMs, signal, onEvent });
        return withModelHint(store, report, plan.task.model);
      },
      (report) => printReport(report, { json: options.json === true, isExample }),
    );
  });
}
