import { z } from 'zod';
import { REASONS } from '../domain/reasons.ts';
import { CATEGORIES, ENVIRONMENTS, PRIORITIES, SERVICES, TASK_STATES } from '../domain/tasks.ts';

export const categorySchema = z.enum(CATEGORIES);
export const prioritySchema = z.enum(PRIORITIES);
export const environmentSchema = z.enum(ENVIRONMENTS);
export const taskStateSchema = z.enum(TASK_STATES);
export const serviceSchema = z.enum(SERVICES);
export const reasonSchema = z.enum(REASONS);

/** Micro-USD or token count: whole, not negative, safe in a JavaScript number. */
export const amountSchema = z.int().nonnegative();
/** ISO 8601 with offset, as Postgres builds it. */
export const instantSchema = z.iso.datetime({ offset: true });
export const labelsSchema = z.record(z.string(), z.string());
