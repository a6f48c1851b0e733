import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Scenario, scenarioSchema } from '../../contracts/scenario.ts';
import { AutomationError } from '../../domain/errors.ts';
import { nearest } from '../../domain/nearest.ts';
import { resourceFolder } from '../../host/package.ts';
import { firstIssue } from '../issues.ts';

/** Found as source where they are written and beside the build where it copied them. */
const NAMED = resourceFolder('meter/rehearsal/scenarios');

/**
 * A rehearsal script: one of the named ones, or a JSON file when `source` is a path (it has a slash or ends in
 * `.json`). Throws `scenario_invalid`, naming the field, or the nearest name.
 */
export async function loadScenario(source: string): Promise<Scenario> {
  const isPath = /[/\\]|\.json$/.test(source);
  if (!isPath) await requireNamed(source);
  const text = await readFile(isPath ? source : join(NAMED, `${source}.json`), 'utf8').catch((cause: unknown) => {
    throw invalid(source, 'cannot be read', cause);
  });
  return parseScenario(source, text);
}

function parseScenario(source: string, text: string): Scenario {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw invalid(source, 'is not JSON', cause);
  }
  const parsed = scenarioSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw invalid(source, `is not a scenario: ${firstIssue(parsed.error)}`, parsed.error);
}

async function requireNamed(name: string): Promise<void> {
  const names = (await readdir(NAMED)).map((file) => basename(file, '.json')).sort();
  if (names.includes(name)) return;
  const meant = nearest(name, names);
  throw new AutomationError('scenario_invalid', `There is no rehearsal scenario ${name}`, {
    hint: meant ? `Did you mean ${meant}?` : `The scenarios are ${names.join(', ')}; or give the path of a JSON file.`,
  });
}

function invalid(source: string, problem: string, cause: unknown): AutomationError {
  return new AutomationError('scenario_invalid', `The scenario ${source} ${problem}`, {
    hint: 'A scenario is JSON: { "steps": [{ "text": "…", "tools": [{ "name": "Read", "input": {} }] }] }.',
    cause,
  });
}
