export const id = 104;
export const ids = [104];
export const modules = {
	6045: ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.d(__webpack_exports__, {
			H8: () => providerSignalSchema,
			JQ: () => settlementSchema,
			QV: () => leaseAnswerSchema,
			SY: () => reportedSourceSchema,
			Ws: () => outcomeSchema,
			nr: () => progressSchema,
			qH: () => heartbeatAnswerSchema,
			tA: () => settledSchema
		});
		var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3045);
		var _domain_reasons_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7295);
		var _words_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4768);
		var _usage_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4564);
		const providerSignalSchema = zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
			retryAfterSeconds: zod__WEBPACK_IMPORTED_MODULE_0__.aig().nonnegative().optional(),
			rateLimits: zod__WEBPACK_IMPORTED_MODULE_0__.g1P(zod__WEBPACK_IMPORTED_MODULE_0__.YjP(), zod__WEBPACK_IMPORTED_MODULE_0__.YjP()).optional()
		});
		const RUN_STAGES = [
			"preparing",
			"running",
			"settling",
			"publishing"
		];
		const progressSchema = zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
			usedMicros: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			usedTokens: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			turns: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL.optional(),
			stage: zod__WEBPACK_IMPORTED_MODULE_0__.k5n(RUN_STAGES).optional(),
			tool: zod__WEBPACK_IMPORTED_MODULE_0__.YjP().max(200).optional(),
			line: zod__WEBPACK_IMPORTED_MODULE_0__.YjP().max(500).optional(),
			tokens: _usage_js__WEBPACK_IMPORTED_MODULE_2__.zX.optional(),
			provider: providerSignalSchema.optional()
		});
		const heartbeatAnswerSchema = zod__WEBPACK_IMPORTED_MODULE_0__.gMt("ok", [zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
			ok: zod__WEBPACK_IMPORTED_MODULE_0__.euz(true),
			cancelRequested: zod__WEBPACK_IMPORTED_MODULE_0__.zMY(),
			leaseExpiresAt: _words_js__WEBPACK_IMPORTED_MODULE_1__.p8
		}), zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
			ok: zod__WEBPACK_IMPORTED_MODULE_0__.euz(false),
			reason: zod__WEBPACK_IMPORTED_MODULE_0__.euz("lease_lost")
		})]);
		const reportedSourceSchema = zod__WEBPACK_IMPORTED_MODULE_0__.k5n([
			"metered",
			"reported",
			"estimated"
		]);
		const costSourceSchema = zod__WEBPACK_IMPORTED_MODULE_0__.k5n([...reportedSourceSchema.options, "recorded"]);
		const retryAdviceSchema = zod__WEBPACK_IMPORTED_MODULE_0__.rej({
			class: zod__WEBPACK_IMPORTED_MODULE_0__.k5n([
				"provider",
				"transient",
				"shutdown",
				"none"
			]),
			afterSeconds: zod__WEBPACK_IMPORTED_MODULE_0__.aig().nonnegative().max(21600).optional()
		});
		const outcomeSchema = zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
			state: zod__WEBPACK_IMPORTED_MODULE_0__.k5n([
				"succeeded",
				"failed",
				"budget_capped",
				"cancelled"
			]),
			reason: zod__WEBPACK_IMPORTED_MODULE_0__.k5n(_domain_reasons_js__WEBPACK_IMPORTED_MODULE_3__.sj),
			error: zod__WEBPACK_IMPORTED_MODULE_0__.YjP().optional(),
			costSource: costSourceSchema,
			entries: zod__WEBPACK_IMPORTED_MODULE_0__.YOg(_usage_js__WEBPACK_IMPORTED_MODULE_2__.NL),
			reportedCostMicros: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL.optional(),
			turns: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL.optional(),
			durationMs: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL.optional(),
			sessionId: zod__WEBPACK_IMPORTED_MODULE_0__.YjP().optional(),
			result: zod__WEBPACK_IMPORTED_MODULE_0__.YjP().optional(),
			branch: zod__WEBPACK_IMPORTED_MODULE_0__.YjP().optional(),
			changedFiles: zod__WEBPACK_IMPORTED_MODULE_0__.YOg(zod__WEBPACK_IMPORTED_MODULE_0__.YjP()).optional(),
			denials: zod__WEBPACK_IMPORTED_MODULE_0__.YOg(zod__WEBPACK_IMPORTED_MODULE_0__.YjP()).optional(),
			retry: retryAdviceSchema.optional()
		});
		const settlementSchema = zod__WEBPACK_IMPORTED_MODULE_0__.rej({
			leaseToken: zod__WEBPACK_IMPORTED_MODULE_0__.uRe(),
			outcome: outcomeSchema
		});
		const settledSchema = zod__WEBPACK_IMPORTED_MODULE_0__.gMt("ok", [zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
			ok: zod__WEBPACK_IMPORTED_MODULE_0__.euz(true),
			taskId: zod__WEBPACK_IMPORTED_MODULE_0__.YjP(),
			booked: zod__WEBPACK_IMPORTED_MODULE_0__.k5n(["settled", "late"]),
			costMicros: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			tokens: _usage_js__WEBPACK_IMPORTED_MODULE_2__.zX,
			overageMicros: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			retryAt: _words_js__WEBPACK_IMPORTED_MODULE_1__.p8.optional()
		}), zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
			ok: zod__WEBPACK_IMPORTED_MODULE_0__.euz(false),
			reason: zod__WEBPACK_IMPORTED_MODULE_0__.euz("lease_lost")
		})]);
		const leaseAnswerSchema = zod__WEBPACK_IMPORTED_MODULE_0__.gMt("ok", [zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({ ok: zod__WEBPACK_IMPORTED_MODULE_0__.euz(true) }), zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
			ok: zod__WEBPACK_IMPORTED_MODULE_0__.euz(false),
			reason: zod__WEBPACK_IMPORTED_MODULE_0__.k5n([
				"lease_lost",
				"already_started",
				"no_room"
			])
		})]);
	}),
	4564: ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.d(__webpack_exports__, {
			NL: () => usageEntrySchema,
			sd: () => modelPriceSchema,
			zX: () => tokenSumsSchema
		});
		var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3045);
		var _words_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4768);
		const modelPriceSchema = zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
			id: zod__WEBPACK_IMPORTED_MODULE_0__.Whr(),
			model: zod__WEBPACK_IMPORTED_MODULE_0__.YjP(),
			inputNanos: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			outputNanos: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			write5mNanos: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			write1hNanos: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			readNanos: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			longPromptTokens: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL.nullable(),
			longPromptFactor: zod__WEBPACK_IMPORTED_MODULE_0__.Whr(),
			webSearchNanos: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL
		});
		const usageEntrySchema = zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
			model: zod__WEBPACK_IMPORTED_MODULE_0__.YjP(),
			priceId: zod__WEBPACK_IMPORTED_MODULE_0__.Whr(),
			longPrompt: zod__WEBPACK_IMPORTED_MODULE_0__.zMY(),
			regional: zod__WEBPACK_IMPORTED_MODULE_0__.zMY(),
			inputTokens: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			outputTokens: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			cacheReadTokens: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			cacheWrite5mTokens: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			cacheWrite1hTokens: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			webSearches: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			requests: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			estimated: zod__WEBPACK_IMPORTED_MODULE_0__.zMY()
		});
		const tokenSumsSchema = zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
			input: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			output: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			cacheRead: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			cacheWrite5m: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			cacheWrite1h: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			counted: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL
		});
	}),
	7484: ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.d(__webpack_exports__, {
			B9: () => meterReportSchema,
			LZ: () => journalLineSchema,
			iw: () => meterCommandSchema,
			jY: () => meterConfigSchema
		});
		var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3045);
		var _domain_reasons_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7295);
		var _ledger_life_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6045);
		var _ledger_usage_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4564);
		var _scenario_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5731);
		var _words_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4768);
		const meterHoldSchema = zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
			amountMicros: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			tokens: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			prices: zod__WEBPACK_IMPORTED_MODULE_0__.YOg(_ledger_usage_js__WEBPACK_IMPORTED_MODULE_2__.sd).min(1),
			countCacheWrites: zod__WEBPACK_IMPORTED_MODULE_0__.zMY()
		});
		const stoppedSchema = zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
			reason: zod__WEBPACK_IMPORTED_MODULE_0__.k5n(_domain_reasons_js__WEBPACK_IMPORTED_MODULE_3__.sj),
			message: zod__WEBPACK_IMPORTED_MODULE_0__.YjP()
		});
		const meterUsageSchema = zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
			entries: zod__WEBPACK_IMPORTED_MODULE_0__.YOg(_ledger_usage_js__WEBPACK_IMPORTED_MODULE_2__.NL),
			costMicros: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			countedTokens: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			requests: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			inFlight: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			worstCaseMicros: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			stopped: stoppedSchema.nullable(),
			provider: _ledger_life_js__WEBPACK_IMPORTED_MODULE_4__.H8.optional()
		});
		const networkSchema = zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
			httpsProxy: zod__WEBPACK_IMPORTED_MODULE_0__.YjP().optional(),
			noProxy: zod__WEBPACK_IMPORTED_MODULE_0__.YjP().optional(),
			certificates: zod__WEBPACK_IMPORTED_MODULE_0__.YOg(zod__WEBPACK_IMPORTED_MODULE_0__.YjP()).optional()
		});
		const upstreamSchema = zod__WEBPACK_IMPORTED_MODULE_0__.gMt("kind", [zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
			kind: zod__WEBPACK_IMPORTED_MODULE_0__.euz("api"),
			baseUrl: zod__WEBPACK_IMPORTED_MODULE_0__.YjP(),
			apiKey: zod__WEBPACK_IMPORTED_MODULE_0__.YjP().min(1),
			network: networkSchema.optional()
		}), zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
			kind: zod__WEBPACK_IMPORTED_MODULE_0__.euz("rehearsal"),
			scenario: _scenario_js__WEBPACK_IMPORTED_MODULE_5__.m
		})]);
		const meterConfigSchema = zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
			agentKey: zod__WEBPACK_IMPORTED_MODULE_0__.YjP().min(1),
			upstream: upstreamSchema,
			hold: meterHoldSchema,
			models: zod__WEBPACK_IMPORTED_MODULE_0__.YOg(zod__WEBPACK_IMPORTED_MODULE_0__.YjP()).min(1),
			maxOutputTokens: zod__WEBPACK_IMPORTED_MODULE_0__.Whr().positive(),
			journalPath: zod__WEBPACK_IMPORTED_MODULE_0__.YjP(),
			runMarker: zod__WEBPACK_IMPORTED_MODULE_0__.YjP().min(1),
			heartbeatDeadlineMs: zod__WEBPACK_IMPORTED_MODULE_0__.Whr().positive()
		});
		const meterCommandSchema = zod__WEBPACK_IMPORTED_MODULE_0__.gMt("type", [
			zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({ type: zod__WEBPACK_IMPORTED_MODULE_0__.euz("acknowledge") }),
			zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
				type: zod__WEBPACK_IMPORTED_MODULE_0__.euz("usage"),
				id: zod__WEBPACK_IMPORTED_MODULE_0__.Whr()
			}),
			zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
				type: zod__WEBPACK_IMPORTED_MODULE_0__.euz("stop"),
				reason: zod__WEBPACK_IMPORTED_MODULE_0__.k5n(_domain_reasons_js__WEBPACK_IMPORTED_MODULE_3__.sj)
			}),
			zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({ type: zod__WEBPACK_IMPORTED_MODULE_0__.euz("close") })
		]);
		const meterReportSchema = zod__WEBPACK_IMPORTED_MODULE_0__.gMt("type", [
			zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
				type: zod__WEBPACK_IMPORTED_MODULE_0__.euz("ready"),
				port: zod__WEBPACK_IMPORTED_MODULE_0__.Whr().positive()
			}),
			zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
				type: zod__WEBPACK_IMPORTED_MODULE_0__.euz("usage"),
				usage: meterUsageSchema
			}),
			zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
				type: zod__WEBPACK_IMPORTED_MODULE_0__.euz("answer"),
				id: zod__WEBPACK_IMPORTED_MODULE_0__.Whr(),
				usage: meterUsageSchema
			}),
			zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
				type: zod__WEBPACK_IMPORTED_MODULE_0__.euz("stopped"),
				stopped: stoppedSchema
			}),
			zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
				type: zod__WEBPACK_IMPORTED_MODULE_0__.euz("provider"),
				signal: _ledger_life_js__WEBPACK_IMPORTED_MODULE_4__.H8
			}),
			zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
				type: zod__WEBPACK_IMPORTED_MODULE_0__.euz("closed"),
				usage: meterUsageSchema
			})
		]);
		const journalLineSchema = zod__WEBPACK_IMPORTED_MODULE_0__.gMt("type", [
			zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
				type: zod__WEBPACK_IMPORTED_MODULE_0__.euz("header"),
				version: zod__WEBPACK_IMPORTED_MODULE_0__.euz(1),
				hold: meterHoldSchema
			}),
			zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
				type: zod__WEBPACK_IMPORTED_MODULE_0__.euz("begin"),
				id: zod__WEBPACK_IMPORTED_MODULE_0__.Whr(),
				worst: _ledger_usage_js__WEBPACK_IMPORTED_MODULE_2__.NL
			}),
			zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
				type: zod__WEBPACK_IMPORTED_MODULE_0__.euz("end"),
				id: zod__WEBPACK_IMPORTED_MODULE_0__.Whr(),
				entry: _ledger_usage_js__WEBPACK_IMPORTED_MODULE_2__.NL.nullable()
			}),
			zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
				type: zod__WEBPACK_IMPORTED_MODULE_0__.euz("stopped"),
				stopped: stoppedSchema
			})
		]);
	}),
	5731: ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.d(__webpack_exports__, { m: () => scenarioSchema });
		var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3045);
		var _words_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4768);
		const toolCallSchema = zod__WEBPACK_IMPORTED_MODULE_0__.rej({
			name: zod__WEBPACK_IMPORTED_MODULE_0__.YjP().min(1),
			input: zod__WEBPACK_IMPORTED_MODULE_0__.g1P(zod__WEBPACK_IMPORTED_MODULE_0__.YjP(), zod__WEBPACK_IMPORTED_MODULE_0__.L5J())
		});
		const scriptedUsageSchema = zod__WEBPACK_IMPORTED_MODULE_0__.rej({
			inputTokens: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL.optional(),
			cacheWriteTokens: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL.optional(),
			cacheReadTokens: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL.optional(),
			outputTokens: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL.optional()
		});
		const times = zod__WEBPACK_IMPORTED_MODULE_0__.Whr().positive().optional();
		const faultSchema = zod__WEBPACK_IMPORTED_MODULE_0__.gMt("kind", [
			zod__WEBPACK_IMPORTED_MODULE_0__.rej({
				kind: zod__WEBPACK_IMPORTED_MODULE_0__.euz("error"),
				status: zod__WEBPACK_IMPORTED_MODULE_0__.Whr().min(400).max(599),
				retryAfterSeconds: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL.optional(),
				times
			}),
			zod__WEBPACK_IMPORTED_MODULE_0__.rej({
				kind: zod__WEBPACK_IMPORTED_MODULE_0__.euz("hang"),
				times
			}),
			zod__WEBPACK_IMPORTED_MODULE_0__.rej({
				kind: zod__WEBPACK_IMPORTED_MODULE_0__.euz("cut"),
				times
			})
		]);
		const stepSchema = zod__WEBPACK_IMPORTED_MODULE_0__.rej({
			text: zod__WEBPACK_IMPORTED_MODULE_0__.YjP().min(1).optional(),
			tools: zod__WEBPACK_IMPORTED_MODULE_0__.YOg(toolCallSchema).min(1).optional(),
			usage: scriptedUsageSchema.optional(),
			fault: faultSchema.optional()
		}).refine((step) => step.text || step.tools || step.fault, "A step needs `text`, `tools` or a `fault`.");
		const conversation = {
			steps: zod__WEBPACK_IMPORTED_MODULE_0__.YOg(stepSchema).min(1),
			loop: zod__WEBPACK_IMPORTED_MODULE_0__.zMY().optional()
		};
		const scenarioSchema = zod__WEBPACK_IMPORTED_MODULE_0__.rej({
			description: zod__WEBPACK_IMPORTED_MODULE_0__.YjP().optional(),
			...conversation,
			conversations: zod__WEBPACK_IMPORTED_MODULE_0__.YOg(zod__WEBPACK_IMPORTED_MODULE_0__.rej({
				when: zod__WEBPACK_IMPORTED_MODULE_0__.YjP().min(1),
				...conversation
			})).optional()
		});
	}),
	4768: ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.d(__webpack_exports__, {
			GL: () => amountSchema,
			Pr: () => labelsSchema,
			VW: () => environmentSchema,
			aP: () => taskStateSchema,
			dh: () => serviceSchema,
			ex: () => reasonSchema,
			p8: () => instantSchema,
			qD: () => prioritySchema,
			uR: () => categorySchema
		});
		var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3045);
		var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3477);
		var _domain_reasons_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7295);
		var _domain_tasks_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7684);
		const categorySchema = zod__WEBPACK_IMPORTED_MODULE_0__.k5n(_domain_tasks_js__WEBPACK_IMPORTED_MODULE_1__.R6);
		const prioritySchema = zod__WEBPACK_IMPORTED_MODULE_0__.k5n(_domain_tasks_js__WEBPACK_IMPORTED_MODULE_1__.BE);
		const environmentSchema = zod__WEBPACK_IMPORTED_MODULE_0__.k5n(_domain_tasks_js__WEBPACK_IMPORTED_MODULE_1__.ju);
		const taskStateSchema = zod__WEBPACK_IMPORTED_MODULE_0__.k5n(_domain_tasks_js__WEBPACK_IMPORTED_MODULE_1__.$k);
		const serviceSchema = zod__WEBPACK_IMPORTED_MODULE_0__.k5n(_domain_tasks_js__WEBPACK_IMPORTED_MODULE_1__.Bg);
		const reasonSchema = zod__WEBPACK_IMPORTED_MODULE_0__.k5n(_domain_reasons_js__WEBPACK_IMPORTED_MODULE_2__.ez);
		const amountSchema = zod__WEBPACK_IMPORTED_MODULE_0__.Whr().nonnegative();
		const instantSchema = zod__WEBPACK_IMPORTED_MODULE_3__.w$({ offset: true });
		const labelsSchema = zod__WEBPACK_IMPORTED_MODULE_0__.g1P(zod__WEBPACK_IMPORTED_MODULE_0__.YjP(), zod__WEBPACK_IMPORTED_MODULE_0__.YjP());
	}),
	9763: ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.d(__webpack_exports__, {
			O: () => ERROR_CODES,
			S: () => AutomationError
		});
		const ERROR_CODES = [
			"usage",
			"config_invalid",
			"prompt_invalid",
			"key_missing",
			"provider_unsupported",
			"cli_missing",
			"cli_version",
			"cli_integrity",
			"workspace_invalid",
			"isolation_unavailable",
			"store_unavailable",
			"ledger_damaged",
			"ledger_newer",
			"ledger_conflict",
			"meter_failed",
			"github_failed",
			"scenario_invalid",
			"not_found",
			"forbidden",
			"interrupted",
			"internal"
		];
		class AutomationError extends Error {
			name = "AutomationError";
			code;
			hint;
			retryable;
			constructor(code, message, { hint, cause, retryable = false } = {}) {
				super(message, cause === undefined ? undefined : { cause });
				this.code = code;
				this.hint = hint;
				this.retryable = retryable;
			}
		}
	}),
	5662: ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.d(__webpack_exports__, {
			U: () => DEFAULT_MODEL,
			a: () => canonicalModel
		});
		const ALIASES = new Map([
			["opus", "claude-opus-5-5"],
			["best", "claude-opus-5-5"],
			["default", "claude-opus-5-5"],
			["sonnet", "claude-sonnet-5-5"],
			["opusplan", "claude-sonnet-5-5"],
			["haiku", "claude-haiku-5-5"],
			["fable", "claude-fable-5-2"],
			["claude-opus-4-0", "claude-opus-5-5"],
			["claude-opus-4-1", "claude-opus-5-5"]
		]);
		const DEFAULT_MODEL = "claude-sonnet-5-5";
		function canonicalModel(name) {
			const plain = name.trim().toLowerCase().replace(/\[[^\]]*\]$/, "").replace(/-\d{8}$/, "");
			return ALIASES.get(plain) ?? plain;
		}
	}),
	9334: ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.d(__webpack_exports__, {
			U: () => formatUsd,
			_: () => parseUsd
		});
		const MICROS_PER_USD = 1e6;
		function parseUsd(text) {
			const match = /^\$?(\d{1,9})(?:\.(\d{1,6}))?$/.exec(text.trim());
			if (!match) return undefined;
			const [, whole = "0", fraction = ""] = match;
			return Number(whole) * MICROS_PER_USD + Number(fraction.padEnd(6, "0"));
		}
		function formatUsd(micros) {
			const sign = micros < 0 ? "-" : "";
			const digits = Math.abs(micros).toString().padStart(7, "0");
			const fraction = digits.slice(-6).replace(/0{1,4}$/, "");
			return `${sign}$${digits.slice(0, -6)}.${fraction}`;
		}
	}),
	5914: ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.d(__webpack_exports__, {
			Cl: () => entryCost,
			Jb: () => countedTokens,
			Tv: () => entryCostCeiling,
			xJ: () => costByKind
		});
		function tenthNanos(usage, price) {
			const tokens = usage.inputTokens * price.inputNanos + usage.outputTokens * price.outputNanos + usage.cacheWrite5mTokens * price.write5mNanos + usage.cacheWrite1hTokens * price.write1hNanos + usage.cacheReadTokens * price.readNanos;
			const tier = usage.longPrompt ? price.longPromptFactor : 1;
			return tokens * tier * (usage.regional ? 11 : 10) + usage.webSearches * price.webSearchNanos * 10;
		}
		function entryCost(usage, price) {
			return Math.floor((tenthNanos(usage, price) + 5e3) / 1e4);
		}
		const NO_USAGE = {
			...{
				inputTokens: 0,
				outputTokens: 0,
				cacheReadTokens: 0,
				cacheWrite5mTokens: 0,
				cacheWrite1hTokens: 0
			},
			webSearches: 0
		};
		function costByKind(entries, prices) {
			const sum = (kind) => entries.reduce((total, entry) => {
				const price = prices.find(({ id }) => id === entry.priceId);
				const { longPrompt, regional } = entry;
				return price === undefined ? total : total + entryCost({
					...NO_USAGE,
					longPrompt,
					regional,
					...kind(entry)
				}, price);
			}, 0);
			return {
				input: sum(({ inputTokens }) => ({ inputTokens })),
				output: sum(({ outputTokens }) => ({ outputTokens })),
				cacheRead: sum(({ cacheReadTokens }) => ({ cacheReadTokens })),
				cacheWrite: sum(({ cacheWrite5mTokens, cacheWrite1hTokens }) => ({
					cacheWrite5mTokens,
					cacheWrite1hTokens
				})),
				webSearch: sum(({ webSearches }) => ({ webSearches }))
			};
		}
		function entryCostCeiling(usage, price) {
			return Math.ceil(tenthNanos(usage, price) / 1e4);
		}
		function countedTokens(usage, countCacheWrites = false) {
			const writes = countCacheWrites ? usage.cacheWrite5mTokens + usage.cacheWrite1hTokens : 0;
			return usage.inputTokens + usage.outputTokens + writes;
		}
	}),
	6154: ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.d(__webpack_exports__, {
			YR: () => parseProxy,
			ec: () => proxyName,
			iJ: () => proxyFor
		});
		function parseProxy(text) {
			const full = text.includes("://") ? text : `http://${text}`;
			const url = URL.canParse(full) ? new URL(full) : undefined;
			if (url && /^https?:$/.test(url.protocol) && url.hostname !== "" && canDecode(url)) return { value: url.href };
			return { problem: "Give the address of an HTTP proxy, such as http://proxy.example:3128." };
		}
		function canDecode({ username, password }) {
			try {
				return decodeURIComponent(username + password) !== undefined;
			} catch {
				return false;
			}
		}
		function proxyName(address) {
			const { hostname, port, protocol } = new URL(address);
			return `${hostname}:${port || (protocol === "https:" ? 443 : 80)}`;
		}
		const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;
		function proxyFor(target, { httpsProxy, noProxy = "" }) {
			if (httpsProxy === undefined || target.protocol !== "https:" || LOOPBACK.test(target.hostname)) return undefined;
			const port = target.port || "443";
			const excepted = noProxy.split(/[\s,]+/).some((entry) => entry !== "" && covers(entry.toLowerCase(), target.hostname, port));
			return excepted ? undefined : httpsProxy;
		}
		function covers(entry, host, port) {
			if (entry === "*") return true;
			const [, name = "", itsPort] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
			if (itsPort !== undefined && itsPort !== port) return false;
			const domain = name.replace(/^\*?\./, "");
			return host === domain || host.endsWith(`.${domain}`);
		}
	}),
	7295: ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.d(__webpack_exports__, {
			ez: () => REASONS,
			rF: () => DEFER_REASONS,
			sj: () => END_REASONS,
			t1: () => REFUSE_REASONS
		});
		const DEFER_REASONS = [
			"window_full",
			"no_slot",
			"budget_held",
			"budget_used",
			"provider_gate",
			"paused"
		];
		const REFUSE_REASONS = [
			"never_fits",
			"forbidden",
			"price_unknown",
			"bad_input",
			"lease_lost"
		];
		const END_REASONS = [
			"completed",
			"hold_reached",
			"token_hold_reached",
			"agent_failed",
			"api_failed",
			"max_turns",
			"timed_out",
			"interrupted",
			"cancelled",
			"released",
			"lease_lost",
			"crashed",
			"start_failed"
		];
		const REASONS = [...new Set([
			"ok",
			...DEFER_REASONS,
			...REFUSE_REASONS,
			...END_REASONS
		])];
	}),
	7684: ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.d(__webpack_exports__, {
			$k: () => TASK_STATES,
			BE: () => PRIORITIES,
			Bg: () => SERVICES,
			R6: () => CATEGORIES,
			ju: () => ENVIRONMENTS
		});
		const CATEGORIES = [
			"development",
			"testing",
			"deployment",
			"analysis",
			"maintenance"
		];
		const PRIORITIES = [
			"urgent",
			"high",
			"medium",
			"low"
		];
		const ENVIRONMENTS = [
			"development",
			"staging",
			"production"
		];
		const TASK_STATES = [
			"pending_approval",
			"blocked",
			"queued",
			"running",
			"succeeded",
			"failed",
			"budget_capped",
			"cancelled",
			"dead"
		];
		const SERVICES = [
			"claude-code",
			"anthropic-api",
			"openai",
			"custom"
		];
	}),
	7621: ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.d(__webpack_exports__, { b: () => tryLock });
		var node_sqlite__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(99);
		function tryLock(path) {
			const database = new node_sqlite__WEBPACK_IMPORTED_MODULE_0__.DatabaseSync(path);
			try {
				database.exec("pragma locking_mode = exclusive; begin exclusive");
			} catch (error) {
				database.close();
				if (error instanceof Error && /locked|busy/i.test(error.message)) return undefined;
				throw error;
			}
			return { release: () => database.close() };
		}
	}),
	2029: ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.d(__webpack_exports__, {
			Hk: () => endProcesses,
			N: () => processesMounting,
			aA: () => endProcessesIn,
			mG: () => usersWithProcesses,
			qu: () => processesOfUser,
			xO: () => RUN_MARKER
		});
		var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
		var node_timers_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8500);
		const RUN_MARKER = "SISO_RUN_MARKER";
		async function processesWithMarker(marker) {
			return processesWhere((id) => carries(id, marker));
		}
		async function carries(id, marker) {
			const environment = await (0, node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(`/proc/${id}/environ`, "latin1").catch(() => "");
			return environment.split("\0").includes(`${RUN_MARKER}=${marker}`);
		}
		async function processesOfUser(uid) {
			return processesWhere(async (id) => (await usersOf(id)).includes(uid));
		}
		async function usersWithProcesses() {
			const users = new Set();
			await processesWhere(async (id) => {
				for (const uid of await usersOf(id)) users.add(uid);
				return false;
			});
			return users;
		}
		async function usersOf(id) {
			const status = await (0, node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(`/proc/${id}/status`, "latin1").catch(() => "");
			if (/^State:\s+[ZX]/m.test(status)) return [];
			return (/^Uid:(.*)$/m.exec(status)?.[1] ?? "").trim().split(/\s+/).map(Number);
		}
		async function processesMounting(path) {
			const point = path.replace(/[ \t\n\\]/g, (sign) => `\\${sign.charCodeAt(0).toString(8).padStart(3, "0")}`);
			return processesWhere(async (id) => {
				const mounts = await (0, node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(`/proc/${id}/mountinfo`, "utf8").catch(() => "");
				return mounts.split("\n").some((line) => line.split(" ")[4] === point);
			});
		}
		async function processesWhere(wanted) {
			const entries = await (0, node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)("/proc").catch(() => []);
			const ids = entries.filter((entry) => /^\d+$/.test(entry)).map(Number);
			const found = await Promise.all(ids.map(async (id) => await wanted(id) ? id : undefined));
			return found.filter((id) => id !== undefined && id !== process.pid).map(Number);
		}
		async function endProcessesIn(directory) {
			const folder = await (0, node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(directory).catch(() => directory);
			const entries = await (0, node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)("/proc").catch(() => []);
			for (const id of entries.filter((entry) => /^\d+$/.test(entry)).map(Number)) {
				const place = await (0, node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readlink)(`/proc/${id}/cwd`).catch(() => "");
				if (id !== process.pid && `${place.replace(/ \(deleted\)$/, "")}/`.startsWith(`${folder}/`)) signal(id, "SIGKILL");
			}
		}
		function signal(id, name) {
			try {
				process.kill(id, name);
			} catch {}
		}
		async function endProcesses(marker, graceMs) {
			const first = await processesWithMarker(marker);
			for (const id of first) signal(id, "SIGTERM");
			const deadline = performance.now() + graceMs;
			while (performance.now() < deadline && (await processesWithMarker(marker)).length > 0) await (0, node_timers_promises__WEBPACK_IMPORTED_MODULE_1__.setTimeout)(50);
			for (let round = 0; round < 50; round += 1) {
				const left = await processesWithMarker(marker);
				if (left.length === 0) break;
				for (const id of left) signal(id, "SIGKILL");
				await (0, node_timers_promises__WEBPACK_IMPORTED_MODULE_1__.setTimeout)(20);
			}
			return first.length;
		}
	}),
	5191: ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.d(__webpack_exports__, { D: () => upstreamUrl });
		var _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9763);
		const LOOPBACK = new Set([
			"localhost",
			"127.0.0.1",
			"[::1]"
		]);
		function upstreamUrl(baseUrl) {
			const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
			if (url?.protocol === "https:" || url?.protocol === "http:" && LOOPBACK.has(url.hostname)) return url;
			throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__.S("config_invalid", "The API address must be https, or http on this machine", { hint: "Give an address such as https://api.anthropic.com." });
		}
	}),
	6815: ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.d(__webpack_exports__, { O: () => Upstream });
		var external_node_http_ = __webpack_require__(7067);
		var external_node_https_ = __webpack_require__(4708);
		var external_node_tls_ = __webpack_require__(1692);
		var proxy = __webpack_require__(6154);
		;
		const IDLE_MS = 3e4;
		async function openRoute(target, network) {
			const kept = {
				keepAlive: true,
				timeout: IDLE_MS
			};
			if (target.protocol === "http:") return {
				agent: new external_node_http_.Agent(kept),
				proxy: undefined
			};
			const secured = {
				...kept,
				...trusting(network.certificates)
			};
			const address = (0, proxy.iJ)(target, network);
			if (address === undefined) return {
				agent: new external_node_https_.Agent(secured),
				proxy: undefined
			};
			const { HttpsProxyAgent } = await __webpack_require__.e(767).then(__webpack_require__.bind(__webpack_require__, 9767));
			const agent = new HttpsProxyAgent(address, secured);
			Object.assign(agent.options, secured);
			return {
				agent,
				proxy: (0, proxy.ec)(address)
			};
		}
		function trusting(certificates = []) {
			if (certificates.length === 0) return {};
			const ca = [...external_node_tls_.getCACertificates("default"), ...certificates];
			return { secureContext: external_node_tls_.createSecureContext({ ca }) };
		}
		var upstream_url = __webpack_require__(5191);
		;
		class Upstream {
			#base;
			#route;
			#secured = new WeakSet();
			constructor(base, route) {
				this.#base = base;
				this.#route = route;
			}
			static async open(baseUrl, network = {}) {
				const base = (0, upstream_url.D)(baseUrl);
				return new Upstream(base, await openRoute(base, network));
			}
			send({ method, path, headers, body, signal, onConnected, lookup }) {
				const { request } = this.#isSecure ? external_node_https_ : external_node_http_;
				const url = new URL(this.#base.pathname.replace(/\/$/, "") + path, this.#base);
				const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
				return new Promise((resolve, reject) => {
					const how = {
						agent: this.#route.agent,
						signal,
						...lookup === undefined ? {} : { lookup }
					};
					const outgoing = request(url, {
						method,
						headers: {
							...headers,
							...length
						},
						...how
					});
					const tunnel = this.#watchTunnel(outgoing);
					outgoing.once("socket", (socket) => this.#whenStanding(socket, onConnected));
					outgoing.once("response", resolve);
					outgoing.on("error", (error) => reject(this.#explained(error, tunnel.open)));
					outgoing.end(body);
				});
			}
			close() {
				this.#route.agent.destroy();
			}
			get #isSecure() {
				return this.#base.protocol === "https:";
			}
			#watchTunnel(outgoing) {
				const tunnel = { open: this.#route.proxy === undefined };
				outgoing.once("proxyConnect", ({ statusCode, statusText }) => {
					if (statusCode === 200) tunnel.open = true;
					else outgoing.destroy(new Error(`it answered ${statusCode} ${statusText}`.trim()));
				});
				outgoing.once("socket", (socket) => {
					if (this.#secured.has(socket)) tunnel.open = true;
				});
				return tunnel;
			}
			#whenStanding(socket, onConnected = () => {}) {
				const stands = this.#isSecure ? this.#secured.has(socket) : !socket.connecting;
				if (stands) onConnected();
				else socket.once(this.#isSecure ? "secureConnect" : "connect", () => {
					this.#secured.add(socket);
					onConnected();
				});
			}
			#explained(error, tunnelOpen) {
				if (!tunnelOpen) return new Error(`the proxy ${this.#route.proxy} opens no way to it: ${error.message}`, { cause: error });
				if (!UNTRUSTED.has(error.code ?? "")) return error;
				const what = `the certificate of ${this.#base.hostname} is of an authority that is not trusted here`;
				return new Error(`${what}: ${error.message}; name its PEM file with SISO_CA_FILE`, { cause: error });
			}
		}
		const UNTRUSTED = new Set([
			"DEPTH_ZERO_SELF_SIGNED_CERT",
			"SELF_SIGNED_CERT_IN_CHAIN",
			"UNABLE_TO_GET_ISSUER_CERT",
			"UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
			"UNABLE_TO_VERIFY_LEAF_SIGNATURE"
		]);
	}),
	2759: ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.d(__webpack_exports__, { R: () => Entries });
		var _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9763);
		var _domain_prices_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5914);
		class Entries {
			#prices;
			#groups = new Map();
			constructor(prices) {
				this.#prices = new Map(prices.map((price) => [price.id, price]));
			}
			add(entry) {
				const key = JSON.stringify([
					entry.model,
					entry.priceId,
					entry.longPrompt,
					entry.regional
				]);
				const group = this.#groups.get(key);
				this.#groups.set(key, group ? sum(group, entry) : entry);
			}
			list() {
				return [...this.#groups.values()];
			}
			cost() {
				return this.list().reduce((total, entry) => total + (0, _domain_prices_js__WEBPACK_IMPORTED_MODULE_0__.Cl)(entry, this.#price(entry)), 0);
			}
			ceiling() {
				return this.list().reduce((total, entry) => total + this.ceilingOf(entry), 0);
			}
			ceilingOf(entry) {
				return (0, _domain_prices_js__WEBPACK_IMPORTED_MODULE_0__.Tv)(entry, this.#price(entry));
			}
			#price({ priceId }) {
				const price = this.#prices.get(priceId);
				if (!price) throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__.S("internal", `No price version ${priceId} in this hold`);
				return price;
			}
		}
		function sum(left, right) {
			return {
				...left,
				inputTokens: left.inputTokens + right.inputTokens,
				outputTokens: left.outputTokens + right.outputTokens,
				cacheReadTokens: left.cacheReadTokens + right.cacheReadTokens,
				cacheWrite5mTokens: left.cacheWrite5mTokens + right.cacheWrite5mTokens,
				cacheWrite1hTokens: left.cacheWrite1hTokens + right.cacheWrite1hTokens,
				webSearches: left.webSearches + right.webSearches,
				requests: left.requests + right.requests,
				estimated: left.estimated || right.estimated
			};
		}
	}),
	3159: ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.d(__webpack_exports__, { O: () => firstIssue });
		function firstIssue({ issues: [issue] }) {
			if (!issue) return "invalid";
			const field = issue.path.reduce((path, key) => typeof key === "number" ? `${path}[${key}]` : `${path}${path && "."}${String(key)}`, "");
			return field === "" ? issue.message : `${field}: ${issue.message}`;
		}
	}),
	1676: ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.d(__webpack_exports__, {
			CQ: () => Journal,
			a0: () => readJournal,
			tQ: () => lockJournal
		});
		var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
		var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
		var _contracts_meter_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7484);
		var _domain_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9763);
		var _domain_prices_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5914);
		var _host_lock_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7621);
		var _entries_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2759);
		class Journal {
			#file;
			#torn = false;
			constructor(path, hold) {
				try {
					this.#file = (0, node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(path, "wx", 384);
					this.write({
						type: "header",
						version: 1,
						hold
					});
				} catch (cause) {
					throw notCreated(path, cause);
				}
			}
			write(line) {
				if (this.#torn) throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_2__.S("meter_failed", "The journal broke off at an earlier line");
				const bytes = Buffer.from(`${JSON.stringify(line)}\n`);
				this.#torn = true;
				for (let at = 0; at < bytes.length;) at += (0, node_fs__WEBPACK_IMPORTED_MODULE_0__.writeSync)(this.#file, bytes, at);
				this.#torn = false;
			}
			close() {
				(0, node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(this.#file);
			}
		}
		function lockJournal(path) {
			try {
				const lock = (0, _host_lock_js__WEBPACK_IMPORTED_MODULE_3__.b)(lockOf(path));
				if (lock) return lock;
			} catch (cause) {
				throw notCreated(path, cause);
			}
			throw notCreated(path, "another meter holds its lock");
		}
		function lockOf(path) {
			return `${path}.lock`;
		}
		function notCreated(path, cause) {
			return new _domain_errors_js__WEBPACK_IMPORTED_MODULE_2__.S("meter_failed", `The journal ${path} cannot be created`, {
				hint: "Each run needs a journal of its own in a folder that can be written.",
				cause
			});
		}
		async function readJournal(path) {
			await writerGone(path);
			if (!(0, node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(path)) return undefined;
			const text = await (0, node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(path, "utf8");
			const [header, ...lines] = completeLines(text).map((line, index) => parseLine(line, `${path}:${index + 1}`));
			if (!header) return recovered({
				amountMicros: 0,
				tokens: 0,
				prices: [],
				countCacheWrites: false
			}, []);
			if (header.type !== "header") throw damaged(`${path}:1`);
			return recovered(header.hold, lines);
		}
		const WRITER_END_MS = 15e3;
		const POLL_MS = 50;
		async function writerGone(path) {
			const deadline = performance.now() + WRITER_END_MS;
			while ((0, node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(lockOf(path))) {
				const lock = (0, _host_lock_js__WEBPACK_IMPORTED_MODULE_3__.b)(lockOf(path));
				if (lock) return lock.release();
				if (performance.now() >= deadline) {
					throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_2__.S("meter_failed", `The meter of that run still lives (${path})`, {
						hint: "What was spent may still change; try again when its process has ended.",
						retryable: true
					});
				}
				await new Promise((again) => setTimeout(again, POLL_MS));
			}
		}
		function recovered(hold, lines) {
			const entries = new _entries_js__WEBPACK_IMPORTED_MODULE_4__.R(hold.prices);
			const inFlight = new Map();
			let stopped = null;
			for (const line of lines) {
				if (line.type === "begin") inFlight.set(line.id, line.worst);
				if (line.type === "end" && inFlight.delete(line.id) && line.entry) entries.add(line.entry);
				if (line.type === "stopped") stopped = line.stopped;
			}
			for (const worst of inFlight.values()) entries.add(worst);
			const list = entries.list();
			return {
				entries: list,
				costMicros: entries.cost(),
				countedTokens: list.reduce((sum, entry) => sum + (0, _domain_prices_js__WEBPACK_IMPORTED_MODULE_5__.Jb)(entry, hold.countCacheWrites), 0),
				requests: list.reduce((sum, entry) => sum + entry.requests, 0),
				stopped
			};
		}
		function completeLines(text) {
			return text.split("\n").slice(0, -1);
		}
		function parseLine(line, place) {
			try {
				return _contracts_meter_js__WEBPACK_IMPORTED_MODULE_6__.LZ.parse(JSON.parse(line));
			} catch (cause) {
				throw damaged(place, cause);
			}
		}
		function damaged(place, cause) {
			return new _domain_errors_js__WEBPACK_IMPORTED_MODULE_2__.S("meter_failed", `The meter's journal is damaged at ${place}`, {
				hint: "What was spent is unknown, so settle the hold at its full amount.",
				cause
			});
		}
	})
};
