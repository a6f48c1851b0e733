export const id = 542;
export const ids = [542];
export const modules = { 7542: ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
	__webpack_require__.d(__webpack_exports__, {
		u: () => LEDGER_FUNCTIONS,
		F: () => LEDGER_SCHEMA_VERSION
	});
	var schemas = __webpack_require__(3045);
	var iso = __webpack_require__(3477);
	var words = __webpack_require__(4768);
	var admission = __webpack_require__(1898);
	;
	const limitChangesSchema = schemas.rej({
		tokensPerMinute: schemas.Whr().positive().nullable().optional(),
		tokensPerHour: schemas.Whr().positive().nullable().optional(),
		tokensPerDay: schemas.Whr().positive().nullable().optional(),
		requestsPerMinute: schemas.Whr().positive().nullable().optional(),
		maxConcurrent: schemas.Whr().positive().nullable().optional(),
		maxHoldMicros: schemas.Whr().positive().nullable().optional()
	});
	const LIMIT_PRESETS = [
		"specification",
		"team",
		"unlimited"
	];
	const BUDGET_SCOPES = [
		"global",
		"org",
		"repo",
		"category",
		"actor",
		"label"
	];
	const budgetChangesSchema = schemas.rej({
		dailyMicros: words.GL.nullable().optional(),
		monthlyMicros: words.GL.nullable().optional(),
		dailyTokens: words.GL.nullable().optional(),
		bufferTokens: words.GL.optional(),
		thresholds: schemas.YOg(schemas.Whr().min(1).max(99)).max(10).optional(),
		zone: schemas.YjP().optional()
	});
	const grantSchema = schemas.rej({
		scope: schemas.k5n(BUDGET_SCOPES),
		value: schemas.YjP(),
		unit: schemas.k5n(["usd", "tokens"]),
		amount: schemas.Whr().positive(),
		expiresInSeconds: schemas.Whr().positive().max(31 * 86400),
		reason: schemas.YjP().min(3).max(500)
	});
	const recordedUsageSchema = schemas.rej({
		service: words.dh,
		category: schemas.YjP().optional(),
		repo: schemas.YjP().optional(),
		org: schemas.YjP().optional(),
		labels: schemas.g1P(schemas.YjP(), schemas.YjP()).optional(),
		tokens: words.GL.optional(),
		model: schemas.YjP().optional(),
		inputTokens: words.GL.optional(),
		outputTokens: words.GL.optional(),
		cacheReadTokens: words.GL.optional(),
		cacheWrite5mTokens: words.GL.optional(),
		cacheWrite1hTokens: words.GL.optional(),
		windowsOnly: schemas.zMY().optional()
	});
	const newPriceSchema = schemas.rej({
		model: schemas.YjP().min(1),
		inputNanos: words.GL,
		outputNanos: words.GL,
		write5mNanos: words.GL,
		write1hNanos: words.GL,
		readNanos: words.GL,
		longPromptTokens: words.GL.nullable().optional(),
		longPromptFactor: schemas.Whr().min(1).optional(),
		webSearchNanos: words.GL.optional(),
		source: schemas.YjP().min(1)
	});
	const changeSchema = schemas.Ikc({
		before: schemas.g1P(schemas.YjP(), schemas.L5J()).nullable(),
		after: schemas.g1P(schemas.YjP(), schemas.L5J())
	});
	const grantAnswerSchema = schemas.Ikc({
		grantId: schemas.Whr(),
		expiresAt: words.p8
	});
	const recordAnswerSchema = schemas.Ikc({
		costMicros: words.GL,
		countedTokens: words.GL
	});
	;
	const alertSchema = schemas.Ikc({
		id: schemas.Whr(),
		at: words.p8,
		scope: schemas.k5n(BUDGET_SCOPES).nullable(),
		value: schemas.YjP().nullable(),
		period: schemas.YjP(),
		unit: schemas.YjP(),
		startsAt: words.p8,
		threshold: schemas.Whr(),
		kind: schemas.k5n(["spent", "buffer"]),
		spent: words.GL,
		cap: words.GL,
		notify: schemas.zMY()
	});
	const alertPageSchema = schemas.Ikc({
		alerts: schemas.YOg(alertSchema),
		next: schemas.Whr().nullable()
	});
	;
	const ledgerEventSchema = schemas.Ikc({
		cursor: schemas.YjP(),
		at: words.p8,
		kind: schemas.YjP(),
		subject: schemas.YjP(),
		data: schemas.g1P(schemas.YjP(), schemas.L5J())
	});
	const eventPageSchema = schemas.Ikc({
		events: schemas.YOg(ledgerEventSchema),
		next: schemas.YjP()
	});
	const EVENT_FUNCTIONS = { siso_events: {
		args: schemas.rej({
			p_after: schemas.YjP().nullable(),
			p_limit: schemas.Whr().min(1).max(500)
		}),
		result: eventPageSchema
	} };
	;
	const approvalSchema = schemas.Ikc({
		why: schemas.k5n([
			"cost",
			"fork",
			"policy"
		]),
		by: schemas.k5n(["write", "maintain"]),
		hash: schemas.YjP(),
		sha: schemas.YjP().optional(),
		quote: schemas.Ikc({
			alike: schemas.Whr(),
			p50Micros: schemas.Whr().nullable(),
			p90Micros: schemas.Whr().nullable(),
			capMicros: schemas.Whr()
		}).optional(),
		approvedBy: schemas.YjP().optional(),
		approvedAt: words.p8.optional()
	});
	const noticeSchema = schemas.rej({
		kind: schemas.k5n(["answer", "problem"]),
		title: schemas.YjP(),
		body: schemas.YjP(),
		forCommentUrl: schemas.YjP().optional()
	});
	const threadTaskSchema = schemas.Ikc({
		taskId: schemas.YjP(),
		author: schemas.YjP(),
		commentId: schemas.Whr(),
		commentUrl: schemas.YjP(),
		headSha: schemas.YjP().nullable(),
		isFork: schemas.zMY(),
		approval: approvalSchema.nullable(),
		runUrl: schemas.YjP().nullable(),
		reaction: schemas.YjP().nullable(),
		checkId: schemas.Whr().nullable(),
		checkSaid: schemas.YjP().nullable(),
		finishedSaid: schemas.zMY(),
		depth: schemas.Whr()
	});
	const lentThreadSchema = schemas.Ikc({
		id: schemas.Whr(),
		token: schemas.uRe(),
		repo: schemas.YjP(),
		number: schemas.Whr(),
		isPull: schemas.zMY(),
		installationId: schemas.Whr().nullable(),
		commentId: schemas.Whr().nullable(),
		commentTried: schemas.zMY(),
		said: schemas.YjP().nullable(),
		notices: schemas.YOg(noticeSchema.extend({ at: words.p8 })),
		changedAt: schemas.YjP(),
		failures: schemas.Whr(),
		tasks: schemas.YOg(threadTaskSchema)
	});
	const postedSchema = schemas.rej({
		ok: schemas.zMY().optional(),
		commentId: schemas.Whr().optional(),
		said: schemas.YjP().optional(),
		tried: schemas.zMY().optional(),
		gone: schemas.zMY().optional(),
		closed: schemas.YjP().optional(),
		changedAt: schemas.YjP().optional(),
		retryAfterSeconds: schemas.Whr().nonnegative().optional()
	});
	const noteSchema = schemas.rej({
		runUrl: schemas.YjP().optional(),
		reaction: schemas.YjP().optional(),
		checkId: schemas.Whr().optional(),
		checkSaid: schemas.YjP().optional(),
		finishedSaid: schemas.zMY().optional()
	});
	const workflowRunSchema = schemas.Ikc({
		taskId: schemas.YjP(),
		leaseToken: schemas.uRe(),
		runId: schemas.YjP().nullable(),
		repo: schemas.YjP(),
		installationId: schemas.Whr().nullable(),
		dispatched: schemas.zMY(),
		started: schemas.zMY(),
		admittedAt: words.p8
	});
	const budgetAlertSchema = schemas.Ikc({
		id: schemas.Whr(),
		at: words.p8,
		scope: schemas.YjP().nullable(),
		value: schemas.YjP().nullable(),
		period: schemas.YjP(),
		unit: schemas.YjP(),
		startsAt: words.p8,
		threshold: schemas.Whr(),
		kind: schemas.YjP(),
		spent: words.GL,
		cap: words.GL,
		issue: schemas.g1P(schemas.YjP(), schemas.Whr()).nullable()
	});
	var tasks = __webpack_require__(4485);
	;
	const FAILURE_POLICIES = [
		"skip_descendants",
		"continue",
		"fail_workflow"
	];
	const WORKFLOW_STATES = [
		"running",
		"succeeded",
		"failed",
		"cancelled",
		"budget_capped"
	];
	const policySchema = schemas.k5n(FAILURE_POLICIES);
	const workflowStateSchema = schemas.k5n(WORKFLOW_STATES);
	const stepSchema = schemas.rej({
		key: schemas.YjP().min(1).max(60),
		needs: schemas.YOg(schemas.YjP()).max(99),
		onFailure: policySchema.optional(),
		base: schemas.YjP().optional(),
		task: tasks.Yk.omit({
			dedupeKey: true,
			dedupe: true,
			cacheHours: true
		})
	});
	const newWorkflowSchema = schemas.rej({
		name: schemas.YjP().trim().min(1).max(200),
		onFailure: policySchema.optional(),
		budgetMicros: schemas.Whr().positive().optional(),
		steps: schemas.YOg(stepSchema).min(1).max(1e3)
	});
	const workflowRowSchema = schemas.Ikc({
		id: schemas.YjP(),
		name: schemas.YjP(),
		actor: schemas.YjP(),
		state: workflowStateSchema,
		stopping: workflowStateSchema.nullable(),
		onFailure: policySchema,
		budgetMicros: words.GL.nullable(),
		costMicros: words.GL,
		heldMicros: words.GL,
		createdAt: words.p8,
		finishedAt: words.p8.nullable(),
		counts: schemas.jgl(words.aP, words.GL)
	});
	const stepRecordSchema = schemas.Ikc({
		key: schemas.YjP(),
		taskId: schemas.YjP(),
		name: schemas.YjP(),
		state: words.aP,
		reason: words.ex.nullable(),
		error: schemas.YjP().nullable(),
		skipped: schemas.zMY(),
		needs: schemas.YOg(schemas.YjP()),
		onFailure: policySchema,
		base: schemas.YjP().nullable(),
		attempt: words.GL,
		cancelRequested: schemas.zMY(),
		costMicros: words.GL,
		branch: schemas.YjP().nullable(),
		startedAt: words.p8.nullable(),
		finishedAt: words.p8.nullable()
	});
	const workflowSchema = workflowRowSchema.extend({ steps: schemas.YOg(stepRecordSchema) });
	const workflowPageSchema = schemas.Ikc({
		chains: schemas.YOg(workflowRowSchema),
		next: schemas.YjP().nullable()
	});
	const workflowFilterSchema = schemas.rej({
		states: schemas.YOg(workflowStateSchema).optional(),
		actor: schemas.YjP().optional()
	});
	const queuedWorkflowSchema = schemas.gMt("decision", [schemas.Ikc({
		decision: schemas.euz("queued"),
		workflow: workflowSchema
	}), admission.Ci.extend({ step: schemas.YjP().optional() })]);
	const cancelledWorkflowSchema = schemas.Ikc({
		changed: schemas.zMY(),
		workflow: workflowSchema
	});
	const byActor = {
		p_request_id: schemas.uRe(),
		p_actor: schemas.YjP()
	};
	const one = { p_workflow_id: schemas.YjP() };
	const WORKFLOW_FUNCTIONS = {
		siso_create_workflow: {
			args: schemas.rej({
				...byActor,
				p_workflow: newWorkflowSchema
			}),
			result: queuedWorkflowSchema
		},
		siso_get_workflow: {
			args: schemas.rej(one),
			result: workflowSchema
		},
		siso_list_workflows: {
			args: schemas.rej({
				p_filter: workflowFilterSchema,
				p_limit: schemas.Whr().min(1).max(500),
				p_after: schemas.YjP().nullable()
			}),
			result: workflowPageSchema
		},
		siso_cancel_workflow: {
			args: schemas.rej({
				...byActor,
				...one
			}),
			result: cancelledWorkflowSchema
		},
		siso_resume_workflow: {
			args: schemas.rej({
				...byActor,
				...one,
				p_budget_micros: schemas.Whr().positive().nullable()
			}),
			result: queuedWorkflowSchema
		}
	};
	;
	const COMMENT_POOLS = ["workflow", "comments"];
	const threadRefSchema = schemas.rej({
		repoId: schemas.Whr(),
		repo: schemas.YjP().min(3).max(200),
		number: schemas.Whr().positive(),
		isPull: schemas.zMY(),
		installationId: schemas.Whr().nullable()
	});
	const inboxItemSchema = schemas.rej({
		key: schemas.YjP().min(1).max(300),
		deliveryId: schemas.YjP().min(1).max(100),
		event: schemas.YjP().min(1).max(60),
		payload: schemas.g1P(schemas.YjP(), schemas.Pq9())
	});
	const lentItemSchema = schemas.Ikc({
		id: schemas.Whr(),
		token: schemas.uRe(),
		key: schemas.YjP(),
		event: schemas.YjP(),
		payload: schemas.g1P(schemas.YjP(), schemas.Pq9()),
		attempt: schemas.Whr(),
		receivedAt: words.p8
	});
	const itemResultSchema = schemas.rej({
		ok: schemas.zMY(),
		error: schemas.YjP().optional(),
		passes: schemas.zMY().optional(),
		retryAfterSeconds: schemas.Whr().nonnegative().optional()
	});
	const quoteSchema = schemas.Ikc({
		alike: words.GL,
		p50Micros: words.GL.nullable(),
		p90Micros: words.GL.nullable(),
		holdMicros: words.GL.nullable(),
		verdict: admission.Oi
	});
	const originSchema = schemas.rej({
		thread: threadRefSchema,
		role: schemas.YjP(),
		pool: schemas.k5n(COMMENT_POOLS),
		author: schemas.YjP(),
		commentId: schemas.Whr(),
		commentUrl: schemas.YjP(),
		headSha: schemas.YjP().optional(),
		isFork: schemas.zMY(),
		depth: schemas.Whr().nonnegative(),
		hourMicros: schemas.Whr().positive(),
		approval: approvalSchema.optional(),
		delaySeconds: schemas.Whr().nonnegative().optional(),
		giveUpSeconds: schemas.Whr().positive().optional()
	});
	const pendingTaskSchema = schemas.Ikc({
		taskId: schemas.YjP(),
		state: words.aP,
		approval: approvalSchema.nullable(),
		commentId: schemas.Whr(),
		headSha: schemas.YjP().nullable(),
		isFork: schemas.zMY(),
		author: schemas.YjP()
	});
	const requestId = { p_request_id: schemas.uRe() };
	const okSchema = schemas.Ikc({
		ok: schemas.zMY(),
		reason: schemas.YjP().optional()
	});
	const GITHUB_FUNCTIONS = {
		siso_github_receive: {
			args: schemas.rej({ p_item: inboxItemSchema }),
			result: schemas.Ikc({ stored: schemas.zMY() })
		},
		siso_github_take: {
			args: schemas.rej({
				...requestId,
				p_limit: schemas.Whr().min(1).max(50)
			}),
			result: schemas.Ikc({ items: schemas.YOg(lentItemSchema) })
		},
		siso_github_done: {
			args: schemas.rej({
				...requestId,
				p_item_id: schemas.Whr(),
				p_token: schemas.uRe(),
				p_result: itemResultSchema
			}),
			result: okSchema.extend({ state: schemas.YjP().optional() })
		},
		siso_github_notice: {
			args: schemas.rej({
				...requestId,
				p_thread: threadRefSchema,
				p_notice: noticeSchema
			}),
			result: schemas.Ikc({ threadId: schemas.Whr() })
		},
		siso_github_act: {
			args: schemas.rej({
				p_role: schemas.YjP(),
				p_repo: schemas.YjP(),
				p_function: schemas.k5n([
					"siso_cancel",
					"siso_retry",
					"siso_set_setting",
					"siso_grant"
				]),
				p_args: schemas.g1P(schemas.YjP(), schemas.Pq9())
			}),
			result: schemas.g1P(schemas.YjP(), schemas.Pq9())
		},
		siso_github_quote: {
			args: schemas.rej({
				p_role: schemas.YjP(),
				p_task: tasks.Yk
			}),
			result: quoteSchema
		},
		siso_github_submit: {
			args: schemas.rej({
				...requestId,
				p_task: tasks.Yk,
				p_origin: originSchema
			}),
			result: tasks.vl
		},
		siso_github_submit_chain: {
			args: schemas.rej({
				...{
					...requestId,
					p_actor: schemas.YjP(),
					p_workflow: newWorkflowSchema.required({ budgetMicros: true })
				},
				p_origin: originSchema
			}),
			result: queuedWorkflowSchema
		},
		siso_github_pending: {
			args: schemas.rej({
				p_thread: threadRefSchema,
				p_task_id: schemas.YjP().nullable()
			}),
			result: schemas.YOg(pendingTaskSchema)
		},
		siso_github_decide: {
			args: schemas.rej({
				...requestId,
				p_decision: schemas.rej({
					actor: schemas.YjP(),
					role: schemas.YjP(),
					repo: schemas.YjP(),
					taskId: schemas.YjP(),
					approve: schemas.zMY(),
					hash: schemas.YjP().optional(),
					reason: schemas.YjP().optional()
				})
			}),
			result: schemas.Ikc({
				state: words.aP,
				taskId: schemas.YjP()
			})
		},
		siso_github_withdraw: {
			args: schemas.rej({
				...requestId,
				p_comment_id: schemas.Whr(),
				p_actor: schemas.YjP()
			}),
			result: schemas.Ikc({ cancelled: schemas.YOg(schemas.YjP()) })
		},
		siso_github_due: {
			args: schemas.rej({}),
			result: schemas.Ikc({
				inbox: schemas.zMY(),
				threads: schemas.zMY(),
				alerts: schemas.zMY(),
				workflow: schemas.zMY()
			})
		},
		siso_github_threads: {
			args: schemas.rej({
				...requestId,
				p_limit: schemas.Whr().min(1).max(20)
			}),
			result: schemas.YOg(lentThreadSchema)
		},
		siso_github_posted: {
			args: schemas.rej({
				...requestId,
				p_thread_id: schemas.Whr(),
				p_token: schemas.uRe(),
				p_result: postedSchema
			}),
			result: okSchema
		},
		siso_github_note: {
			args: schemas.rej({
				...requestId,
				p_task_id: schemas.YjP(),
				p_note: noteSchema
			}),
			result: okSchema
		},
		siso_github_refresh: {
			args: schemas.rej(requestId),
			result: schemas.Ikc({ threads: schemas.Whr() })
		},
		siso_github_runs: {
			args: schemas.rej({}),
			result: schemas.YOg(workflowRunSchema)
		},
		siso_github_run_ended: {
			args: schemas.rej({
				...requestId,
				p_run_id: schemas.YjP(),
				p_repo: schemas.YjP()
			}),
			result: schemas.Ikc({ ended: schemas.Whr() })
		},
		siso_github_alerts: {
			args: schemas.rej({ p_limit: schemas.Whr().min(1).max(50) }),
			result: schemas.YOg(budgetAlertSchema)
		},
		siso_github_alert_said: {
			args: schemas.rej({
				...requestId,
				p_alert_id: schemas.Whr(),
				p_issue: schemas.rej({
					repo: schemas.YjP(),
					number: schemas.Whr()
				}).nullable()
			}),
			result: okSchema
		}
	};
	var keys = __webpack_require__(8035);
	;
	const ledgerSettingsSchema = schemas.Ikc({
		paused: schemas.zMY(),
		maxConcurrent: words.GL,
		allowUnknownPrice: schemas.zMY(),
		countCacheWrites: schemas.zMY(),
		defaultEstimateTokens: words.GL,
		defaultHoldMicros: words.GL,
		tokenHold: words.GL.nullable()
	});
	var life = __webpack_require__(6045);
	;
	const ROLES = [
		"admin",
		"maintain",
		"write",
		"triage",
		"read",
		"none"
	];
	const roleSchema = schemas.k5n(ROLES);
	const PERMISSIONS = [...[
		"task:create",
		"task:urgent",
		"task:cancel_any",
		"limits:edit",
		"budget:edit",
		"budget:use_buffer"
	], ...["audit:read", "queue:pause"]];
	const memberSchema = schemas.Ikc({
		actor: schemas.YjP(),
		role: roleSchema,
		permissions: schemas.YOg(schemas.YjP()),
		updatedAt: words.p8
	});
	const membersSchema = schemas.Ikc({
		defaultRole: roleSchema,
		members: schemas.YOg(memberSchema)
	});
	const sweepStatusSchema = schemas.Ikc({
		schedule: schemas.YjP().nullable(),
		lastRun: schemas.Ikc({
			at: words.p8,
			failed: schemas.zMY(),
			message: schemas.YjP().nullable()
		}).nullable()
	});
	var queue = __webpack_require__(4196);
	;
	const queue_functions_requestId = { p_request_id: schemas.uRe() };
	const queue_functions_byActor = {
		...queue_functions_requestId,
		p_actor: schemas.YjP()
	};
	const QUEUE_FUNCTIONS = {
		siso_claim: {
			args: schemas.rej({
				...queue_functions_requestId,
				p_worker: queue.Oi,
				p_filter: queue.Sd,
				p_limit: schemas.Whr().min(1).max(10)
			}),
			result: queue.qy
		},
		siso_dispatch: {
			args: schemas.rej({
				...queue_functions_requestId,
				p_filter: queue.Sd,
				p_limit: schemas.Whr().min(1).max(10)
			}),
			result: queue.qy
		},
		siso_note_run: {
			args: schemas.rej({
				...queue_functions_requestId,
				p_lease_token: schemas.uRe(),
				p_run_id: schemas.YjP().min(1).max(100)
			}),
			result: schemas.Ikc({
				ok: schemas.zMY(),
				reason: schemas.YjP().optional()
			})
		},
		siso_take_over: {
			args: schemas.rej({
				...queue_functions_requestId,
				p_task_id: schemas.YjP(),
				p_run_id: schemas.YjP(),
				p_worker: queue.Oi
			}),
			result: schemas.gMt("ok", [queue.$z.extend({ ok: schemas.euz(true) }), schemas.Ikc({
				ok: schemas.euz(false),
				reason: schemas.k5n([
					"lease_lost",
					"other_run",
					"not_noted",
					"cancelled"
				])
			})])
		},
		siso_sweep: {
			args: schemas.rej(queue_functions_requestId),
			result: queue.bv
		},
		siso_explain: {
			args: schemas.rej({ p_task_id: schemas.YjP() }),
			result: queue.lr
		},
		siso_queue: {
			args: schemas.rej({ p_limit: schemas.Whr().min(1).max(500) }),
			result: queue.Xm
		},
		siso_redrive: {
			args: schemas.rej({
				...queue_functions_byActor,
				p_task_ids: schemas.YOg(schemas.YjP()).nullable()
			}),
			result: queue.p8
		},
		siso_workers: {
			args: schemas.rej({}),
			result: schemas.YOg(queue.Oi.extend({
				running: words.GL,
				seenAt: words.p8,
				silent: schemas.zMY()
			}))
		}
	};
	;
	const auditFilterSchema = schemas.rej({
		actor: schemas.YjP().optional(),
		action: schemas.YjP().optional(),
		subject: schemas.YjP().optional(),
		from: words.p8.optional(),
		to: words.p8.optional()
	});
	const documentSchema = schemas.g1P(schemas.YjP(), schemas.L5J());
	const auditEntrySchema = schemas.Ikc({
		id: schemas.Whr(),
		at: words.p8,
		actor: schemas.YjP(),
		action: schemas.YjP(),
		subject: schemas.YjP(),
		reason: schemas.YjP().nullable(),
		before: documentSchema.nullable(),
		after: documentSchema.nullable(),
		details: documentSchema
	});
	const auditPageSchema = schemas.Ikc({
		entries: schemas.YOg(auditEntrySchema),
		next: schemas.Whr().nullable()
	});
	const limitConfigSchema = schemas.Ikc({
		category: words.uR,
		repo: schemas.YjP().nullable(),
		tokensPerMinute: words.GL.nullable(),
		tokensPerHour: words.GL.nullable(),
		tokensPerDay: words.GL.nullable(),
		requestsPerMinute: words.GL.nullable(),
		maxConcurrent: words.GL.nullable(),
		maxHoldMicros: words.GL.nullable(),
		updatedAt: words.p8
	});
	const budgetConfigSchema = schemas.Ikc({
		scope: schemas.k5n(BUDGET_SCOPES),
		value: schemas.YjP(),
		dailyMicros: words.GL.nullable(),
		monthlyMicros: words.GL.nullable(),
		dailyTokens: words.GL.nullable(),
		bufferTokens: words.GL,
		thresholds: schemas.YOg(schemas.Whr()),
		zone: schemas.YjP(),
		updatedAt: words.p8,
		grants: schemas.YOg(schemas.Ikc({
			id: schemas.Whr(),
			unit: schemas.k5n(["usd", "tokens"]),
			amount: words.GL,
			startsAt: words.p8,
			expiresAt: words.p8,
			actor: schemas.YjP(),
			reason: schemas.YjP()
		}))
	});
	var reports = __webpack_require__(5824);
	;
	const days = schemas.Whr().min(0).max(99999);
	const retentionSchema = schemas.Ikc({
		storeText: schemas.k5n(["all", "none"]),
		textDays: days,
		figureDays: days
	});
	const retentionChangesSchema = schemas.rej(retentionSchema.partial().shape);
	const prunedSchema = schemas.Ikc({
		figuresBefore: words.p8,
		textsBefore: words.p8,
		tasks: words.GL,
		entries: words.GL,
		events: words.GL,
		texts: words.GL,
		logs: words.GL,
		days: words.GL,
		periods: words.GL,
		alerts: words.GL
	});
	const pruneStepSchema = prunedSchema.extend({ next: words.p8.nullable() });
	;
	const MAX_TOKENS = 1e9;
	const MAX_MICROS = 1e10;
	const MAX_TIMEOUT_MS = 864e5;
	const tokens = schemas.Whr().positive().max(MAX_TOKENS);
	const library_name = schemas.YjP().trim().min(1);
	const taskOptions = {
		priority: words.qD.optional(),
		allowedTools: schemas.YOg(schemas.YjP()).optional(),
		estimatedTokens: tokens.optional(),
		budgetMicros: schemas.Whr().positive().max(MAX_MICROS).optional(),
		budgetUsd: schemas.aig().positive().max(MAX_MICROS / 1e6).optional(),
		model: schemas.YjP().regex(/^[\w.:@[\]-]{1,100}$/, "is not the name of a model, such as sonnet").optional(),
		timeoutMs: schemas.Whr().positive().max(MAX_TIMEOUT_MS).optional(),
		reason: schemas.YjP().max(500).optional()
	};
	const automationTaskRequestSchema = schemas.rej({
		...taskOptions,
		prompt: schemas.YjP().optional(),
		template: library_name.optional(),
		inputs: schemas.g1P(schemas.YjP(), schemas.YjP()).optional(),
		name: library_name.max(200).optional(),
		category: words.uR.optional(),
		environment: words.VW.optional(),
		labels: words.Pr.optional(),
		prepare: schemas.YjP().trim().min(1).max(2e3).optional(),
		createdBy: library_name.max(100).optional()
	});
	const automationRetrySchema = schemas.rej(taskOptions);
	const automationOptionsSchema = schemas.rej({
		workspace: library_name.optional(),
		dataDirectory: library_name.optional(),
		apiKey: library_name.optional(),
		rehearse: schemas.KCZ([schemas.euz(true), library_name]).optional(),
		env: schemas.g1P(schemas.YjP(), schemas.YjP().optional()).optional(),
		actor: library_name.max(100).optional(),
		maxWaitMs: schemas.aig().nonnegative().optional()
	});
	const usageRangeSchema = schemas.KCZ([schemas.k5n([
		"today",
		"day",
		"24h",
		"7d",
		"week",
		"30d",
		"month"
	]), schemas.rej({
		from: words.p8,
		to: words.p8
	})]);
	;
	const MOST_CATCH_UP = 100;
	const scheduledRequestSchema = automationTaskRequestSchema.omit({ createdBy: true });
	const scheduleFields = {
		name: schemas.YjP().trim().min(1).max(200),
		cron: schemas.YjP().min(1).max(200),
		zone: schemas.YjP().min(1).max(60),
		request: scheduledRequestSchema,
		workspace: schemas.YjP().optional(),
		catchUp: schemas.Whr().min(0).max(MOST_CATCH_UP),
		paused: schemas.zMY(),
		nextAt: words.p8
	};
	const newScheduleSchema = schemas.rej({
		...scheduleFields,
		id: schemas.YjP().optional()
	});
	const outcomeSchema = schemas.Ikc({
		outcome: schemas.k5n([
			"queued",
			"skipped",
			"refused",
			"missed",
			"failed"
		]),
		reason: schemas.YjP().optional(),
		limit: schemas.YjP().optional(),
		hint: schemas.YjP().optional(),
		taskId: schemas.YjP().optional()
	});
	const scheduleSchema = schemas.Ikc({
		...scheduleFields,
		id: schemas.YjP(),
		actor: schemas.YjP(),
		workspace: schemas.YjP().nullable(),
		lastAt: words.p8.nullable(),
		lastOutcome: outcomeSchema.extend({ at: words.p8 }).nullable(),
		createdAt: words.p8
	});
	const schedulesSchema = schemas.Ikc({
		now: words.p8,
		schedules: schemas.YOg(scheduleSchema)
	});
	const firedSchema = schemas.gMt("fired", [schemas.Ikc({ fired: schemas.euz(false) }), outcomeSchema.extend({
		fired: schemas.euz(true),
		nextAt: words.p8
	})]);
	const schedules_byActor = {
		p_request_id: schemas.uRe(),
		p_actor: schemas.YjP()
	};
	const SCHEDULE_FUNCTIONS = {
		siso_set_schedule: {
			args: schemas.rej({
				...schedules_byActor,
				p_schedule: newScheduleSchema
			}),
			result: scheduleSchema
		},
		siso_list_schedules: {
			args: schemas.rej({}),
			result: schedulesSchema
		},
		siso_remove_schedule: {
			args: schemas.rej({
				...schedules_byActor,
				p_schedule_id: schemas.YjP()
			}),
			result: scheduleSchema
		},
		siso_due_schedules: {
			args: schemas.rej({ p_limit: schemas.Whr().min(1).max(100) }),
			result: schedulesSchema
		},
		siso_fire_schedule: {
			args: schemas.rej({
				p_request_id: schemas.uRe(),
				p_schedule_id: schemas.YjP(),
				p_occurrence: words.p8,
				p_next: words.p8,
				p_task: tasks.Yk.nullable(),
				p_note: schemas.YjP().max(500).nullable()
			}),
			result: firedSchema
		}
	};
	var usage = __webpack_require__(4564);
	;
	const WEBHOOK_FORMATS = ["standard", "slack"];
	const DELIVERY_STATES = [
		"pending",
		"delivered",
		"dead"
	];
	const webhookSchema = schemas.Ikc({
		id: schemas.YjP(),
		target: schemas.YjP(),
		kinds: schemas.YOg(schemas.YjP()),
		format: schemas.k5n(WEBHOOK_FORMATS),
		allowPrivate: schemas.zMY(),
		createdBy: schemas.YjP(),
		createdAt: words.p8,
		pending: schemas.Whr(),
		dead: schemas.Whr()
	});
	const webhookSecretSchema = schemas.YjP().regex(/^whsec_[A-Za-z0-9+/]{32,86}={0,2}$/);
	const newWebhookSchema = schemas.rej({
		url: schemas.YjP().min(1).max(2e3),
		kinds: schemas.YOg(schemas.YjP().min(1).max(60)).min(1).max(50),
		format: schemas.k5n(WEBHOOK_FORMATS),
		secret: webhookSecretSchema,
		allowPrivate: schemas.zMY()
	});
	const deliverySchema = schemas.Ikc({
		id: schemas.YjP(),
		webhookId: schemas.YjP(),
		messageId: schemas.YjP(),
		kind: schemas.YjP(),
		subject: schemas.YjP(),
		state: schemas.k5n(DELIVERY_STATES),
		attempts: schemas.Whr(),
		createdAt: words.p8,
		nextAt: words.p8.nullable(),
		status: schemas.Whr().nullable(),
		error: schemas.YjP().nullable(),
		endedAt: words.p8.nullable()
	});
	const deliveryFilterSchema = schemas.rej({
		webhookId: schemas.YjP().optional(),
		state: schemas.k5n(DELIVERY_STATES).optional(),
		id: schemas.YjP().optional()
	});
	const lentDeliverySchema = schemas.Ikc({
		id: schemas.YjP(),
		token: schemas.uRe(),
		webhookId: schemas.YjP(),
		messageId: schemas.YjP(),
		attempt: schemas.Whr(),
		event: ledgerEventSchema.omit({ cursor: true }),
		url: schemas.YjP(),
		secret: schemas.YjP(),
		format: schemas.k5n(WEBHOOK_FORMATS),
		allowPrivate: schemas.zMY()
	});
	const deliveryResultSchema = schemas.rej({
		ok: schemas.zMY(),
		status: schemas.Whr().nullable(),
		error: schemas.YjP().max(300).nullable()
	});
	const redeliveredSchema = schemas.Ikc({ redelivered: schemas.Whr() });
	const webhooks_requestId = { p_request_id: schemas.uRe() };
	const webhooks_byActor = {
		...webhooks_requestId,
		p_actor: schemas.YjP()
	};
	const WEBHOOK_FUNCTIONS = {
		siso_add_webhook: {
			args: schemas.rej({
				...webhooks_byActor,
				p_webhook: newWebhookSchema
			}),
			result: webhookSchema
		},
		siso_remove_webhook: {
			args: schemas.rej({
				...webhooks_byActor,
				p_webhook_id: schemas.YjP()
			}),
			result: webhookSchema
		},
		siso_list_webhooks: {
			args: schemas.rej({ p_actor: schemas.YjP() }),
			result: schemas.YOg(webhookSchema)
		},
		siso_test_webhook: {
			args: schemas.rej({
				...webhooks_byActor,
				p_webhook_id: schemas.YjP()
			}),
			result: deliverySchema
		},
		siso_list_deliveries: {
			args: schemas.rej({
				p_actor: schemas.YjP(),
				p_filter: deliveryFilterSchema,
				p_limit: schemas.Whr().min(1).max(500)
			}),
			result: schemas.YOg(deliverySchema)
		},
		siso_redeliver: {
			args: schemas.rej({
				...webhooks_byActor,
				p_id: schemas.YjP()
			}),
			result: redeliveredSchema
		},
		siso_webhooks_due: {
			args: schemas.rej({}),
			result: schemas.Ikc({
				webhooks: schemas.Whr(),
				due: schemas.zMY()
			})
		},
		siso_take_deliveries: {
			args: schemas.rej({
				...webhooks_requestId,
				p_limit: schemas.Whr().min(1).max(100)
			}),
			result: schemas.Ikc({
				deliveries: schemas.YOg(lentDeliverySchema),
				more: schemas.zMY()
			})
		},
		siso_delivery_done: {
			args: schemas.rej({
				...webhooks_requestId,
				p_delivery_id: schemas.YjP(),
				p_token: schemas.uRe(),
				p_result: deliveryResultSchema
			}),
			result: schemas.KCZ([schemas.Ikc({
				ok: schemas.euz(true),
				state: schemas.k5n(DELIVERY_STATES)
			}), schemas.Ikc({
				ok: schemas.euz(false),
				reason: schemas.euz("lease_lost")
			})])
		}
	};
	;
	const LEDGER_SCHEMA_VERSION = 1;
	const functions_requestId = { p_request_id: schemas.uRe() };
	const lease = {
		...functions_requestId,
		p_lease_token: schemas.uRe()
	};
	const functions_byActor = {
		...functions_requestId,
		p_actor: schemas.YjP()
	};
	const pageSize = schemas.Whr().min(1).max(500);
	const keptDays = {
		p_figure_days: schemas.Whr().nullable(),
		p_text_days: schemas.Whr().nullable()
	};
	const range = {
		p_from: iso.w$({ offset: true }),
		p_to: iso.w$({ offset: true })
	};
	const schemaSchema = schemas.Ikc({
		version: schemas.Whr(),
		minClient: schemas.Whr(),
		rehearsal: schemas.zMY().default(false),
		runner: keys.XH.nullable().default(null)
	});
	const LEDGER_FUNCTIONS = {
		siso_schema: {
			args: schemas.rej({}),
			result: schemaSchema
		},
		siso_check: {
			args: schemas.rej({ p_task: admission.K9 }),
			result: admission.Oi
		},
		siso_check_limits: {
			args: schemas.rej({
				p_category: words.uR,
				p_tokens: schemas.Whr().positive(),
				p_repo: schemas.YjP().nullable(),
				p_environment: words.VW
			}),
			result: admission.Oi
		},
		siso_admit: {
			args: schemas.rej({
				...functions_requestId,
				p_task: tasks.Yk
			}),
			result: admission.$D
		},
		siso_submit: {
			args: schemas.rej({
				...functions_requestId,
				p_task: tasks.Yk
			}),
			result: tasks.vl
		},
		siso_admit_task: {
			args: schemas.rej({
				...functions_requestId,
				p_task_id: schemas.YjP()
			}),
			result: admission.$D
		},
		siso_task_request: {
			args: schemas.rej({ p_task_id: schemas.YjP() }),
			result: tasks.Yk
		},
		siso_cancel: {
			args: schemas.rej({
				...functions_byActor,
				p_task_id: schemas.YjP()
			}),
			result: tasks.HM
		},
		siso_retry: {
			args: schemas.rej({
				...functions_byActor,
				p_task_id: schemas.YjP(),
				p_overrides: tasks.pY
			}),
			result: tasks.vl
		},
		siso_answer: {
			args: schemas.rej(functions_requestId),
			result: schemas.Ikc({ answer: schemas.Pq9() })
		},
		siso_resize: {
			args: schemas.rej({
				...lease,
				p_amount_micros: schemas.Whr().positive(),
				p_tokens: schemas.Whr().positive()
			}),
			result: life.QV
		},
		siso_start: {
			args: schemas.rej({
				...lease,
				p_lease_seconds: schemas.Whr().min(30).max(3600).optional()
			}),
			result: life.QV
		},
		siso_heartbeat: {
			args: schemas.rej({
				...lease,
				p_progress: life.nr
			}),
			result: life.qH
		},
		siso_append_log: {
			args: schemas.rej({
				...lease,
				p_text: schemas.YjP()
			}),
			result: life.QV
		},
		siso_settle: {
			args: schemas.rej({
				...lease,
				p_outcome: life.Ws
			}),
			result: life.tA
		},
		siso_complete: {
			args: schemas.rej({
				...functions_requestId,
				p_settlements: schemas.YOg(life.JQ).min(1).max(10)
			}),
			result: schemas.YOg(life.tA)
		},
		siso_release: {
			args: schemas.rej({
				...lease,
				p_reason: schemas.YjP()
			}),
			result: life.QV
		},
		siso_record_publication: {
			args: schemas.rej({
				...lease,
				p_publication: keys.yR
			}),
			result: life.QV
		},
		siso_note_publication: {
			args: schemas.rej({
				...functions_requestId,
				p_task_id: schemas.YjP(),
				p_publication: keys.yR
			}),
			result: schemas.Ikc({ ok: schemas.euz(true) })
		},
		siso_expire: {
			args: schemas.rej(functions_requestId),
			result: schemas.Ikc({ expired: words.GL })
		},
		siso_record_usage: {
			args: schemas.rej({
				...functions_byActor,
				p_usage: recordedUsageSchema
			}),
			result: recordAnswerSchema
		},
		siso_set_limits: {
			args: schemas.rej({
				...functions_byActor,
				p_category: words.uR,
				p_repo: schemas.YjP().nullable(),
				p_changes: limitChangesSchema
			}),
			result: changeSchema
		},
		siso_limits_preset: {
			args: schemas.rej({
				...functions_byActor,
				p_preset: schemas.k5n(LIMIT_PRESETS)
			}),
			result: changeSchema
		},
		siso_set_budget: {
			args: schemas.rej({
				...functions_byActor,
				p_scope: schemas.k5n(BUDGET_SCOPES),
				p_value: schemas.YjP(),
				p_changes: budgetChangesSchema
			}),
			result: changeSchema
		},
		siso_grant: {
			args: schemas.rej({
				...functions_byActor,
				p_grant: grantSchema
			}),
			result: grantAnswerSchema
		},
		siso_set_member: {
			args: schemas.rej({
				...functions_byActor,
				p_member: schemas.YjP().min(1),
				p_role: roleSchema,
				p_permissions: schemas.YOg(schemas.YjP())
			}),
			result: changeSchema
		},
		siso_create_runner_key: {
			args: schemas.rej({
				...functions_byActor,
				p_key: keys.J8
			}),
			result: keys.XH
		},
		siso_list_runner_keys: {
			args: schemas.rej({ p_actor: schemas.YjP() }),
			result: schemas.YOg(keys.XH)
		},
		siso_revoke_runner_key: {
			args: schemas.rej({
				...functions_byActor,
				p_key_id: schemas.YjP()
			}),
			result: keys.XH
		},
		siso_remove_member: {
			args: schemas.rej({
				...functions_byActor,
				p_member: schemas.YjP().min(1)
			}),
			result: schemas.Ikc({ before: schemas.g1P(schemas.YjP(), schemas.L5J()) })
		},
		siso_set_default_role: {
			args: schemas.rej({
				...functions_byActor,
				p_role: roleSchema
			}),
			result: changeSchema
		},
		siso_members: {
			args: schemas.rej({}),
			result: membersSchema
		},
		siso_sweep_status: {
			args: schemas.rej({}),
			result: sweepStatusSchema
		},
		siso_set_setting: {
			args: schemas.rej({
				...functions_byActor,
				p_key: schemas.YjP(),
				p_value: schemas.Pq9()
			}),
			result: changeSchema
		},
		siso_add_price: {
			args: schemas.rej({
				...functions_byActor,
				p_price: newPriceSchema
			}),
			result: usage.sd
		},
		siso_reprice: {
			args: schemas.rej({
				...functions_byActor,
				p_model: schemas.YjP(),
				...range
			}),
			result: schemas.Ikc({
				entries: words.GL,
				differenceMicros: schemas.Whr()
			})
		},
		siso_set_retention: {
			args: schemas.rej({
				...functions_byActor,
				p_changes: retentionChangesSchema
			}),
			result: schemas.Ikc({
				before: retentionSchema,
				after: retentionSchema
			})
		},
		siso_prune: {
			args: schemas.rej({
				...functions_byActor,
				...keptDays,
				p_batch: schemas.Whr().min(1).max(1e3),
				p_after: iso.w$({ offset: true }).nullable()
			}),
			result: pruneStepSchema
		},
		siso_prune_preview: {
			args: schemas.rej({
				p_actor: schemas.YjP(),
				...keptDays
			}),
			result: prunedSchema
		},
		siso_status: {
			args: schemas.rej({}),
			result: reports.aW
		},
		siso_prices: {
			args: schemas.rej({}),
			result: schemas.YOg(usage.sd)
		},
		siso_get_task: {
			args: schemas.rej({ p_task_id: schemas.YjP() }),
			result: reports.iz
		},
		siso_list_tasks: {
			args: schemas.rej({
				p_filter: tasks.Vs,
				p_limit: pageSize,
				p_after: schemas.YjP().nullable()
			}),
			result: tasks.cz
		},
		siso_task_totals: {
			args: schemas.rej(range),
			result: schemas.YOg(tasks.Ex)
		},
		siso_audit: {
			args: schemas.rej({
				p_actor: schemas.YjP(),
				p_filter: auditFilterSchema,
				p_limit: pageSize,
				p_before: schemas.Whr().nullable()
			}),
			result: auditPageSchema
		},
		siso_limit_config: {
			args: schemas.rej({}),
			result: schemas.YOg(limitConfigSchema)
		},
		siso_budget_config: {
			args: schemas.rej({}),
			result: schemas.YOg(budgetConfigSchema)
		},
		siso_usage_summary: {
			args: schemas.rej({
				...range,
				p_by: schemas.k5n([
					"category",
					"model",
					"repo",
					"actor",
					"service",
					"day",
					"label"
				])
			}),
			result: reports.Z9
		},
		siso_analytics: {
			args: schemas.rej(range),
			result: schemas.YOg(reports.uR)
		},
		siso_alerts: {
			args: schemas.rej({
				p_limit: pageSize,
				p_before: schemas.Whr().nullable()
			}),
			result: alertPageSchema
		},
		siso_settings: {
			args: schemas.rej({}),
			result: ledgerSettingsSchema
		},
		...QUEUE_FUNCTIONS,
		...WORKFLOW_FUNCTIONS,
		...SCHEDULE_FUNCTIONS,
		...EVENT_FUNCTIONS,
		...WEBHOOK_FUNCTIONS,
		...GITHUB_FUNCTIONS
	};
}) };
