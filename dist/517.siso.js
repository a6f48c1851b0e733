export const id = 517;
export const ids = [517];
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
