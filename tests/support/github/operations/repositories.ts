import { createHash } from 'node:crypto';
import { repositoryAnswer } from '../answers.ts';
import { notFound, Refusal } from '../refusal.ts';
import type { JsonObject } from '../schema.ts';
import { type Call, type Done, ok } from './call.ts';

/** What GitHub gives out as JSON. */
const LONGEST_FILE = 1_048_576;

export const REPOSITORIES: Record<string, (call: Call) => Done> = {
  'repos/get': (call) => ok(repositoryAnswer(call)),
  'repos/get-collaborator-permission-level': ({ repository, params }) => {
    const member = repository.members.get(params.username ?? '');
    if (member === undefined) throw new Refusal(404, `${params.username} is not a user`);
    return ok({ permission: member.permission, role_name: member.role });
  },
  'repos/get-content': content,
};

function content(call: Call): Done {
  const { repository, params, query } = call;
  const path = params.path ?? '';
  const ref = query.get('ref') ?? undefined;
  const text = repository.fileAt(path, ref);
  if (text !== undefined) return ok(fileAnswer(path, text));
  const inside = ref === undefined ? [...repository.files].filter(([name]) => name.startsWith(`${path}/`)) : [];
  if (inside.length === 0) throw notFound();
  return ok(inside.map(([name, each]) => entry(name, each)));
}

function fileAnswer(path: string, text: string): JsonObject {
  const isLarge = Buffer.byteLength(text) > LONGEST_FILE;
  const lines = Buffer.from(text).toString('base64').replaceAll(/.{60}/g, '$&\n');
  return { ...entry(path, text), encoding: isLarge ? 'none' : 'base64', content: isLarge ? '' : lines };
}

function entry(path: string, text: string): JsonObject {
  const size = Buffer.byteLength(text);
  const sha = createHash('sha1').update(`blob ${size}\0${text}`).digest('hex');
  const links = { git: null, html: null, self: 'https://double.invalid/' };
  return {
    ...{ type: 'file', size, name: path.split('/').at(-1) ?? '', path, sha, url: 'https://double.invalid/' },
    ...{ git_url: null, html_url: null, download_url: null, _links: links },
  };
}
