import { extname } from 'node:path';
import type { FrontMatter, InputFields } from '../contracts/template.ts';
import { toolPolicy } from '../domain/tools/policy.ts';
import { templateFault } from './fault.ts';
import { parseFrontMatter, splitFrontMatter } from './front-matter.ts';
import { placeholderProblem } from './placeholders.ts';
import type { Template, TemplateInput } from './template.ts';
import { valueProblem, wholePattern } from './values.ts';

/** What a template is made of. */
export interface TemplateText {
  name: string;
  /** Of the file `source`. */
  text: string;
  source: string;
  origin: Template['origin'];
  /** The plain text of the same name, which is the body of a file that has none itself. */
  plainText?: string | undefined;
}

/** Reads a template strictly. Throws `prompt_invalid` that names the file and what is wrong in it. */
export function parseTemplate({ name, text, source, origin, plainText }: TemplateText): Template {
  const normal = normalised(text);
  const parts = extname(source) === '.md' ? splitFrontMatter(normal, source) : undefined;
  const file = { name, source, origin };
  if (!parts) return plainTemplate(file, normal);
  const fields = parseFrontMatter(parts.yaml, source);
  const body = parts.body.trim() || normalised(plainText ?? '').trim();
  if (body === '') throw templateFault(source, 'there is no prompt below the front matter');
  const template = { ...file, ...fromFields(fields), body, plain: false };
  const problem =
    toolProblem(fields) ?? firstInputProblem(template.inputs) ?? placeholderProblem(body, template.inputs);
  if (problem !== undefined) throw templateFault(source, problem);
  return template;
}

function normalised(text: string): string {
  return text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n');
}

function plainTemplate(file: Pick<Template, 'name' | 'source' | 'origin'>, text: string): Template {
  const body = text.trim();
  if (body === '') throw templateFault(file.source, 'it is empty');
  const [firstLine = ''] = body.split('\n', 1);
  const description = [...firstLine].slice(0, 100).join('');
  const words = { category: 'development', priority: 'medium' } as const;
  return { ...file, title: file.name, description, ...words, inputs: [], body, plain: true };
}

function fromFields({ estimate, 'max-cost': maxCostMicros, inputs, ...fields }: FrontMatter) {
  return { ...fields, estimateTokens: estimate, maxCostMicros, inputs: Object.entries(inputs).map(fromInput) };
}

function fromInput([name, fields]: [string, InputFields]): TemplateInput {
  return {
    ...fields,
    name,
    required: fields.required ?? fields.default === undefined,
    multiline: fields.multiline ?? false,
  };
}

/** Tiers are judged when the task is planned, for they depend on where it runs. */
function toolProblem({ category, tools }: FrontMatter): string | undefined {
  if (tools === undefined) return undefined;
  const judged = toolPolicy({ category, environment: 'development', emergency: false, tools });
  return 'problems' in judged ? `"tools": ${judged.problems[0]}` : undefined;
}

function firstInputProblem(inputs: TemplateInput[]): string | undefined {
  const problems = inputs.map((input) => [`"inputs.${input.name}`, inputProblem(input)] as const);
  const found = problems.find(([, problem]) => problem !== undefined);
  return found && `${found[0]}${found[1]}`;
}

/** Reads on after `"inputs.name`. */
function inputProblem(input: TemplateInput): string | undefined {
  return misplacedField(input) ?? patternProblem(input) ?? ownValueProblem(input);
}

function misplacedField(input: TemplateInput): string | undefined {
  const { type, choices, pattern, min, max, multiline, required, default: standard } = input;
  if (type === 'choice' && choices === undefined) return '": a choice needs "choices"';
  if (type !== 'choice' && choices !== undefined) return '.choices": only a choice has them; write "type: choice"';
  if (type !== 'number' && (min ?? max) !== undefined)
    return `.${min === undefined ? 'max' : 'min'}": only a number has bounds; write "type: number"`;
  if (min !== undefined && max !== undefined && min > max) return '.min": it is above "max"';
  if (pattern !== undefined && type !== 'text' && type !== 'path') return '.pattern": only text and paths have one';
  if (multiline && type !== 'text') return '.multiline": only text can have many lines';
  return required && standard !== undefined ? '.required": what has a default need not be given' : undefined;
}

function patternProblem({ pattern }: TemplateInput): string | undefined {
  try {
    if (pattern !== undefined) wholePattern(pattern);
    return undefined;
  } catch {
    return `.pattern": ${pattern} is no regular expression`;
  }
}

function ownValueProblem(input: TemplateInput): string | undefined {
  for (const field of ['default', 'example'] as const) {
    const problem = input[field] === undefined ? undefined : valueProblem(input, input[field]);
    if (problem !== undefined) return `.${field}": it ${problem}`;
  }
  return undefined;
}
