export const id = 761;
export const ids = [761];
export const modules = {
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
	9301: ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.d(__webpack_exports__, { O: () => ledgerFault });
		var _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9763);
		const OUR_CODES = {
			SI400: "usage",
			SI401: "config_invalid",
			SI403: "forbidden",
			SI404: "not_found",
			SI409: "ledger_conflict"
		};
		function ledgerFault({ code, message, hint, cause }) {
			const known = Object.hasOwn(OUR_CODES, code) ? OUR_CODES[code] : undefined;
			if (known === undefined) return undefined;
			return new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__.S(known, message, {
				cause,
				...hint ? { hint } : {}
			});
		}
	}),
	3761: ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.r(__webpack_exports__);
		__webpack_require__.d(__webpack_exports__, { openSupabaseStore: () => openSupabaseStore });
		var promises_ = __webpack_require__(8500);
		var dist = __webpack_require__(7956);
		var functions = __webpack_require__(7542);
		var errors = __webpack_require__(9763);
		var runner_key = __webpack_require__(7004);
		var host_way = __webpack_require__(6443);
		var contract = __webpack_require__(5749);
		var host_package = __webpack_require__(7640);
		var sql_faults = __webpack_require__(9301);
		;
		const PASSING_STATUS = new Set([
			408,
			429,
			502,
			503,
			504,
			520,
			521,
			522,
			523,
			524,
			544
		]);
		const PASSING_SQL = /^(08|53)|^(40001|40P01|55P03|57014|57P01|57P02|57P03)$/;
		const REFUSED_KEY = new Set([
			"PGRST301",
			"PGRST302",
			"PGRST303",
			"42501"
		]);
		const MISSING = new Set([
			"PGRST106",
			"PGRST125",
			"PGRST202",
			"PGRST205",
			"42883",
			"42P01",
			"3F000"
		]);
		const PAUSED = 540;
		function replyFault(reply, address) {
			const { status, error } = reply;
			const code = error.code ?? "";
			const message = faults_hidden(error.message ?? "", address);
			const cause = new Error(`${status} ${code} ${message}`.trim());
			const raised = (0, sql_faults.O)({
				code,
				message,
				hint: error.hint,
				cause
			});
			if (raised !== undefined) return raised;
			if (status === 0) return unreachable(address, {
				detail: detailOf(reply, address),
				cause
			});
			if (code === "42501" && address.runnerKey !== undefined) return notForRunners({
				detail: message,
				cause
			});
			if (REFUSED_KEY.has(code) || status === 401 || status === 403) return refusedKey(address, {
				detail: message,
				cause
			});
			if (MISSING.has(code) || status === 404) return missing(address, {
				detail: message,
				cause
			});
			if (PASSING_STATUS.has(status) || PASSING_SQL.test(code) || isPostgresGone(reply)) return busy(address, {
				detail: `status ${status}`,
				cause
			});
			return strange(address, {
				detail: said(status, {
					code,
					message
				}),
				cause
			});
		}
		function isPostgresGone({ status, error: { code, message } }) {
			return status === 400 && code === "" && message === "";
		}
		function unreachable({ url }, { detail, cause }) {
			return new errors.S("store_unavailable", `The ledger on ${url} cannot be reached: ${detail}`, {
				hint: "Check SUPABASE_URL and the network, then run `siso doctor`.",
				cause,
				retryable: true
			});
		}
		function busy({ url }, { detail, cause }) {
			return new errors.S("store_unavailable", `The ledger on ${url} cannot answer now (${detail})`, {
				hint: "Try again in a while; if it lasts, look at the state of the project in the dashboard of Supabase.",
				cause,
				retryable: true
			});
		}
		function refusedKey({ url, keyVariable, runnerKey }, { detail, cause }) {
			const message = `${url} refuses the key in ${keyVariable}: ${sentence(detail || "no reason was given")}`;
			const hint = runnerKey === undefined ? keyHint(keyVariable) : publishableHint(keyVariable);
			return new errors.S("config_invalid", message, {
				hint,
				cause
			});
		}
		function notForRunners({ detail, cause }) {
			return new errors.S("forbidden", `A runner key may not do this: ${sentence(detail)}`, {
				hint: `Runners only run tasks: unset ${runner_key.Ke} and use the secret key for everything else.`,
				cause
			});
		}
		function missing({ url }, { detail, cause }) {
			return new errors.S("config_invalid", `${url} has no ledger of this version of siso: ${sentence(detail)}`, {
				hint: pushHint(url),
				cause
			});
		}
		function strange({ url }, { detail, cause }) {
			if (cause.message.startsWith(`${PAUSED}`)) {
				return new errors.S("store_unavailable", `The project at ${url} is paused`, {
					hint: "Restore it in the dashboard of Supabase.",
					cause
				});
			}
			return new errors.S("internal", `The ledger on ${url} failed: ${detail}`, {
				hint: "Check that SUPABASE_URL names a Supabase project; else report this, with the output of `siso doctor`.",
				cause
			});
		}
		function pushHint(url) {
			const [, project = "<its Postgres URL>"] = /^https:\/\/([a-z0-9-]+)\.supabase\.co$/.exec(url) ?? [];
			return `Apply the migrations that come with siso: npx supabase db push --workdir "${(0, host_package.nR)()}" --remote="${project}"`;
		}
		function keyHint(keyVariable) {
			return `Set ${keyVariable} to the secret key of the project (sb_secret_…) or its service_role key, never to a publishable or anon key.`;
		}
		function publishableHint(keyVariable) {
			return `Set ${keyVariable} to the publishable key of the project (sb_publishable_…) or its anon key, never to a secret one.`;
		}
		function detailOf({ error: { message = "", details } }, address) {
			if (message.startsWith("TimeoutError")) return "no answer in time";
			const cause = /^Caused by: (?:\w+: )?(.*)$/m.exec(details ?? "")?.[1];
			return faults_hidden(cause || message, address);
		}
		function said(status, { code, message }) {
			return `status ${status}${code ? `, ${code}` : ""}, ${sentence(message) || "without a word"}`;
		}
		function sentence(text) {
			const line = text.trim().split("\n", 1)[0] ?? "";
			return (line.length > 200 ? `${line.slice(0, 199)}…` : line).replace(/\.$/, "");
		}
		function faults_hidden(text, { key, runnerKey }) {
			const plain = text.replaceAll(key, "…");
			return runnerKey === undefined ? plain : plain.replaceAll(runnerKey, "…");
		}
		var schemas = __webpack_require__(3045);
		;
		function demandSecretKey(key, keyVariable) {
			const wrong = whatIsWrong(key);
			if (wrong === undefined) return;
			throw new errors.S("config_invalid", `${keyVariable} ${wrong}`, { hint: keyHint(keyVariable) });
		}
		function demandPublishableKey(key, keyVariable) {
			const role = roleOf(key);
			const wrong = /^[\x21-\x7e]+$/.test(key) ? key.startsWith("sb_secret_") || role !== undefined && role !== "anon" ? "holds a secret key, which no runner may have" : undefined : BLANKS;
			if (wrong === undefined) return;
			throw new errors.S("config_invalid", `${keyVariable} ${wrong}`, { hint: publishableHint(keyVariable) });
		}
		const BLANKS = "holds blanks or other characters that no key has";
		function whatIsWrong(key) {
			if (!/^[\x21-\x7e]+$/.test(key)) return BLANKS;
			if (key.startsWith("sb_publishable_")) return "holds a publishable key, which may not use the ledger";
			const role = roleOf(key);
			if (role === "anon" || role === "authenticated") return `holds a key of the role ${role}, which may not use the ledger`;
			return undefined;
		}
		const claimsSchema = schemas.Ikc({ role: schemas.YjP() });
		function roleOf(key) {
			const [, payload, signature] = key.split(".");
			if (payload === undefined || signature === undefined) return undefined;
			try {
				return claimsSchema.safeParse(JSON.parse(Buffer.from(payload, "base64url").toString())).data?.role;
			} catch {
				return undefined;
			}
		}
		;
		const LONGEST_TOLD_MS = 1e4;
		function toldPause({ status, headers }) {
			const told = status === 429 || status === 503 ? headers.get("retry-after")?.trim() : undefined;
			if (told === undefined || told === "") return undefined;
			const ms = /^\d+$/.test(told) ? Number(told) * 1e3 : Date.parse(told) - Date.parse(headers.get("date") ?? "");
			return Number.isNaN(ms) ? undefined : Math.min(LONGEST_TOLD_MS, Math.max(0, ms));
		}
		;
		const TIMEOUT_MS = 1e4;
		const LAST_TRY_MS = 6e4;
		const RETRIES = 4;
		const FIRST_PAUSE_MS = 250;
		const LONGEST_PAUSE_MS = 4e3;
		async function openSupabaseStore(options) {
			const { url, key, runnerKey, keyVariable = "SUPABASE_SECRET_KEY", opening } = options;
			if (runnerKey === undefined) demandSecretKey(key, keyVariable);
			else demandPublishableKey(key, keyVariable);
			const way = await (0, host_way.A)(url, options.network);
			const store = new SupabaseStore({
				url,
				key,
				keyVariable,
				runnerKey
			}, {
				...options,
				way
			});
			try {
				store.schema = await store.call("siso_schema", {}, opening);
				(0, contract.DL)(store.schema);
				if (store.schema.version >= functions.F) return store;
				const message = `The ledger on ${url} has schema ${store.schema.version}; this siso needs ${functions.F}`;
				throw new errors.S("config_invalid", message, { hint: pushHint(url) });
			} catch (error) {
				await store.close();
				throw error;
			}
		}
		class SupabaseStore {
			schema = {
				version: 0,
				minClient: 0,
				rehearsal: false,
				runner: null
			};
			#client;
			#address;
			#way;
			#patience;
			#told = new WeakMap();
			#closed = false;
			constructor(address, options) {
				const { timeoutMs = TIMEOUT_MS, retries = RETRIES, way, fetch: send = way.fetch } = options;
				this.#address = address;
				this.#way = way;
				this.#patience = {
					timeoutMs,
					retries
				};
				this.#client = (0, dist.createClient)(address.url, address.key, {
					auth: {
						persistSession: false,
						autoRefreshToken: false,
						detectSessionInUrl: false
					},
					global: {
						headers: address.runnerKey === undefined ? {} : { [runner_key.N2]: address.runnerKey },
						fetch: async (input, init) => {
							const response = await send(input, {
								...init,
								redirect: "error"
							});
							const told = toldPause(response);
							if (told !== undefined && init?.signal) this.#told.set(init.signal, told);
							return response;
						}
					}
				});
			}
			async call(name, args, patience) {
				return (0, contract.dG)(name, await this.#ask(name, (0, contract.PX)(name, args), {
					...this.#patience,
					...patience
				}));
			}
			async close() {
				this.#closed = true;
				this.#way.close();
			}
			async #ask(name, args, { timeoutMs, retries }) {
				const startedAt = performance.now();
				for (let tried = 0;; tried += 1) {
					if (this.#closed) throw new errors.S("store_unavailable", "The ledger was closed");
					const signal = AbortSignal.timeout(timeoutMs);
					const { data, error, status } = await this.#client.rpc(name, args).abortSignal(signal);
					if (error === null) return data;
					const fault = replyFault({
						status,
						error
					}, this.#address);
					const pause = this.#told.get(signal) ?? pauseMs(tried);
					const isLate = performance.now() - startedAt + pause > LAST_TRY_MS;
					if (!fault.retryable || tried >= retries || isLate) throw fault;
					await (0, promises_.setTimeout)(pause);
				}
			}
		}
		function pauseMs(tried) {
			return Math.random() * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** tried);
		}
	})
};
