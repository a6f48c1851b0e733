export const id = 62;
export const ids = [62];
export const modules = {
	1898: ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.d(__webpack_exports__, {
			$D: () => verdictSchema,
			Ci: () => refusedSchema,
			Jr: () => holdSchema,
			K9: () => taskRequestSchema,
			Oi: () => previewSchema
		});
		var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3045);
		var _domain_reasons_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7295);
		var _words_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4768);
		var _usage_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4564);
		const taskRequestSchema = zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
			name: zod__WEBPACK_IMPORTED_MODULE_0__.YjP().min(1).max(200),
			actor: zod__WEBPACK_IMPORTED_MODULE_0__.YjP().min(1).max(100),
			category: _words_js__WEBPACK_IMPORTED_MODULE_1__.uR,
			priority: _words_js__WEBPACK_IMPORTED_MODULE_1__.qD,
			environment: _words_js__WEBPACK_IMPORTED_MODULE_1__.VW,
			model: zod__WEBPACK_IMPORTED_MODULE_0__.YjP(),
			prompt: zod__WEBPACK_IMPORTED_MODULE_0__.YjP(),
			tools: zod__WEBPACK_IMPORTED_MODULE_0__.YOg(zod__WEBPACK_IMPORTED_MODULE_0__.YjP()),
			template: zod__WEBPACK_IMPORTED_MODULE_0__.YjP().optional(),
			repo: zod__WEBPACK_IMPORTED_MODULE_0__.YjP().optional(),
			org: zod__WEBPACK_IMPORTED_MODULE_0__.YjP().optional(),
			labels: _words_js__WEBPACK_IMPORTED_MODULE_1__.Pr.optional(),
			estimateTokens: zod__WEBPACK_IMPORTED_MODULE_0__.Whr().positive().optional(),
			budgetMicros: zod__WEBPACK_IMPORTED_MODULE_0__.Whr().positive().optional(),
			tokenHold: zod__WEBPACK_IMPORTED_MODULE_0__.Whr().positive().optional(),
			templateMaxMicros: zod__WEBPACK_IMPORTED_MODULE_0__.Whr().positive().optional(),
			reason: zod__WEBPACK_IMPORTED_MODULE_0__.YjP().max(500).optional()
		});
		const holdSchema = zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
			id: zod__WEBPACK_IMPORTED_MODULE_0__.uRe(),
			leaseToken: zod__WEBPACK_IMPORTED_MODULE_0__.uRe(),
			amountMicros: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			tokens: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			estimateTokens: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			bufferTokens: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			leaseExpiresAt: _words_js__WEBPACK_IMPORTED_MODULE_1__.p8,
			countCacheWrites: zod__WEBPACK_IMPORTED_MODULE_0__.zMY(),
			prices: zod__WEBPACK_IMPORTED_MODULE_0__.YOg(_usage_js__WEBPACK_IMPORTED_MODULE_2__.sd).min(1)
		});
		const bindingLimitSchema = zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
			limit: zod__WEBPACK_IMPORTED_MODULE_0__.YjP(),
			used: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			max: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL
		});
		const admittedSchema = zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
			decision: zod__WEBPACK_IMPORTED_MODULE_0__.euz("admitted"),
			reason: zod__WEBPACK_IMPORTED_MODULE_0__.euz("ok"),
			taskId: zod__WEBPACK_IMPORTED_MODULE_0__.YjP(),
			hold: holdSchema
		});
		const deferredSchema = bindingLimitSchema.partial().extend({
			decision: zod__WEBPACK_IMPORTED_MODULE_0__.euz("deferred"),
			reason: zod__WEBPACK_IMPORTED_MODULE_0__.k5n(_domain_reasons_js__WEBPACK_IMPORTED_MODULE_3__.rF),
			retryAt: _words_js__WEBPACK_IMPORTED_MODULE_1__.p8.nullable(),
			promised: zod__WEBPACK_IMPORTED_MODULE_0__.zMY()
		});
		const refusedSchema = bindingLimitSchema.partial().extend({
			decision: zod__WEBPACK_IMPORTED_MODULE_0__.euz("refused"),
			reason: zod__WEBPACK_IMPORTED_MODULE_0__.k5n(_domain_reasons_js__WEBPACK_IMPORTED_MODULE_3__.t1),
			hint: zod__WEBPACK_IMPORTED_MODULE_0__.YjP()
		});
		const verdictSchema = zod__WEBPACK_IMPORTED_MODULE_0__.gMt("decision", [
			admittedSchema,
			deferredSchema,
			refusedSchema
		]);
		const previewSchema = zod__WEBPACK_IMPORTED_MODULE_0__.gMt("decision", [
			zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
				decision: zod__WEBPACK_IMPORTED_MODULE_0__.euz("admitted"),
				reason: zod__WEBPACK_IMPORTED_MODULE_0__.euz("ok"),
				hold: holdSchema.omit({
					id: true,
					leaseToken: true,
					leaseExpiresAt: true
				})
			}),
			deferredSchema,
			refusedSchema
		]);
	}),
	8035: ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.d(__webpack_exports__, {
			J8: () => newRunnerKeySchema,
			XH: () => runnerKeySchema,
			yR: () => publicationSchema
		});
		var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3045);
		var _words_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4768);
		const runnerKeySchema = zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
			id: zod__WEBPACK_IMPORTED_MODULE_0__.YjP(),
			name: zod__WEBPACK_IMPORTED_MODULE_0__.YjP(),
			repo: zod__WEBPACK_IMPORTED_MODULE_0__.YjP(),
			environment: _words_js__WEBPACK_IMPORTED_MODULE_1__.VW,
			createdBy: zod__WEBPACK_IMPORTED_MODULE_0__.YjP(),
			createdAt: _words_js__WEBPACK_IMPORTED_MODULE_1__.p8,
			expiresAt: _words_js__WEBPACK_IMPORTED_MODULE_1__.p8,
			revokedAt: _words_js__WEBPACK_IMPORTED_MODULE_1__.p8.nullable(),
			lastUsedAt: _words_js__WEBPACK_IMPORTED_MODULE_1__.p8.nullable(),
			state: zod__WEBPACK_IMPORTED_MODULE_0__.k5n([
				"live",
				"expired",
				"revoked"
			])
		});
		const newRunnerKeySchema = zod__WEBPACK_IMPORTED_MODULE_0__.rej({
			hash: zod__WEBPACK_IMPORTED_MODULE_0__.YjP().regex(/^[0-9a-f]{64}$/),
			repo: zod__WEBPACK_IMPORTED_MODULE_0__.YjP(),
			name: zod__WEBPACK_IMPORTED_MODULE_0__.YjP().min(1).max(100),
			environment: _words_js__WEBPACK_IMPORTED_MODULE_1__.VW,
			expiresInSeconds: zod__WEBPACK_IMPORTED_MODULE_0__.Whr().min(60).max(366 * 86400)
		});
		const publicationSchema = zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
			branch: zod__WEBPACK_IMPORTED_MODULE_0__.YjP().min(1).max(255),
			commit: zod__WEBPACK_IMPORTED_MODULE_0__.YjP().regex(/^[0-9a-f]{7,64}$/).optional(),
			pullRequestUrl: zod__WEBPACK_IMPORTED_MODULE_0__.OZ5({ protocol: /^https$/ }).max(500).optional(),
			pullRequestNumber: zod__WEBPACK_IMPORTED_MODULE_0__.Whr().positive().optional()
		});
	}),
	4196: ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.d(__webpack_exports__, {
			$z: () => claimedSchema,
			Oi: () => workerSchema,
			Sd: () => claimFilterSchema,
			Xm: () => queueSchema,
			bv: () => sweptSchema,
			lr: () => explanationSchema,
			p8: () => redrivenSchema,
			qy: () => claimSchema
		});
		var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3045);
		var _domain_reasons_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7295);
		var _words_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4768);
		var _admission_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1898);
		var _tasks_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4485);
		const workerSchema = zod__WEBPACK_IMPORTED_MODULE_0__.rej({
			id: zod__WEBPACK_IMPORTED_MODULE_0__.YjP().min(1).max(100),
			host: zod__WEBPACK_IMPORTED_MODULE_0__.YjP().max(200),
			version: zod__WEBPACK_IMPORTED_MODULE_0__.YjP().max(50),
			slots: zod__WEBPACK_IMPORTED_MODULE_0__.Whr().positive()
		});
		const claimFilterSchema = zod__WEBPACK_IMPORTED_MODULE_0__.rej({
			repos: zod__WEBPACK_IMPORTED_MODULE_0__.YOg(zod__WEBPACK_IMPORTED_MODULE_0__.YjP()).optional(),
			categories: zod__WEBPACK_IMPORTED_MODULE_0__.YOg(_words_js__WEBPACK_IMPORTED_MODULE_1__.uR).optional(),
			pool: zod__WEBPACK_IMPORTED_MODULE_0__.k5n(["comments", "workflow"]).optional()
		});
		const claimedSchema = zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
			taskId: zod__WEBPACK_IMPORTED_MODULE_0__.YjP(),
			attempt: zod__WEBPACK_IMPORTED_MODULE_0__.Whr().positive(),
			request: _tasks_js__WEBPACK_IMPORTED_MODULE_2__.Yk,
			hold: _admission_js__WEBPACK_IMPORTED_MODULE_3__.Jr
		});
		const claimSchema = zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
			claimed: zod__WEBPACK_IMPORTED_MODULE_0__.YOg(claimedSchema),
			nextAt: _words_js__WEBPACK_IMPORTED_MODULE_1__.p8.nullable(),
			waiting: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL
		});
		const waitsForSchema = zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
			reason: zod__WEBPACK_IMPORTED_MODULE_0__.k5n([
				..._domain_reasons_js__WEBPACK_IMPORTED_MODULE_4__.rF,
				"turn",
				"approval",
				"dependency",
				"delay"
			]),
			limit: zod__WEBPACK_IMPORTED_MODULE_0__.YjP().optional(),
			used: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL.optional(),
			max: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL.optional()
		});
		const explanationSchema = zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
			taskId: zod__WEBPACK_IMPORTED_MODULE_0__.YjP(),
			state: _words_js__WEBPACK_IMPORTED_MODULE_1__.aP,
			position: zod__WEBPACK_IMPORTED_MODULE_0__.Whr().positive().nullable(),
			waiting: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			waitsFor: waitsForSchema.nullable(),
			startsAt: _words_js__WEBPACK_IMPORTED_MODULE_1__.p8.nullable(),
			promised: zod__WEBPACK_IMPORTED_MODULE_0__.zMY(),
			aheadInFlow: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL
		});
		const queueRowSchema = _tasks_js__WEBPACK_IMPORTED_MODULE_2__.TW.extend({
			position: zod__WEBPACK_IMPORTED_MODULE_0__.Whr().positive(),
			waitsFor: waitsForSchema.nullable(),
			retryAt: _words_js__WEBPACK_IMPORTED_MODULE_1__.p8.nullable(),
			enqueuedAt: _words_js__WEBPACK_IMPORTED_MODULE_1__.p8,
			holdEstimateMicros: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL.nullable()
		});
		const queueSchema = zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
			paused: zod__WEBPACK_IMPORTED_MODULE_0__.zMY(),
			pauseReason: zod__WEBPACK_IMPORTED_MODULE_0__.YjP().nullable(),
			waiting: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			running: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			tasks: zod__WEBPACK_IMPORTED_MODULE_0__.YOg(queueRowSchema)
		});
		const sweptSchema = zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
			expired: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			woken: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			dead: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL
		});
		const redrivenSchema = zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
			redriven: zod__WEBPACK_IMPORTED_MODULE_0__.YOg(zod__WEBPACK_IMPORTED_MODULE_0__.YjP()),
			conflicts: zod__WEBPACK_IMPORTED_MODULE_0__.YOg(zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
				taskId: zod__WEBPACK_IMPORTED_MODULE_0__.YjP(),
				twin: zod__WEBPACK_IMPORTED_MODULE_0__.YjP()
			}))
		});
	}),
	5824: ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.d(__webpack_exports__, {
			FW: () => budgetStatusSchema,
			Z9: () => usageSummarySchema,
			aW: () => statusSchema,
			iz: () => taskRecordSchema,
			uR: () => analyticsRowSchema
		});
		var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3045);
		var zod__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3477);
		var _words_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4768);
		var _keys_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8035);
		var _usage_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4564);
		const windowSchema = zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
			used: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			limit: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL.nullable(),
			left: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL.nullable()
		});
		const limitStatusSchema = zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
			category: _words_js__WEBPACK_IMPORTED_MODULE_1__.uR,
			repo: zod__WEBPACK_IMPORTED_MODULE_0__.YjP().nullable(),
			environment: _words_js__WEBPACK_IMPORTED_MODULE_1__.VW,
			tokens: zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
				minute: windowSchema,
				hour: windowSchema,
				day: windowSchema
			}),
			requests: zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({ minute: windowSchema }),
			timeToReset: zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
				minute: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
				hour: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
				day: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL
			})
		});
		const budgetStatusSchema = zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
			scope: zod__WEBPACK_IMPORTED_MODULE_0__.YjP(),
			value: zod__WEBPACK_IMPORTED_MODULE_0__.YjP(),
			kind: zod__WEBPACK_IMPORTED_MODULE_0__.k5n(["day", "month"]),
			unit: zod__WEBPACK_IMPORTED_MODULE_0__.k5n([
				"usd",
				"tokens",
				"buffer"
			]),
			cap: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			plainCap: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			spent: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			held: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			used: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			left: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			startsAt: _words_js__WEBPACK_IMPORTED_MODULE_1__.p8,
			endsAt: _words_js__WEBPACK_IMPORTED_MODULE_1__.p8,
			zone: zod__WEBPACK_IMPORTED_MODULE_0__.YjP()
		});
		const statusSchema = zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
			now: _words_js__WEBPACK_IMPORTED_MODULE_1__.p8,
			rehearsal: zod__WEBPACK_IMPORTED_MODULE_0__.zMY(),
			paused: zod__WEBPACK_IMPORTED_MODULE_0__.zMY(),
			providerGateUntil: _words_js__WEBPACK_IMPORTED_MODULE_1__.p8.nullable(),
			running: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			maxConcurrent: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			limits: zod__WEBPACK_IMPORTED_MODULE_0__.YOg(limitStatusSchema),
			budgets: zod__WEBPACK_IMPORTED_MODULE_0__.YOg(budgetStatusSchema)
		});
		const runProgressSchema = zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
			at: _words_js__WEBPACK_IMPORTED_MODULE_1__.p8,
			usedMicros: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			usedTokens: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			turns: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL.optional(),
			stage: zod__WEBPACK_IMPORTED_MODULE_0__.YjP().optional(),
			tool: zod__WEBPACK_IMPORTED_MODULE_0__.YjP().optional(),
			line: zod__WEBPACK_IMPORTED_MODULE_0__.YjP().optional(),
			tokens: _usage_js__WEBPACK_IMPORTED_MODULE_2__.zX.optional()
		});
		const taskRecordSchema = zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
			id: zod__WEBPACK_IMPORTED_MODULE_0__.YjP(),
			name: zod__WEBPACK_IMPORTED_MODULE_0__.YjP(),
			actor: zod__WEBPACK_IMPORTED_MODULE_0__.YjP(),
			category: _words_js__WEBPACK_IMPORTED_MODULE_1__.uR,
			priority: _words_js__WEBPACK_IMPORTED_MODULE_1__.qD,
			environment: _words_js__WEBPACK_IMPORTED_MODULE_1__.VW,
			state: _words_js__WEBPACK_IMPORTED_MODULE_1__.aP,
			reason: zod__WEBPACK_IMPORTED_MODULE_0__.YjP().nullable(),
			error: zod__WEBPACK_IMPORTED_MODULE_0__.YjP().nullable(),
			model: zod__WEBPACK_IMPORTED_MODULE_0__.YjP(),
			tools: zod__WEBPACK_IMPORTED_MODULE_0__.YOg(zod__WEBPACK_IMPORTED_MODULE_0__.YjP()),
			template: zod__WEBPACK_IMPORTED_MODULE_0__.YjP().nullable(),
			repo: zod__WEBPACK_IMPORTED_MODULE_0__.YjP().nullable(),
			org: zod__WEBPACK_IMPORTED_MODULE_0__.YjP().nullable(),
			labels: _words_js__WEBPACK_IMPORTED_MODULE_1__.Pr,
			attempt: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			budgetMicros: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL.nullable(),
			holdMicros: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			costMicros: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			costSource: zod__WEBPACK_IMPORTED_MODULE_0__.YjP().nullable(),
			tokens: _usage_js__WEBPACK_IMPORTED_MODULE_2__.zX,
			reportedCostMicros: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL.nullable(),
			turns: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL.nullable(),
			durationMs: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL.nullable(),
			sessionId: zod__WEBPACK_IMPORTED_MODULE_0__.YjP().nullable(),
			branch: zod__WEBPACK_IMPORTED_MODULE_0__.YjP().nullable(),
			changedFiles: zod__WEBPACK_IMPORTED_MODULE_0__.YOg(zod__WEBPACK_IMPORTED_MODULE_0__.YjP()),
			denials: zod__WEBPACK_IMPORTED_MODULE_0__.YOg(zod__WEBPACK_IMPORTED_MODULE_0__.YjP()),
			cancelRequested: zod__WEBPACK_IMPORTED_MODULE_0__.zMY(),
			result: zod__WEBPACK_IMPORTED_MODULE_0__.YjP().nullable(),
			logs: zod__WEBPACK_IMPORTED_MODULE_0__.YjP(),
			createdAt: _words_js__WEBPACK_IMPORTED_MODULE_1__.p8,
			startedAt: _words_js__WEBPACK_IMPORTED_MODULE_1__.p8.nullable(),
			finishedAt: _words_js__WEBPACK_IMPORTED_MODULE_1__.p8.nullable(),
			publication: _keys_js__WEBPACK_IMPORTED_MODULE_3__.yR.nullable().default(null),
			events: zod__WEBPACK_IMPORTED_MODULE_0__.YOg(zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
				at: _words_js__WEBPACK_IMPORTED_MODULE_1__.p8,
				event: zod__WEBPACK_IMPORTED_MODULE_0__.YjP(),
				details: zod__WEBPACK_IMPORTED_MODULE_0__.g1P(zod__WEBPACK_IMPORTED_MODULE_0__.YjP(), zod__WEBPACK_IMPORTED_MODULE_0__.L5J())
			})),
			progress: runProgressSchema.nullable(),
			errors: zod__WEBPACK_IMPORTED_MODULE_0__.YOg(zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
				at: _words_js__WEBPACK_IMPORTED_MODULE_1__.p8,
				reason: zod__WEBPACK_IMPORTED_MODULE_0__.YjP().nullable(),
				error: zod__WEBPACK_IMPORTED_MODULE_0__.YjP().nullable()
			})),
			enqueuedAt: _words_js__WEBPACK_IMPORTED_MODULE_1__.p8.nullable(),
			readyAt: _words_js__WEBPACK_IMPORTED_MODULE_1__.p8.nullable(),
			dedupeKey: zod__WEBPACK_IMPORTED_MODULE_0__.YjP().nullable(),
			cachedFrom: zod__WEBPACK_IMPORTED_MODULE_0__.YjP().nullable()
		});
		const usageRowSchema = zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
			key: zod__WEBPACK_IMPORTED_MODULE_0__.YjP(),
			tasks: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			requests: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			costMicros: zod__WEBPACK_IMPORTED_MODULE_0__.Whr(),
			tokens: _usage_js__WEBPACK_IMPORTED_MODULE_2__.zX
		});
		const usageSummarySchema = zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
			from: _words_js__WEBPACK_IMPORTED_MODULE_1__.p8,
			to: _words_js__WEBPACK_IMPORTED_MODULE_1__.p8,
			zone: zod__WEBPACK_IMPORTED_MODULE_0__.YjP(),
			total: usageRowSchema,
			rows: zod__WEBPACK_IMPORTED_MODULE_0__.YOg(usageRowSchema)
		});
		const analyticsRowSchema = zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
			day: zod__WEBPACK_IMPORTED_MODULE_4__.p6(),
			category: _words_js__WEBPACK_IMPORTED_MODULE_1__.uR,
			tasks: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			succeeded: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			failed: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			capped: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			cancelled: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL,
			costMicros: zod__WEBPACK_IMPORTED_MODULE_0__.Whr(),
			tokens: _usage_js__WEBPACK_IMPORTED_MODULE_2__.zX,
			durationMs: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL
		});
	}),
	4485: ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.d(__webpack_exports__, {
			Ex: () => taskTotalsSchema,
			HM: () => cancelledSchema,
			TW: () => taskSummarySchema,
			Vs: () => taskFilterSchema,
			Yk: () => submissionSchema,
			cz: () => taskPageSchema,
			pY: () => retryOverridesSchema,
			vl: () => submittedSchema
		});
		var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3045);
		var _words_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4768);
		var _admission_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1898);
		var _reports_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5824);
		const DEDUPE_POLICIES = [
			"reject",
			"return_existing",
			"replace_queued"
		];
		const submissionSchema = _admission_js__WEBPACK_IMPORTED_MODULE_0__.K9.extend({
			allow: zod__WEBPACK_IMPORTED_MODULE_1__.YOg(zod__WEBPACK_IMPORTED_MODULE_1__.YjP()).optional(),
			timeoutMs: zod__WEBPACK_IMPORTED_MODULE_1__.Whr().positive().optional(),
			workspace: zod__WEBPACK_IMPORTED_MODULE_1__.YjP().optional(),
			commit: zod__WEBPACK_IMPORTED_MODULE_1__.YjP().max(64).optional(),
			targetBranch: zod__WEBPACK_IMPORTED_MODULE_1__.YjP().max(250).optional(),
			untrusted: zod__WEBPACK_IMPORTED_MODULE_1__.zMY().optional(),
			prepare: zod__WEBPACK_IMPORTED_MODULE_1__.YjP().max(2e3).optional(),
			dedupeKey: zod__WEBPACK_IMPORTED_MODULE_1__.YjP().min(1).max(200).optional(),
			dedupe: zod__WEBPACK_IMPORTED_MODULE_1__.k5n(DEDUPE_POLICIES).optional(),
			cacheHours: zod__WEBPACK_IMPORTED_MODULE_1__.Whr().positive().max(8760).optional()
		});
		const queuedSchema = zod__WEBPACK_IMPORTED_MODULE_1__.Ikc({
			decision: zod__WEBPACK_IMPORTED_MODULE_1__.euz("queued"),
			taskId: zod__WEBPACK_IMPORTED_MODULE_1__.YjP(),
			existing: zod__WEBPACK_IMPORTED_MODULE_1__.zMY().optional(),
			replaced: zod__WEBPACK_IMPORTED_MODULE_1__.YjP().optional()
		});
		const cachedSchema = zod__WEBPACK_IMPORTED_MODULE_1__.Ikc({
			decision: zod__WEBPACK_IMPORTED_MODULE_1__.euz("cached"),
			taskId: zod__WEBPACK_IMPORTED_MODULE_1__.YjP(),
			from: zod__WEBPACK_IMPORTED_MODULE_1__.YjP()
		});
		const submittedSchema = zod__WEBPACK_IMPORTED_MODULE_1__.gMt("decision", [
			queuedSchema,
			cachedSchema,
			_admission_js__WEBPACK_IMPORTED_MODULE_0__.Ci
		]);
		const retryOverridesSchema = zod__WEBPACK_IMPORTED_MODULE_1__.rej({
			priority: _words_js__WEBPACK_IMPORTED_MODULE_2__.qD.optional(),
			model: zod__WEBPACK_IMPORTED_MODULE_1__.YjP().optional(),
			tools: zod__WEBPACK_IMPORTED_MODULE_1__.YOg(zod__WEBPACK_IMPORTED_MODULE_1__.YjP()).optional(),
			allow: zod__WEBPACK_IMPORTED_MODULE_1__.YOg(zod__WEBPACK_IMPORTED_MODULE_1__.YjP()).optional(),
			budgetMicros: zod__WEBPACK_IMPORTED_MODULE_1__.Whr().positive().optional(),
			estimateTokens: zod__WEBPACK_IMPORTED_MODULE_1__.Whr().positive().optional(),
			tokenHold: zod__WEBPACK_IMPORTED_MODULE_1__.Whr().positive().optional(),
			timeoutMs: zod__WEBPACK_IMPORTED_MODULE_1__.Whr().positive().optional(),
			reason: zod__WEBPACK_IMPORTED_MODULE_1__.YjP().max(500).optional()
		});
		const cancelledSchema = zod__WEBPACK_IMPORTED_MODULE_1__.Ikc({
			taskId: zod__WEBPACK_IMPORTED_MODULE_1__.YjP(),
			state: _words_js__WEBPACK_IMPORTED_MODULE_2__.aP,
			cancelRequested: zod__WEBPACK_IMPORTED_MODULE_1__.zMY(),
			changed: zod__WEBPACK_IMPORTED_MODULE_1__.zMY()
		});
		const taskFilterSchema = zod__WEBPACK_IMPORTED_MODULE_1__.rej({
			states: zod__WEBPACK_IMPORTED_MODULE_1__.YOg(_words_js__WEBPACK_IMPORTED_MODULE_2__.aP).optional(),
			categories: zod__WEBPACK_IMPORTED_MODULE_1__.YOg(_words_js__WEBPACK_IMPORTED_MODULE_2__.uR).optional(),
			priorities: zod__WEBPACK_IMPORTED_MODULE_1__.YOg(_words_js__WEBPACK_IMPORTED_MODULE_2__.qD).optional(),
			environments: zod__WEBPACK_IMPORTED_MODULE_1__.YOg(_words_js__WEBPACK_IMPORTED_MODULE_2__.VW).optional(),
			actor: zod__WEBPACK_IMPORTED_MODULE_1__.YjP().optional(),
			repo: zod__WEBPACK_IMPORTED_MODULE_1__.YjP().optional(),
			model: zod__WEBPACK_IMPORTED_MODULE_1__.YjP().optional(),
			template: zod__WEBPACK_IMPORTED_MODULE_1__.YjP().optional(),
			label: zod__WEBPACK_IMPORTED_MODULE_1__.YjP().optional(),
			search: zod__WEBPACK_IMPORTED_MODULE_1__.YjP().optional(),
			from: _words_js__WEBPACK_IMPORTED_MODULE_2__.p8.optional(),
			to: _words_js__WEBPACK_IMPORTED_MODULE_2__.p8.optional()
		});
		const taskSummarySchema = _reports_js__WEBPACK_IMPORTED_MODULE_3__.iz.pick({
			...{
				id: true,
				name: true,
				actor: true,
				category: true,
				priority: true,
				environment: true,
				state: true,
				reason: true
			},
			...{
				model: true,
				template: true,
				repo: true,
				labels: true,
				attempt: true,
				holdMicros: true,
				costMicros: true
			},
			...{
				costSource: true,
				durationMs: true,
				createdAt: true,
				startedAt: true,
				finishedAt: true
			}
		}).extend({ countedTokens: _words_js__WEBPACK_IMPORTED_MODULE_2__.GL });
		const taskPageSchema = zod__WEBPACK_IMPORTED_MODULE_1__.Ikc({
			tasks: zod__WEBPACK_IMPORTED_MODULE_1__.YOg(taskSummarySchema),
			next: zod__WEBPACK_IMPORTED_MODULE_1__.YjP().nullable()
		});
		const taskTotalsSchema = zod__WEBPACK_IMPORTED_MODULE_1__.Ikc({
			category: _words_js__WEBPACK_IMPORTED_MODULE_2__.uR,
			state: _words_js__WEBPACK_IMPORTED_MODULE_2__.aP,
			tasks: _words_js__WEBPACK_IMPORTED_MODULE_2__.GL,
			costMicros: _words_js__WEBPACK_IMPORTED_MODULE_2__.GL,
			countedTokens: _words_js__WEBPACK_IMPORTED_MODULE_2__.GL,
			p50Ms: _words_js__WEBPACK_IMPORTED_MODULE_2__.GL.nullable(),
			p95Ms: _words_js__WEBPACK_IMPORTED_MODULE_2__.GL.nullable()
		});
	}),
	7004: ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.d(__webpack_exports__, {
			Ke: () => RUNNER_KEY_VARIABLE,
			N2: () => RUNNER_KEY_HEADER,
			sU: () => isRunnerKey
		});
		const RUNNER_KEY_VARIABLE = "SISO_RUNNER_KEY";
		const RUNNER_KEY_HEADER = "x-siso-runner-key";
		const RUNNER_KEY_PREFIX = "siso_rk_";
		function isRunnerKey(text) {
			return /^siso_rk_[A-Za-z0-9_-]{43}$/.test(text);
		}
	}),
	7640: ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.d(__webpack_exports__, {
			J2: () => resourceFolder,
			Nq: () => builtFile,
			nR: () => packageFile,
			oQ: () => IS_BUNDLE,
			pq: () => programFile
		});
		var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
		var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
		var node_url__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3136);
		const HERE = (0, node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)((0, node_url__WEBPACK_IMPORTED_MODULE_2__.fileURLToPath)(import.meta.url));
		const PACKAGE_ROOT = findRoot(HERE);
		const CODE_FOLDER = (0, node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(PACKAGE_ROOT, HERE).split(node_path__WEBPACK_IMPORTED_MODULE_1__.sep)[0] ?? "";
		const IS_BUNDLE = CODE_FOLDER === "";
		function packageFile(...parts) {
			return (0, node_path__WEBPACK_IMPORTED_MODULE_1__.join)(PACKAGE_ROOT, ...parts);
		}
		function builtFile(...parts) {
			return packageFile(IS_BUNDLE ? "" : "build", ...parts);
		}
		function programFile(name) {
			return `${resourceFolder(name)}${CODE_FOLDER === "src" ? ".ts" : ".js"}`;
		}
		function resourceFolder(name) {
			return packageFile(CODE_FOLDER, name);
		}
		function findRoot(folder) {
			if ((0, node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)((0, node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, "package.json"))) return folder;
			const parent = (0, node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(folder);
			if (parent === folder) throw new Error("This module lies in no package");
			return findRoot(parent);
		}
	}),
	3856: ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.d(__webpack_exports__, {
			v: () => prepareDirectory,
			w: () => pathsOf
		});
		var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
		var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
		var _domain_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9763);
		async function prepareDirectory(directory) {
			try {
				await (0, node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(directory, {
					recursive: true,
					mode: 448
				});
				await (0, node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.access)(directory, node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.constants.R_OK | node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.constants.W_OK | node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.constants.X_OK);
				if ((await (0, node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(directory)).length === 0) await (0, node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)((0, node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, ".gitignore"), "*\n");
				return pathsOf(await (0, node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(directory));
			} catch (cause) {
				const detail = cause instanceof Error ? cause.message : String(cause);
				throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_2__.S("store_unavailable", `The data directory ${directory} cannot be used: ${detail}`, {
					hint: "Make it a directory that this user may write to, or choose another data directory.",
					cause
				});
			}
		}
		function pathsOf(directory) {
			return {
				directory,
				ledger: (0, node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, "ledger"),
				staging: (0, node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, "ledger.new"),
				lock: (0, node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, "owner.lock"),
				socket: (0, node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, "ledger.sock"),
				socketPointer: (0, node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, "ledger.sock.path")
			};
		}
	}),
	4178: ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.d(__webpack_exports__, {
			A: () => compileForService,
			Y: () => compileForOneCommand
		});
		var node_v8__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8877);
		function compileForOneCommand() {
			(0, node_v8__WEBPACK_IMPORTED_MODULE_0__.setFlagsFromString)("--no-wasm-tier-up");
			(0, node_v8__WEBPACK_IMPORTED_MODULE_0__.setFlagsFromString)("--no-wasm-dynamic-tiering");
		}
		function compileForService() {
			(0, node_v8__WEBPACK_IMPORTED_MODULE_0__.setFlagsFromString)("--wasm-tiering-budget=100000");
		}
	})
};
