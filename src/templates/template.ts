import type { InputFields } from '../contracts/template.ts';
import type { Category, Environment, Priority } from '../domain/tasks.ts';

/** One value that whoever runs a template may give. */
export interface TemplateInput {
  name: string;
  description: string;
  type: InputFields['type'];
  /** Must be given; else `default` stands in for it, which may be empty. */
  required: boolean;
  default?: string | undefined;
  /** Such a value, to be shown; it passes the checks. */
  example?: string | undefined;
  /** Type `choice`: what it can be. */
  choices?: string[] | undefined;
  /** Regular expression that the whole value matches. */
  pattern?: string | undefined;
  /** Type `number`: bounds, inclusive. */
  min?: number | undefined;
  max?: number | undefined;
  multiline: boolean;
}

/** A prompt with what goes with it. Optional fields are what the template leaves to settings and defaults. */
export interface Template {
  /** File name without its ending. */
  name: string;
  title: string;
  description: string;
  category: Category;
  priority: Priority;
  environment?: Environment | undefined;
  /** Rules as `--allow` takes them. */
  tools?: string[] | undefined;
  /** Counted tokens a run will probably use. */
  estimateTokens?: number | undefined;
  /** Most a run may cost, micro-USD. */
  maxCostMicros?: number | undefined;
  inputs: TemplateInput[];
  /** With placeholders; `renderTemplate` replaces them. */
  body: string;
  /** Absolute path of the file. */
  source: string;
  origin: 'package' | 'repository';
  /** Text without front matter: category and priority are only the defaults, and nothing in it is a placeholder. */
  plain: boolean;
}
