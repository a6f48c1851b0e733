import { randomUUID } from 'node:crypto';
import type { BudgetAlert } from '../../src/contracts/ledger/github-threads.ts';
import { AutomationError } from '../../src/domain/errors.ts';
import { isLocked } from '../../src/github/bot.ts';
import { renderAlertComment, renderAlertIssue } from '../comments/index.ts';
import type { RepositoryGitHub } from '../github.ts';
import type { BotParts } from '../parts.ts';

const BATCH = 20;
const LABEL = 'siso-budget';
const ISSUE_MARKER = '<!-- siso budget alerts -->';

/** Says each alert once, in the issue of its repository or of the organisation, one after the other. Answers how many. */
export async function sayAlerts(parts: BotParts): Promise<number> {
  let said = 0;
  for (;;) {
    const alerts = await parts.store.call('siso_github_alerts', { p_limit: BATCH });
    if (alerts.length === 0) return said;
    for (const alert of alerts) {
      const p_issue = await sayAlert(parts, alert);
      await parts.store.call('siso_github_alert_said', { p_request_id: randomUUID(), p_alert_id: alert.id, p_issue });
      said += 1;
    }
  }
}

/** Answers the issue in which it was said; null where there is nowhere to say it. */
async function sayAlert(parts: BotParts, alert: BudgetAlert): Promise<{ repo: string; number: number } | null> {
  try {
    const repo = await homeOf(parts, alert);
    if (repo === undefined) return null;
    const github = await parts.repository({ repo });
    const known = alert.issue?.[repo];
    const said =
      known === undefined ? undefined : await sayIn(parts, { github, number: known, alert }).catch(goneOrLocked);
    if (said !== undefined) return { repo, number: said };
    return { repo, number: await sayIn(parts, { github, number: await issueOf(parts, github, alert), alert }) };
  } catch (error) {
    if (!(error instanceof AutomationError) || error.retryable) throw error;
    // Issues may be switched off there. What is not said would keep all later ones from being said.
    parts.onFault(error);
    return null;
  }
}

interface Saying {
  github: RepositoryGitHub;
  number: number;
  alert: BudgetAlert;
}

/** Once: whoever said it may have died before noting so. */
async function sayIn(parts: BotParts, { github, number, alert }: Saying): Promise<number> {
  const marker = `<!-- siso alert=${alert.id} -->`;
  const said = await github.findComment(number, ({ login, body }) => login === parts.login && body.includes(marker));
  if (said === undefined) await github.createComment(number, `${marker}\n${renderAlertComment(alert)}`);
  return number;
}

/** Another issue is made then. */
function goneOrLocked(error: unknown): undefined {
  if (error instanceof AutomationError && (error.code === 'not_found' || isLocked(error))) return undefined;
  throw error;
}

/** A repository's own budget is said there, an organisation's where its `.github/siso.yml` says, others where the bot was told to. */
async function homeOf({ alerts, configOf }: BotParts, { scope, value }: BudgetAlert): Promise<string | undefined> {
  if (scope === 'repo' && value?.includes('/') === true) return value;
  if (scope !== 'org' || !value) return alerts;
  const own = await configOf({ repo: `${value}/.github` }).catch(() => undefined);
  return own?.bot.alerts ?? alerts;
}

async function issueOf(parts: BotParts, github: RepositoryGitHub, alert: BudgetAlert): Promise<number> {
  const found = await github.findIssue(
    LABEL,
    ({ login, body }) => login === parts.login && body.includes(ISSUE_MARKER),
  );
  if (found !== undefined) return found.number;
  const { title, body } = renderAlertIssue([alert]);
  return (await github.createIssue({ title, body: `${ISSUE_MARKER}\n${body}`, labels: [LABEL] })).number;
}
