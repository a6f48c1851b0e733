import { AutomationError } from '../../domain/errors.ts';
import type { Category, Environment, Priority } from '../../domain/tasks.ts';
import { type GrantedTools, toolPolicy } from '../../domain/tools/policy.ts';

export interface ToolChoice {
  category: Category;
  environment: Environment;
  priority: Priority;
  reason: string | undefined;
  /** Rules by who named them; the first that did decides. */
  asked: readonly string[] | undefined;
  template: readonly string[] | undefined;
  settings: readonly string[] | undefined;
}

/** Throws `usage`, one sentence a rule, when a rule asked for by the person or the settings cannot be had. */
export function chooseTools({ asked, template, settings, priority, reason, ...words }: ToolChoice): GrantedTools {
  const emergency = priority === 'urgent' && (reason ?? '').trim() !== '';
  const fromSettings = asked === undefined && template === undefined;
  const tools = asked ?? (fromSettings ? settings : undefined);
  const chosen = toolPolicy({ ...words, emergency, tools, defaults: template });
  if ('policy' in chosen) return chosen;
  throw new AutomationError('usage', chosen.problems.join('; '), {
    hint: fromSettings
      ? 'Change `permissions.allow` of siso.config.json, or say which tools this task may have.'
      : 'Change --allow (`allowedTools` in the library).',
  });
}
