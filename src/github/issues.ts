import { z } from 'zod';
import { type Thread, type ThreadComment, threadCommentSchema, threadSchema } from './bot-answers.ts';
import type { Caller } from './caller.ts';
import { statusOf } from './facts.ts';
import { allPaged, PAGE } from './pages.ts';

export type Reaction = '+1' | '-1' | 'laugh' | 'confused' | 'heart' | 'hooray' | 'rocket' | 'eyes';

/** A comment in a repository, `owner/name`. */
interface Place {
  repository: string;
  comment: number;
}

export function readThread(caller: Caller, repository: string, number: number): Promise<Thread> {
  const asked = { to: `read #${number}`, repository, needs: 'issues: read' };
  return caller.ask(asked, threadSchema, ({ issues }, names) => issues.get({ ...names, issue_number: number }));
}

export function readComments(caller: Caller, repository: string, number: number): Promise<ThreadComment[]> {
  const asked = { to: `read the comments of #${number}`, repository, needs: 'issues: read' };
  return allPaged((page) =>
    caller.ask(asked, z.array(threadCommentSchema), ({ issues }, names) =>
      issues.listComments({ ...names, issue_number: number, per_page: PAGE, page }),
    ),
  );
}

export function readComment(caller: Caller, { repository, comment }: Place): Promise<ThreadComment> {
  const asked = { to: `read the comment ${comment}`, repository, needs: 'issues: read' };
  return caller.ask(asked, threadCommentSchema, ({ issues }, names) =>
    issues.getComment({ ...names, comment_id: comment }),
  );
}

/** GitHub keeps one reaction of a kind for each account, and answers a second one with the first. */
export async function react(caller: Caller, { repository, comment }: Place, content: Reaction): Promise<number> {
  const asked = { to: `react to the comment ${comment}`, repository, needs: 'issues: write' };
  const { id } = await caller.ask(asked, z.object({ id: z.int() }), ({ reactions }, names) =>
    reactions.createForIssueComment({ ...names, comment_id: comment, content }),
  );
  return id;
}

export async function unreact(caller: Caller, { repository, comment }: Place, reaction: number): Promise<void> {
  const asked = { to: `take back a reaction to the comment ${comment}`, repository, needs: 'issues: write' };
  const gone = caller.ask(asked, z.unknown(), ({ reactions }, names) =>
    reactions.deleteForIssueComment({ ...names, comment_id: comment, reaction_id: reaction }),
  );
  await gone.catch((error: unknown) => {
    if (statusOf(error) !== 404) throw error;
  });
}
