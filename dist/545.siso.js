export const id = 545;
export const ids = [545];
export const modules = { 6545: ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
	__webpack_require__.d(__webpack_exports__, { openGitHub: () => openGitHub });
	var schemas = __webpack_require__(3045);
	var errors = __webpack_require__(9763);
	;
	const roleSchema = schemas.k5n([
		"admin",
		"maintain",
		"write",
		"triage",
		"read",
		"none"
	]);
	const permissionSchema = schemas.Ikc({
		role_name: schemas.YjP().optional(),
		permission: schemas.YjP()
	});
	const repositorySchema = schemas.Ikc({ default_branch: schemas.YjP().min(1) });
	const userSchema = schemas.Ikc({
		login: schemas.YjP(),
		type: schemas.YjP().optional()
	}).nullable();
	const commentSchema = schemas.Ikc({
		id: schemas.Whr(),
		html_url: schemas.YjP(),
		body: schemas.YjP().nullish(),
		user: userSchema
	});
	const pullRequestSchema = schemas.Ikc({
		number: schemas.Whr(),
		html_url: schemas.YjP()
	});
	const issueSchema = commentSchema.extend({
		number: schemas.Whr(),
		title: schemas.YjP(),
		state: schemas.YjP(),
		pull_request: schemas.L5J().optional()
	});
	function commentOf(answer) {
		return {
			id: answer.id,
			...writtenOf(answer)
		};
	}
	function issueOf(answer) {
		const { number, title, state } = answer;
		return {
			number,
			title,
			state,
			...writtenOf(answer)
		};
	}
	function writtenOf({ body, user, html_url: url }) {
		return {
			body: body ?? "",
			login: user?.login ?? "",
			isBot: user?.type === "Bot",
			url
		};
	}
	var dist_src = __webpack_require__(9703);
	;
	const KNOWN = new WeakMap();
	function withFacts(error, facts) {
		KNOWN.set(error, facts);
		return error;
	}
	function retryAtOf(error) {
		const retryAt = factsOf(error)?.retryAt;
		return retryAt === undefined ? undefined : new Date(retryAt);
	}
	function isLocked(error) {
		return factsOf(error)?.isLocked === true;
	}
	function statusOf(error) {
		return factsOf(error)?.status;
	}
	function factsOf(error) {
		return typeof error === "object" && error !== null ? KNOWN.get(error) : undefined;
	}
	var coerce = __webpack_require__(9043);
	var printable = __webpack_require__(4829);
	var redact = __webpack_require__(8437);
	;
	const JOB = {
		token: "Give `github-token` a valid one: the job's own, or one of a GitHub App that has not expired.",
		limit: " The token of a GitHub App has a limit of its own.",
		permission: (needed) => `Add \`${needed}\` to the \`permissions:\` of the job, or give \`github-token\` a token that has it. In a run for a fork's pull request the job's own token only reads.`,
		nothing: (needs) => `Check the names. A token without access is answered so too: it needs \`${needs}\`.`
	};
	const APP = {
		token: "Check the app's id and its private key, and that the clock of this machine is right.",
		limit: "",
		permission: (needed) => `Give the GitHub App the permission \`${needed}\` (its settings, Permissions & events), then accept it where the app is installed.`,
		nothing: (needs) => `Check that the GitHub App is installed there, for that repository and with \`${needs}\`.`
	};
	function hintsFor(holder) {
		return holder === "app" ? APP : JOB;
	}
	;
	const ATTEMPTS = 4;
	const FIRST_PAUSE_MS = 500;
	const UNNAMED_WAIT_MS = 6e4;
	const REPEATABLE = new Set(["GET", "PATCH"]);
	const MOST_HOPS = 3;
	const BODILESS = new Set([
		204,
		205,
		304
	]);
	const API_VERSION = "2022-11-28";
	function steadyFetch(fetch, pace) {
		return async (input, init) => {
			const method = init?.method?.toUpperCase() ?? "GET";
			for (let attempt = 1;; attempt++) {
				const outcome = await once({
					fetch,
					pace,
					input,
					init
				});
				const pause = attempt < ATTEMPTS ? pauseBefore(outcome, method, attempt) : undefined;
				if (pause === undefined || pause > pace.longestWaitMs) {
					if ("answer" in outcome) return outcome.answer;
					throw outcome.fault;
				}
				await pace.wait(pause);
			}
		};
	}
	async function once({ fetch, pace, input, init }) {
		const headers = new Headers(init?.headers);
		headers.set("x-github-api-version", API_VERSION);
		try {
			const signal = AbortSignal.timeout(pace.timeoutMs);
			const answer = await followed(fetch, input, {
				...init,
				headers,
				signal,
				redirect: "manual"
			});
			const text = await answer.text();
			const { status, headers: fields } = answer;
			return {
				text,
				answer: new Response(BODILESS.has(status) ? null : text, {
					status,
					headers: fields
				})
			};
		} catch (fault) {
			return { fault };
		}
	}
	async function followed(fetch, input, init) {
		let from = new URL(input instanceof Request ? input.url : input);
		for (let hops = 0;; hops++) {
			const answer = await fetch(from, init);
			const to = hops < MOST_HOPS ? targetOf(answer, from, init.method ?? "GET") : undefined;
			if (to === undefined) return answer;
			await answer.body?.cancel();
			from = to;
		}
	}
	function targetOf({ status, headers }, from, method) {
		if (!(status === 307 || status === 308 || method === "GET" && (status === 301 || status === 302))) return undefined;
		const location = headers.get("location");
		const to = location !== null && URL.canParse(location, from.href) ? new URL(location, from) : undefined;
		return to?.origin === from.origin ? to : undefined;
	}
	function pauseBefore(outcome, method, attempt) {
		if ("answer" in outcome && isRateLimit(outcome.answer, outcome.text)) return limitedForMs(outcome.answer.headers) + jitter(1e3);
		const passes = !("answer" in outcome) || outcome.answer.status >= 500;
		if (!passes || !REPEATABLE.has(method)) return undefined;
		const pause = FIRST_PAUSE_MS * 2 ** (attempt - 1);
		return pause / 2 + jitter(pause);
	}
	function jitter(ms) {
		return Math.random() * ms;
	}
	function isRateLimit({ status, headers }, text) {
		if (status === 429) return true;
		if (status !== 403) return false;
		return headers.has("retry-after") || headers.get("x-ratelimit-remaining") === "0" || /rate limit/i.test(text);
	}
	function limitedForMs(headers) {
		const [seconds, reset] = [Number(headers.get("retry-after") ?? "none"), Number(headers.get("x-ratelimit-reset"))];
		if (Number.isFinite(seconds)) return Math.max(0, seconds * 1e3);
		if (headers.get("x-ratelimit-remaining") === "0" && reset > 0) return Math.max(0, reset * 1e3 - Date.now());
		return UNNAMED_WAIT_MS;
	}
	;
	const SETTING = "Allow GitHub Actions to create and approve pull requests";
	const PASSING = "Look at https://www.githubstatus.com, then run it again.";
	const saidSchema = schemas.Ikc({
		message: schemas.YjP(),
		errors: schemas.YOg(schemas.KCZ([
			schemas.YjP(),
			schemas.Ikc({ message: schemas.YjP() }),
			schemas.Ikc({
				field: schemas.YjP(),
				code: schemas.YjP()
			})
		])).optional().catch(undefined)
	});
	const answeredSchema = schemas.Ikc({
		status: schemas.aig(),
		response: schemas.Ikc({
			headers: schemas.g1P(schemas.YjP(), coerce.Yj()),
			data: schemas.L5J()
		})
	});
	function githubFault(error, asked, connection) {
		if (error instanceof errors.S) return error;
		const answered = answeredSchema.safeParse(error).data;
		if (answered === undefined) return unanswered(error, asked, connection);
		const { status, response } = answered;
		const said = faults_hidden(wordsOf(response.data), connection);
		const headers = new Headers(response.headers);
		const cause = new Error(`${status} ${said}`.trim());
		return withFacts(refused({
			...asked,
			holder: connection.holder,
			status,
			headers,
			said,
			cause
		}), {
			status,
			...isRateLimit({
				status,
				headers
			}, said) ? { retryAt: Date.now() + limitedForMs(headers) } : {},
			...isLockedThread(status, said) ? { isLocked: true } : {}
		});
	}
	function strangeAnswer(asked, { host }, cause) {
		return new errors.S("github_failed", `${host} answered the attempt to ${inWords(asked)} as GitHub does not`, {
			hint: "Check that the API address (GITHUB_API_URL) is that of a GitHub, and what the proxy answers.",
			cause
		});
	}
	function inWords({ to, repository }) {
		return repository === undefined ? to : `${to} in ${repository}`;
	}
	function isLockedThread(status, said) {
		return status === 403 && /\bis locked\b/i.test(said);
	}
	function refused(refusal) {
		const { status, headers, said, cause } = refusal;
		const [what, hints] = [inWords(refusal), hintsFor(refusal.holder)];
		if (isRateLimit({
			status,
			headers
		}, said)) return limited(refusal);
		if (status === 401) return new errors.S("forbidden", "GitHub does not accept the token", {
			hint: hints.token,
			cause
		});
		if (status === 403) return notAllowed(refusal);
		if (status === 404 || status === 410) return new errors.S("not_found", `GitHub found nothing there in the attempt to ${what}`, {
			hint: hints.nothing(refusal.needs),
			cause
		});
		if (status >= 500) return new errors.S("github_failed", `GitHub failed to ${what}: status ${status}`, {
			hint: PASSING,
			cause,
			retryable: true
		});
		return new errors.S("github_failed", `GitHub refused to ${what}: ${said || `status ${status}`}`, {
			hint: "Change what GitHub names, then run it again.",
			cause
		});
	}
	function limited(refusal) {
		const { headers, holder, cause } = refusal;
		const until = new Date(Date.now() + limitedForMs(headers)).toISOString().slice(11, 16);
		return new errors.S("github_failed", `GitHub's rate limit stopped the attempt to ${inWords(refusal)}`, {
			hint: `Run it again after ${until} UTC.${hintsFor(holder).limit}`,
			cause,
			retryable: true
		});
	}
	function notAllowed(refusal) {
		const { status, headers, said, repository, needs, cause } = refusal;
		if (isLockedThread(status, said)) return new errors.S("forbidden", `A locked conversation stopped the attempt to ${inWords(refusal)}`, {
			hint: "Unlock it on GitHub, or ask in another one.",
			cause
		});
		if (/not permitted to create or approve pull requests/i.test(said)) return new errors.S("forbidden", `GitHub Actions may not create pull requests in ${repository}`, {
			hint: `Switch on "${SETTING}" (Settings, Actions, General; in the organization first), or give \`github-token\` the token of a GitHub App.`,
			cause
		});
		const permission = acceptedPermission(headers) ?? needs;
		return new errors.S("forbidden", `The token may not ${inWords(refusal)}: ${said || "status 403"}`, {
			hint: hintsFor(refusal.holder).permission(permission),
			cause
		});
	}
	function acceptedPermission(headers) {
		const [, name, level] = /^\s*([a-z_]+)=([a-z]+)/.exec(headers.get("x-accepted-github-permissions") ?? "") ?? [];
		return name === undefined ? undefined : `${name.replaceAll("_", "-")}: ${level}`;
	}
	function unanswered(error, asked, connection) {
		const cause = innermost(error);
		const isTimeout = cause.name === "TimeoutError";
		const why = faults_hidden(cause.message, connection);
		const what = isTimeout ? `did not answer within ${connection.timeoutMs / 1e3} s` : `was not reached (${why})`;
		const message = `GitHub at ${connection.host} ${what} in the attempt to ${inWords(asked)}`;
		return new errors.S("github_failed", message, {
			hint: `Check the network, HTTPS_PROXY and the certificate authorities. ${PASSING}`,
			cause: new Error(why),
			retryable: true
		});
	}
	function innermost(error) {
		if (!(error instanceof Error)) return new Error(String(error));
		return error.cause instanceof Error ? innermost(error.cause) : error;
	}
	function wordsOf(data) {
		const { data: said } = saidSchema.safeParse(data);
		if (said === undefined) return "";
		const details = (said.errors ?? []).map((each) => {
			if (typeof each === "string") return each;
			return "message" in each ? each.message : `${each.field} ${each.code}`;
		});
		return [said.message, ...details].join(": ");
	}
	function faults_hidden(text, { token }) {
		return (0, redact.E)((0, printable.g)(text), [token]).replace(/\s+/g, " ").slice(0, 500).trim();
	}
	;
	const TIMEOUT_MS = 1e4;
	const LONGEST_WAIT_MS = 9e4;
	const LOOPBACK = new Set([
		"localhost",
		"127.0.0.1",
		"[::1]"
	]);
	const SILENT = {
		debug: () => {},
		info: () => {},
		warn: () => {},
		error: () => {}
	};
	class Caller {
		#open;
		#token;
		#connection;
		#opened;
		constructor({ apiUrl, token, fetch = globalThis.fetch, timeoutMs = TIMEOUT_MS, ...pace }) {
			const url = addressOf(apiUrl);
			this.#token = typeof token === "string" ? checkedToken(token) : token;
			this.#connection = {
				host: url.host,
				timeoutMs,
				holder: typeof token === "string" ? "job" : "app"
			};
			const { longestWaitMs = LONGEST_WAIT_MS, wait = waitFor } = pace;
			const request = {
				fetch: steadyFetch(fetch, {
					timeoutMs,
					longestWaitMs,
					wait
				}),
				log: SILENT
			};
			const baseUrl = url.href.replace(/\/+$/, "");
			const options = {
				baseUrl,
				userAgent: "siso-automation",
				request,
				log: SILENT
			};
			this.#open = (auth) => new dist_src.E({
				auth,
				...options
			});
		}
		async ask(asked, schema, request) {
			return (await this.askPage(asked, schema, request)).data;
		}
		async askPage(asked, schema, request) {
			const { status, data: said, headers } = await this.#send(asked, request);
			const { data, error } = status < 300 ? schema.safeParse(said) : schema.safeParse(undefined);
			if (error === undefined) return {
				data,
				link: headers.link ?? ""
			};
			const cause = new Error(`status ${status}: ${error.message.slice(0, 500)}`);
			throw strangeAnswer(asked, {
				...this.#connection,
				token: ""
			}, cause);
		}
		async #send(asked, request, refused) {
			const names = asked.repository === undefined ? {
				owner: "",
				repo: ""
			} : namesOf(asked.repository);
			const token = await this.#nextToken(refused);
			try {
				return await request(this.#octokit(token).rest, names);
			} catch (error) {
				const fault = githubFault(error, asked, {
					...this.#connection,
					token
				});
				const isOver = statusOf(fault) === 401 && typeof this.#token !== "string" && refused === undefined;
				if (isOver) return this.#send(asked, request, token);
				throw fault;
			}
		}
		async #nextToken(refused) {
			return typeof this.#token === "string" ? this.#token : checkedToken(await this.#token(refused));
		}
		#octokit(token) {
			if (this.#opened?.token !== token) this.#opened = {
				token,
				octokit: this.#open(token)
			};
			return this.#opened.octokit;
		}
	}
	function namesOf(repository) {
		const [, owner, repo] = /^([\w-]+)\/((?!\.\.?$)[\w.-]+)$/.exec(repository) ?? [];
		if (owner !== undefined && repo !== undefined) return {
			owner,
			repo
		};
		throw new errors.S("usage", `${JSON.stringify(repository.slice(0, 100))} names no repository`, { hint: "Give it as owner/name." });
	}
	function addressOf(apiUrl) {
		const url = URL.canParse(apiUrl) ? new URL(apiUrl) : undefined;
		if (url?.protocol === "https:" || url?.protocol === "http:" && LOOPBACK.has(url.hostname)) return url;
		throw new errors.S("config_invalid", "The address of the GitHub API must be https, or http on this machine", { hint: "Give GITHUB_API_URL an address such as https://api.github.com or https://HOST/api/v3." });
	}
	function checkedToken(token) {
		if (/^[\x21-\x7e]{8,}$/.test(token)) return token;
		throw new errors.S("usage", "The token for GitHub is empty, or holds what no token has in it", { hint: "Leave `github-token` at its default, or store the token as a secret without spaces and line breaks." });
	}
	function waitFor(ms) {
		return new Promise((done) => setTimeout(done, ms));
	}
	;
	const PAGE = 100;
	const MOST_PAGES = 10;
	async function findPaged(predicate, pageOf) {
		for (let page = 1; page <= MOST_PAGES; page++) {
			const items = await pageOf(page);
			const found = items.find(predicate);
			if (found !== undefined || items.length < PAGE) return found;
		}
		return undefined;
	}
	async function allPaged(pageOf) {
		const all = [];
		for (let page = 1; page <= MOST_PAGES; page++) {
			const items = await pageOf(page);
			all.push(...items);
			if (items.length < PAGE) break;
		}
		return all;
	}
	;
	const LONGEST_BODY = 65536;
	class GitHub {
		caller;
		constructor(options) {
			this.caller = new Caller(options);
		}
		async permissionOf(repository, login) {
			const asked = {
				to: `ask what ${JSON.stringify(login)} may do`,
				repository,
				needs: "metadata: read"
			};
			const { role_name, permission } = await this.caller.ask(asked, permissionSchema, (rest, names) => rest.repos.getCollaboratorPermissionLevel({
				...names,
				username: login
			}));
			return roleSchema.safeParse(role_name).data ?? roleSchema.catch("none").parse(permission);
		}
		async defaultBranch(repository) {
			const asked = {
				to: "read the repository",
				repository,
				needs: "contents: read"
			};
			return (await this.caller.ask(asked, repositorySchema, (rest, names) => rest.repos.get(names))).default_branch;
		}
		async findPullRequest(repository, { head, base }) {
			const asked = {
				to: "list pull requests",
				repository,
				needs: "pull-requests: read"
			};
			const filter = {
				state: "open",
				...base === undefined ? {} : { base }
			};
			const [found] = await this.caller.ask(asked, schemas.YOg(pullRequestSchema), (rest, names) => rest.pulls.list({
				...names,
				...filter,
				head: `${names.owner}:${head}`,
				per_page: 1
			}));
			return found && numbered(found);
		}
		async createPullRequest(repository, { title, body, ...rest }) {
			const asked = {
				to: "create a pull request",
				repository,
				needs: "pull-requests: write"
			};
			const fields = {
				title,
				body: sendable(body),
				...rest
			};
			return numbered(await this.caller.ask(asked, pullRequestSchema, ({ pulls }, names) => pulls.create({
				...names,
				...fields
			})));
		}
		async updatePullRequest(repository, number, change) {
			const asked = {
				to: `change the pull request #${number}`,
				repository,
				needs: "pull-requests: write"
			};
			const fields = {
				pull_number: number,
				...sendableChange(change)
			};
			return numbered(await this.caller.ask(asked, pullRequestSchema, ({ pulls }, names) => pulls.update({
				...names,
				...fields
			})));
		}
		async createComment(repository, issue, body) {
			const asked = {
				to: `comment on #${issue}`,
				repository,
				needs: "issues: write"
			};
			const fields = {
				issue_number: issue,
				body: sendable(body)
			};
			return identified(await this.caller.ask(asked, commentSchema, ({ issues }, names) => issues.createComment({
				...names,
				...fields
			})));
		}
		async updateComment(repository, id, body) {
			const asked = {
				to: `change the comment ${id}`,
				repository,
				needs: "issues: write"
			};
			const fields = {
				comment_id: id,
				body: sendable(body)
			};
			return identified(await this.caller.ask(asked, commentSchema, ({ issues }, names) => issues.updateComment({
				...names,
				...fields
			})));
		}
		async findComment(repository, issue, predicate) {
			const asked = {
				to: `read the comments of #${issue}`,
				repository,
				needs: "issues: read"
			};
			return findPaged(predicate, async (page) => {
				const answers = await this.caller.ask(asked, schemas.YOg(commentSchema), ({ issues }, names) => issues.listComments({
					...names,
					issue_number: issue,
					per_page: PAGE,
					page
				}));
				return answers.map(commentOf);
			});
		}
		async createIssue(repository, { labels = [], ...issue }) {
			const asked = {
				to: "create an issue",
				repository,
				needs: "issues: write"
			};
			const fields = {
				...issue,
				body: sendable(issue.body),
				labels
			};
			return numbered(await this.caller.ask(asked, issueSchema, ({ issues }, names) => issues.create({
				...names,
				...fields
			})));
		}
		async updateIssue(repository, number, change) {
			const asked = {
				to: `change the issue #${number}`,
				repository,
				needs: "issues: write"
			};
			const fields = {
				issue_number: number,
				...sendableChange(change)
			};
			return numbered(await this.caller.ask(asked, issueSchema, ({ issues }, names) => issues.update({
				...names,
				...fields
			})));
		}
		async findIssue(repository, { label, predicate }) {
			const asked = {
				to: "list issues",
				repository,
				needs: "issues: read"
			};
			const filter = {
				labels: label,
				state: "open",
				sort: "created",
				direction: "asc"
			};
			const found = await findPaged((issue) => issue.pull_request === undefined && predicate(issueOf(issue)), (page) => this.caller.ask(asked, schemas.YOg(issueSchema), ({ issues }, names) => issues.listForRepo({
				...names,
				...filter,
				per_page: PAGE,
				page
			})));
			return found && issueOf(found);
		}
	}
	function openGitHub(options) {
		return new GitHub(options);
	}
	function sendable(body) {
		if (body.length <= LONGEST_BODY) return body;
		const [length, most] = [body.length, LONGEST_BODY].map((count) => count.toLocaleString("en"));
		throw new errors.S("usage", `The text for GitHub has ${length} characters; it takes ${most}`, { hint: "Cut it to 60,000 before it is posted." });
	}
	function sendableChange(change) {
		if (change.body !== undefined) sendable(change.body);
		return change;
	}
	function numbered({ number, html_url: url }) {
		return {
			number,
			url
		};
	}
	function identified({ id, html_url: url }) {
		return {
			id,
			url
		};
	}
	;
}) };
