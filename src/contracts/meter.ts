import { z } from 'zod';
import { END_REASONS } from '../domain/reasons.ts';
import { providerSignalSchema } from './ledger/life.ts';
import { modelPriceSchema, usageEntrySchema } from './ledger/usage.ts';
import { scenarioSchema } from './scenario.ts';
import { amountSchema } from './words.ts';

/** What a run may spend and how it is priced: the part of a ledger hold that the meter enforces. */
const meterHoldSchema = z.object({
  amountMicros: amountSchema,
  /** Counted tokens at which the run ends. */
  tokens: amountSchema,
  prices: z.array(modelPriceSchema).min(1),
  /** Whether cache writes are counted tokens. */
  countCacheWrites: z.boolean(),
});
export type MeterHold = z.infer<typeof meterHoldSchema>;

const stoppedSchema = z.object({ reason: z.enum(END_REASONS), message: z.string() });
export type Stopped = z.infer<typeof stoppedSchema>;

/** Cumulative figures of one run. Money in micro-USD. */
const meterUsageSchema = z.object({
  entries: z.array(usageEntrySchema),
  costMicros: amountSchema,
  countedTokens: amountSchema,
  /** Requests that are paid for; refused and failed ones are not. */
  requests: amountSchema,
  inFlight: amountSchema,
  /** What the requests in flight may cost at worst. */
  worstCaseMicros: amountSchema,
  stopped: stoppedSchema.nullable(),
  provider: providerSignalSchema.optional(),
});
export type MeterUsage = z.infer<typeof meterUsageSchema>;

/** How the provider is reached. The proxy's address may hold a password. */
const networkSchema = z.object({
  httpsProxy: z.string().optional(),
  noProxy: z.string().optional(),
  /** PEM, trusted beside the usual ones. */
  certificates: z.array(z.string()).optional(),
});
export type Network = z.infer<typeof networkSchema>;

/** Where requests go: the provider with the real key, or the scripted Messages API inside the meter. */
const upstreamSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('api'),
    baseUrl: z.string(),
    apiKey: z.string().min(1),
    network: networkSchema.optional(),
  }),
  z.object({ kind: z.literal('rehearsal'), scenario: scenarioSchema }),
]);
export type Upstream = z.infer<typeof upstreamSchema>;

/** The first line on the meter's stdin. It carries the real key and perhaps a proxy's password, so it is never logged. */
export const meterConfigSchema = z.object({
  agentKey: z.string().min(1),
  upstream: upstreamSchema,
  hold: meterHoldSchema,
  models: z.array(z.string()).min(1),
  maxOutputTokens: z.int().positive(),
  journalPath: z.string(),
  runMarker: z.string().min(1),
  heartbeatDeadlineMs: z.int().positive(),
});
export type MeterConfig = z.infer<typeof meterConfigSchema>;

/** Lines from the parent, after the configuration. */
export const meterCommandSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('acknowledge') }),
  z.object({ type: z.literal('usage'), id: z.int() }),
  z.object({ type: z.literal('stop'), reason: z.enum(END_REASONS) }),
  z.object({ type: z.literal('close') }),
]);
export type MeterCommand = z.infer<typeof meterCommandSchema>;

/** Lines to the parent. */
export const meterReportSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), port: z.int().positive() }),
  z.object({ type: z.literal('usage'), usage: meterUsageSchema }),
  z.object({ type: z.literal('answer'), id: z.int(), usage: meterUsageSchema }),
  z.object({ type: z.literal('stopped'), stopped: stoppedSchema }),
  z.object({ type: z.literal('provider'), signal: providerSignalSchema }),
  z.object({ type: z.literal('closed'), usage: meterUsageSchema }),
]);
export type MeterReport = z.infer<typeof meterReportSchema>;

/** Lines of the journal on disk. The header's prices make the file readable on its own. */
export const journalLineSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('header'), version: z.literal(1), hold: meterHoldSchema }),
  z.object({ type: z.literal('begin'), id: z.int(), worst: usageEntrySchema }),
  z.object({ type: z.literal('end'), id: z.int(), entry: usageEntrySchema.nullable() }),
  z.object({ type: z.literal('stopped'), stopped: stoppedSchema }),
]);
export type JournalLine = z.infer<typeof journalLineSchema>;
