/** An ISO instant for people who read a log: `2026-03-01 13:40 UTC`. */
export function momentOf(instant: string): string {
  return `${new Date(instant).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
