import { redact } from '../../domain/redact.ts';
import { readable } from '../git.ts';

/** Why nothing was pushed. */
export interface Refusal {
  /** What happened, one sentence or two. */
  why: string;
  /** What to do next, one sentence. */
  hint: string;
}

const LONGEST_COMPLAINT = 300;

/** What git and the remote said, without secrets, in one line that no log takes for a command. */
export function complaintOf(output: string, secrets: string[]): string {
  const lines = redact(readable(output), secrets)
    .split(/[\r\n]+/)
    .map((line) =>
      line
        .replace(/^(remote:\s*|!\s+[\da-f]+:\S+\s+)/, '')
        .replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ')
        .trim(),
    )
    .filter((line) => /[\p{L}\d]/u.test(line) && !NOISE.test(line));
  return lines.join(' ').slice(0, LONGEST_COMPLAINT);
}

/** Lines that say only that something was said. */
const NOISE =
  /^(To https?:|Done$|Everything up-to-date|error: failed to push some refs|fatal: the remote end hung up|hint:)/;

interface Rule {
  said: RegExp;
  what: string;
  hint: string;
}

/** The first that fits counts. */
const RULES: Rule[] = [
  {
    said: /refusing to allow .* to create or update workflow/i,
    what: 'the token may not change workflow files',
    hint: 'Give the GitHub App the permission `workflows: write`, or keep the task out of .github/workflows.',
  },
  {
    said: /GH009|push cannot contain secrets|secret scanning/i,
    what: 'GitHub found a secret in the result',
    hint: 'Look for it in the patch; it may have to be revoked.',
  },
  {
    said: /GH001|exceeds? (GitHub's|the) .*(size|limit)|pack exceeds maximum/i,
    what: 'a file of the result is too large',
    hint: 'Take it out of the patch, or keep it with Git LFS.',
  },
  {
    said: /GH006|GH013|protected branch|rule violations|protected ref/i,
    what: 'a rule of the repository protects the branch',
    hint: 'Let the GitHub App bypass the rule for branches `siso/**`, or leave them out of it.',
  },
  {
    said: /returned error: 403|permission to .* denied|write access to repository not granted|not accessible by integration/i,
    what: 'the token may not write to the repository',
    hint: 'Give the job `permissions: contents: write`, or the token of a GitHub App that has it.',
  },
  {
    said: /returned error: 401|authentication failed|could not read (username|password)|invalid username or/i,
    what: 'the token is not valid, or no longer',
    hint: 'Give a token that lives as long as the job, from secrets.GITHUB_TOKEN or a GitHub App.',
  },
  {
    said: /returned error: 404|repository ('[^']*' )?not found/i,
    what: 'there is no such repository for this token',
    hint: 'Check the name of the repository and that the GitHub App is installed on it.',
  },
  {
    said: /shallow update not allowed|missing necessary objects|did not receive expected object/i,
    what: 'the remote lacks the commit that the task started from',
    hint: 'Check out a commit that is on a branch there, with `fetch-depth: 0`.',
  },
  {
    said: /redirect|returned error: 30[1278]/i,
    what: 'the repository has another address',
    hint: 'Give its present address; a token is not sent on to another.',
  },
  {
    said: /returned error: (429|5\d\d)|could not resolve|connect(ion)?\b|timed out|too slow|TLS|SSL|certificate|early EOF|hung up/i,
    what: 'the remote could not be reached',
    hint: 'Run the step again; behind a proxy or a company authority check HTTPS_PROXY and SISO_CA_FILE.',
  },
];

const OTHERWISE = {
  what: 'the remote refused it',
  hint: 'Do what it says and run the step again, or apply the patch by hand.',
};

/** Puts a failed exchange with a remote into words. `complaint` is what `complaintOf` answered. */
export function refusalOf(complaint: string, { host }: URL): Refusal {
  const { what, hint } = RULES.find(({ said }) => said.test(complaint)) ?? OTHERWISE;
  const said = complaint === '' ? '' : ` It said: ${complaint}`;
  return { why: `Nothing was pushed to ${host}, the result is only in its patch: ${what}.${said}`, hint };
}
