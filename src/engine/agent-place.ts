import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Isolation, NO_ISOLATION } from '../host/isolation/index.ts';
import type { RunDirectory } from './run-directory.ts';

/** Where the agent of one run lives: its copy of the repository and its home, shut in as far as was asked for. */
export class AgentPlace {
  readonly isolation: Isolation;
  /** For the workspace; absent until that is made. */
  readonly workspace: string;
  readonly home: string;
  #given: string[] = [];

  private constructor(isolation: Isolation, folder: string) {
    this.isolation = isolation;
    this.workspace = join(folder, 'workspace');
    this.home = join(folder, 'home');
  }

  /** Throws `isolation_unavailable`. */
  static async open(run: RunDirectory, isolation: Isolation = NO_ISOLATION): Promise<AgentPlace> {
    try {
      const place = new AgentPlace(isolation, await isolation.place(run.path));
      await mkdir(place.home, { recursive: true, mode: 0o700 });
      return place;
    } catch (error) {
      await isolation.close();
      throw error;
    }
  }

  /**
   * Everything is made: from now on the copy `tree` and the home are the agent's. Nothing above them is, or it could put a
   * link to a file of ours in the copy's place. Its git reads the history in `objects`, a folder of ours.
   */
  async give(tree: string, objects: string): Promise<void> {
    const lent = await this.isolation.lend(objects);
    if (lent !== objects) await writeFile(join(tree, '.git/objects/info/alternates'), `${lent}\n`);
    this.#given = [tree, this.home];
    await this.isolation.give(this.#given);
  }

  /** Nothing of the agent runs any more, and what it left can be read. */
  async takeBack(): Promise<void> {
    await this.isolation.endAll();
    await this.isolation.takeBack(this.#given);
  }
}
