export const id = 693;
export const ids = [693];
export const modules = {
	4654: ((__webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => {
			try {
				__webpack_require__.d(__webpack_exports__, {
					E: () => PGlite,
					g: () => types
				});
				const { PGlite, types } = await import("./pglite/dist/index.js");
				__webpack_async_result__();
			} catch (e) {
				__webpack_async_result__(e);
			}
		}, 1);
	}),
	3325: ((__webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => {
			try {
				__webpack_require__.d(__webpack_exports__, { q: () => openDatabase });
				var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
				var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
				var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
				var zod__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(3045);
				var _contracts_ledger_functions_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(7542);
				var _domain_errors_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(9763);
				var _domain_runner_key_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7004);
				var _contract_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5749);
				var _migrations_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(6046);
				var _faults_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5633);
				var _postgres_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9651);
				var _snapshot_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(692);
				var __webpack_async_dependencies__ = __webpack_handle_async_dependencies__([_postgres_js__WEBPACK_IMPORTED_MODULE_6__, _snapshot_js__WEBPACK_IMPORTED_MODULE_9__]);
				[_postgres_js__WEBPACK_IMPORTED_MODULE_6__, _snapshot_js__WEBPACK_IMPORTED_MODULE_9__] = __webpack_async_dependencies__.then ? (await __webpack_async_dependencies__)() : __webpack_async_dependencies__;
				const CALLS_PER_CHECKPOINT = 1e3;
				const PRUNED = /"next": null/;
				const PRUNED_TABLES = [...[
					"task_texts",
					"task_logs",
					"task_events",
					"token_usage_history",
					"usage_holds",
					"automation_tasks"
				], ...[
					"automation_analytics",
					"budget_periods",
					"alerts",
					"rate_limit_usage",
					"request_log"
				]];
				const UNINITIALISED = "siso-uninitialised";
				class LedgerDatabase {
					schema;
					#postgres;
					#folder;
					#calls = 0;
					#vacuum = Promise.resolve();
					constructor(postgres, { folder, schema }) {
						this.#postgres = postgres;
						this.#folder = folder;
						this.schema = schema;
					}
					get dead() {
						return this.#postgres.dead;
					}
					async call(name, args, runnerKey) {
						(0, _contract_js__WEBPACK_IMPORTED_MODULE_3__.Sd)(name, args);
						const given = Object.entries(args).filter(([, value]) => value !== undefined);
						const named = given.map(([argument], at) => `${argument} => $${at + 1}`).join(", ");
						const values = given.map(([, value]) => value);
						try {
							const sql = `select to_jsonb(public.${name}(${named}))::text as answer`;
							const bound = runnerKey === undefined ? [] : bindTo(runnerKey, name);
							const { rows } = await this.#postgres.query(sql, values, bound);
							const answer = rows[0]?.answer ?? "null";
							if (name === "siso_prune" && PRUNED.test(answer)) this.#vacuum = this.#giveRoomBack();
							return answer;
						} catch (cause) {
							throw (0, _faults_js__WEBPACK_IMPORTED_MODULE_4__.p4)(this.#folder, cause);
						} finally {
							this.#countCall();
						}
					}
					async close() {
						await this.#vacuum;
						await this.#postgres.close();
					}
					async #giveRoomBack() {
						for (const table of PRUNED_TABLES) await this.#postgres.exec(`vacuum public.${table}`).catch(() => {});
					}
					#countCall() {
						this.#calls += 1;
						if (this.#calls % CALLS_PER_CHECKPOINT !== 0) return;
						setImmediate(() => this.#postgres.exec("checkpoint").catch(() => {}));
					}
				}
				function bindTo(runnerKey, name) {
					const headers = JSON.stringify({ [_domain_runner_key_js__WEBPACK_IMPORTED_MODULE_5__.N2]: runnerKey });
					return [{
						sql: `select set_config('request.headers', $1, true)`,
						parameters: [headers]
					}, {
						sql: "select siso.demand_runners_own($1)",
						parameters: [name]
					}];
				}
				async function openDatabase(options) {
					const { paths, rehearsal, migrationsDirectory } = options;
					if (!(0, node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(paths.ledger)) await createLedger(options);
					(0, _postgres_js__WEBPACK_IMPORTED_MODULE_6__.B)(paths.ledger);
					const postgres = await _postgres_js__WEBPACK_IMPORTED_MODULE_6__.E.start(paths.ledger);
					try {
						const found = await readSchema(postgres);
						if (found !== undefined) (0, _contract_js__WEBPACK_IMPORTED_MODULE_3__.DL)(found);
						const applied = await (0, _migrations_js__WEBPACK_IMPORTED_MODULE_7__.KV)(postgres, await (0, _migrations_js__WEBPACK_IMPORTED_MODULE_7__.YJ)(migrationsDirectory));
						await initialise(postgres, {
							folder: paths.ledger,
							rehearsal
						});
						const schema = applied === 0 ? found : await readSchema(postgres);
						if (schema === undefined) throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_8__.S("internal", "The migrations do not make siso_schema()");
						return new LedgerDatabase(postgres, {
							folder: paths.ledger,
							schema
						});
					} catch (error) {
						await postgres.close();
						throw (0, _faults_js__WEBPACK_IMPORTED_MODULE_4__.p4)(paths.ledger, error);
					}
				}
				async function createLedger({ paths, migrationsDirectory, snapshotDirectory }) {
					try {
						await (0, node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(paths.staging, {
							recursive: true,
							force: true
						});
						const migrations = await (0, _migrations_js__WEBPACK_IMPORTED_MODULE_7__.YJ)(migrationsDirectory);
						if (!await (0, _snapshot_js__WEBPACK_IMPORTED_MODULE_9__.B9)(paths.staging, migrations, snapshotDirectory)) {
							await (await _postgres_js__WEBPACK_IMPORTED_MODULE_6__.E.start(paths.staging)).close();
						}
						await (0, node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.writeFile)((0, node_path__WEBPACK_IMPORTED_MODULE_2__.join)(paths.staging, UNINITIALISED), "");
						await (0, node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rename)(paths.staging, paths.ledger);
					} catch (cause) {
						const detail = cause instanceof Error ? cause.message : String(cause);
						throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_8__.S("store_unavailable", `No new ledger can be made in ${paths.directory}: ${detail}`, {
							hint: "Free the disk or choose another data directory; if that does not help, install siso anew.",
							cause
						});
					}
				}
				async function initialise(postgres, { folder, rehearsal }) {
					const marker = (0, node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, UNINITIALISED);
					if (!(0, node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(marker)) return;
					await postgres.query("select public.siso_initialise(p_settings => $1)", [{
						defaultRole: "admin",
						rehearsal
					}]);
					await (0, node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(marker);
				}
				async function readSchema(postgres) {
					const present = await postgres.query(`select to_regprocedure('public.siso_schema()') is not null as present`);
					if (!zod__WEBPACK_IMPORTED_MODULE_10__.PVZ([zod__WEBPACK_IMPORTED_MODULE_10__.Ikc({ present: zod__WEBPACK_IMPORTED_MODULE_10__.zMY() })]).parse(present.rows)[0].present) return undefined;
					const { rows } = await postgres.query("select public.siso_schema() as schema");
					return zod__WEBPACK_IMPORTED_MODULE_10__.PVZ([zod__WEBPACK_IMPORTED_MODULE_10__.Ikc({ schema: _contracts_ledger_functions_js__WEBPACK_IMPORTED_MODULE_11__.u.siso_schema.result })]).parse(rows)[0].schema;
				}
				__webpack_async_result__();
			} catch (e) {
				__webpack_async_result__(e);
			}
		});
	}),
	5633: ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.d(__webpack_exports__, {
			HF: () => startFault,
			dR: () => isFinal,
			p4: () => queryFault,
			qM: () => damaged
		});
		var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3045);
		var _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9763);
		var _sql_faults_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9301);
		var _link_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3443);
		function damaged(folder, detail, cause) {
			return new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__.S("ledger_damaged", `The ledger in ${folder} is damaged: ${detail}`, {
				hint: "Nothing was deleted. Restore the folder from a backup, or move it aside to start a new ledger.",
				cause
			});
		}
		function startFault(folder, { log, cause }) {
			const fatal = log.find((line) => /FATAL|PANIC/.test(line))?.replace(/^.*?(FATAL|PANIC): */, "");
			const detail = fatal ?? messageOf(cause);
			if (!/no space left|permission denied|read-only file system|too many open files/i.test(log.join("\n") + detail)) {
				return damaged(folder, detail, cause);
			}
			return new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__.S("store_unavailable", `The ledger in ${folder} cannot be opened: ${detail}`, {
				hint: "Free the disk or correct the permissions, then try again.",
				cause
			});
		}
		const sqlErrorSchema = zod__WEBPACK_IMPORTED_MODULE_1__.Ikc({
			code: zod__WEBPACK_IMPORTED_MODULE_1__.YjP(),
			severity: zod__WEBPACK_IMPORTED_MODULE_1__.YjP(),
			message: zod__WEBPACK_IMPORTED_MODULE_1__.YjP(),
			hint: zod__WEBPACK_IMPORTED_MODULE_1__.YjP().optional()
		});
		function isFinal(error) {
			const sql = sqlErrorSchema.safeParse(error).data;
			if (sql !== undefined) return sql.severity === "PANIC" || sql.severity === "FATAL";
			return !(error instanceof Error) || error.name === "RuntimeError";
		}
		const DAMAGE_CODES = new Set([
			"XX001",
			"XX002",
			"58P01"
		]);
		function queryFault(folder, cause) {
			if (cause instanceof _link_js__WEBPACK_IMPORTED_MODULE_2__.G || cause instanceof _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__.S) return cause;
			if (isFinal(cause)) {
				return new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__.S("store_unavailable", `The ledger stopped: ${messageOf(cause)}`, {
					hint: "Look for a full disk, then try again.",
					cause,
					retryable: true
				});
			}
			const sql = sqlErrorSchema.safeParse(cause).data;
			if (sql !== undefined && DAMAGE_CODES.has(sql.code)) return damaged(folder, sql.message, cause);
			const raised = sql === undefined ? undefined : (0, _sql_faults_js__WEBPACK_IMPORTED_MODULE_3__.O)({
				...sql,
				cause
			});
			return raised ?? new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__.S("internal", messageOf(cause), {
				hint: REPORT,
				cause
			});
		}
		const REPORT = "Report this, with the output of `siso doctor`.";
		function messageOf(cause) {
			return cause instanceof Error ? cause.message : String(cause);
		}
	}),
	3693: ((__webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => {
			try {
				__webpack_require__.d(__webpack_exports__, { becomeOwner: () => becomeOwner });
				var _domain_errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9763);
				var _build_mark_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8210);
				var _database_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3325);
				var _server_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1003);
				var _socket_path_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5221);
				var __webpack_async_dependencies__ = __webpack_handle_async_dependencies__([_database_js__WEBPACK_IMPORTED_MODULE_0__]);
				_database_js__WEBPACK_IMPORTED_MODULE_0__ = (__webpack_async_dependencies__.then ? (await __webpack_async_dependencies__)() : __webpack_async_dependencies__)[0];
				async function becomeOwner(lock, options, { keeper = false, onServed } = {}) {
					let database;
					try {
						database = await (0, _database_js__WEBPACK_IMPORTED_MODULE_0__.q)(options);
						const owner = new OwnerLink(database, {
							lock,
							paths: options.paths,
							onServed
						});
						await owner.serve(keeper);
						return owner;
					} catch (error) {
						await database?.close();
						lock.release();
						throw error;
					}
				}
				class OwnerLink {
					role = "owner";
					#database;
					#lock;
					#paths;
					#onServed;
					#server;
					#lost = false;
					#closing;
					constructor(database, { lock, paths, onServed }) {
						this.#database = database;
						this.#lock = lock;
						this.#paths = paths;
						this.#onServed = onServed;
					}
					get lost() {
						return this.#lost;
					}
					get idleMs() {
						return this.#server?.idleMs ?? 0;
					}
					async serve(keeper) {
						const path = await (0, _socket_path_js__WEBPACK_IMPORTED_MODULE_1__.yL)(this.#paths);
						const call = async (...asked) => {
							const answer = await this.call(...asked);
							this.#onServed?.(asked[0]);
							return answer;
						};
						try {
							const greeting = {
								...this.#database.schema,
								keeper,
								build: (0, _build_mark_js__WEBPACK_IMPORTED_MODULE_2__.g)(),
								bindsRunners: true
							};
							this.#server = await _server_js__WEBPACK_IMPORTED_MODULE_3__.b.listen({
								path,
								greeting,
								call,
								onRetire: () => void this.close()
							});
						} catch (cause) {
							const detail = cause instanceof Error ? cause.message : String(cause);
							throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_4__.S("store_unavailable", `The ledger cannot be shared on ${path}: ${detail}`, {
								hint: "Choose a data directory on a local disk: it must be able to hold a Unix socket.",
								cause
							});
						}
					}
					async call(name, args, runnerKey) {
						try {
							return await this.#database.call(name, args, runnerKey);
						} finally {
							if (this.#database.dead) this.#stepDown();
						}
					}
					close() {
						this.#closing ??= this.#lost ? Promise.resolve() : this.#leave();
						return this.#closing;
					}
					async #leave() {
						this.#lost = true;
						await this.#server?.close();
						await this.#database.close();
						await (0, _socket_path_js__WEBPACK_IMPORTED_MODULE_1__.C$)(this.#paths);
						this.#lock.release();
					}
					#stepDown() {
						if (this.#lost) return;
						this.#lost = true;
						this.#server?.abandon();
						this.#lock.release();
					}
				}
				__webpack_async_result__();
			} catch (e) {
				__webpack_async_result__(e);
			}
		});
	}),
	9651: ((__webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => {
			try {
				__webpack_require__.d(__webpack_exports__, {
					B: () => demandPostgresData,
					E: () => Postgres
				});
				var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
				var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
				var _electric_sql_pglite__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4654);
				var _faults_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5633);
				var _link_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3443);
				var __webpack_async_dependencies__ = __webpack_handle_async_dependencies__([_electric_sql_pglite__WEBPACK_IMPORTED_MODULE_2__]);
				_electric_sql_pglite__WEBPACK_IMPORTED_MODULE_2__ = (__webpack_async_dependencies__.then ? (await __webpack_async_dependencies__)() : __webpack_async_dependencies__)[0];
				const START_PARAMETERS = [
					..._electric_sql_pglite__WEBPACK_IMPORTED_MODULE_2__.E.defaultStartParams,
					...["-c", "shared_buffers=16MB"],
					...["-c", "log_startup_progress_interval=0"]
				];
				const INITDB_PARAMETERS = ["--wal-segsize=1"];
				class Postgres {
					#pglite;
					#last = Promise.resolve();
					#dead = false;
					constructor(pglite) {
						this.#pglite = pglite;
					}
					static async start(folder) {
						const log = [];
						const exitCode = process.exitCode;
						try {
							return new Postgres(await createPglite(folder, log));
						} catch (cause) {
							throw (0, _faults_js__WEBPACK_IMPORTED_MODULE_3__.HF)(folder, {
								log,
								cause
							});
						} finally {
							process.exitCode = exitCode;
						}
					}
					get dead() {
						return this.#dead;
					}
					query(sql, parameters = [], first = []) {
						if (first.length === 0) return this.#inTurn(() => this.#pglite.query(sql, parameters));
						return this.#inTurn(() => this.#pglite.transaction(async (transaction) => {
							for (const statement of first) await transaction.query(statement.sql, statement.parameters);
							return transaction.query(sql, parameters);
						}));
					}
					async exec(sql) {
						await this.#inTurn(() => this.#pglite.exec(sql));
					}
					async close() {
						await this.#last;
						if (!this.#dead) await this.#pglite.close();
					}
					#inTurn(work) {
						const turn = this.#last.then(async () => {
							if (this.#dead) throw new _link_js__WEBPACK_IMPORTED_MODULE_4__.G();
							try {
								return await work();
							} catch (error) {
								this.#dead = (0, _faults_js__WEBPACK_IMPORTED_MODULE_3__.dR)(error);
								forgetStatement(error);
								throw error;
							}
						});
						this.#last = turn.catch(() => {});
						return turn;
					}
				}
				function createPglite(folder, log) {
					return _electric_sql_pglite__WEBPACK_IMPORTED_MODULE_2__.E.create(folder, {
						startParams: START_PARAMETERS,
						initDbStartParams: INITDB_PARAMETERS,
						serializers: {
							[_electric_sql_pglite__WEBPACK_IMPORTED_MODULE_2__.g.JSON]: JSON.stringify,
							[_electric_sql_pglite__WEBPACK_IMPORTED_MODULE_2__.g.JSONB]: JSON.stringify
						},
						onStderr: (line) => {
							if (log.length < 100) log.push(line);
							return false;
						}
					});
				}
				function forgetStatement(error) {
					if (!(error instanceof Error)) return;
					for (const field of [
						"query",
						"params",
						"queryOptions"
					]) Reflect.deleteProperty(error, field);
				}
				function demandPostgresData(folder) {
					const missing = ["PG_VERSION", (0, node_path__WEBPACK_IMPORTED_MODULE_1__.join)("global", "pg_control")].find((file) => !(0, node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)((0, node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, file)));
					if (missing !== undefined) throw (0, _faults_js__WEBPACK_IMPORTED_MODULE_3__.qM)(folder, `${missing} is missing`);
				}
				__webpack_async_result__();
			} catch (e) {
				__webpack_async_result__(e);
			}
		});
	}),
	1003: ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.d(__webpack_exports__, { b: () => LedgerServer });
		var node_events__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8474);
		var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
		var node_net__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7030);
		var _domain_errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9763);
		var _wire_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9645);
		class LedgerServer {
			#server;
			#options;
			#sockets = new Set();
			#underWay = new Set();
			#closing = false;
			#lastSeen = performance.now();
			constructor(options) {
				this.#options = options;
				this.#server = (0, node_net__WEBPACK_IMPORTED_MODULE_2__.createServer)((socket) => this.#welcome(socket)).unref();
			}
			static async listen(options) {
				const server = new LedgerServer(options);
				await (0, node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(options.path, { force: true });
				server.#server.listen(options.path);
				await (0, node_events__WEBPACK_IMPORTED_MODULE_0__.once)(server.#server, "listening");
				await (0, node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.chmod)(options.path, 384);
				return server;
			}
			get idleMs() {
				return this.#sockets.size > 0 ? 0 : performance.now() - this.#lastSeen;
			}
			async close() {
				this.#closing = true;
				this.#server.close();
				await Promise.all(this.#underWay);
				for (const socket of this.#sockets) socket.destroySoon();
			}
			abandon() {
				this.#closing = true;
				this.#server.close();
				for (const socket of this.#sockets) socket.destroy();
			}
			#welcome(socket) {
				this.#sockets.add(socket.unref());
				socket.on("error", () => {});
				socket.on("close", () => {
					this.#sockets.delete(socket);
					this.#lastSeen = performance.now();
				});
				socket.write(`${JSON.stringify(this.#options.greeting)}\n`);
				(0, _wire_js__WEBPACK_IMPORTED_MODULE_3__.Se)(socket, _wire_js__WEBPACK_IMPORTED_MODULE_3__.by, (line) => {
					const answering = this.#serve(socket, line).finally(() => this.#underWay.delete(answering));
					this.#underWay.add(answering);
				});
			}
			async #serve(socket, line) {
				if (this.#closing) return;
				const request = _wire_js__WEBPACK_IMPORTED_MODULE_3__.TF.safeParse(parseJson(line));
				if (!request.success) {
					socket.destroy();
					return;
				}
				if ("retire" in request.data) {
					if (this.#options.greeting.keeper) this.#options.onRetire();
					return;
				}
				const { id, call, args, runnerKey } = request.data;
				try {
					const answer = await this.#options.call(call, args, runnerKey);
					socket.write(`${JSON.stringify({
						id,
						answer
					})}\n`);
				} catch (error) {
					const fault = error instanceof _domain_errors_js__WEBPACK_IMPORTED_MODULE_4__.S ? error : unexpected(error);
					socket.write(`${JSON.stringify({
						id,
						error: (0, _wire_js__WEBPACK_IMPORTED_MODULE_3__.Kl)(fault)
					})}\n`);
				}
			}
		}
		function unexpected(cause) {
			return new _domain_errors_js__WEBPACK_IMPORTED_MODULE_4__.S("internal", cause instanceof Error ? cause.message : String(cause), { cause });
		}
		function parseJson(line) {
			try {
				return JSON.parse(line);
			} catch {
				return undefined;
			}
		}
	}),
	692: ((__webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => {
			try {
				__webpack_require__.d(__webpack_exports__, { B9: () => unpackSnapshot });
				var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
				var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
				var node_fs_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1455);
				var node_os__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8161);
				var node_path__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6760);
				var node_util__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7975);
				var node_zlib__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8522);
				var _electric_sql_pglite__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(4654);
				var zod__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(3045);
				var _host_package_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(7640);
				var _migrations_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(6046);
				var __webpack_async_dependencies__ = __webpack_handle_async_dependencies__([_electric_sql_pglite__WEBPACK_IMPORTED_MODULE_7__]);
				_electric_sql_pglite__WEBPACK_IMPORTED_MODULE_7__ = (__webpack_async_dependencies__.then ? (await __webpack_async_dependencies__)() : __webpack_async_dependencies__)[0];
				const SNAPSHOT_DIRECTORY = (0, _host_package_js__WEBPACK_IMPORTED_MODULE_8__.Nq)();
				const MANIFEST = "ledger-snapshot.json";
				const ARCHIVE = /^ledger-snapshot-[0-9a-f]{16}\.tar\.gz$/;
				const manifestSchema = zod__WEBPACK_IMPORTED_MODULE_9__.Ikc({
					pglite: zod__WEBPACK_IMPORTED_MODULE_9__.YjP(),
					migrations: zod__WEBPACK_IMPORTED_MODULE_9__.YOg(zod__WEBPACK_IMPORTED_MODULE_9__.YjP()),
					archive: zod__WEBPACK_IMPORTED_MODULE_9__.YjP().regex(ARCHIVE)
				});
				async function snapshotIsCurrent(migrations, directory) {
					const [there, ours] = await Promise.all([readManifest(directory), snapshotManifest(migrations)]);
					return JSON.stringify(there) === JSON.stringify(ours) && existsSync(join(directory, ours.archive));
				}
				async function writeSnapshot(migrations, directory = SNAPSHOT_DIRECTORY) {
					if (await snapshotIsCurrent(migrations, directory)) return false;
					const manifest = await snapshotManifest(migrations);
					mkdirSync(directory, { recursive: true });
					const stale = (await readdir(directory)).filter((name) => name.startsWith("ledger-snapshot"));
					await Promise.all(stale.map((name) => rm(join(directory, name))));
					const archive = join(directory, manifest.archive);
					await writeFile(`${archive}.new`, gzipSync(await migratedLedger(migrations), { level: 9 }));
					await rename(`${archive}.new`, archive);
					await writeFile(join(directory, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
					return true;
				}
				async function unpackSnapshot(target, migrations, directory = SNAPSHOT_DIRECTORY) {
					const manifest = await readManifest(directory);
					if (manifest === undefined || manifest.pglite !== await pgliteVersion()) return false;
					const ours = await Promise.all(migrations.map(_migrations_js__WEBPACK_IMPORTED_MODULE_10__.Rj));
					if (manifest.migrations.some((print, at) => print !== ours[at])) return false;
					unpackTar(await (0, node_util__WEBPACK_IMPORTED_MODULE_5__.promisify)(node_zlib__WEBPACK_IMPORTED_MODULE_6__.gunzip)(await (0, node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.readFile)((0, node_path__WEBPACK_IMPORTED_MODULE_4__.join)(directory, manifest.archive))), target);
					return true;
				}
				async function snapshotManifest(migrations) {
					const content = {
						pglite: await pgliteVersion(),
						migrations: await Promise.all(migrations.map(fingerprint))
					};
					const key = createHash("sha256").update(JSON.stringify(content)).digest("hex").slice(0, 16);
					return {
						...content,
						archive: `ledger-snapshot-${key}.tar.gz`
					};
				}
				async function readManifest(directory) {
					const text = await (0, node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.readFile)((0, node_path__WEBPACK_IMPORTED_MODULE_4__.join)(directory, MANIFEST), "utf8").catch(() => undefined);
					return text === undefined ? undefined : manifestSchema.safeParse(JSON.parse(text)).data;
				}
				async function pgliteVersion() {
					const manifest = _host_package_js__WEBPACK_IMPORTED_MODULE_8__.oQ ? (0, _host_package_js__WEBPACK_IMPORTED_MODULE_8__.nR)("pglite", "package.json") : new URL("../package.json", import.meta.resolve("@electric-sql/pglite"));
					return zod__WEBPACK_IMPORTED_MODULE_9__.Ikc({ version: zod__WEBPACK_IMPORTED_MODULE_9__.YjP() }).parse(JSON.parse(await (0, node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.readFile)(manifest, "utf8"))).version;
				}
				const DROP_TEMPLATES = null && [
					"update pg_database set datistemplate = false",
					"drop database template0",
					"drop database template1"
				];
				async function migratedLedger(migrations) {
					const scratch = await mkdtemp(join(tmpdir(), "siso-snapshot-"));
					try {
						const running = await Postgres.start(join(scratch, "ledger"));
						await applyMigrations(running, migrations);
						for (const statement of DROP_TEMPLATES) await running.exec(statement);
						await running.close();
						const files = await PGlite.create(join(scratch, "ledger"), { noInitDb: true });
						const archive = await files.dumpDataDir("none");
						return Buffer.from(await archive.arrayBuffer());
					} finally {
						await rm(scratch, { recursive: true });
					}
				}
				function unpackTar(tar, target) {
					const block = 512;
					(0, node_fs__WEBPACK_IMPORTED_MODULE_1__.mkdirSync)(target, { mode: 448 });
					for (let at = 0; at + block <= tar.length && tar[at] !== 0;) {
						const text = (from, to) => tar.toString("latin1", at + from, at + to).replace(/\0.*$/s, "");
						const path = (0, node_path__WEBPACK_IMPORTED_MODULE_4__.join)(target, text(0, 100));
						const size = Number.parseInt(text(124, 136), 8);
						const isDirectory = text(156, 157) === "5";
						at += block;
						if (isDirectory) (0, node_fs__WEBPACK_IMPORTED_MODULE_1__.mkdirSync)(path, {
							recursive: true,
							mode: 448
						});
						else (0, node_fs__WEBPACK_IMPORTED_MODULE_1__.writeFileSync)(path, tar.subarray(at, at + size), { mode: 384 });
						at += Math.ceil(size / block) * block;
					}
				}
				__webpack_async_result__();
			} catch (e) {
				__webpack_async_result__(e);
			}
		});
	}),
	6046: ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.d(__webpack_exports__, {
			KV: () => applyMigrations,
			Rj: () => fingerprint,
			YJ: () => listMigrations
		});
		var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
		var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
		var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
		var zod__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3045);
		var _domain_errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9763);
		var _host_package_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7640);
		const MIGRATIONS_DIRECTORY = (0, _host_package_js__WEBPACK_IMPORTED_MODULE_3__.nR)("supabase", "migrations");
		async function listMigrations(directory = MIGRATIONS_DIRECTORY) {
			const names = await (0, node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)(directory);
			return names.map((file) => /^(\d+)_(.+)\.sql$/.exec(file)).filter((match) => match !== null).map(([file, version = "", name = ""]) => ({
				version,
				name,
				path: (0, node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, file)
			})).sort((a, b) => a.version < b.version ? -1 : 1);
		}
		async function fingerprint({ version, path }) {
			return `${version}:${(0, node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update(await (0, node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(path)).digest("hex")}`;
		}
		async function applyMigrations(database, migrations) {
			const applied = await appliedVersions(database);
			let count = 0;
			for (const migration of migrations.filter(({ version }) => !applied.has(version))) {
				if (await applyMigration(database, migration)) count += 1;
			}
			return count;
		}
		const BEGIN_ALONE = "begin; select pg_advisory_xact_lock(7135111);";
		async function applyMigration(database, { version, name, path }) {
			const sql = await (0, node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(path, "utf8");
			try {
				await database.exec(BEGIN_ALONE);
				const isNew = !(await recordedVersions(database)).has(version);
				if (isNew) {
					await database.exec(sql);
					await database.query("insert into supabase_migrations.schema_migrations (version, statements, name) values ($1, array[$2], $3)", [
						version,
						sql,
						name
					]);
				}
				await database.exec("commit");
				return isNew;
			} catch (cause) {
				const detail = cause instanceof Error ? cause.message : String(cause);
				throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_4__.S("internal", `The migration ${version}_${name} failed: ${detail}`, {
					hint: "The ledger is as it was before. Go back to the version of siso that last opened it, and report this.",
					cause
				});
			}
		}
		const HISTORY_TABLE = `
  ${BEGIN_ALONE}
  create schema if not exists supabase_migrations;
  create table if not exists supabase_migrations.schema_migrations (version text primary key, statements text[], name text);
  commit;
`;
		async function appliedVersions(database) {
			const known = await database.query(`select to_regclass('supabase_migrations.schema_migrations') is not null as known`);
			if (!zod__WEBPACK_IMPORTED_MODULE_5__.PVZ([zod__WEBPACK_IMPORTED_MODULE_5__.Ikc({ known: zod__WEBPACK_IMPORTED_MODULE_5__.zMY() })]).parse(known.rows)[0].known) await database.exec(HISTORY_TABLE);
			return recordedVersions(database);
		}
		async function recordedVersions(database) {
			const { rows } = await database.query("select version from supabase_migrations.schema_migrations");
			return new Set(zod__WEBPACK_IMPORTED_MODULE_5__.YOg(zod__WEBPACK_IMPORTED_MODULE_5__.Ikc({ version: zod__WEBPACK_IMPORTED_MODULE_5__.YjP() })).parse(rows).map((row) => row.version));
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
	})
};
