import type { TemplateDocument, TemplateList } from '../../contracts/template.ts';
import { exampleCommand, type Template } from '../../templates/index.ts';

export function templateList(templates: Template[]): TemplateList {
  return { templates: templates.map(summaryOf) };
}

export function templateDocument(template: Template): TemplateDocument {
  const { source, body, tools = null, inputs } = template;
  return {
    ...summaryOf(template),
    ...{ source, tools, body, command: exampleCommand(template) },
    inputs: inputs.map((input) => ({
      ...{ name: input.name, description: input.description, type: input.type, required: input.required },
      ...{ default: input.default ?? null, example: input.example ?? null, choices: input.choices ?? null },
      ...{ pattern: input.pattern ?? null, min: input.min ?? null, max: input.max ?? null },
      multiline: input.multiline,
    })),
  };
}

function summaryOf(template: Template): TemplateList['templates'][number] {
  const { name, title, description, category, priority, origin } = template;
  return {
    ...{ name, title, description, category, priority, origin },
    environment: template.environment ?? null,
    estimateTokens: template.estimateTokens ?? null,
    maxCostMicros: template.maxCostMicros ?? null,
  };
}
