import type { z } from 'zod';
import { type ChainFile, chainFileSchema, type FileStep } from '../../contracts/chain-file.ts';
import { AutomationError } from '../../domain/errors.ts';
import { nearest } from '../../domain/nearest.ts';
import { type Parsed, parseBudget, parseDuration, parseModel } from '../../domain/values.ts';
import type { ChainDefinition, StepDefinition } from './definition.ts';
import { fieldsAt, type Source, sourceOf } from './source.ts';

/** The chain of a YAML file. Throws `usage` that names the file, the line, and what would be right. */
export function parseChainFile(text: string, file: string): ChainDefinition {
  const source = sourceOf(text, file);
  const parsed = chainFileSchema.safeParse(source.value, { reportInput: true });
  if (!parsed.success) throw issueFault(parsed.error.issues[0], source);
  const { name, budget, 'on-failure': onFailure, steps } = parsed.data;
  return {
    ...{ name, onFailure },
    budgetMicros: value(source, ['budget'], budget === undefined ? undefined : parseBudget(String(budget))),
    steps: Object.entries(steps).map(([key, step]) => stepOf({ key, step, chain: parsed.data, source })),
  };
}

interface StepParts {
  key: string;
  step: FileStep;
  chain: ChainFile;
  source: Source;
}

function stepOf({ key, step, chain, source }: StepParts): StepDefinition {
  const place = ['steps', key];
  const needs = [step.needs ?? []].flat();
  for (const need of needs) demandStep(need, chain, () => source.fault([...place, 'needs'], ''));
  const base = step.base?.replace(/^steps\./, '');
  if (base !== undefined) demandStep(base, chain, () => source.fault([...place, 'base'], ''));
  const { budget, timeout, model, ...rest } = { ...chain.defaults, ...step };
  const at = (field: string) => (field in step ? [...place, field] : ['defaults', field]);
  const budgetMicros = value(source, at('budget'), budget === undefined ? undefined : parseBudget(String(budget)));
  const inputs =
    step.inputs && Object.fromEntries(Object.entries(step.inputs).map(([name, given]) => [name, `${given}`]));
  return {
    ...{ key, needs, base, onFailure: step['on-failure'] },
    request: given({
      ...{ prompt: step.prompt, template: step.template, inputs, name: step.title ?? key },
      ...{ category: rest.category, priority: rest.priority, environment: rest.environment, reason: rest.reason },
      ...{ allowedTools: rest.allow, estimatedTokens: rest.estimate, budgetMicros },
      labels: chain.defaults?.labels || step.labels ? { ...chain.defaults?.labels, ...step.labels } : undefined,
      model: value(source, at('model'), model === undefined ? undefined : parseModel(model)),
      timeoutMs: value(source, at('timeout'), timeout === undefined ? undefined : parseDuration(timeout)),
    }),
    fault: (what, hint) => source.fault(place, what, hint),
  };
}

/** Without what is absent. */
function given<Fields extends object>(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, field]) => field !== undefined)) as Fields;
}

function demandStep(name: string, { steps }: ChainFile, faultHere: () => AutomationError): void {
  const names = Object.keys(steps);
  if (names.includes(name)) return;
  const meant = nearest(name, names);
  const { message } = faultHere();
  throw new AutomationError('usage', `${message}there is no step "${name}"`, {
    hint: meant ? `Did you mean ${meant}?` : `There are: ${names.join(', ')}.`,
  });
}

function value<Value>(source: Source, path: string[], parsed: Parsed<Value> | undefined): Value | undefined {
  if (parsed === undefined) return undefined;
  if ('problem' in parsed) throw source.fault(path, `"${path.at(-1)}" cannot be this`, parsed.problem);
  return parsed.value;
}

function issueFault(issue: z.core.$ZodIssue | undefined, source: Source): AutomationError {
  if (issue === undefined) return source.fault([], 'the file is not valid');
  const path = issue.path.map(String);
  const field = path.join('.') || 'the file';
  if (issue.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    return source.fault([...path, key], `there is no field "${[...path, key].join('.')}"`, offer(key, fieldsAt(path)));
  }
  if (issue.input === undefined) return source.fault(path, `"${field}" is missing`);
  if (issue.code === 'invalid_value')
    return source.fault(
      path,
      `"${field}" cannot be ${JSON.stringify(issue.input)}`,
      offer(String(issue.input), issue.values.map(String)),
    );
  return source.fault(path, `"${field}" is not right: ${issue.message}`);
}

function offer(word: string, known: string[]): string {
  const meant = nearest(word, known);
  return meant ? `Did you mean "${meant}"?` : `It can be ${known.join(', ')}.`;
}
