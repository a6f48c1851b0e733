// Cuts GitHub's description of its API to the operations that the project uses, for the double in tests/support/github.
// node scripts/cut-github-openapi.ts package/generated/api.github.com.json (of the npm package @octokit/openapi)
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const FOLDER = 'tests/fixtures/github';
const REPO = '/repos/{owner}/{repo}';
/** To the double this list is all that there is of GitHub. */
const OPERATIONS: Record<string, string[]> = {
  '/app': ['get'],
  '/app/installations': ['get'],
  '/app/installations/{installation_id}/access_tokens': ['post'],
  '/app/hook/deliveries': ['get'],
  '/app/hook/deliveries/{delivery_id}/attempts': ['post'],
  [REPO]: ['get'],
  [`${REPO}/installation`]: ['get'],
  [`${REPO}/collaborators/{username}/permission`]: ['get'],
  [`${REPO}/contents/{path}`]: ['get'],
  [`${REPO}/pulls`]: ['get', 'post'],
  [`${REPO}/pulls/{pull_number}`]: ['get', 'patch'],
  [`${REPO}/issues`]: ['get', 'post'],
  [`${REPO}/issues/{issue_number}`]: ['get', 'patch'],
  [`${REPO}/issues/{issue_number}/comments`]: ['get', 'post'],
  [`${REPO}/issues/comments/{comment_id}`]: ['get', 'patch'],
  [`${REPO}/issues/comments/{comment_id}/reactions`]: ['get', 'post'],
  [`${REPO}/issues/comments/{comment_id}/reactions/{reaction_id}`]: ['delete'],
  [`${REPO}/check-runs`]: ['post'],
  [`${REPO}/check-runs/{check_run_id}`]: ['patch'],
  [`${REPO}/actions/workflows/{workflow_id}/dispatches`]: ['post'],
  [`${REPO}/actions/workflows/{workflow_id}/runs`]: ['get'],
  [`${REPO}/actions/runs/{run_id}`]: ['get'],
  [`${REPO}/actions/runs/{run_id}/cancel`]: ['post'],
};
/** What no check needs. */
const PROSE = new Set(['description', 'summary', 'example', 'examples', 'externalDocs', 'tags', 'title', 'default']);
/** Answers with these are made by the double itself, in GitHub's words. */
const KEPT_ANSWERS = new Set(['200', '201', '202', '204']);

const json = z.json();
const node = z.record(z.string(), json);
const Description = z.object({
  openapi: z.string(),
  info: z.object({ version: z.string() }),
  paths: z.record(z.string(), node),
  components: z.record(z.string(), node),
});

const [source] = process.argv.slice(2);
if (source === undefined)
  throw new Error('Give the path of api.github.com.json, from the npm package @octokit/openapi.');
const whole = Description.parse(JSON.parse(readFileSync(source, 'utf8')));
const paths = Object.fromEntries(
  Object.entries(OPERATIONS).map(([path, methods]) => [path, operations(path, methods)]),
);
const components = referred(paths);
const { version } = whole.info;
const info = { title: 'GitHub REST API, cut to what the tests use', version, license: { name: 'MIT' } };
const cut = { openapi: whole.openapi, info, paths, components };
mkdirSync(FOLDER, { recursive: true });
writeFileSync(`${FOLDER}/openapi.json`, `${JSON.stringify(cut).replaceAll(',"/repos', ',\n"/repos')}\n`);

function operations(path: string, methods: string[]): Record<string, unknown> {
  const all = whole.paths[path] ?? {};
  return Object.fromEntries(
    methods.map((method) => {
      const { operationId, parameters, requestBody, responses } = node.parse(all[method]);
      const answers = Object.entries(node.parse(responses)).filter(([status]) => KEPT_ANSWERS.has(status));
      return [method, plain({ operationId, parameters, requestBody, responses: Object.fromEntries(answers) })];
    }),
  );
}

/** `value` without prose and extensions. Under `properties` every name is a field and stays. */
function plain(value: unknown, isNames = false): unknown {
  if (Array.isArray(value)) return value.map((part) => plain(part));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => isNames || !(PROSE.has(key) || key.startsWith('x-')));
  return Object.fromEntries(kept.map(([key, part]) => [key, plain(part, !isNames && key === 'properties')]));
}

/** All components that `from` and they themselves refer to. */
function referred(from: unknown): Record<string, Record<string, unknown>> {
  const found: Record<string, Record<string, unknown>> = {};
  const visit = (text: string): void => {
    for (const [, kind = '', name = ''] of text.matchAll(/"#\/components\/(\w+)\/([^"]+)"/g)) {
      if (found[kind]?.[name] !== undefined) continue;
      const component = plain(whole.components[kind]?.[name]);
      found[kind] = { ...found[kind], [name]: component };
      visit(JSON.stringify(component));
    }
  };
  visit(JSON.stringify(from));
  return found;
}
