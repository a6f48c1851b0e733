/** Hides secrets in logs, summaries and annotations, also in the encodings that GitHub's runner hides. */
export class Masker {
  readonly #values = new Set<string>();

  /** Hides `value` as a whole and each of its lines. */
  add(value: string): void {
    const lines = value.split(/[\r\n]/).map((line) => line.trim());
    for (const part of [value, ...lines].filter((text) => text !== ''))
      for (const encoded of encodings(part)) if (encoded !== '') this.#values.add(encoded);
  }

  mask(text: string): string {
    let masked = '';
    let from = 0;
    for (const { start, end } of this.#hidden(text)) {
      masked += `${text.slice(from, start)}***`;
      from = end;
    }
    return masked + text.slice(from);
  }

  /** Ranges to hide, those that touch made one. */
  #hidden(text: string): { start: number; end: number }[] {
    const found = [...this.#values].flatMap((value) => places(text, value)).sort((a, b) => a.start - b.start);
    const merged: { start: number; end: number }[] = [];
    for (const range of found) {
      const last = merged.at(-1);
      if (last && range.start <= last.end) last.end = Math.max(last.end, range.end);
      else merged.push({ ...range });
    }
    return merged;
  }
}

function places(text: string, value: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (let start = text.indexOf(value); start >= 0; start = text.indexOf(value, start + 1))
    found.push({ start, end: start + value.length });
  return found;
}

function encodings(value: string): string[] {
  const bytes = Buffer.from(value);
  const json = JSON.stringify(value).slice(1, -1);
  const xml = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  // Where the secret stands behind others in a Base64 text, its first bytes share a character with them.
  const shifted = [1, 2]
    .filter((shift) => bytes.length > shift)
    .map((shift) => bytes.subarray(shift).toString('base64'));
  return [value, bytes.toString('base64'), ...shifted, json, encodeURIComponent(value.toWellFormed()), xml];
}
