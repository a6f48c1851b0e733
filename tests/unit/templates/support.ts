import type { TemplateInput } from '../../../src/templates/index.ts';
import { type Template, templateOfFile } from '../../../src/templates/index.ts';

const FRONT = { title: 'Try it', description: 'Tries it', category: 'testing' };

/** A template of `body` with these fields of front matter on top of the ones that every template has; values are JSON. */
export function aTemplate(body: string, fields: Record<string, unknown> = {}): Template {
  const lines = Object.entries({ ...FRONT, ...fields }).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return templateOfFile('/here/try.md', ['---', ...lines, '---', body, ''].join('\n'));
}

/** A template that is nothing but one input, in quotation marks. */
export function withInput(fields: Partial<Omit<TemplateInput, 'name'>>): Template {
  return aTemplate(fields.multiline ? 'Say:\n\n  {{ it }}\n\nEnd.' : 'Say "{{ it }}".', {
    inputs: { it: { description: 'What to say', ...fields } },
  });
}
