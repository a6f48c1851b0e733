export const id = 267;
export const ids = [267];
export const modules = {
	2267: ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.r(__webpack_exports__);
		__webpack_require__.d(__webpack_exports__, { ledgerOwner: () => ledgerOwner });
		var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
		var node_net__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7030);
		var _folder_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3856);
		var _socket_path_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5221);
		var _wire_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9645);
		const PATIENCE_MS = 2e3;
		async function ledgerOwner(directory) {
			const real = await (0, node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(directory).catch(() => undefined);
			if (real === undefined) return "nobody";
			const greeting = await firstLine(await (0, _socket_path_js__WEBPACK_IMPORTED_MODULE_2__.eu)((0, _folder_js__WEBPACK_IMPORTED_MODULE_3__.w)(real)));
			if (greeting === undefined) return "nobody";
			const parsed = _wire_js__WEBPACK_IMPORTED_MODULE_4__.ZG.safeParse(parseJson(greeting));
			return parsed.success && parsed.data.keeper ? "keeper" : "process";
		}
		function firstLine(path) {
			const socket = (0, node_net__WEBPACK_IMPORTED_MODULE_1__.createConnection)(path);
			const line = new Promise((resolve) => {
				socket.setTimeout(PATIENCE_MS, () => resolve("stuck"));
				socket.once("error", () => resolve(undefined));
				socket.once("close", () => resolve(undefined));
				(0, _wire_js__WEBPACK_IMPORTED_MODULE_4__.Se)(socket, _wire_js__WEBPACK_IMPORTED_MODULE_4__.by, resolve);
			});
			return line.finally(() => socket.destroy());
		}
		function parseJson(text) {
			try {
				return JSON.parse(text);
			} catch {
				return undefined;
			}
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
