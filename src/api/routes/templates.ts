import { basename } from 'node:path';
import { z } from 'zod';
import { templateDocumentSchema, templateListSchema } from '../../contracts/template.ts';
import { AutomationError } from '../../domain/errors.ts';
import { templateDocument, templateList } from '../../engine/index.ts';
import { listTemplates, readTemplate } from '../../templates/index.ts';
import type { RouteModule } from '../frame.ts';
import { operation } from '../operation.ts';
import { named } from '../schemas.ts';

const listAll = {
  method: 'get',
  path: '/api/templates',
  id: 'listTemplates',
  tag: 'Templates',
  summary: 'Every template, those of the repository included',
  answer: named('TemplateList', templateListSchema),
} as const;

const getOne = {
  method: 'get',
  path: '/api/templates/{name}',
  id: 'getTemplate',
  tag: 'Templates',
  summary: 'One template: inputs, tools, text',
  params: z.strictObject({ name: z.string().min(1).max(100) }),
  answer: named('Template', templateDocumentSchema),
  problems: [404],
} as const;

export const templateRoutes: RouteModule = (api, { surroundings }) => {
  const root = surroundings.repository?.root;
  operation(api, listAll, async () => templateList(await listTemplates(root)));
  operation(api, getOne, async ({ params: { name } }) => {
    const template = await readTemplate(name, root).catch(demandThere);
    // Where the folder lies is nobody's business.
    return { ...templateDocument(template), source: `task-prompts/${basename(template.source)}` };
  });
};

/** Here a name that there is not is an address that there is not. */
function demandThere(error: unknown): never {
  if (!(error instanceof AutomationError) || error.code !== 'usage') throw error;
  throw new AutomationError('not_found', error.message, { ...(error.hint ? { hint: error.hint } : {}), cause: error });
}
