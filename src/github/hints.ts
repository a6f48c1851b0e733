/** What to do about a refusal, for whoever's token it was. */

/** A job's own token, or that of an installation of the GitHub App. */
export type Holder = 'job' | 'app';

interface Hints {
  token: string;
  limit: string;
  permission(needed: string): string;
  nothing(needs: string): string;
}

const JOB: Hints = {
  token: "Give `github-token` a valid one: the job's own, or one of a GitHub App that has not expired.",
  limit: ' The token of a GitHub App has a limit of its own.',
  permission: (needed) =>
    `Add \`${needed}\` to the \`permissions:\` of the job, or give \`github-token\` a token that has it. In a run for a fork's pull request the job's own token only reads.`,
  nothing: (needs) => `Check the names. A token without access is answered so too: it needs \`${needs}\`.`,
};

const APP: Hints = {
  token: "Check the app's id and its private key, and that the clock of this machine is right.",
  limit: '',
  permission: (needed) =>
    `Give the GitHub App the permission \`${needed}\` (its settings, Permissions & events), then accept it where the app is installed.`,
  nothing: (needs) => `Check that the GitHub App is installed there, for that repository and with \`${needs}\`.`,
};

export function hintsFor(holder: Holder): Hints {
  return holder === 'app' ? APP : JOB;
}
