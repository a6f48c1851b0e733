import type { Api } from './frame.ts';
import { problemSchema } from './problems.ts';
import { jsonSchema, named, namedSchemas } from './schemas.ts';

const INTRODUCTION = `Submit, follow and limit tasks. Money is whole micro-USD (1,000,000 is one dollar), tokens are whole and
counted (uncached input and output), instants are ISO 8601 with an offset. Faults are problem documents (RFC 9457); go by
their \`code\`. Every operation that writes takes an \`Idempotency-Key\`.`;

named('Problem', problemSchema);

/** The OpenAPI 3.1 document of what is registered. */
export function openApiDocument(api: Api, version: string): object {
  const { openAPIRegistry: registry } = api;
  for (const [name, schema] of namedSchemas()) registry.registerComponent('schemas', name, schema);
  registry.registerComponent('responses', 'Problem', {
    description: 'What went wrong and what to do next',
    content: { 'application/problem+json': { schema: jsonSchema(problemSchema, 'output') } },
  });
  registry.registerComponent('securitySchemes', 'token', {
    ...{ type: 'http', scheme: 'bearer', description: 'The token that siso serve prints when it starts.' },
  });
  return api.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'SISO Automation',
      version,
      description: INTRODUCTION.replaceAll('\n', ' '),
      license: { name: 'MIT' },
    },
    servers: [{ url: 'http://127.0.0.1:4780' }],
    security: [{ token: [] }],
  });
}
