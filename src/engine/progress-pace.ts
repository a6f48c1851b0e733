/** How long a change of what a run does may wait until the ledger is told, milliseconds: over a network it costs more. */
export function progressPace(shared: boolean): number {
  return shared ? 10_000 : 2_000;
}
