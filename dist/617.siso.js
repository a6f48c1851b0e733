export const id = 617;
export const ids = [617];
export const modules = { 8617: ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
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
	var coerce = __webpack_require__(9043);
	var printable = __webpack_require__(4829);
	var redact = __webpack_require__(8437);
	;
	const ATTEMPTS = 4;
	const FIRST_PAUSE_MS = 500;
	const UNNAMED_WAIT_MS = 6e4;
	const REPEATABLE = new Set(["GET", "PATCH"]);
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
			const answer = await fetch(input, {
				...init,
				headers,
				signal: AbortSignal.timeout(pace.timeoutMs)
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
		return refused({
			...asked,
			status,
			headers,
			said,
			cause
		});
	}
	function strangeAnswer({ to, repository }, { host }, cause) {
		return new errors.S("github_failed", `${host} answered the attempt to ${to} in ${repository} as GitHub does not`, {
			hint: "Check that the API address (GITHUB_API_URL) is that of a GitHub, and what the proxy answers.",
			cause
		});
	}
	function refused(refusal) {
		const { status, headers, said, to, repository, cause } = refusal;
		if (isRateLimit({
			status,
			headers
		}, said)) return limited(refusal);
		if (status === 401) return new errors.S("forbidden", "GitHub does not accept the token", {
			hint: "Give `github-token` a valid one: the job's own, or one of a GitHub App that has not expired.",
			cause
		});
		if (status === 403) return notAllowed(refusal);
		if (status === 404) return new errors.S("not_found", `GitHub found nothing there in the attempt to ${to} in ${repository}`, {
			hint: `Check the names. A token without access is answered so too: it needs \`${refusal.needs}\`.`,
			cause
		});
		if (status >= 500) return new errors.S("github_failed", `GitHub failed to ${to} in ${repository}: status ${status}`, {
			hint: PASSING,
			cause,
			retryable: true
		});
		return new errors.S("github_failed", `GitHub refused to ${to} in ${repository}: ${said || `status ${status}`}`, {
			hint: "Change what GitHub names, then run it again.",
			cause
		});
	}
	function limited({ headers, to, repository, cause }) {
		const until = new Date(Date.now() + limitedForMs(headers)).toISOString().slice(11, 16);
		return new errors.S("github_failed", `GitHub's rate limit stopped the attempt to ${to} in ${repository}`, {
			hint: `Run it again after ${until} UTC. The token of a GitHub App has a limit of its own.`,
			cause,
			retryable: true
		});
	}
	function notAllowed({ headers, said, to, repository, needs, cause }) {
		if (/not permitted to create or approve pull requests/i.test(said)) return new errors.S("forbidden", `GitHub Actions may not create pull requests in ${repository}`, {
			hint: `Switch on "${SETTING}" (Settings, Actions, General; in the organization first), or give \`github-token\` the token of a GitHub App.`,
			cause
		});
		const permission = acceptedPermission(headers) ?? needs;
		return new errors.S("forbidden", `The token may not ${to} in ${repository}: ${said || "status 403"}`, {
			hint: `Add \`${permission}\` to the \`permissions:\` of the job, or give \`github-token\` a token that has it. In a run for a fork's pull request the job's own token only reads.`,
			cause
		});
	}
	function acceptedPermission(headers) {
		const [, name, level] = /^\s*([a-z_]+)=([a-z]+)/.exec(headers.get("x-accepted-github-permissions") ?? "") ?? [];
		return name === undefined ? undefined : `${name.replaceAll("_", "-")}: ${level}`;
	}
	function unanswered(error, { to, repository }, connection) {
		const cause = innermost(error);
		const isTimeout = cause.name === "TimeoutError";
		const why = faults_hidden(cause.message, connection);
		const what = isTimeout ? `did not answer within ${connection.timeoutMs / 1e3} s` : `was not reached (${why})`;
		const message = `GitHub at ${connection.host} ${what} in the attempt to ${to} in ${repository}`;
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
		#octokit;
		#connection;
		constructor({ apiUrl, token, fetch = globalThis.fetch, timeoutMs = TIMEOUT_MS, ...pace }) {
			const url = addressOf(apiUrl);
			this.#connection = {
				host: url.host,
				timeoutMs,
				token: checkedToken(token)
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
			this.#octokit = new dist_src.E({
				auth: token,
				baseUrl,
				userAgent: "siso-automation",
				request,
				log: SILENT
			});
		}
		async ask(asked, schema, request) {
			const [owner = "", repo = ""] = namesOf(asked.repository);
			const answer = await request(this.#octokit.rest, {
				owner,
				repo
			}).catch((error) => {
				throw githubFault(error, asked, this.#connection);
			});
			const { data, error } = answer.status < 300 ? schema.safeParse(answer.data) : schema.safeParse(undefined);
			if (error === undefined) return data;
			throw strangeAnswer(asked, this.#connection, new Error(`status ${answer.status}: ${error.message.slice(0, 500)}`));
		}
	}
	function namesOf(repository) {
		if (/^[\w.-]+\/[\w.-]+$/.test(repository)) return repository.split("/");
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
	const LONGEST_BODY = 65536;
	const PAGE = 100;
	const MOST_PAGES = 10;
	class GitHub {
		#caller;
		constructor(options) {
			this.#caller = new Caller(options);
		}
		async permissionOf(repository, login) {
			const asked = {
				to: `ask what ${JSON.stringify(login)} may do`,
				repository,
				needs: "metadata: read"
			};
			const { role_name, permission } = await this.#caller.ask(asked, permissionSchema, (rest, names) => rest.repos.getCollaboratorPermissionLevel({
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
			return (await this.#caller.ask(asked, repositorySchema, (rest, names) => rest.repos.get(names))).default_branch;
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
			const [found] = await this.#caller.ask(asked, schemas.YOg(pullRequestSchema), (rest, names) => rest.pulls.list({
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
			return numbered(await this.#caller.ask(asked, pullRequestSchema, ({ pulls }, names) => pulls.create({
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
			return numbered(await this.#caller.ask(asked, pullRequestSchema, ({ pulls }, names) => pulls.update({
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
			return identified(await this.#caller.ask(asked, commentSchema, ({ issues }, names) => issues.createComment({
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
			return identified(await this.#caller.ask(asked, commentSchema, ({ issues }, names) => issues.updateComment({
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
				const answers = await this.#caller.ask(asked, schemas.YOg(commentSchema), ({ issues }, names) => issues.listComments({
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
			return numbered(await this.#caller.ask(asked, issueSchema, ({ issues }, names) => issues.create({
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
			return numbered(await this.#caller.ask(asked, issueSchema, ({ issues }, names) => issues.update({
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
			const found = await findPaged((issue) => issue.pull_request === undefined && predicate(issueOf(issue)), (page) => this.#caller.ask(asked, schemas.YOg(issueSchema), ({ issues }, names) => issues.listForRepo({
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
	async function findPaged(predicate, pageOf) {
		for (let page = 1; page <= MOST_PAGES; page++) {
			const items = await pageOf(page);
			const found = items.find(predicate);
			if (found !== undefined || items.length < PAGE) return found;
		}
		return undefined;
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
