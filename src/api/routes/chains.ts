import { z } from 'zod';
import { chainBodySchema, resumeBodySchema } from '../../contracts/api/chains.ts';
import {
  cancelledWorkflowSchema,
  WORKFLOW_STATES,
  workflowPageSchema,
  workflowSchema,
} from '../../contracts/ledger/workflows.ts';
import { type ChainDefinition, demandChain, planChain } from '../../engine/index.ts';
import type { RouteModule } from '../frame.ts';
import { operation } from '../operation.ts';
import { idPath, pageSize, several, text } from '../query.ts';
import { named } from '../schemas.ts';

const tag = 'Chains';
const params = idPath('W', 'chain');
const answer = named('Chain', workflowSchema);

const listChains = {
  method: 'get',
  path: '/api/chains',
  id: 'listChains',
  tag,
  summary: 'List chains, newest first; `next` of a page is the `after` of the one that follows',
  query: z.strictObject({
    states: several(WORKFLOW_STATES),
    ...{ actor: text.optional(), after: text.optional(), limit: pageSize(50) },
  }),
  answer: named('ChainPage', workflowPageSchema),
} as const;

const createChain = {
  method: 'post',
  path: '/api/chains',
  id: 'createChain',
  tag,
  summary: 'Put a graph of tasks into the queue, whole or not at all',
  body: chainBodySchema,
  answer,
  status: 201,
  writes: true,
} as const;

const getChain = {
  method: 'get',
  path: '/api/chains/{id}',
  id: 'getChain',
  tag,
  summary: 'A chain with its steps and how far they are',
  params,
  answer,
  problems: [404],
} as const;

const cancelChain = {
  method: 'post',
  path: '/api/chains/{id}/cancel',
  id: 'cancelChain',
  tag,
  summary: 'End what waits of a chain, stop what runs; what was used is settled',
  params,
  answer: named('CancelledChain', cancelledWorkflowSchema),
  problems: [404],
  writes: true,
} as const;

const resumeChain = {
  method: 'post',
  path: '/api/chains/{id}/resume',
  id: 'resumeChain',
  tag,
  summary: 'Go on from what did not end well; what ended well stays, with its outputs',
  params,
  body: resumeBodySchema,
  answer,
  problems: [404, 409],
  writes: true,
} as const;

export const chainRoutes: RouteModule = (api, { store, surroundings, rehearsal, workspace }) => {
  operation(api, listChains, ({ query: { limit, after = null, ...p_filter } }) =>
    store.call('siso_list_workflows', { p_filter, p_limit: limit, p_after: after }),
  );
  operation(api, createChain, async ({ body, principal: { actor }, signed }) => {
    const p_workflow = await planChain(definitionOf(body), { surroundings, rehearsal, workspace, actor });
    return demandChain(await store.call('siso_create_workflow', { ...signed(), p_workflow }));
  });
  operation(api, getChain, ({ params: { id } }) => store.call('siso_get_workflow', { p_workflow_id: id }));
  operation(api, cancelChain, ({ params: { id }, signed }) =>
    store.call('siso_cancel_workflow', { ...signed(), p_workflow_id: id }),
  );
  operation(api, resumeChain, async ({ params: { id }, body: { budgetMicros = null }, signed }) => {
    const args = { ...signed(), p_workflow_id: id, p_budget_micros: budgetMicros };
    return demandChain(await store.call('siso_resume_workflow', args));
  });
};

function definitionOf({ name, onFailure, budgetMicros, steps }: z.output<typeof chainBodySchema>): ChainDefinition {
  return {
    ...{ name, onFailure, budgetMicros },
    steps: steps.map(({ key, needs = [], onFailure, base, ...request }) => ({
      ...{ key, needs, onFailure, base },
      request: { ...request, name: request.name ?? key },
    })),
  };
}
