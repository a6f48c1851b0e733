export async function measureIdle(_: { seconds: number; note(line: string): void }) {
  return {};
}
