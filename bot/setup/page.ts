import type { AppManifest } from './manifest.ts';

interface FormPage {
  manifest: AppManifest;
  /** GitHub's page, with the state. */
  action: URL;
}

/** The one page of the set-up: what will be registered, and a button that sends it to GitHub. No script. */
export function formPage({ manifest, action }: FormPage): string {
  const permissions = Object.entries(manifest.default_permissions).map(
    ([name, level]) => `<li>${text(name.replaceAll('_', ' '))}: ${text(level)}</li>`,
  );
  return page(
    'Register the GitHub App',
    `<p>GitHub will show the name, <strong>${text(manifest.name)}</strong>, which can be changed there, and ask for these permissions:</p>
<ul>${permissions.join('')}</ul>
<p>Its webhooks go to <code>${text(manifest.hook_attributes.url)}</code>.</p>
<form method="post" action="${text(action.href)}">
<input type="hidden" name="manifest" value="${text(JSON.stringify(manifest))}">
<button type="submit">Register it on ${text(action.host)}</button>
</form>`,
  );
}

export function donePage(slug: string): string {
  return page(
    'Done',
    `<p>The app <strong>${text(slug)}</strong> is registered. The terminal says what is next; this page can be closed.</p>`,
  );
}

export function failedPage(sentence: string): string {
  return page('That did not work', `<p>${text(sentence)}</p>`);
}

function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>siso: ${text(title)}</title></head>
<body><main><h1>${text(title)}</h1>
${content}
</main></body></html>
`;
}

const ENTITIES = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

function text(raw: string): string {
  return raw.replace(/[&<>"']/g, (sign) => ENTITIES.get(sign) ?? '');
}
