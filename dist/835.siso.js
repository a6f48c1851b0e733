export const id = 835;
export const ids = [835];
export const modules = {
	4835: ((__webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => {
			try {
				__webpack_require__.r(__webpack_exports__);
				var _host_secrets_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4545);
				const secrets = Object.fromEntries(_host_secrets_js__WEBPACK_IMPORTED_MODULE_0__.VP.flatMap((name) => {
					const value = (0, _host_secrets_js__WEBPACK_IMPORTED_MODULE_0__.OM)(name);
					return value === undefined ? [] : [[name, value]];
				}));
				(0, _host_secrets_js__WEBPACK_IMPORTED_MODULE_0__.nQ)();
				const { runStep } = await Promise.all([
					__webpack_require__.e(477),
					__webpack_require__.e(783),
					__webpack_require__.e(948),
					__webpack_require__.e(104),
					__webpack_require__.e(62),
					__webpack_require__.e(343)
				]).then(__webpack_require__.bind(__webpack_require__, 2343));
				process.exitCode = await runStep(process.argv[2], secrets);
				__webpack_async_result__();
			} catch (e) {
				__webpack_async_result__(e);
			}
		}, 1);
	}),
	4545: ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.d(__webpack_exports__, {
			OM: () => secretOf,
			VP: () => SECRET_VARIABLES,
			nQ: () => hideProxies
		});
		var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
		const SECRET_VARIABLES = [
			"ANTHROPIC_API_KEY",
			"ANTHROPIC_AUTH_TOKEN",
			"CLAUDE_CODE_OAUTH_TOKEN",
			"SUPABASE_SECRET_KEY",
			"SUPABASE_SERVICE_ROLE_KEY",
			"SUPABASE_PUBLISHABLE_KEY",
			"SUPABASE_ANON_KEY",
			"SUPABASE_ACCESS_TOKEN",
			"SUPABASE_DB_PASSWORD",
			"DATABASE_URL",
			"SISO_RUNNER_KEY",
			"SISO_API_TOKEN",
			"SISO_APP_PRIVATE_KEY",
			"SISO_WEBHOOK_SECRET",
			"SISO_ACTION_INPUTS",
			"SISO_GITHUB_TOKEN",
			"ACTIONS_ID_TOKEN_REQUEST_TOKEN",
			"ACTIONS_RUNTIME_TOKEN",
			"GITHUB_TOKEN",
			"GH_TOKEN",
			"NPM_TOKEN",
			"NODE_AUTH_TOKEN",
			"AWS_SECRET_ACCESS_KEY",
			"AWS_SESSION_TOKEN",
			"OPENAI_API_KEY"
		];
		const PROXY_VARIABLES = [
			"HTTPS_PROXY",
			"https_proxy",
			"HTTP_PROXY",
			"http_proxy",
			"ALL_PROXY",
			"all_proxy"
		];
		function hideProxies() {
			for (const name of PROXY_VARIABLES) {
				const value = process.env[name]?.includes("@") ? takeSecret(name) : undefined;
				if (value !== undefined) process.env[name] = value;
			}
		}
		function takeSecret(name) {
			const value = process.env[name];
			if (value === undefined) return undefined;
			delete process.env[name];
			scrubInitialEnvironment(name);
			return value.trim() || undefined;
		}
		const TAKEN = new Map();
		function secretOf(name) {
			const value = takeSecret(name);
			if (value !== undefined) TAKEN.set(name, value);
			return TAKEN.get(name);
		}
		function scrubInitialEnvironment(name) {
			if (process.platform !== "linux") return;
			try {
				const fields = (0, node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)("/proc/self/stat", "latin1").replace(/^.*\) /s, "").split(" ");
				const [start, end] = [Number(fields[47]), Number(fields[48])];
				const memory = (0, node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)("/proc/self/mem", "r+");
				try {
					overwriteValue(memory, {
						name,
						start,
						length: end - start
					});
				} finally {
					(0, node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(memory);
				}
			} catch {}
		}
		function overwriteValue(memory, { name, start, length }) {
			const block = Buffer.alloc(length);
			(0, node_fs__WEBPACK_IMPORTED_MODULE_0__.readSync)(memory, block, 0, length, start);
			const key = Buffer.from(`${name}=`, "latin1");
			for (let at = block.indexOf(key); at !== -1; at = block.indexOf(key, at + 1)) {
				if (at > 0 && block[at - 1] !== 0) continue;
				const from = at + key.length;
				const to = block.indexOf(0, from);
				(0, node_fs__WEBPACK_IMPORTED_MODULE_0__.writeSync)(memory, Buffer.alloc((to === -1 ? length : to) - from, "x"), 0, undefined, start + from);
			}
		}
		function environmentShows(value) {
			try {
				return readFileSync("/proc/self/environ", "latin1").includes(value);
			} catch {
				return false;
			}
		}
	})
};
