import { Refusal } from './refusal.ts';
import type { StoredRepository } from './state.ts';

interface Place {
  apiUrl: string;
  method: string;
  /** Behind the prefix of the API, with its query. */
  path: string;
}

/** The repositories by their names, and by those that they had. */
export class Repositories extends Map<string, StoredRepository> {
  readonly #former = new Map<string, StoredRepository>();

  transfer(repository: StoredRepository, name: string): void {
    this.delete(repository.name);
    this.#former.set(repository.name.toLowerCase(), repository);
    repository.name = name;
    this.set(name, repository);
  }

  /** What is asked for by its id is asked for by its name. */
  named(path: string): string | undefined {
    const [, id, rest = ''] = /^\/repositories\/(\d+)(\/.*)?$/.exec(path) ?? [];
    if (id === undefined) return path;
    const found = [...this.values()].find((each) => each.id === Number(id));
    return found && `/repos/${found.name}${rest}`;
  }

  /** Names are the same whether they are written large or small. One that was transferred is answered with where it is now. */
  at(asked: string, { apiUrl, method, path }: Place, mayReach: (found: StoredRepository) => boolean) {
    const name = asked.toLowerCase();
    const former = this.#former.get(name);
    const found = former ?? [...this.values()].find((each) => each.name.toLowerCase() === name);
    if (found === undefined || !mayReach(found)) return undefined;
    if (former === undefined) return found;
    const location = `${apiUrl}/repositories/${found.id}${path.slice(`/repos/${name}`.length)}`;
    throw new Refusal(method === 'GET' ? 301 : 307, 'Moved Permanently', { headers: { location }, url: location });
  }
}
