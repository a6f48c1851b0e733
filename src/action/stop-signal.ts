/** The runner's way to cancel: SIGINT, some seconds later SIGTERM, then SIGKILL. What was used is settled in between. */
export function stopSignal(): { signal: AbortSignal; end(): void } {
  const controller = new AbortController();
  const stop = () => controller.abort('cancelled');
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, stop);
  return {
    signal: controller.signal,
    end: () => {
      for (const name of ['SIGINT', 'SIGTERM'] as const) process.off(name, stop);
    },
  };
}
