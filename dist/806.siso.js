export const id = 806;
export const ids = [806, 517];
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
	5749: ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.d(__webpack_exports__, {
			DL: () => demandSchema,
			PX: () => checkArguments,
			Sd: () => demandNames,
			Wp: () => parseAnswer,
			dG: () => checkAnswer
		});
		var _contracts_ledger_functions_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7542);
		var _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9763);
		const CONTRACTS = _contracts_ledger_functions_js__WEBPACK_IMPORTED_MODULE_0__.u;
		function checkArguments(name, args) {
			demandFunction(name);
			const checked = CONTRACTS[name].args.safeParse(args);
			if (checked.success) return checked.data;
			throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__.S("usage", `${name} was called with wrong arguments: ${issues(checked.error)}`, {
				hint: "Correct the named field.",
				cause: checked.error
			});
		}
		function parseAnswer(name, json) {
			return checkAnswer(name, JSON.parse(json));
		}
		function checkAnswer(name, answer) {
			const parsed = CONTRACTS[name].result.safeParse(answer);
			if (parsed.success) return parsed.data;
			throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__.S("internal", `${name} gave an unexpected answer: ${issues(parsed.error)}`, {
				hint: "Another version of siso may have written this ledger: use the same version everywhere, else report this.",
				cause: parsed.error
			});
		}
		function demandNames(name, args) {
			demandFunction(name);
			const known = CONTRACTS[name].args.shape;
			const stranger = Object.keys(args).find((argument) => !Object.hasOwn(known, argument));
			if (stranger === undefined) return;
			throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__.S("usage", `${name} has no argument ${stranger}`, { hint: SAME_VERSION });
		}
		function demandFunction(name) {
			if (Object.hasOwn(_contracts_ledger_functions_js__WEBPACK_IMPORTED_MODULE_0__.u, name)) return;
			throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__.S("usage", `The ledger has no function ${name}`, { hint: SAME_VERSION });
		}
		const SAME_VERSION = "Run the same version of siso in every process that uses this ledger.";
		function demandSchema({ minClient }) {
			if (minClient <= _contracts_ledger_functions_js__WEBPACK_IMPORTED_MODULE_0__.F) return;
			const message = `This ledger needs schema ${minClient} or newer; this siso knows schema ${_contracts_ledger_functions_js__WEBPACK_IMPORTED_MODULE_0__.F}`;
			throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__.S("ledger_newer", message, { hint: "Update siso to the version that last opened it." });
		}
		function issues(error) {
			return error.issues.map(({ path, message }) => `${path.join(".") || "value"}: ${message}`).join("; ");
		}
	}),
	8210: ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.d(__webpack_exports__, {
			R: () => keeperProgram,
			g: () => buildMark
		});
		var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
		var _host_package_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7640);
		function keeperProgram() {
			return (0, _host_package_js__WEBPACK_IMPORTED_MODULE_1__.pq)("store/embedded/keeper");
		}
		function buildMark() {
			const file = keeperProgram();
			return `${file} ${(0, node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(file).mtimeMs}`;
		}
	}),
	7170: ((__webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => {
			try {
				__webpack_require__.r(__webpack_exports__);
				var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
				var node_timers_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8500);
				var _folder_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3856);
				var _owner_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3693);
				var _start_keeper_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3389);
				var _store_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4517);
				var _wasm_flags_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4178);
				var __webpack_async_dependencies__ = __webpack_handle_async_dependencies__([_owner_js__WEBPACK_IMPORTED_MODULE_5__]);
				_owner_js__WEBPACK_IMPORTED_MODULE_5__ = (__webpack_async_dependencies__.then ? (await __webpack_async_dependencies__)() : __webpack_async_dependencies__)[0];
				const LOOK_MS = 1e3;
				async function keep(argument) {
					const { directory, rehearsal, lingerMs } = _start_keeper_js__WEBPACK_IMPORTED_MODULE_2__.j.parse(JSON.parse(argument));
					const paths = (0, _folder_js__WEBPACK_IMPORTED_MODULE_3__.w)(directory);
					if (!(0, node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(paths.ledger)) return;
					const lock = (0, _store_js__WEBPACK_IMPORTED_MODULE_4__.B)(paths);
					if (lock === undefined) return;
					const inode = (0, node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(paths.lock).ino;
					const owner = await (0, _owner_js__WEBPACK_IMPORTED_MODULE_5__.becomeOwner)(lock, {
						paths,
						rehearsal
					}, { keeper: true });
					await owner.call("siso_status", {});
					while (!owner.lost && owner.idleMs < lingerMs) {
						await (0, node_timers_promises__WEBPACK_IMPORTED_MODULE_1__.setTimeout)(LOOK_MS);
						if ((0, node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(paths.lock, { throwIfNoEntry: false })?.ino !== inode) return;
					}
					await owner.close();
				}
				(0, _wasm_flags_js__WEBPACK_IMPORTED_MODULE_6__.A)();
				await keep(process.argv[2] ?? "").catch(() => {});
				process.exit();
				__webpack_async_result__();
			} catch (e) {
				__webpack_async_result__(e);
			}
		}, 1);
	}),
	3443: ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.d(__webpack_exports__, { G: () => LedgerLost });
		class LedgerLost extends Error {
			name = "LedgerLost";
		}
	}),
	5221: ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.d(__webpack_exports__, {
			C$: () => leaveSocketPath,
			eu: () => findSocketPath,
			yL: () => chooseSocketPath
		});
		var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
		var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8161);
		var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
		const LONGEST_PATH_BYTES = 100;
		async function chooseSocketPath({ socket, socketPointer }) {
			const previous = await pointedPath(socketPointer);
			if (Buffer.byteLength(socket) <= LONGEST_PATH_BYTES) {
				await (0, node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(socketPointer, { force: true });
				return socket;
			}
			if (previous !== undefined && await isPrivate((0, node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(previous))) return previous;
			const path = (0, node_path__WEBPACK_IMPORTED_MODULE_2__.join)(await (0, node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdtemp)((0, node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0, node_os__WEBPACK_IMPORTED_MODULE_1__.tmpdir)(), "siso-")), "ledger.sock");
			await (0, node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(socketPointer, path, { mode: 384 });
			return path;
		}
		async function leaveSocketPath({ socketPointer }) {
			const path = await pointedPath(socketPointer);
			if (path === undefined) return;
			await (0, node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(socketPointer, { force: true });
			await (0, node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)((0, node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(path), {
				recursive: true,
				force: true
			});
		}
		async function findSocketPath({ socket, socketPointer }) {
			return await pointedPath(socketPointer) ?? socket;
		}
		async function pointedPath(pointer) {
			const text = await (0, node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(pointer, "utf8").catch(() => "");
			return text === "" ? undefined : text;
		}
		async function isPrivate(folder) {
			const found = await (0, node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)(folder).catch(() => undefined);
			return found?.isDirectory() === true && found.uid === process.getuid?.() && (found.mode & 63) === 0;
		}
	}),
	3389: ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.d(__webpack_exports__, {
			F: () => startKeeper,
			j: () => keeperTaskSchema
		});
		var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
		var execa__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1783);
		var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3045);
		var _build_mark_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8210);
		const keeperTaskSchema = zod__WEBPACK_IMPORTED_MODULE_1__.Ikc({
			directory: zod__WEBPACK_IMPORTED_MODULE_1__.YjP(),
			rehearsal: zod__WEBPACK_IMPORTED_MODULE_1__.zMY(),
			lingerMs: zod__WEBPACK_IMPORTED_MODULE_1__.Whr().positive()
		});
		function startKeeper(task) {
			const directory = (0, node_module__WEBPACK_IMPORTED_MODULE_0__.getCompileCacheDir)();
			const child = (0, execa__WEBPACK_IMPORTED_MODULE_2__.Ho)(process.execPath, [(0, _build_mark_js__WEBPACK_IMPORTED_MODULE_3__.R)(), JSON.stringify(task)], {
				env: directory === undefined ? {} : { NODE_COMPILE_CACHE: directory },
				extendEnv: false,
				cwd: "/",
				stdio: "ignore",
				detached: true,
				cleanup: false,
				reject: false
			});
			child.nodeChildProcess.unref();
		}
	}),
	4517: ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.d(__webpack_exports__, {
			B: () => lockLedger,
			openEmbeddedLedger: () => openEmbeddedLedger
		});
		var external_node_path_ = __webpack_require__(6760);
		var promises_ = __webpack_require__(8500);
		var errors = __webpack_require__(9763);
		var host_lock = __webpack_require__(7621);
		var contract = __webpack_require__(5749);
		var external_node_net_ = __webpack_require__(7030);
		var build_mark = __webpack_require__(8210);
		var embedded_link = __webpack_require__(3443);
		var wire = __webpack_require__(9645);
		;
		async function connectToOwner(path, { patienceMs, takeOver }) {
			const client = new ClientLink((0, external_node_net_.createConnection)(path), patienceMs);
			try {
				const { keeper, build } = await client.greeted;
				if (!keeper || build === (0, build_mark.g)() && !takeOver) return client;
				await client.retireOwner();
				return undefined;
			} catch (error) {
				await client.close();
				if (error instanceof embedded_link.G) return undefined;
				throw error;
			}
		}
		class ClientLink {
			role = "client";
			greeted;
			#socket;
			#patienceMs;
			#waiting = new Map();
			#lastId = 0;
			constructor(socket, patienceMs) {
				this.#socket = socket;
				this.#patienceMs = patienceMs;
				this.greeted = this.#answerTo(0).then(greetingOf);
				this.greeted.catch(() => {});
				socket.on("error", () => {});
				socket.on("close", () => this.#giveUp());
				(0, wire.Se)(socket, Number.POSITIVE_INFINITY, (line) => this.#receive(line));
			}
			get lost() {
				return this.#socket.destroyed;
			}
			async call(name, args, runnerKey) {
				if (this.lost) throw new embedded_link.G();
				if (runnerKey !== undefined && !(await this.greeted).bindsRunners) throw bindsNobody();
				this.#lastId += 1;
				const line = JSON.stringify({
					id: this.#lastId,
					call: name,
					args,
					runnerKey
				});
				if (line.length > wire.by) {
					throw new errors.S("usage", `The arguments of ${name} are larger than ${wire.by} characters`, { hint: "Shorten the text." });
				}
				this.#socket.write(`${line}\n`);
				return this.#answerTo(this.#lastId);
			}
			async retireOwner() {
				const gone = new Promise((resolve) => this.#socket.once("close", resolve));
				this.#socket.ref().write(`${JSON.stringify({ retire: true })}\n`);
				await Promise.race([gone, (0, promises_.setTimeout)(this.#patienceMs, undefined, { ref: false })]);
			}
			async close() {
				this.#socket.destroy();
			}
			#answerTo(id) {
				this.#socket.ref();
				return new Promise((resolve, reject) => {
					const timer = setTimeout(() => this.#take(id)?.reject(tooSlow(this.#patienceMs)), this.#patienceMs);
					this.#waiting.set(id, {
						resolve,
						reject,
						timer
					});
				});
			}
			#take(id) {
				const waiting = this.#waiting.get(id);
				clearTimeout(waiting?.timer);
				this.#waiting.delete(id);
				if (this.#waiting.size === 0) this.#socket.unref();
				return waiting;
			}
			#receive(line) {
				if (this.#waiting.has(0)) {
					this.#take(0)?.resolve(line);
					return;
				}
				const reply = wire.Cc.parse(JSON.parse(line));
				if ("answer" in reply) this.#take(reply.id)?.resolve(reply.answer);
				else this.#take(reply.id)?.reject((0, wire.Mz)(reply.error));
			}
			#giveUp() {
				for (const id of [...this.#waiting.keys()]) this.#take(id)?.reject(new embedded_link.G());
			}
		}
		function greetingOf(line) {
			const greeting = wire.ZG.parse(JSON.parse(line));
			(0, contract.DL)(greeting);
			return greeting;
		}
		function bindsNobody() {
			return new errors.S("ledger_conflict", "The process that has this ledger open knows nothing of runner keys", { hint: "Update siso there, or wait until it ends, then try again." });
		}
		function tooSlow(patienceMs) {
			return new errors.S("store_unavailable", `The ledger's owner did not answer within ${patienceMs / 1e3} s`, {
				hint: "Another process of siso has this ledger open and is stuck: end it, then try again.",
				retryable: true
			});
		}
		var folder = __webpack_require__(3856);
		var socket_path = __webpack_require__(5221);
		var start_keeper = __webpack_require__(3389);
		;
		const PATIENCE_MS = 3e4;
		async function openEmbeddedLedger(options) {
			const { directory, rehearsal = false, lingerMs = 0, takeOver = false, runnerKey, onServed, ...folders } = options;
			let paths = await (0, folder.v)(directory);
			if (rehearsal) paths = await (0, folder.v)((0, external_node_path_.join)(paths.directory, "rehearsal"));
			const database = {
				paths,
				rehearsal,
				...folders
			};
			const link = await findLink({
				database,
				takeOver,
				onServed
			}, performance.now() + PATIENCE_MS);
			return new SharedLedger(link, {
				database,
				lingerMs,
				takeOver,
				runnerKey,
				onServed
			});
		}
		class SharedLedger {
			#database;
			#lingerMs;
			#runnerKey;
			#takeOver;
			#onServed;
			#link;
			#search;
			#closed = false;
			constructor(link, { database, lingerMs, takeOver, runnerKey, onServed }) {
				this.#link = link;
				this.#database = database;
				this.#lingerMs = lingerMs;
				this.#takeOver = takeOver;
				this.#onServed = onServed;
				this.#runnerKey = runnerKey;
			}
			get role() {
				return this.#link.role;
			}
			async call(name, args) {
				return (0, contract.Wp)(name, await this.#ask(name, (0, contract.PX)(name, args)));
			}
			async close() {
				this.#closed = true;
				await this.#search?.catch(() => {});
				const wasOwner = this.role === "owner" && !this.#link.lost;
				await this.#link.close();
				const { paths, rehearsal } = this.#database;
				if (wasOwner && this.#lingerMs > 0) (0, start_keeper.F)({
					directory: paths.directory,
					rehearsal,
					lingerMs: this.#lingerMs
				});
			}
			async #ask(name, args) {
				const deadline = performance.now() + PATIENCE_MS;
				for (;;) {
					const link = await this.#connected(deadline);
					try {
						return await link.call(name, args, this.#runnerKey);
					} catch (error) {
						if (!(error instanceof embedded_link.G)) throw error;
					}
				}
			}
			async #connected(deadline) {
				if (this.#closed) throw new errors.S("store_unavailable", "The ledger was closed");
				if (!this.#link.lost) return this.#link;
				this.#search ??= findLink({
					database: this.#database,
					takeOver: this.#takeOver,
					onServed: this.#onServed
				}, deadline);
				try {
					this.#link = await this.#search;
					return this.#link;
				} finally {
					this.#search = undefined;
				}
			}
		}
		async function findLink({ database, takeOver, onServed }, deadline) {
			const { paths } = database;
			while (performance.now() < deadline) {
				const lock = lockLedger(paths);
				if (lock !== undefined) {
					const { becomeOwner } = await __webpack_require__.e(693).then(__webpack_require__.bind(__webpack_require__, 3693));
					return becomeOwner(lock, database, { onServed });
				}
				const patienceMs = deadline - performance.now();
				const link = await connectToOwner(await (0, socket_path.eu)(paths), {
					patienceMs,
					takeOver
				});
				if (link !== undefined) return link;
				await (0, promises_.setTimeout)(10 + Math.random() * 20);
			}
			throw new errors.S("store_unavailable", `No process answered for the ledger in ${paths.directory}`, {
				hint: `One holds ${paths.lock} and is still opening the ledger, or is stuck: wait, or end it, then try again.`,
				retryable: true
			});
		}
		function lockLedger({ lock }) {
			try {
				return (0, host_lock.b)(lock);
			} catch (cause) {
				const detail = cause instanceof Error ? cause.message : String(cause);
				throw new errors.S("store_unavailable", `The ledger cannot be locked with ${lock}: ${detail}`, {
					hint: "Make the file one that this user may write to.",
					cause
				});
			}
		}
	}),
	9645: ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.d(__webpack_exports__, {
			Cc: () => replySchema,
			Kl: () => faultOf,
			Mz: () => errorOf,
			Se: () => readLines,
			TF: () => requestSchema,
			ZG: () => greetingSchema,
			by: () => LINE_LIMIT
		});
		var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3045);
		var _contracts_ledger_functions_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7542);
		var _domain_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9763);
		const LINE_LIMIT = 8 * 1024 * 1024;
		const greetingSchema = _contracts_ledger_functions_js__WEBPACK_IMPORTED_MODULE_0__.u.siso_schema.result.extend({
			keeper: zod__WEBPACK_IMPORTED_MODULE_1__.zMY().default(false),
			build: zod__WEBPACK_IMPORTED_MODULE_1__.YjP().default(""),
			bindsRunners: zod__WEBPACK_IMPORTED_MODULE_1__.zMY().default(false)
		});
		const requestSchema = zod__WEBPACK_IMPORTED_MODULE_1__.KCZ([zod__WEBPACK_IMPORTED_MODULE_1__.Ikc({
			id: zod__WEBPACK_IMPORTED_MODULE_1__.Whr(),
			call: zod__WEBPACK_IMPORTED_MODULE_1__.YjP(),
			args: zod__WEBPACK_IMPORTED_MODULE_1__.g1P(zod__WEBPACK_IMPORTED_MODULE_1__.YjP(), zod__WEBPACK_IMPORTED_MODULE_1__.L5J()),
			runnerKey: zod__WEBPACK_IMPORTED_MODULE_1__.YjP().optional()
		}), zod__WEBPACK_IMPORTED_MODULE_1__.Ikc({ retire: zod__WEBPACK_IMPORTED_MODULE_1__.euz(true) })]);
		const faultSchema = zod__WEBPACK_IMPORTED_MODULE_1__.Ikc({
			code: zod__WEBPACK_IMPORTED_MODULE_1__.k5n(_domain_errors_js__WEBPACK_IMPORTED_MODULE_2__.O),
			message: zod__WEBPACK_IMPORTED_MODULE_1__.YjP(),
			hint: zod__WEBPACK_IMPORTED_MODULE_1__.YjP().optional(),
			retryable: zod__WEBPACK_IMPORTED_MODULE_1__.zMY()
		});
		const replySchema = zod__WEBPACK_IMPORTED_MODULE_1__.KCZ([zod__WEBPACK_IMPORTED_MODULE_1__.Ikc({
			id: zod__WEBPACK_IMPORTED_MODULE_1__.Whr(),
			answer: zod__WEBPACK_IMPORTED_MODULE_1__.YjP()
		}), zod__WEBPACK_IMPORTED_MODULE_1__.Ikc({
			id: zod__WEBPACK_IMPORTED_MODULE_1__.Whr(),
			error: faultSchema
		})]);
		function faultOf({ code, message, hint, retryable }) {
			return {
				code,
				message,
				hint,
				retryable
			};
		}
		function errorOf({ code, message, hint, retryable }) {
			return new _domain_errors_js__WEBPACK_IMPORTED_MODULE_2__.S(code, message, {
				retryable,
				...hint === undefined ? {} : { hint }
			});
		}
		function readLines(socket, limit, onLine) {
			let rest = "";
			socket.setEncoding("utf8");
			socket.on("data", (chunk) => {
				const pieces = chunk.split("\n");
				for (const piece of pieces.slice(0, -1)) {
					const line = rest + piece;
					rest = "";
					if (line.length > limit) socket.destroy();
					if (socket.destroyed) return;
					onLine(line);
				}
				rest += pieces.at(-1) ?? "";
				if (rest.length > limit) socket.destroy();
			});
		}
	})
};
