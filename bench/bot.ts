import { connect } from 'node:net';
import { parseComment } from '../bot/grammar/index.ts';
import { hostileComments } from '../tests/support/hostile-comments.ts';
import { ServedBot } from './bot/served.ts';
import { openLoop, type Work } from './ledger/load.ts';
import { median, percentile, round, timed } from './statistics.ts';

interface BenchOptions {
  quick: boolean;
  note(line: string): void;
}

const MIB = 1_048_576;
const PER_SECOND = 200;
const CONNECTIONS = 64;
const BURST = 1_000;

/** From a signed comment to its answer while the bot works on those before it, what 100 MiB without a signature cost, and a burst. */
export async function benchBot({ quick, note }: BenchOptions): Promise<Record<string, unknown>> {
  note('siso serve starts, with a ledger and a double of GitHub …');
  const bot = await ServedBot.start();
  try {
    const seconds = quick ? 5 : 30;
    await measureWebhooks(bot, PER_SECOND);
    note('100 MiB without a signature …');
    const oversize = await measureOversize(bot);
    note(`${PER_SECOND} comments a second for ${seconds} s …`);
    const webhooks = await measureWebhooks(bot, PER_SECOND * seconds);
    note(`${BURST} comments at once …`);
    return { ...webhooks, ...oversize, burstLost: await measureBurst(bot), grammarWorstMs: measureGrammar() };
  } finally {
    await bot.stop();
  }
}

/** Comments that come at random, each with a command; milliseconds from when each was due. */
async function measureWebhooks(bot: ServedBot, count: number): Promise<Record<string, number>> {
  const comments = Array.from({ length: count }, (_, at) => bot.comment(at, '/siso status'));
  const client: Work = async () => {
    const status = await comments.pop()?.send();
    if (status !== 202) throw new Error(`A webhook was answered with ${status}`);
    return undefined;
  };
  let took: number[] = [];
  const ms = await timed(async () => {
    took = await openLoop(
      Array.from({ length: CONNECTIONS }, () => client),
      { perSecond: PER_SECOND, count },
    );
  });
  return {
    webhookP50Ms: round(median(took)),
    webhookP99Ms: round(percentile(took, 0.99)),
    perSecond: round((count / ms) * 1_000, 0),
  };
}

/** The slower, and the larger, of a body that says how long it is and one that does not. */
async function measureOversize(bot: ServedBot): Promise<Record<string, number>> {
  const chunk = Buffer.concat([Buffer.from('100000\r\n'), Buffer.alloc(MIB, 'x'), Buffer.from('\r\n')]);
  const kinds: [header: string, piece: Buffer][] = [
    [`Content-Length: ${100 * MIB}`, Buffer.alloc(MIB, 'x')],
    ['Transfer-Encoding: chunked', chunk],
  ];
  let [ms, mb] = [0, 0];
  for (const [header, piece] of kinds) {
    const growth = await bot.growth(async () => {
      ms = Math.max(ms, await refused(bot, header, piece));
    });
    mb = Math.max(mb, growth);
  }
  return { oversizeRefusedMs: round(ms), oversizeRssMb: round(mb) };
}

/** Pours 100 MiB in; answers milliseconds until the refusal, and resolves once the connection is gone. */
async function refused(bot: ServedBot, header: string, piece: Buffer): Promise<number> {
  const { hostname, port, host } = bot.url;
  const socket = connect(Number(port), hostname);
  const closed = new Promise((resolve) => socket.on('close', resolve));
  const began = performance.now();
  let answered = Number.NaN;
  socket.once('data', (said) => {
    if (/^HTTP\/1\.1 4(?:01|13) /.test(String(said))) answered = performance.now() - began;
  });
  // The server hangs up in the middle.
  socket.on('error', () => {});
  socket.write(`POST /api/github/webhooks HTTP/1.1\r\nHost: ${host}\r\n${header}\r\n\r\n`);
  for (let sent = 0; sent < 100 && socket.writable; sent += 1)
    if (!socket.write(piece)) await Promise.race([new Promise((resolve) => socket.once('drain', resolve)), closed]);
  await closed;
  return answered;
}

/** The slowest of what is written to make reading slow, 64 KiB each; the median of nine, for a machine has pauses of its own. */
function measureGrammar(): number {
  const bodies = [...hostileComments(65_536).values()];
  const took = bodies.map((body) => {
    const runs = Array.from({ length: 9 }, () => {
      const began = performance.now();
      parseComment(body);
      return performance.now() - began;
    });
    return median(runs);
  });
  return round(Math.max(...took));
}

/** Comments that came at once and that the ledger does not know afterwards. */
async function measureBurst(bot: ServedBot): Promise<number> {
  const comments = Array.from({ length: BURST }, (_, at) => bot.comment(at, '/siso status'));
  await Promise.all(comments.map(({ send }) => send()));
  return bot.withStore(async (store) => {
    let lost = 0;
    for (const { key } of comments) {
      const item = { key, deliveryId: 'asked again', event: 'comment.created', payload: {} };
      const { stored } = await store.call('siso_github_receive', { p_item: item });
      if (stored) lost += 1;
    }
    return lost;
  });
}
