import { priceChangeDocumentSchema, pricesDocumentSchema } from '../../contracts/documents/settings.ts';
import { newPriceSchema } from '../../contracts/ledger/settings.ts';
import { canonicalModel } from '../../domain/models.ts';
import type { RouteModule } from '../frame.ts';
import { operation } from '../operation.ts';
import { named } from '../schemas.ts';

const listPrices = {
  method: 'get',
  path: '/api/prices',
  id: 'listPrices',
  tag: 'Prices',
  summary: 'What models cost, nano-USD a token',
  answer: named('Prices', pricesDocumentSchema),
} as const;

const addPrice = {
  method: 'post',
  path: '/api/prices',
  id: 'addPrice',
  tag: 'Prices',
  summary: 'A new price of a model, which counts from now on',
  body: newPriceSchema,
  answer: named('PriceChange', priceChangeDocumentSchema),
  status: 201,
  writes: true,
} as const;

export const priceRoutes: RouteModule = (api, { store }) => {
  operation(api, listPrices, async () => ({ prices: await store.call('siso_prices', {}) }));
  operation(api, addPrice, async ({ body, signed }) => {
    const price = { ...body, model: canonicalModel(body.model) };
    const known = await store.call('siso_prices', {});
    const after = await store.call('siso_add_price', { ...signed(), p_price: price });
    return { before: known.find(({ model }) => model === price.model) ?? null, after };
  });
};
