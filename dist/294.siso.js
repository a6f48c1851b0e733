export const id = 294;
export const ids = [294];
export const modules = {
	6524: ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.d(__webpack_exports__, {
			FR: () => imageHolderSchema,
			e8: () => toolChangeSchema,
			fd: () => messagesRequestSchema,
			ti: () => apiUsageSchema,
			wx: () => streamEventSchema
		});
		var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3045);
		var _words_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4768);
		const blockSchema = zod__WEBPACK_IMPORTED_MODULE_0__._H3({ type: zod__WEBPACK_IMPORTED_MODULE_0__.YjP() });
		const contentSchema = zod__WEBPACK_IMPORTED_MODULE_0__.KCZ([zod__WEBPACK_IMPORTED_MODULE_0__.YjP(), zod__WEBPACK_IMPORTED_MODULE_0__.YOg(blockSchema)]);
		const messageSchema = zod__WEBPACK_IMPORTED_MODULE_0__._H3({
			role: zod__WEBPACK_IMPORTED_MODULE_0__.YjP(),
			content: contentSchema
		});
		const toolSchema = zod__WEBPACK_IMPORTED_MODULE_0__._H3({
			name: zod__WEBPACK_IMPORTED_MODULE_0__.YjP().optional(),
			type: zod__WEBPACK_IMPORTED_MODULE_0__.YjP().nullish()
		});
		const messagesRequestSchema = zod__WEBPACK_IMPORTED_MODULE_0__._H3({
			model: zod__WEBPACK_IMPORTED_MODULE_0__.YjP(),
			messages: zod__WEBPACK_IMPORTED_MODULE_0__.YOg(messageSchema),
			system: contentSchema.optional(),
			tools: zod__WEBPACK_IMPORTED_MODULE_0__.YOg(toolSchema).optional(),
			max_tokens: zod__WEBPACK_IMPORTED_MODULE_0__.Whr().positive().optional(),
			stream: zod__WEBPACK_IMPORTED_MODULE_0__.zMY().optional(),
			thinking: zod__WEBPACK_IMPORTED_MODULE_0__._H3({ budget_tokens: zod__WEBPACK_IMPORTED_MODULE_0__.Whr().optional() }).optional(),
			context_management: zod__WEBPACK_IMPORTED_MODULE_0__._H3({ edits: zod__WEBPACK_IMPORTED_MODULE_0__.YOg(blockSchema).optional() }).nullish(),
			inference_geo: zod__WEBPACK_IMPORTED_MODULE_0__.YjP().nullish(),
			service_tier: zod__WEBPACK_IMPORTED_MODULE_0__.YjP().optional()
		});
		const toolChangeSchema = zod__WEBPACK_IMPORTED_MODULE_0__.rej({
			type: zod__WEBPACK_IMPORTED_MODULE_0__.YjP(),
			tool: zod__WEBPACK_IMPORTED_MODULE_0__.rej({
				type: zod__WEBPACK_IMPORTED_MODULE_0__.k5n(["tool_reference", "tool_definition"]),
				name: zod__WEBPACK_IMPORTED_MODULE_0__.YjP().optional(),
				definition: toolSchema.optional()
			}),
			cache_control: zod__WEBPACK_IMPORTED_MODULE_0__.L5J().optional()
		});
		const imageHolderSchema = zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
			type: zod__WEBPACK_IMPORTED_MODULE_0__.YjP(),
			source: zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
				type: zod__WEBPACK_IMPORTED_MODULE_0__.euz("base64"),
				data: zod__WEBPACK_IMPORTED_MODULE_0__.YjP()
			}).partial().optional().catch(undefined),
			content: zod__WEBPACK_IMPORTED_MODULE_0__.L5J().optional()
		});
		const apiUsageSchema = zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
			input_tokens: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL.nullish(),
			output_tokens: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL.nullish(),
			cache_creation_input_tokens: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL.nullish(),
			cache_read_input_tokens: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL.nullish(),
			cache_creation: zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({
				ephemeral_5m_input_tokens: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL.nullish(),
				ephemeral_1h_input_tokens: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL.nullish()
			}).nullish(),
			server_tool_use: zod__WEBPACK_IMPORTED_MODULE_0__.Ikc({ web_search_requests: _words_js__WEBPACK_IMPORTED_MODULE_1__.GL.nullish() }).nullish(),
			inference_geo: zod__WEBPACK_IMPORTED_MODULE_0__.YjP().nullish()
		});
		const streamEventSchema = zod__WEBPACK_IMPORTED_MODULE_0__._H3({
			type: zod__WEBPACK_IMPORTED_MODULE_0__.YjP(),
			message: zod__WEBPACK_IMPORTED_MODULE_0__._H3({ usage: zod__WEBPACK_IMPORTED_MODULE_0__.L5J().optional() }).optional(),
			usage: zod__WEBPACK_IMPORTED_MODULE_0__.L5J().optional(),
			delta: zod__WEBPACK_IMPORTED_MODULE_0__.g1P(zod__WEBPACK_IMPORTED_MODULE_0__.YjP(), zod__WEBPACK_IMPORTED_MODULE_0__.L5J()).optional()
		});
	}),
	9899: ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.d(__webpack_exports__, { x: () => Gateway });
		var external_node_http_ = __webpack_require__(7067);
		;
		const MAX_BODY_BYTES = 32 * 1024 * 1024;
		async function readBody(request) {
			if (Number(request.headers["content-length"] ?? 0) > MAX_BODY_BYTES) return undefined;
			const chunks = [];
			let length = 0;
			for await (const chunk of request.iterator({ destroyOnReturn: false })) {
				length += chunk.length;
				if (length > MAX_BODY_BYTES) return undefined;
				chunks.push(chunk);
			}
			return Buffer.concat(chunks).toString("utf8");
		}
		var promises_ = __webpack_require__(6466);
		var external_node_crypto_ = __webpack_require__(7598);
		;
		const HOP_BY_HOP = new Set([
			"connection",
			"keep-alive",
			"proxy-authenticate",
			"proxy-authorization",
			"proxy-connection",
			"te",
			"trailer",
			"transfer-encoding",
			"upgrade"
		]);
		const REPLACED = new Set([
			"host",
			"authorization",
			"x-api-key",
			"accept-encoding",
			"content-length",
			"cookie",
			"expect"
		]);
		function endToEnd(headers) {
			const named = new Set((headers.connection ?? "").split(",").map((name) => name.trim().toLowerCase()));
			return Object.entries(headers).flatMap(([name, value]) => value === undefined || HOP_BY_HOP.has(name) || named.has(name) ? [] : [[name, value]]);
		}
		function upstreamHeaders(headers, apiKey) {
			const kept = endToEnd(headers).filter(([name]) => !REPLACED.has(name));
			return {
				...Object.fromEntries(kept),
				"x-api-key": apiKey,
				"accept-encoding": "identity"
			};
		}
		function agentHeaders(headers) {
			return Object.fromEntries(endToEnd(headers).filter(([name]) => name !== "set-cookie"));
		}
		function carriesKey({ "x-api-key": key, authorization = "" }, agentKey) {
			const given = typeof key === "string" ? key : authorization.replace(/^Bearer /i, "");
			return (0, external_node_crypto_.timingSafeEqual)(sha256(given), sha256(agentKey));
		}
		function sha256(text) {
			return (0, external_node_crypto_.createHash)("sha256").update(text).digest();
		}
		function providerSignal(headers) {
			const limits = endToEnd(headers).filter(([name]) => name.startsWith("anthropic-ratelimit-"));
			const retryAfterSeconds = secondsOf(headers["retry-after"]);
			return {
				...retryAfterSeconds !== undefined && { retryAfterSeconds },
				...limits.length > 0 && { rateLimits: Object.fromEntries(limits.map(([name, value]) => [name, String(value)])) }
			};
		}
		function secondsOf(retryAfter) {
			if (retryAfter === undefined) return undefined;
			if (/^\d+(\.\d+)?$/.test(retryAfter)) return Number(retryAfter);
			const date = Date.parse(retryAfter);
			return Number.isNaN(date) ? undefined : Math.max(0, (date - Date.now()) / 1e3);
		}
		;
		const TYPES = {
			400: "invalid_request_error",
			401: "authentication_error",
			402: "billing_error",
			404: "not_found_error",
			413: "request_too_large",
			500: "api_error",
			502: "api_error"
		};
		function replyError(response, status, message) {
			if (response.headersSent || response.destroyed) return;
			const body = JSON.stringify({
				type: "error",
				error: {
					type: TYPES[status] ?? "api_error",
					message
				}
			});
			const repeat = status >= 500 ? {} : { "x-should-retry": "false" };
			response.writeHead(status, {
				"content-type": "application/json",
				...repeat
			}).end(body);
		}
		var external_node_string_decoder_ = __webpack_require__(6193);
		var parse = __webpack_require__(1169);
		var schemas = __webpack_require__(3045);
		var messages_api = __webpack_require__(6524);
		;
		const MAX_BUFFERED = 32 * 1024 * 1024;
		function usageReader(headers) {
			const { "content-type": type = "", "content-encoding": encoding = "identity" } = headers;
			return type.includes("text/event-stream") && encoding === "identity" ? new StreamReader() : new BodyReader();
		}
		const thinkingBlockSchema = schemas.Ikc({ type: schemas.k5n(["thinking", "redacted_thinking"]) });
		class StreamReader {
			#decoder = new external_node_string_decoder_.StringDecoder("utf8");
			#parser = (0, parse.C)({
				onEvent: ({ data }) => this.#event(data),
				maxBufferSize: MAX_BUFFERED
			});
			#seen = {
				usage: undefined,
				final: false,
				outputBytes: 0,
				thinking: false,
				unreadable: false
			};
			feed(chunk) {
				if (this.#seen.unreadable) return;
				try {
					this.#parser.feed(this.#decoder.write(chunk));
				} catch {
					this.#seen.unreadable = true;
				}
			}
			end() {
				return this.#seen;
			}
			#event(data) {
				const event = messages_api.wx.safeParse(parseJson(data)).data;
				if (!event) return;
				if (event.type === "message_start") this.#tell(event.message?.usage);
				if (event.type === "message_delta" && this.#tell(event.usage)) this.#seen.final = true;
				if (event.type === "error") this.#seen.final = false;
				if (event.type === "content_block_start" && thinkingBlockSchema.safeParse(event.content_block).success) this.#seen.thinking = true;
				if (event.type === "content_block_delta") {
					const { type, signature, ...generated } = event.delta ?? {};
					for (const text of Object.values(generated)) {
						if (typeof text === "string") this.#seen.outputBytes += Buffer.byteLength(text);
					}
				}
			}
			#tell(reported) {
				const told = messages_api.ti.safeParse(reported).data;
				if (!told) return false;
				const news = Object.entries(told).filter(([, value]) => value !== null && value !== undefined);
				this.#seen.usage = {
					...this.#seen.usage,
					...Object.fromEntries(news)
				};
				return typeof told.output_tokens === "number";
			}
		}
		class BodyReader {
			#chunks = [];
			#length = 0;
			feed(chunk) {
				this.#length += chunk.length;
				if (this.#length <= MAX_BUFFERED) this.#chunks.push(chunk);
				else this.#chunks = [];
			}
			end() {
				const body = messages_api.wx.partial().safeParse(parseJson(Buffer.concat(this.#chunks).toString())).data;
				const usage = messages_api.ti.safeParse(body?.usage).data;
				const final = typeof usage?.output_tokens === "number";
				return {
					usage,
					final,
					outputBytes: this.#length,
					thinking: false,
					unreadable: !final
				};
			}
		}
		function parseJson(text) {
			try {
				return JSON.parse(text);
			} catch {
				return undefined;
			}
		}
		;
		async function exchange(passing) {
			const { response, signal } = passing;
			const answer = await send(passing);
			if (answer === "unanswered") return UNANSWERED;
			if (answer === undefined) return undefined;
			passing.onProvider(providerSignal(answer.headers));
			const status = answer.statusCode ?? 502;
			if (status >= 300 && status < 400) {
				answer.destroy();
				replyError(response, 502, "The API answered with a redirect, which is not followed.");
				return undefined;
			}
			const reader = usageReader(answer.headers);
			answer.on("data", (chunk) => reader.feed(chunk));
			response.writeHead(status, agentHeaders(answer.headers));
			response.flushHeaders();
			await (0, promises_.pipeline)(answer, response, { signal }).catch(() => response.destroy());
			return status < 300 ? reader.end() : undefined;
		}
		const UNANSWERED = {
			usage: undefined,
			final: false,
			outputBytes: 0,
			thinking: false,
			unreadable: false
		};
		async function send(passing) {
			const { request, response, path, upstream, apiKey, body, signal } = passing;
			const { method = "GET" } = request;
			const headers = upstreamHeaders(request.headers, apiKey);
			let connected = false;
			const onConnected = () => {
				connected = true;
			};
			try {
				return await upstream.send({
					method,
					path,
					headers,
					body,
					signal,
					onConnected
				});
			} catch (error) {
				const detail = error instanceof Error ? error.message : String(error);
				const what = connected ? "broke the connection" : "could not be reached";
				replyError(response, 502, `The API ${what} (${detail}).`);
				return connected ? "unanswered" : undefined;
			}
		}
		var domain_models = __webpack_require__(5662);
		;
		function actualEntry(request, seen) {
			const { price, worst, asksForUs } = request;
			const { usage, final } = seen;
			const outputTokens = final ? usage?.output_tokens ?? 0 : cutOutput(request, seen);
			if (typeof usage?.input_tokens !== "number") return {
				...worst,
				outputTokens,
				estimated: true
			};
			const input = inputOf(usage);
			return {
				...worst,
				regional: asksForUs || usage.inference_geo === "us",
				...input,
				outputTokens,
				longPrompt: price.longPromptTokens !== null && totalInput(input) > price.longPromptTokens,
				webSearches: usage.server_tool_use?.web_search_requests ?? 0,
				estimated: !final
			};
		}
		function inputOf(usage) {
			const cacheWrite1hTokens = usage.cache_creation?.ephemeral_1h_input_tokens ?? 0;
			const split5m = usage.cache_creation?.ephemeral_5m_input_tokens ?? 0;
			return {
				inputTokens: usage.input_tokens ?? 0,
				cacheReadTokens: usage.cache_read_input_tokens ?? 0,
				cacheWrite5mTokens: Math.max(split5m, (usage.cache_creation_input_tokens ?? 0) - cacheWrite1hTokens),
				cacheWrite1hTokens
			};
		}
		function totalInput(input) {
			return input.inputTokens + input.cacheReadTokens + input.cacheWrite5mTokens + input.cacheWrite1hTokens;
		}
		function cutOutput({ worst, streams }, seen) {
			const { usage, outputBytes, thinking, unreadable } = seen;
			if (!streams || thinking || unreadable) return worst.outputTokens;
			return Math.max(1, usage?.output_tokens ?? 0, Math.min(outputBytes, worst.outputTokens));
		}
		;
		const HIDDEN_TOKENS = 1024;
		const MESSAGE_TOKENS = 32;
		const IMAGE_TOKENS = 16e3;
		const PDF_TOKENS = 1e6;
		class InputMeter {
			#reported = new Map();
			measure(request, text, variant) {
				const largestTool = text.search(TOOL_REFERENCE) === -1 ? 0 : largestOf(request.tools ?? []);
				const head = headOf(request);
				const chain = [{
					key: digest(variant, head),
					tokens: HIDDEN_TOKENS + byteLength(head)
				}];
				for (const message of request.messages) {
					const blocks = blocksOf(message.content);
					const fields = JSON.stringify({
						...message,
						content: undefined
					});
					const key = digest(chain.at(-1)?.key ?? "", [fields, ...blocks.map(canonicalText)].join("\n"));
					chain.push({
						key,
						tokens: MESSAGE_TOKENS + byteLength(fields) + blockTokens(blocks, largestTool)
					});
				}
				const stable = isStable(request);
				const known = stable ? chain.findLastIndex(({ key }) => this.#reported.has(key)) : -1;
				const prefix = this.#reported.get(chain[known]?.key ?? "") ?? 0;
				const newTokens = chain.slice(known + 1).reduce((sum, { tokens }) => sum + tokens, 0);
				const tokens = prefix + newTokens;
				const uncachedTokens = Math.min(tokens, uncachedPart(request, largestTool) ?? tokens);
				const bound = {
					tokens,
					uncachedTokens,
					newTokens,
					writes: cacheWrites(text)
				};
				return {
					bound,
					key: stable ? chain.at(-1)?.key : undefined
				};
			}
			report(key, tokens) {
				if (tokens > 0) this.#reported.set(key, tokens);
			}
		}
		function largestOf(tools) {
			return Math.max(0, ...tools.map((tool) => byteLength(JSON.stringify(tool))));
		}
		function headOf(request) {
			const { messages, max_tokens, metadata, stream, tools, system, cache_control, ...rest } = request;
			return JSON.stringify({
				...rest,
				tools: tools?.map(withoutMark),
				system: blocksOf(system).map(withoutMark)
			});
		}
		function blocksOf(content) {
			return typeof content === "string" ? [{
				type: "text",
				text: content
			}] : content ?? [];
		}
		function canonicalText(block) {
			const { content } = block;
			return JSON.stringify(withoutMark(Array.isArray(content) ? {
				...block,
				content: content.map((inner) => withoutMark(inner))
			} : block));
		}
		function withoutMark(marked) {
			if (typeof marked !== "object" || marked === null || !("cache_control" in marked)) return marked;
			const copy = { ...marked };
			Reflect.deleteProperty(copy, "cache_control");
			return copy;
		}
		const IMAGE = /"type":"image"/g;
		const PDF = /"media_type":"application\/pdf"/g;
		const TOOL_REFERENCE = /"type":"tool_reference"/g;
		function blockTokens(blocks, largestTool) {
			const text = JSON.stringify(blocks);
			const images = count(text, IMAGE) * IMAGE_TOKENS;
			const pages = count(text, PDF) * PDF_TOKENS;
			const references = count(text, TOOL_REFERENCE) * largestTool;
			return byteLength(text) - imageData(blocks) + images + pages + references;
		}
		function imageData(blocks) {
			const parsed = messages_api.FR.array().safeParse(blocks);
			return (parsed.data ?? []).reduce((sum, { type, source, content }) => {
				if (type === "image") return sum + (source?.data?.length ?? 0);
				return type === "tool_result" ? sum + imageData(content) : sum;
			}, 0);
		}
		function uncachedPart(request, largestTool) {
			if (request.cache_control) return MESSAGE_TOKENS;
			const tools = request.tools ?? [];
			const blocks = [request.system, ...request.messages.map(({ content }) => content)].flatMap(blocksOf);
			const last = blocks.findLastIndex((block) => block.cache_control);
			if (last !== -1) return MESSAGE_TOKENS + blockTokens(blocks.slice(last + 1), largestTool);
			const lastTool = tools.findLastIndex((tool) => tool.cache_control);
			if (lastTool === -1) return undefined;
			return byteLength(JSON.stringify(tools.slice(lastTool + 1))) + blockTokens(blocks, largestTool);
		}
		function cacheWrites(text) {
			if (!text.includes("\"cache_control\":{")) return "none";
			return text.includes("\"ttl\":\"1h\"") ? "1h" : "5m";
		}
		function isStable({ context_management, messages }) {
			const edits = context_management?.edits ?? [];
			const keepsAll = edits.every((edit) => edit.type === "clear_thinking_20251015" && edit.keep === "all");
			return keepsAll && messages.every((message) => !("clear_at" in message));
		}
		function count(text, pattern) {
			return [...text.matchAll(pattern)].length;
		}
		function byteLength(text) {
			return Buffer.byteLength(text);
		}
		function digest(previous, text) {
			return (0, external_node_crypto_.createHash)("sha256").update(`${previous.length}:${previous}`).update(text).digest("base64");
		}
		var issues = __webpack_require__(3159);
		;
		const FIELDS = new Set([
			"model",
			"messages",
			"system",
			"tools",
			"tool_choice",
			"metadata",
			"max_tokens",
			"thinking",
			"temperature",
			"top_p",
			"top_k",
			"stop_sequences",
			"stream",
			"context_management",
			"context_hint",
			"output_config",
			"output_format",
			"cache_control",
			"inference_geo",
			"safeguards",
			"service_tier"
		]);
		const BLOCKS = new Set([
			"text",
			"image",
			"document",
			"search_result",
			"thinking",
			"redacted_thinking",
			"tool_use",
			"tool_result",
			"tool_reference",
			"tool_addition",
			"tool_removal"
		]);
		const INLINE_SOURCES = new Set([
			"base64",
			"text",
			"content"
		]);
		const STANDARD_TIERS = new Set(["auto", "standard_only"]);
		const MAX_DEPTH = 8;
		function refusalOf(request, models) {
			return refusedModel(request.model, models) ?? refusedField(request) ?? refusedTool(request) ?? refusedEdit(request) ?? refusedContent([request.system, ...request.messages.map(({ content }) => content)]);
		}
		function refusedModel(name, models) {
			const model = (0, domain_models.a)(name);
			if (models.includes(model) && name.startsWith(model)) return undefined;
			return `The model ${name.slice(0, 80)} is not one this task may use (${models.join(", ")}).`;
		}
		function refusedField(request) {
			const field = Object.keys(request).find((name) => !FIELDS.has(name));
			if (field) return `The request field ${field.slice(0, 80)} is not forwarded: what it costs cannot be bounded.`;
			if (request.service_tier === undefined || STANDARD_TIERS.has(request.service_tier)) return undefined;
			return `The service tier ${request.service_tier.slice(0, 80)} is not forwarded: this task pays standard prices only.`;
		}
		function refusedTool({ tools = [] }) {
			const tool = tools.find(({ type }) => !isClientTool(type));
			return tool && serverTool(tool.type);
		}
		function isClientTool(type) {
			return type === undefined || type === null || type === "custom";
		}
		function serverTool(type) {
			return `The server tool ${String(type).slice(0, 80)} is not forwarded: what it costs cannot be bounded.`;
		}
		function refusedToolChange(block) {
			const change = messages_api.e8.safeParse(block).data;
			if (!change) return "This form of a tool change is not forwarded: what it costs cannot be bounded.";
			return isClientTool(change.tool.definition?.type) ? undefined : serverTool(change.tool.definition?.type);
		}
		function refusedEdit({ context_management }) {
			const edit = context_management?.edits?.find(({ type }) => !type.startsWith("clear_"));
			return edit && `The context edit ${edit.type.slice(0, 80)} is not forwarded: what it costs cannot be bounded.`;
		}
		function refusedContent(content, depth = 0) {
			if (depth > MAX_DEPTH) return `Content nested more than ${MAX_DEPTH} deep is not forwarded.`;
			if (Array.isArray(content)) {
				for (const inner of content) {
					const refusal = refusedContent(inner, depth + 1);
					if (refusal) return refusal;
				}
				return undefined;
			}
			if (typeof content !== "object" || content === null) return undefined;
			return refusedBlock(content) ?? refusedContent("content" in content ? content.content : undefined, depth + 1);
		}
		function refusedBlock(block) {
			const type = "type" in block ? String(block.type) : "without a type";
			if (!BLOCKS.has(type)) return `Content ${type.slice(0, 80)} is not forwarded: what it costs cannot be bounded.`;
			if (type === "tool_addition" || type === "tool_removal") return refusedToolChange(block);
			const source = "source" in block ? block.source : undefined;
			if (typeof source !== "object" || source === null) return undefined;
			const kind = "type" in source ? String(source.type) : "without a type";
			if (!INLINE_SOURCES.has(kind)) return `Content given by ${kind.slice(0, 80)} is not forwarded: send it inline.`;
			return refusedContent("content" in source ? source.content : undefined, 1);
		}
		;
		class Refusal {
			status;
			message;
			constructor(status, message) {
				this.status = status;
				this.message = message;
			}
		}
		const LEAST_OUTPUT_TOKENS = 256;
		function readRequest(body, models) {
			const parsed = messages_api.fd.safeParse(paid_request_parseJson(body));
			if (!parsed.success) return refused(`The request cannot be read: ${(0, issues.O)(parsed.error)}.`);
			const refusal = refusalOf(parsed.data, models);
			return refusal === undefined ? parsed.data : refused(refusal);
		}
		class Pricing {
			#config;
			#input = new InputMeter();
			#usByDefault = true;
			constructor(config) {
				this.#config = config;
			}
			demandOf(request, headers) {
				const model = (0, domain_models.a)(request.model);
				const price = this.#config.hold.prices.find((candidate) => candidate.model === model);
				if (!price) return refused(`The price of ${model} is unknown, so it is not used.`);
				if (request.max_tokens === undefined) return refused("The request cannot be read: max_tokens is missing.");
				const output = this.#outputOf(request.max_tokens, request.thinking?.budget_tokens ?? 0);
				if (output instanceof Refusal) return output;
				const variant = `${headers["anthropic-version"]} ${headers["anthropic-beta"]}`;
				const { bound, key } = this.#input.measure(request, JSON.stringify(request), variant);
				const regional = request.inference_geo ? asksForUs(request) : this.#usByDefault;
				return {
					request,
					price,
					key,
					demand: {
						model,
						price,
						input: bound,
						regional,
						...output
					}
				};
			}
			usageOf({ request, price, key }, { worst }, seen) {
				const priced = {
					price,
					worst,
					asksForUs: asksForUs(request),
					streams: request.stream === true
				};
				const entry = actualEntry(priced, seen);
				if (typeof seen.usage?.input_tokens === "number") {
					if (key !== undefined) this.#input.report(key, totalInput(entry));
					if (!request.inference_geo) this.#usByDefault = seen.usage.inference_geo === "us";
				}
				return entry;
			}
			#outputOf(asked, thinking) {
				const { maxOutputTokens } = this.#config;
				const wantedTokens = Math.min(asked, maxOutputTokens);
				if (wantedTokens < asked && thinking >= wantedTokens) {
					const message = `The thinking budget of ${thinking} tokens does not fit into the ${maxOutputTokens} output tokens that this run allows a request.`;
					return new Refusal(402, message);
				}
				const least = thinking === 0 ? LEAST_OUTPUT_TOKENS : Math.max(LEAST_OUTPUT_TOKENS, thinking + 1);
				return {
					wantedTokens,
					leastTokens: Math.min(least, wantedTokens)
				};
			}
		}
		function asksForUs(request) {
			return request.inference_geo === "us";
		}
		function refused(message) {
			return new Refusal(400, message);
		}
		function paid_request_parseJson(text) {
			try {
				return JSON.parse(text);
			} catch {
				return undefined;
			}
		}
		;
		const KEEP_ALIVE_MS = 10 * 6e4;
		class Gateway {
			#parts;
			#pricing;
			#server;
			#open = new Map();
			constructor(parts) {
				this.#parts = parts;
				this.#pricing = new Pricing(parts.config);
				const options = { keepAliveTimeout: KEEP_ALIVE_MS };
				this.#server = (0, external_node_http_.createServer)(options, (request, response) => this.#track(request, response));
			}
			listen() {
				return new Promise((resolve, reject) => {
					this.#server.once("error", reject);
					this.#server.listen(0, "127.0.0.1", () => {
						const address = this.#server.address();
						if (typeof address === "object" && address) resolve(address.port);
					});
				});
			}
			async close() {
				this.#server.close();
				for (const call of this.#open.keys()) call.abort();
				this.#server.closeAllConnections();
				await Promise.all(this.#open.values());
				this.#parts.upstream.close();
			}
			#track(request, response) {
				const controller = new AbortController();
				response.once("close", () => controller.abort());
				const url = URL.parse(request.url ?? "/", "http://127.0.0.1");
				const call = {
					request,
					response,
					signal: controller.signal,
					path: url ? url.pathname + url.search : "/"
				};
				const handled = this.#handle(call, `${request.method} ${url?.pathname}`).catch(() => replyError(response, 500, "The meter failed to handle this request.")).finally(() => this.#open.delete(controller));
				this.#open.set(controller, handled);
			}
			async #handle(call, route) {
				const { request, response } = call;
				const { config, governor } = this.#parts;
				if (!carriesKey(request.headers, config.agentKey)) return replyError(response, 401, "This port serves one run only, and the key is not its key.");
				if (governor.refusal) return replyError(response, 402, governor.refusal);
				if (route === "POST /v1/messages") return this.#messages(call);
				if (route === "POST /v1/messages/count_tokens") return this.#countTokens(call);
				if (route === "HEAD /api/hello" || /^GET \/v1\/models(\/[\w.:@-]+)?$/.test(route)) return this.#free(call, undefined);
				replyError(response, 404, `The meter does not forward ${route.slice(0, 200)}.`);
			}
			async #messages(call) {
				const request = await this.#readRequest(call);
				if (!request) return;
				const paid = this.#pricing.demandOf(request, call.request.headers);
				if (paid instanceof Refusal) return replyError(call.response, paid.status, paid.message);
				await this.#forwardPaid(call, paid);
			}
			async #forwardPaid(call, paid) {
				const { governor } = this.#parts;
				const ticket = await governor.admit(paid.demand, call.signal);
				if (ticket.decision === "given_up") return;
				if (ticket.decision === "stopped") return replyError(call.response, 402, ticket.stopped.message);
				const body = JSON.stringify({
					...paid.request,
					max_tokens: ticket.maxTokens
				});
				let used = ticket.worst;
				try {
					const seen = await this.#exchange(call, body);
					used = seen && this.#pricing.usageOf(paid, ticket, seen);
				} finally {
					governor.settle(ticket.id, used);
				}
			}
			async #countTokens(call) {
				const request = await this.#readRequest(call);
				if (request) await this.#free(call, JSON.stringify(request));
			}
			async #free(call, body) {
				await this.#exchange(call, body);
			}
			#exchange(call, body) {
				const { upstream, apiKey, governor } = this.#parts;
				return exchange({
					...call,
					body,
					upstream,
					apiKey,
					onProvider: (signal) => governor.hear(signal)
				});
			}
			async #readRequest({ request, response }) {
				const body = await readBody(request);
				if (body === undefined) {
					request.resume();
					replyError(response, 413, "The request is larger than 32 MiB.");
					return undefined;
				}
				const read = readRequest(body, this.#parts.config.models);
				if (!(read instanceof Refusal)) return read;
				replyError(response, read.status, read.message);
				return undefined;
			}
		}
	}),
	8460: ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.d(__webpack_exports__, { n: () => Governor });
		var prices = __webpack_require__(5914);
		var entries = __webpack_require__(2759);
		;
		class HoldAccount {
			#hold;
			#spent;
			#inFlight = new Map();
			constructor(hold) {
				this.#hold = hold;
				this.#spent = new entries.R(hold.prices);
			}
			answer(demand) {
				const { wantedTokens, leastTokens: least } = demand;
				const byMoney = this.#outputForMoney(demand);
				const byTokens = this.tokensLeft() - this.#countedInput(demand);
				const maxTokens = Math.min(wantedTokens, byMoney, byTokens);
				if (maxTokens < wantedTokens && this.#inFlight.size > 0) return { decision: "wait" };
				if (maxTokens >= least) {
					const tokens = this.#countedInput(demand) + maxTokens;
					return {
						decision: "granted",
						maxTokens,
						worst: worstOf(demand, maxTokens),
						tokens
					};
				}
				return byMoney < least ? {
					decision: "unaffordable",
					reason: "hold_reached",
					needs: this.#spent.ceilingOf(worstOf(demand, least))
				} : {
					decision: "unaffordable",
					reason: "token_hold_reached",
					needs: this.#countedInput(demand) + least
				};
			}
			begin(id, granted) {
				this.#inFlight.set(id, granted);
			}
			end(id, entry) {
				this.#inFlight.delete(id);
				if (entry) this.#spent.add(entry);
			}
			moneyLeft() {
				return this.#hold.amountMicros - this.#spent.ceiling() - this.worstCaseMicros();
			}
			tokensLeft() {
				const held = [...this.#inFlight.values()].reduce((sum, { tokens }) => sum + tokens, 0);
				return this.#hold.tokens - this.countedTokens() - held;
			}
			worstCaseMicros() {
				return [...this.#inFlight.values()].reduce((sum, { worst }) => sum + this.#spent.ceilingOf(worst), 0);
			}
			countedTokens() {
				return this.entries().reduce((sum, entry) => sum + (0, prices.Jb)(entry, this.#hold.countCacheWrites), 0);
			}
			costMicros() {
				return this.#spent.cost();
			}
			entries() {
				return this.#spent.list();
			}
			inFlight() {
				return this.#inFlight.size;
			}
			#countedInput({ input }) {
				return this.#hold.countCacheWrites ? Math.max(input.newTokens, input.uncachedTokens) : input.uncachedTokens;
			}
			#outputForMoney(demand) {
				const left = this.moneyLeft();
				let [fits, tooMany] = [-1, demand.wantedTokens + 1];
				while (tooMany - fits > 1) {
					const middle = Math.floor((fits + tooMany) / 2);
					if (this.#spent.ceilingOf(worstOf(demand, middle)) <= left) fits = middle;
					else tooMany = middle;
				}
				return fits;
			}
		}
		function worstOf({ model, price, input, regional }, outputTokens) {
			const { tokens, writes } = input;
			return {
				model,
				priceId: price.id,
				longPrompt: price.longPromptTokens !== null && tokens > price.longPromptTokens,
				regional,
				inputTokens: writes === "none" ? tokens : 0,
				outputTokens,
				cacheReadTokens: 0,
				cacheWrite5mTokens: writes === "5m" ? tokens : 0,
				cacheWrite1hTokens: writes === "1h" ? tokens : 0,
				webSearches: 0,
				requests: 1,
				estimated: true
			};
		}
		var money = __webpack_require__(9334);
		;
		const STOPPED = {
			lease_lost: "The ledger has not confirmed this run for too long, so it may spend nothing more.",
			cancelled: "The task was cancelled, so this run may spend nothing more.",
			timed_out: "The run reached its time limit, so it may spend nothing more.",
			interrupted: "The run was interrupted, so it may spend nothing more.",
			crashed: "The process that governs this run is gone, so it may spend nothing more.",
			completed: "The run is over, so it may spend nothing more."
		};
		const UNCONFIRMED = "The ledger has not confirmed the start of this run, so it may spend nothing yet.";
		function stopMessage(reason) {
			return STOPPED[reason] ?? `The run was stopped (${reason}), so it may spend nothing more.`;
		}
		function unaffordableMessage({ reason, needs }, hold, used) {
			if (reason === "hold_reached") return `This run's budget of ${(0, money.U)(hold.amountMicros)} is reached: ${(0, money.U)(used)} is spent ` + `and the next request could cost ${(0, money.U)(needs)}. Start it again with a larger budget.`;
			return `This run's budget of ${tokens(hold.tokens)} is reached: ${tokens(used)} are used ` + `and the next request could need ${tokens(needs)}. Start it again with a larger token budget.`;
		}
		function tokens(count) {
			return `${count.toLocaleString("en-US")} ${count === 1 ? "token" : "tokens"}`;
		}
		;
		class Governor {
			#config;
			#account;
			#journal;
			#events;
			#waiting = [];
			#nextId = 1;
			#confirmed = false;
			#stopped = null;
			#provider;
			constructor(config, journal, events) {
				this.#config = config;
				this.#account = new HoldAccount(config.hold);
				this.#journal = journal;
				this.#events = events;
			}
			get refusal() {
				return this.#stopped?.message ?? (this.#confirmed ? undefined : UNCONFIRMED);
			}
			confirm() {
				this.#confirmed = true;
			}
			admit(demand, signal) {
				return new Promise((answer) => {
					if (signal.aborted) return answer({ decision: "given_up" });
					if (this.#stopped) return answer({
						decision: "stopped",
						stopped: this.#stopped
					});
					const waiting = {
						demand,
						answer
					};
					this.#waiting.push(waiting);
					signal.addEventListener("abort", () => this.#giveUp(waiting), { once: true });
					this.#serve();
				});
			}
			settle(id, entry) {
				this.#note(() => this.#journal.write({
					type: "end",
					id,
					entry: entry ?? null
				}));
				this.#account.end(id, entry);
				this.#events.onUsage();
				this.#serve();
			}
			stop(reason, message = stopMessage(reason)) {
				if (this.#stopped) return;
				const stopped = {
					reason,
					message
				};
				this.#stopped = stopped;
				this.#note(() => this.#journal.write({
					type: "stopped",
					stopped
				}));
				for (const { answer } of this.#waiting.splice(0)) answer({
					decision: "stopped",
					stopped
				});
				this.#events.onStopped(stopped);
			}
			hear(signal) {
				const rateLimits = {
					...this.#provider?.rateLimits,
					...signal.rateLimits
				};
				const heard = {
					...signal,
					...Object.keys(rateLimits).length > 0 && { rateLimits }
				};
				if (JSON.stringify(heard) === JSON.stringify(this.#provider ?? {})) return;
				this.#provider = heard;
				this.#events.onProvider(heard);
			}
			usage() {
				const entries = this.#account.entries();
				return {
					entries,
					costMicros: this.#account.costMicros(),
					countedTokens: this.#account.countedTokens(),
					requests: entries.reduce((sum, { requests }) => sum + requests, 0),
					inFlight: this.#account.inFlight(),
					worstCaseMicros: this.#account.worstCaseMicros(),
					stopped: this.#stopped,
					...this.#provider && { provider: this.#provider }
				};
			}
			#giveUp(waiting) {
				const place = this.#waiting.indexOf(waiting);
				if (place === -1) return;
				this.#waiting.splice(place, 1);
				waiting.answer({ decision: "given_up" });
				this.#serve();
			}
			#serve() {
				for (let head = this.#waiting[0]; head; head = this.#waiting[0]) {
					const answer = this.#account.answer(head.demand);
					if (answer.decision === "wait") return;
					if (answer.decision === "granted") this.#grant(head, answer);
					else this.#refuse(answer);
				}
			}
			#grant(head, granted) {
				const id = this.#nextId++;
				if (!this.#note(() => this.#journal.write({
					type: "begin",
					id,
					worst: granted.worst
				}))) return;
				this.#waiting.shift();
				this.#account.begin(id, granted);
				head.answer({
					...granted,
					id
				});
				this.#events.onUsage();
			}
			#refuse(answer) {
				const { hold } = this.#config;
				const used = answer.reason === "hold_reached" ? this.#account.costMicros() : this.#account.countedTokens();
				this.stop(answer.reason, unaffordableMessage(answer, hold, used));
			}
			#note(write) {
				try {
					write();
					return true;
				} catch (error) {
					const detail = error instanceof Error ? error.message : String(error);
					this.stop("crashed", `The meter cannot write its journal (${detail}), so this run may spend nothing more.`);
					return false;
				}
			}
		}
	}),
	2297: ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.d(__webpack_exports__, { n: () => Lease });
		class Lease {
			#deadlineMs;
			#onLost;
			#timer;
			constructor(deadlineMs, onLost) {
				this.#deadlineMs = deadlineMs;
				this.#onLost = onLost;
			}
			acknowledge() {
				clearTimeout(this.#timer);
				this.#timer = setTimeout(this.#onLost, this.#deadlineMs);
			}
			end() {
				clearTimeout(this.#timer);
			}
		}
	}),
	6294: ((__webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => {
			try {
				__webpack_require__.r(__webpack_exports__);
				var node_readline__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(481);
				var zod__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(3045);
				var _contracts_meter_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(7484);
				var _host_processes_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2029);
				var _host_upstream_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6815);
				var _gateway_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9899);
				var _governor_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8460);
				var _journal_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1676);
				var _lease_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2297);
				var _rehearsal_server_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3755);
				const USAGE_INTERVAL_MS = 250;
				const END_GRACE_MS = 5e3;
				function report(line) {
					process.stdout.write(`${JSON.stringify(line)}\n`);
				}
				function throttled(action) {
					let pending = false;
					return () => {
						if (pending) return;
						pending = true;
						setTimeout(() => {
							pending = false;
							action();
						}, USAGE_INTERVAL_MS);
					};
				}
				async function openUpstream({ upstream }) {
					if (upstream.kind === "rehearsal") return {
						upstream: await _host_upstream_js__WEBPACK_IMPORTED_MODULE_1__.O.open(await (0, _rehearsal_server_js__WEBPACK_IMPORTED_MODULE_2__.U)(upstream.scenario)),
						apiKey: "rehearsal"
					};
					return {
						upstream: await _host_upstream_js__WEBPACK_IMPORTED_MODULE_1__.O.open(upstream.baseUrl, upstream.network),
						apiKey: upstream.apiKey
					};
				}
				async function run(config, commands) {
					const lock = (0, _journal_js__WEBPACK_IMPORTED_MODULE_3__.tQ)(config.journalPath);
					const journal = new _journal_js__WEBPACK_IMPORTED_MODULE_3__.CQ(config.journalPath, config.hold);
					const reportUsage = throttled(() => report({
						type: "usage",
						usage: governor.usage()
					}));
					const governor = new _governor_js__WEBPACK_IMPORTED_MODULE_4__.n(config, journal, {
						onUsage: reportUsage,
						onStopped: (stopped) => report({
							type: "stopped",
							stopped
						}),
						onProvider: (signal) => report({
							type: "provider",
							signal
						})
					});
					const gateway = new _gateway_js__WEBPACK_IMPORTED_MODULE_5__.x({
						config,
						governor,
						...await openUpstream(config)
					});
					const lease = new _lease_js__WEBPACK_IMPORTED_MODULE_6__.n(config.heartbeatDeadlineMs, () => governor.stop("lease_lost"));
					report({
						type: "ready",
						port: await gateway.listen()
					});
					const closed = await obey(commands, {
						governor,
						lease
					});
					if (!closed) governor.stop("crashed");
					await gateway.close();
					if (!closed) await (0, _host_processes_js__WEBPACK_IMPORTED_MODULE_7__.Hk)(config.runMarker, END_GRACE_MS);
					lease.end();
					journal.close();
					report({
						type: "closed",
						usage: governor.usage()
					});
					lock.release();
				}
				async function obey(commands, parts) {
					const { governor, lease } = parts;
					for (let next = await commands.next(); !next.done; next = await commands.next()) {
						const command = zod__WEBPACK_IMPORTED_MODULE_8__.YjP().transform((line) => JSON.parse(line)).pipe(_contracts_meter_js__WEBPACK_IMPORTED_MODULE_9__.iw).parse(next.value);
						if (command.type === "acknowledge") {
							lease.acknowledge();
							governor.confirm();
						}
						if (command.type === "usage") report({
							type: "answer",
							id: command.id,
							usage: governor.usage()
						});
						if (command.type === "stop") governor.stop(command.reason);
						if (command.type === "close") return true;
					}
					return false;
				}
				async function main() {
					const lines = (0, node_readline__WEBPACK_IMPORTED_MODULE_0__.createInterface)({ input: process.stdin });
					for (const name of [
						"SIGINT",
						"SIGTERM",
						"SIGHUP"
					]) process.on(name, () => lines.close());
					process.stdout.on("error", () => undefined);
					const commands = lines[Symbol.asyncIterator]();
					const first = await commands.next();
					await run(_contracts_meter_js__WEBPACK_IMPORTED_MODULE_9__.jY.parse(JSON.parse(first.done ? "null" : first.value)), commands);
				}
				try {
					await main();
					process.exit(0);
				} catch (error) {
					process.stderr.write(error instanceof Error ? error.message : "The meter failed");
					process.exit(1);
				}
				__webpack_async_result__();
			} catch (e) {
				__webpack_async_result__(e);
			}
		}, 1);
	}),
	3755: ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.d(__webpack_exports__, { U: () => startRehearsal });
		var external_node_crypto_ = __webpack_require__(7598);
		var external_node_http_ = __webpack_require__(7067);
		var messages_api = __webpack_require__(6524);
		;
		const ENDED = { text: "The rehearsal scenario has no further step." };
		function stepFor(scenario, { messages }) {
			const first = JSON.stringify(messages[0]?.content ?? "");
			const { steps, loop } = scenario.conversations?.find(({ when }) => first.includes(quoted(when))) ?? scenario;
			const turns = messages.filter(({ role }) => role === "assistant").length;
			return steps[loop ? turns % steps.length : turns] ?? ENDED;
		}
		function quoted(words) {
			return JSON.stringify(words).slice(1, -1);
		}
		class Faults {
			#struck = new Map();
			strike(step) {
				if (!step.fault) return undefined;
				const struck = this.#struck.get(step) ?? 0;
				if (struck >= (step.fault.times ?? Number.POSITIVE_INFINITY)) return undefined;
				this.#struck.set(step, struck + 1);
				return step.fault;
			}
		}
		function contentOf(step, id) {
			const text = step.text ? [{
				type: "text",
				text: step.text
			}] : [];
			const calls = (step.tools ?? []).map((tool, index) => ({
				type: "tool_use",
				id: `toolu_${id}_${index}`,
				...tool
			}));
			return [...text, ...calls];
		}
		const BYTES_PER_TOKEN = 2;
		const UNCACHED_TOKENS = 4;
		function usageOf(step, request, body) {
			const derived = derivedInput(request, body);
			let room = Buffer.byteLength(body);
			const take = (tokens) => {
				const taken = Math.min(tokens, room);
				room -= taken;
				return taken;
			};
			const output = step.usage?.outputTokens ?? Math.ceil(JSON.stringify(contentOf(step, "")).length / BYTES_PER_TOKEN);
			return {
				input_tokens: take(step.usage?.inputTokens ?? derived.input),
				cache_creation_input_tokens: take(step.usage?.cacheWriteTokens ?? derived.write),
				cache_read_input_tokens: take(step.usage?.cacheReadTokens ?? derived.read),
				output_tokens: Math.min(output, request.max_tokens ?? output)
			};
		}
		function derivedInput({ messages }, body) {
			const total = tokensIn(body);
			if (!body.includes("\"cache_control\":{")) return {
				input: total,
				write: 0,
				read: 0
			};
			const lastTurn = messages.findLastIndex(({ role }) => role === "assistant");
			const fresh = lastTurn === -1 ? total : Math.min(total, tokensIn(JSON.stringify(messages.slice(lastTurn))));
			const input = Math.min(UNCACHED_TOKENS, fresh);
			return {
				input,
				write: fresh - input,
				read: total - fresh
			};
		}
		function tokensIn(text) {
			return Math.ceil(Buffer.byteLength(text) / BYTES_PER_TOKEN);
		}
		;
		const CHUNK = 40;
		function wholeMessage({ id, model, content, stopReason, usage }) {
			const role = {
				type: "message",
				role: "assistant"
			};
			return {
				id,
				...role,
				model,
				content,
				stop_reason: stopReason,
				stop_sequence: null,
				usage
			};
		}
		function streamEvents(message) {
			const { stopReason, usage } = message;
			const started = {
				...wholeMessage(message),
				content: [],
				stop_reason: null,
				usage: {
					...usage,
					output_tokens: 1
				}
			};
			return [
				{
					type: "message_start",
					message: started
				},
				...message.content.flatMap(blockEvents),
				{
					type: "message_delta",
					delta: {
						stop_reason: stopReason,
						stop_sequence: null
					},
					usage
				},
				{ type: "message_stop" }
			];
		}
		function blockEvents(block, index) {
			const isText = block.type === "text";
			const text = isText ? String(block.text) : JSON.stringify(block.input);
			const deltas = (text.match(new RegExp(`.{1,${CHUNK}}`, "gsu")) ?? []).map((part) => isText ? {
				type: "text_delta",
				text: part
			} : {
				type: "input_json_delta",
				partial_json: part
			});
			return [
				{
					type: "content_block_start",
					index,
					content_block: isText ? {
						...block,
						text: ""
					} : {
						...block,
						input: {}
					}
				},
				...deltas.map((delta) => ({
					type: "content_block_delta",
					index,
					delta
				})),
				{
					type: "content_block_stop",
					index
				}
			];
		}
		function sendEvents(response, events) {
			for (const event of events) response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
		}
		;
		const ERROR_TYPES = {
			400: "invalid_request_error",
			401: "authentication_error",
			403: "permission_error",
			404: "not_found_error",
			413: "request_too_large",
			429: "rate_limit_error",
			529: "overloaded_error"
		};
		function startRehearsal(scenario) {
			const faults = new Faults();
			const server = (0, external_node_http_.createServer)((request, response) => {
				answer({
					scenario,
					faults,
					request,
					response
				}).catch(() => response.destroy());
			});
			server.unref();
			return new Promise((resolve, reject) => {
				server.once("error", reject);
				server.listen(0, "127.0.0.1", () => {
					const address = server.address();
					if (typeof address === "object" && address) resolve(`http://127.0.0.1:${address.port}`);
				});
			});
		}
		async function answer({ scenario, faults, request, response }) {
			const { pathname } = new URL(request.url ?? "/", "http://127.0.0.1");
			if (request.method !== "POST") return sendJson(response, 200, {
				data: [],
				has_more: false
			});
			const chunks = [];
			for await (const chunk of request) chunks.push(chunk);
			const body = Buffer.concat(chunks).toString();
			const asked = messages_api.fd.parse(JSON.parse(body));
			if (pathname.endsWith("/count_tokens")) return sendJson(response, 200, { input_tokens: tokensIn(body) });
			const step = stepFor(scenario, asked);
			const id = (0, external_node_crypto_.randomUUID)().replaceAll("-", "");
			const content = contentOf(step, id);
			const fault = faults.strike(step);
			const message = {
				id: `msg_${id}`,
				model: asked.model,
				content,
				stopReason: step.tools ? "tool_use" : "end_turn",
				usage: usageOf(step, asked, body)
			};
			if (fault) return sendFault(response, fault, message);
			sendMessage(response, asked, message);
		}
		function sendMessage(response, asked, message) {
			if (!asked.stream) {
				sendJson(response, 200, wholeMessage(message));
				return;
			}
			startStream(response);
			sendEvents(response, streamEvents(message));
			response.end();
		}
		function sendFault(response, fault, message) {
			if (fault.kind === "error") sendError(response, fault);
			else startStream(response);
			if (fault.kind !== "cut") return;
			const events = streamEvents(message);
			sendEvents(response, events.slice(0, Math.ceil(events.length / 2)));
			response.write(":\n\n", () => response.destroy());
		}
		function sendError(response, { status, retryAfterSeconds }) {
			if (retryAfterSeconds !== undefined) response.setHeader("retry-after", String(retryAfterSeconds));
			const type = ERROR_TYPES[status] ?? "api_error";
			sendJson(response, status, {
				type: "error",
				error: {
					type,
					message: `Rehearsed error ${status}`
				}
			});
		}
		function startStream(response) {
			response.writeHead(200, { "content-type": "text/event-stream" });
			response.flushHeaders();
		}
		function sendJson(response, status, body) {
			response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
		}
	})
};
