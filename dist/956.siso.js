export const id = 956;
export const ids = [956];
export const modules = {
	3313: ((__unused_webpack_module, exports, __webpack_require__) => {
		Object.defineProperty(exports, "__esModule", { value: true });
		const tslib_1 = __webpack_require__(6137);
		const GoTrueAdminApi_1 = tslib_1.__importDefault(__webpack_require__(377));
		const AuthAdminApi = GoTrueAdminApi_1.default;
		exports["default"] = AuthAdminApi;
	}),
	4787: ((__unused_webpack_module, exports, __webpack_require__) => {
		Object.defineProperty(exports, "__esModule", { value: true });
		const tslib_1 = __webpack_require__(6137);
		const GoTrueClient_1 = tslib_1.__importDefault(__webpack_require__(9483));
		const AuthClient = GoTrueClient_1.default;
		exports["default"] = AuthClient;
	}),
	377: ((__unused_webpack_module, exports, __webpack_require__) => {
		Object.defineProperty(exports, "__esModule", { value: true });
		const tslib_1 = __webpack_require__(6137);
		const fetch_1 = __webpack_require__(9864);
		const helpers_1 = __webpack_require__(3037);
		const types_1 = __webpack_require__(6853);
		const errors_1 = __webpack_require__(657);
		class GoTrueAdminApi {
			constructor({ url = "", headers = {}, fetch, experimental }) {
				this.url = url;
				this.headers = headers;
				this.fetch = (0, helpers_1.resolveFetch)(fetch);
				this.experimental = experimental !== null && experimental !== void 0 ? experimental : {};
				this.mfa = {
					listFactors: this._listFactors.bind(this),
					deleteFactor: this._deleteFactor.bind(this)
				};
				this.oauth = {
					listClients: this._listOAuthClients.bind(this),
					createClient: this._createOAuthClient.bind(this),
					getClient: this._getOAuthClient.bind(this),
					updateClient: this._updateOAuthClient.bind(this),
					deleteClient: this._deleteOAuthClient.bind(this),
					regenerateClientSecret: this._regenerateOAuthClientSecret.bind(this)
				};
				this.customProviders = {
					listProviders: this._listCustomProviders.bind(this),
					createProvider: this._createCustomProvider.bind(this),
					getProvider: this._getCustomProvider.bind(this),
					updateProvider: this._updateCustomProvider.bind(this),
					deleteProvider: this._deleteCustomProvider.bind(this)
				};
				this.passkey = {
					listPasskeys: this._adminListPasskeys.bind(this),
					deletePasskey: this._adminDeletePasskey.bind(this)
				};
			}
			async signOut(jwt, scope = types_1.SIGN_OUT_SCOPES[0]) {
				if (types_1.SIGN_OUT_SCOPES.indexOf(scope) < 0) {
					throw new Error(`@supabase/auth-js: Parameter scope must be one of ${types_1.SIGN_OUT_SCOPES.join(", ")}`);
				}
				try {
					await (0, fetch_1._request)(this.fetch, "POST", `${this.url}/logout?scope=${scope}`, {
						headers: this.headers,
						jwt,
						noResolveJson: true
					});
					return {
						data: null,
						error: null
					};
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return {
							data: null,
							error
						};
					}
					throw error;
				}
			}
			async inviteUserByEmail(email, options = {}) {
				try {
					return await (0, fetch_1._request)(this.fetch, "POST", `${this.url}/invite`, {
						body: {
							email,
							data: options.data
						},
						headers: this.headers,
						redirectTo: options.redirectTo,
						xform: fetch_1._userResponse
					});
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return {
							data: { user: null },
							error
						};
					}
					throw error;
				}
			}
			async generateLink(params) {
				try {
					const { options } = params, rest = tslib_1.__rest(params, ["options"]);
					const body = Object.assign(Object.assign({}, rest), options);
					if ("newEmail" in rest) {
						body.new_email = rest === null || rest === void 0 ? void 0 : rest.newEmail;
						delete body["newEmail"];
					}
					return await (0, fetch_1._request)(this.fetch, "POST", `${this.url}/admin/generate_link`, {
						body,
						headers: this.headers,
						xform: fetch_1._generateLinkResponse,
						redirectTo: options === null || options === void 0 ? void 0 : options.redirectTo
					});
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return {
							data: {
								properties: null,
								user: null
							},
							error
						};
					}
					throw error;
				}
			}
			async createUser(attributes) {
				try {
					return await (0, fetch_1._request)(this.fetch, "POST", `${this.url}/admin/users`, {
						body: attributes,
						headers: this.headers,
						xform: fetch_1._userResponse
					});
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return {
							data: { user: null },
							error
						};
					}
					throw error;
				}
			}
			async listUsers(params) {
				var _a, _b, _c, _d, _e, _f, _g;
				try {
					const pagination = {
						nextPage: null,
						lastPage: 0,
						total: 0
					};
					const response = await (0, fetch_1._request)(this.fetch, "GET", `${this.url}/admin/users`, {
						headers: this.headers,
						noResolveJson: true,
						query: {
							page: (_b = (_a = params === null || params === void 0 ? void 0 : params.page) === null || _a === void 0 ? void 0 : _a.toString()) !== null && _b !== void 0 ? _b : "",
							per_page: (_d = (_c = params === null || params === void 0 ? void 0 : params.perPage) === null || _c === void 0 ? void 0 : _c.toString()) !== null && _d !== void 0 ? _d : ""
						},
						xform: fetch_1._noResolveJsonResponse
					});
					if (response.error) throw response.error;
					const users = await response.json();
					const total = (_e = response.headers.get("x-total-count")) !== null && _e !== void 0 ? _e : 0;
					const links = (_g = (_f = response.headers.get("link")) === null || _f === void 0 ? void 0 : _f.split(",")) !== null && _g !== void 0 ? _g : [];
					if (links.length > 0) {
						links.forEach((link) => {
							const page = parseInt(link.split(";")[0].split("=")[1].substring(0, 1));
							const rel = JSON.parse(link.split(";")[1].split("=")[1]);
							pagination[`${rel}Page`] = page;
						});
						pagination.total = parseInt(total);
					}
					return {
						data: Object.assign(Object.assign({}, users), pagination),
						error: null
					};
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return {
							data: { users: [] },
							error
						};
					}
					throw error;
				}
			}
			async getUserById(uid) {
				(0, helpers_1.validateUUID)(uid);
				try {
					return await (0, fetch_1._request)(this.fetch, "GET", `${this.url}/admin/users/${uid}`, {
						headers: this.headers,
						xform: fetch_1._userResponse
					});
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return {
							data: { user: null },
							error
						};
					}
					throw error;
				}
			}
			async updateUserById(uid, attributes) {
				(0, helpers_1.validateUUID)(uid);
				try {
					return await (0, fetch_1._request)(this.fetch, "PUT", `${this.url}/admin/users/${uid}`, {
						body: attributes,
						headers: this.headers,
						xform: fetch_1._userResponse
					});
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return {
							data: { user: null },
							error
						};
					}
					throw error;
				}
			}
			async deleteUser(id, shouldSoftDelete = false) {
				(0, helpers_1.validateUUID)(id);
				try {
					const { data, error } = await this.getUserById(id);
					if (error) {
						return {
							data: { user: null },
							error
						};
					}
					await (0, fetch_1._request)(this.fetch, "DELETE", `${this.url}/admin/users/${id}`, {
						headers: this.headers,
						body: { should_soft_delete: shouldSoftDelete },
						noResolveJson: true
					});
					return {
						data,
						error: null
					};
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return {
							data: { user: null },
							error
						};
					}
					throw error;
				}
			}
			async _listFactors(params) {
				(0, helpers_1.validateUUID)(params.userId);
				try {
					const { data, error } = await (0, fetch_1._request)(this.fetch, "GET", `${this.url}/admin/users/${params.userId}/factors`, {
						headers: this.headers,
						xform: (factors) => {
							return {
								data: { factors },
								error: null
							};
						}
					});
					return {
						data,
						error
					};
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return {
							data: null,
							error
						};
					}
					throw error;
				}
			}
			async _deleteFactor(params) {
				(0, helpers_1.validateUUID)(params.userId);
				(0, helpers_1.validateUUID)(params.id);
				try {
					const data = await (0, fetch_1._request)(this.fetch, "DELETE", `${this.url}/admin/users/${params.userId}/factors/${params.id}`, { headers: this.headers });
					return {
						data,
						error: null
					};
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return {
							data: null,
							error
						};
					}
					throw error;
				}
			}
			async _listOAuthClients(params) {
				var _a, _b, _c, _d, _e, _f, _g;
				try {
					const pagination = {
						nextPage: null,
						lastPage: 0,
						total: 0
					};
					const response = await (0, fetch_1._request)(this.fetch, "GET", `${this.url}/admin/oauth/clients`, {
						headers: this.headers,
						noResolveJson: true,
						query: {
							page: (_b = (_a = params === null || params === void 0 ? void 0 : params.page) === null || _a === void 0 ? void 0 : _a.toString()) !== null && _b !== void 0 ? _b : "",
							per_page: (_d = (_c = params === null || params === void 0 ? void 0 : params.perPage) === null || _c === void 0 ? void 0 : _c.toString()) !== null && _d !== void 0 ? _d : ""
						},
						xform: fetch_1._noResolveJsonResponse
					});
					if (response.error) throw response.error;
					const clients = await response.json();
					const total = (_e = response.headers.get("x-total-count")) !== null && _e !== void 0 ? _e : 0;
					const links = (_g = (_f = response.headers.get("link")) === null || _f === void 0 ? void 0 : _f.split(",")) !== null && _g !== void 0 ? _g : [];
					if (links.length > 0) {
						links.forEach((link) => {
							const page = parseInt(link.split(";")[0].split("=")[1].substring(0, 1));
							const rel = JSON.parse(link.split(";")[1].split("=")[1]);
							pagination[`${rel}Page`] = page;
						});
						pagination.total = parseInt(total);
					}
					return {
						data: Object.assign(Object.assign({}, clients), pagination),
						error: null
					};
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return {
							data: { clients: [] },
							error
						};
					}
					throw error;
				}
			}
			async _createOAuthClient(params) {
				try {
					return await (0, fetch_1._request)(this.fetch, "POST", `${this.url}/admin/oauth/clients`, {
						body: params,
						headers: this.headers,
						xform: (client) => {
							return {
								data: client,
								error: null
							};
						}
					});
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return {
							data: null,
							error
						};
					}
					throw error;
				}
			}
			async _getOAuthClient(clientId) {
				try {
					return await (0, fetch_1._request)(this.fetch, "GET", `${this.url}/admin/oauth/clients/${clientId}`, {
						headers: this.headers,
						xform: (client) => {
							return {
								data: client,
								error: null
							};
						}
					});
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return {
							data: null,
							error
						};
					}
					throw error;
				}
			}
			async _updateOAuthClient(clientId, params) {
				try {
					return await (0, fetch_1._request)(this.fetch, "PUT", `${this.url}/admin/oauth/clients/${clientId}`, {
						body: params,
						headers: this.headers,
						xform: (client) => {
							return {
								data: client,
								error: null
							};
						}
					});
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return {
							data: null,
							error
						};
					}
					throw error;
				}
			}
			async _deleteOAuthClient(clientId) {
				try {
					await (0, fetch_1._request)(this.fetch, "DELETE", `${this.url}/admin/oauth/clients/${clientId}`, {
						headers: this.headers,
						noResolveJson: true
					});
					return {
						data: null,
						error: null
					};
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return {
							data: null,
							error
						};
					}
					throw error;
				}
			}
			async _regenerateOAuthClientSecret(clientId) {
				try {
					return await (0, fetch_1._request)(this.fetch, "POST", `${this.url}/admin/oauth/clients/${clientId}/regenerate_secret`, {
						headers: this.headers,
						xform: (client) => {
							return {
								data: client,
								error: null
							};
						}
					});
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return {
							data: null,
							error
						};
					}
					throw error;
				}
			}
			async _listCustomProviders(params) {
				try {
					const query = {};
					if (params === null || params === void 0 ? void 0 : params.type) {
						query.type = params.type;
					}
					return await (0, fetch_1._request)(this.fetch, "GET", `${this.url}/admin/custom-providers`, {
						headers: this.headers,
						query,
						xform: (data) => {
							var _a;
							return {
								data: { providers: (_a = data === null || data === void 0 ? void 0 : data.providers) !== null && _a !== void 0 ? _a : [] },
								error: null
							};
						}
					});
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return {
							data: { providers: [] },
							error
						};
					}
					throw error;
				}
			}
			async _createCustomProvider(params) {
				try {
					return await (0, fetch_1._request)(this.fetch, "POST", `${this.url}/admin/custom-providers`, {
						body: params,
						headers: this.headers,
						xform: (provider) => {
							return {
								data: provider,
								error: null
							};
						}
					});
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return {
							data: null,
							error
						};
					}
					throw error;
				}
			}
			async _getCustomProvider(identifier) {
				try {
					return await (0, fetch_1._request)(this.fetch, "GET", `${this.url}/admin/custom-providers/${identifier}`, {
						headers: this.headers,
						xform: (provider) => {
							return {
								data: provider,
								error: null
							};
						}
					});
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return {
							data: null,
							error
						};
					}
					throw error;
				}
			}
			async _updateCustomProvider(identifier, params) {
				try {
					return await (0, fetch_1._request)(this.fetch, "PUT", `${this.url}/admin/custom-providers/${identifier}`, {
						body: params,
						headers: this.headers,
						xform: (provider) => {
							return {
								data: provider,
								error: null
							};
						}
					});
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return {
							data: null,
							error
						};
					}
					throw error;
				}
			}
			async _deleteCustomProvider(identifier) {
				try {
					await (0, fetch_1._request)(this.fetch, "DELETE", `${this.url}/admin/custom-providers/${identifier}`, {
						headers: this.headers,
						noResolveJson: true
					});
					return {
						data: null,
						error: null
					};
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return {
							data: null,
							error
						};
					}
					throw error;
				}
			}
			async _adminListPasskeys(params) {
				(0, helpers_1.validateUUID)(params.userId);
				try {
					return await (0, fetch_1._request)(this.fetch, "GET", `${this.url}/admin/users/${params.userId}/passkeys`, {
						headers: this.headers,
						xform: (data) => ({
							data,
							error: null
						})
					});
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return {
							data: null,
							error
						};
					}
					throw error;
				}
			}
			async _adminDeletePasskey(params) {
				(0, helpers_1.validateUUID)(params.userId);
				(0, helpers_1.validateUUID)(params.passkeyId);
				try {
					await (0, fetch_1._request)(this.fetch, "DELETE", `${this.url}/admin/users/${params.userId}/passkeys/${params.passkeyId}`, {
						headers: this.headers,
						noResolveJson: true
					});
					return {
						data: null,
						error: null
					};
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return {
							data: null,
							error
						};
					}
					throw error;
				}
			}
		}
		exports["default"] = GoTrueAdminApi;
	}),
	9483: ((__unused_webpack_module, exports, __webpack_require__) => {
		Object.defineProperty(exports, "__esModule", { value: true });
		const tslib_1 = __webpack_require__(6137);
		const GoTrueAdminApi_1 = tslib_1.__importDefault(__webpack_require__(377));
		const constants_1 = __webpack_require__(7861);
		const errors_1 = __webpack_require__(657);
		const fetch_1 = __webpack_require__(9864);
		const helpers_1 = __webpack_require__(3037);
		const local_storage_1 = __webpack_require__(531);
		const locks_1 = __webpack_require__(4464);
		const polyfills_1 = __webpack_require__(4612);
		const version_1 = __webpack_require__(1596);
		const base64url_1 = __webpack_require__(1640);
		const ethereum_1 = __webpack_require__(6261);
		const webauthn_1 = __webpack_require__(36);
		(0, polyfills_1.polyfillGlobalThis)();
		const DEFAULT_OPTIONS = {
			url: constants_1.GOTRUE_URL,
			storageKey: constants_1.STORAGE_KEY,
			autoRefreshToken: true,
			persistSession: true,
			detectSessionInUrl: true,
			headers: constants_1.DEFAULT_HEADERS,
			flowType: "implicit",
			debug: false,
			hasCustomAuthorizationHeader: false,
			throwOnError: false,
			lockAcquireTimeout: 5e3,
			skipAutoInitialize: false,
			experimental: {}
		};
		async function lockNoOp(name, acquireTimeout, fn) {
			return await fn();
		}
		const GLOBAL_JWKS = {};
		let deprecatedLockWarned = false;
		class GoTrueClient {
			get jwks() {
				var _a, _b;
				return (_b = (_a = GLOBAL_JWKS[this.storageKey]) === null || _a === void 0 ? void 0 : _a.jwks) !== null && _b !== void 0 ? _b : { keys: [] };
			}
			set jwks(value) {
				GLOBAL_JWKS[this.storageKey] = Object.assign(Object.assign({}, GLOBAL_JWKS[this.storageKey]), { jwks: value });
			}
			get jwks_cached_at() {
				var _a, _b;
				return (_b = (_a = GLOBAL_JWKS[this.storageKey]) === null || _a === void 0 ? void 0 : _a.cachedAt) !== null && _b !== void 0 ? _b : Number.MIN_SAFE_INTEGER;
			}
			set jwks_cached_at(value) {
				GLOBAL_JWKS[this.storageKey] = Object.assign(Object.assign({}, GLOBAL_JWKS[this.storageKey]), { cachedAt: value });
			}
			constructor(options) {
				var _a, _b, _c;
				this.userStorage = null;
				this.memoryStorage = null;
				this.stateChangeEmitters = new Map();
				this.autoRefreshTicker = null;
				this.autoRefreshTickTimeout = null;
				this.visibilityChangedCallback = null;
				this.refreshingDeferred = null;
				this.lastRefreshFailure = null;
				this._sessionRemovalEpoch = 0;
				this.initializePromise = null;
				this._pendingInitNotifications = null;
				this.detectSessionInUrl = true;
				this.hasCustomAuthorizationHeader = false;
				this.suppressGetSessionWarning = false;
				this.lock = null;
				this.lockAcquired = false;
				this.pendingInLock = [];
				this.broadcastChannel = null;
				this.logger = console.log;
				const settings = Object.assign(Object.assign({}, DEFAULT_OPTIONS), options);
				this.storageKey = settings.storageKey;
				this.instanceID = (_a = GoTrueClient.nextInstanceID[this.storageKey]) !== null && _a !== void 0 ? _a : 0;
				GoTrueClient.nextInstanceID[this.storageKey] = this.instanceID + 1;
				this.logDebugMessages = !!settings.debug;
				if (typeof settings.debug === "function") {
					this.logger = settings.debug;
				}
				if (this.instanceID > 0 && (0, helpers_1.isBrowser)()) {
					const message = `${this._logPrefix()} Multiple GoTrueClient instances detected in the same browser context. It is not an error, but this should be avoided as it may produce undefined behavior when used concurrently under the same storage key.`;
					console.warn(message);
					if (this.logDebugMessages) {
						console.trace(message);
					}
				}
				this.persistSession = settings.persistSession;
				this.autoRefreshToken = settings.autoRefreshToken;
				this.experimental = (_b = settings.experimental) !== null && _b !== void 0 ? _b : {};
				this.admin = new GoTrueAdminApi_1.default({
					url: settings.url,
					headers: settings.headers,
					fetch: settings.fetch,
					experimental: this.experimental
				});
				this.url = settings.url;
				this.headers = settings.headers;
				this.fetch = (0, helpers_1.resolveFetch)(settings.fetch);
				this.detectSessionInUrl = settings.detectSessionInUrl;
				this.flowType = settings.flowType;
				this.hasCustomAuthorizationHeader = settings.hasCustomAuthorizationHeader;
				this.throwOnError = settings.throwOnError;
				this.lockAcquireTimeout = settings.lockAcquireTimeout;
				if (settings.lock != null) {
					this.lock = settings.lock;
					if (!deprecatedLockWarned) {
						deprecatedLockWarned = true;
						console.warn(`${this._logPrefix()} The "lock" option is deprecated and will be removed in v3. The client now coordinates session refreshes without a lock, so most apps can drop the option. See https://github.com/supabase/supabase-js/blob/master/packages/core/auth-js/migrations/lockless-coordination.md`);
					}
				}
				if (!this.jwks) {
					this.jwks = { keys: [] };
					this.jwks_cached_at = Number.MIN_SAFE_INTEGER;
				}
				this.mfa = {
					verify: this._verify.bind(this),
					enroll: this._enroll.bind(this),
					unenroll: this._unenroll.bind(this),
					challenge: this._challenge.bind(this),
					listFactors: this._listFactors.bind(this),
					challengeAndVerify: this._challengeAndVerify.bind(this),
					getAuthenticatorAssuranceLevel: this._getAuthenticatorAssuranceLevel.bind(this),
					webauthn: new webauthn_1.WebAuthnApi(this),
					recoveryCodes: {
						getStatus: this._getRecoveryCodesStatus.bind(this),
						generate: this._generateRecoveryCodes.bind(this),
						verify: this._verifyRecoveryCode.bind(this),
						regenerate: this._regenerateRecoveryCodes.bind(this),
						unenroll: this._unenrollRecoveryCodes.bind(this)
					}
				};
				this.oauth = {
					getAuthorizationDetails: this._getAuthorizationDetails.bind(this),
					approveAuthorization: this._approveAuthorization.bind(this),
					denyAuthorization: this._denyAuthorization.bind(this),
					listGrants: this._listOAuthGrants.bind(this),
					revokeGrant: this._revokeOAuthGrant.bind(this)
				};
				this.passkey = {
					startRegistration: this._startPasskeyRegistration.bind(this),
					verifyRegistration: this._verifyPasskeyRegistration.bind(this),
					startAuthentication: this._startPasskeyAuthentication.bind(this),
					verifyAuthentication: this._verifyPasskeyAuthentication.bind(this),
					list: this._listPasskeys.bind(this),
					update: this._updatePasskey.bind(this),
					delete: this._deletePasskey.bind(this)
				};
				if (this.persistSession) {
					if (settings.storage) {
						this.storage = settings.storage;
					} else {
						if ((0, helpers_1.supportsLocalStorage)()) {
							this.storage = globalThis.localStorage;
						} else {
							this.memoryStorage = {};
							this.storage = (0, local_storage_1.memoryLocalStorageAdapter)(this.memoryStorage);
						}
					}
					if (settings.userStorage) {
						this.userStorage = settings.userStorage;
					}
				} else {
					this.memoryStorage = {};
					this.storage = (0, local_storage_1.memoryLocalStorageAdapter)(this.memoryStorage);
				}
				if ((0, helpers_1.isBrowser)() && globalThis.BroadcastChannel && this.persistSession && this.storageKey) {
					try {
						this.broadcastChannel = new globalThis.BroadcastChannel(this.storageKey);
					} catch (e) {
						console.error("Failed to create a new BroadcastChannel, multi-tab state changes will not be available", e);
					}
					(_c = this.broadcastChannel) === null || _c === void 0 ? void 0 : _c.addEventListener("message", async (event) => {
						this._debug("received broadcast notification from other tab or client", event);
						if (event.data.event === "TOKEN_REFRESHED" || event.data.event === "SIGNED_IN") {
							this.lastRefreshFailure = null;
						}
						try {
							await this._notifyAllSubscribers(event.data.event, event.data.session, false);
						} catch (error) {
							this._debug("#broadcastChannel", "error", error);
						}
					});
				}
				if (!settings.skipAutoInitialize) {
					this.initialize().catch((error) => {
						this._debug("#initialize()", "error", error);
					});
				}
			}
			isThrowOnErrorEnabled() {
				return this.throwOnError;
			}
			_returnResult(result) {
				if (this.throwOnError && result && result.error) {
					throw result.error;
				}
				return result;
			}
			_logPrefix() {
				return "GoTrueClient@" + `${this.storageKey}:${this.instanceID} (${version_1.version}) ${new Date().toISOString()}`;
			}
			_debug(...args) {
				if (this.logDebugMessages) {
					this.logger(this._logPrefix(), ...args);
				}
				return this;
			}
			async initialize() {
				var _a;
				if (this.initializePromise) {
					return await this.initializePromise;
				}
				this._pendingInitNotifications = [];
				this.initializePromise = (async () => {
					if (this.lock != null) {
						return await this._acquireLock(this.lockAcquireTimeout, async () => {
							return await this._initialize();
						});
					}
					return await this._initialize();
				})();
				const result = await this.initializePromise;
				const queue = (_a = this._pendingInitNotifications) !== null && _a !== void 0 ? _a : [];
				this._pendingInitNotifications = null;
				for (const n of queue) {
					await this._notifyAllSubscribers(n.event, n.session, n.broadcast);
				}
				return result;
			}
			async _initialize() {
				var _a;
				try {
					let params = {};
					let callbackUrlType = "none";
					if ((0, helpers_1.isBrowser)()) {
						params = (0, helpers_1.parseParametersFromURL)(window.location.href);
						if (this._isImplicitGrantCallback(params)) {
							callbackUrlType = "implicit";
						} else if (await this._isPKCECallback(params)) {
							callbackUrlType = "pkce";
						}
					}
					if ((0, helpers_1.isBrowser)() && this.detectSessionInUrl && callbackUrlType !== "none") {
						const { data, error } = await this._getSessionFromURL(params, callbackUrlType);
						if (error) {
							this._debug("#_initialize()", "error detecting session from URL", error);
							if ((0, errors_1.isAuthImplicitGrantRedirectError)(error)) {
								const errorCode = (_a = error.details) === null || _a === void 0 ? void 0 : _a.code;
								if (errorCode === "identity_already_exists" || errorCode === "identity_not_found" || errorCode === "single_identity_not_deletable") {
									return { error };
								}
							}
							return { error };
						}
						const { session, redirectType } = data;
						this._debug("#_initialize()", "detected session in URL", session, "redirect type", redirectType);
						await this._saveSession(session);
						setTimeout(async () => {
							if (redirectType === "recovery") {
								await this._notifyAllSubscribers("PASSWORD_RECOVERY", session);
							} else {
								await this._notifyAllSubscribers("SIGNED_IN", session);
							}
						}, 0);
						return { error: null };
					}
					await this._recoverAndRefresh();
					return { error: null };
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return this._returnResult({ error });
					}
					return this._returnResult({ error: new errors_1.AuthUnknownError("Unexpected error during initialization", error) });
				} finally {
					await this._handleVisibilityChange();
					this._debug("#_initialize()", "end");
				}
			}
			async signInAnonymously(credentials) {
				var _a, _b, _c;
				try {
					const res = await (0, fetch_1._request)(this.fetch, "POST", `${this.url}/signup`, {
						headers: this.headers,
						body: {
							data: (_b = (_a = credentials === null || credentials === void 0 ? void 0 : credentials.options) === null || _a === void 0 ? void 0 : _a.data) !== null && _b !== void 0 ? _b : {},
							gotrue_meta_security: { captcha_token: (_c = credentials === null || credentials === void 0 ? void 0 : credentials.options) === null || _c === void 0 ? void 0 : _c.captchaToken }
						},
						xform: fetch_1._sessionResponse
					});
					const { data, error } = res;
					if (error || !data) {
						return this._returnResult({
							data: {
								user: null,
								session: null
							},
							error
						});
					}
					const session = data.session;
					const user = data.user;
					if (data.session) {
						await this._saveSession(data.session);
						await this._notifyAllSubscribers("SIGNED_IN", session);
					}
					return this._returnResult({
						data: {
							user,
							session
						},
						error: null
					});
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return this._returnResult({
							data: {
								user: null,
								session: null
							},
							error
						});
					}
					throw error;
				}
			}
			async signUp(credentials) {
				var _a, _b, _c;
				let flowId = null;
				try {
					let res;
					if ("email" in credentials) {
						const { email, password, options } = credentials;
						let codeChallenge = null;
						let codeChallengeMethod = null;
						if (this.flowType === "pkce") {
							;
							[codeChallenge, codeChallengeMethod, flowId] = await this._getCodeChallengeAndMethod();
						}
						res = await (0, fetch_1._request)(this.fetch, "POST", `${this.url}/signup`, {
							headers: this.headers,
							redirectTo: this._maybeAppendFlowIdToRedirect(options === null || options === void 0 ? void 0 : options.emailRedirectTo, flowId),
							body: {
								email,
								password,
								data: (_a = options === null || options === void 0 ? void 0 : options.data) !== null && _a !== void 0 ? _a : {},
								gotrue_meta_security: { captcha_token: options === null || options === void 0 ? void 0 : options.captchaToken },
								code_challenge: codeChallenge,
								code_challenge_method: codeChallengeMethod
							},
							xform: fetch_1._sessionResponse
						});
					} else if ("phone" in credentials) {
						const { phone, password, options } = credentials;
						res = await (0, fetch_1._request)(this.fetch, "POST", `${this.url}/signup`, {
							headers: this.headers,
							body: {
								phone,
								password,
								data: (_b = options === null || options === void 0 ? void 0 : options.data) !== null && _b !== void 0 ? _b : {},
								channel: (_c = options === null || options === void 0 ? void 0 : options.channel) !== null && _c !== void 0 ? _c : "sms",
								gotrue_meta_security: { captcha_token: options === null || options === void 0 ? void 0 : options.captchaToken }
							},
							xform: fetch_1._sessionResponse
						});
					} else {
						throw new errors_1.AuthInvalidCredentialsError("You must provide either an email or phone number and a password");
					}
					const { data, error } = res;
					if (error || !data) {
						await (0, helpers_1.removePKCEVerifier)(this.storage, this.storageKey, flowId);
						return this._returnResult({
							data: {
								user: null,
								session: null
							},
							error
						});
					}
					const session = data.session;
					const user = data.user;
					if (data.session) {
						await this._saveSession(data.session);
						await this._notifyAllSubscribers("SIGNED_IN", session);
					}
					return this._returnResult({
						data: {
							user,
							session
						},
						error: null
					});
				} catch (error) {
					await (0, helpers_1.removePKCEVerifier)(this.storage, this.storageKey, flowId);
					if ((0, errors_1.isAuthError)(error)) {
						return this._returnResult({
							data: {
								user: null,
								session: null
							},
							error
						});
					}
					throw error;
				}
			}
			async signInWithPassword(credentials) {
				try {
					let res;
					if ("email" in credentials) {
						const { email, password, options } = credentials;
						res = await (0, fetch_1._request)(this.fetch, "POST", `${this.url}/token?grant_type=password`, {
							headers: this.headers,
							body: {
								email,
								password,
								gotrue_meta_security: { captcha_token: options === null || options === void 0 ? void 0 : options.captchaToken }
							},
							xform: fetch_1._sessionResponsePassword
						});
					} else if ("phone" in credentials) {
						const { phone, password, options } = credentials;
						res = await (0, fetch_1._request)(this.fetch, "POST", `${this.url}/token?grant_type=password`, {
							headers: this.headers,
							body: {
								phone,
								password,
								gotrue_meta_security: { captcha_token: options === null || options === void 0 ? void 0 : options.captchaToken }
							},
							xform: fetch_1._sessionResponsePassword
						});
					} else {
						throw new errors_1.AuthInvalidCredentialsError("You must provide either an email or phone number and a password");
					}
					const { data, error } = res;
					if (error) {
						return this._returnResult({
							data: {
								user: null,
								session: null
							},
							error
						});
					} else if (!data || !data.session || !data.user) {
						const invalidTokenError = new errors_1.AuthInvalidTokenResponseError();
						return this._returnResult({
							data: {
								user: null,
								session: null
							},
							error: invalidTokenError
						});
					}
					if (data.session) {
						await this._saveSession(data.session);
						await this._notifyAllSubscribers("SIGNED_IN", data.session);
					}
					return this._returnResult({
						data: Object.assign({
							user: data.user,
							session: data.session
						}, data.weak_password ? { weakPassword: data.weak_password } : null),
						error
					});
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return this._returnResult({
							data: {
								user: null,
								session: null
							},
							error
						});
					}
					throw error;
				}
			}
			async signInWithOAuth(credentials) {
				var _a, _b, _c, _d;
				return await this._handleProviderSignIn(credentials.provider, {
					redirectTo: (_a = credentials.options) === null || _a === void 0 ? void 0 : _a.redirectTo,
					scopes: (_b = credentials.options) === null || _b === void 0 ? void 0 : _b.scopes,
					queryParams: (_c = credentials.options) === null || _c === void 0 ? void 0 : _c.queryParams,
					skipBrowserRedirect: (_d = credentials.options) === null || _d === void 0 ? void 0 : _d.skipBrowserRedirect
				});
			}
			async exchangeCodeForSession(authCode, options) {
				await this.initializePromise;
				if (this.lock != null) {
					return this._acquireLock(this.lockAcquireTimeout, async () => {
						return this._exchangeCodeForSession(authCode, options);
					});
				}
				return this._exchangeCodeForSession(authCode, options);
			}
			async signInWithWeb3(credentials) {
				const { chain } = credentials;
				switch (chain) {
					case "ethereum": return await this.signInWithEthereum(credentials);
					case "solana": return await this.signInWithSolana(credentials);
					default: throw new Error(`@supabase/auth-js: Unsupported chain "${chain}"`);
				}
			}
			async signInWithEthereum(credentials) {
				var _a, _b, _c, _d, _f, _g, _h, _j, _k, _l, _m;
				let message;
				let signature;
				if ("message" in credentials) {
					message = credentials.message;
					signature = credentials.signature;
				} else {
					const { chain, wallet, statement, options } = credentials;
					let resolvedWallet;
					if (!(0, helpers_1.isBrowser)()) {
						if (typeof wallet !== "object" || !(options === null || options === void 0 ? void 0 : options.url)) {
							throw new Error("@supabase/auth-js: Both wallet and url must be specified in non-browser environments.");
						}
						resolvedWallet = wallet;
					} else if (typeof wallet === "object") {
						resolvedWallet = wallet;
					} else {
						const windowAny = window;
						if ("ethereum" in windowAny && typeof windowAny.ethereum === "object" && "request" in windowAny.ethereum && typeof windowAny.ethereum.request === "function") {
							resolvedWallet = windowAny.ethereum;
						} else {
							throw new Error(`@supabase/auth-js: No compatible Ethereum wallet interface on the window object (window.ethereum) detected. Make sure the user already has a wallet installed and connected for this app. Prefer passing the wallet interface object directly to signInWithWeb3({ chain: 'ethereum', wallet: resolvedUserWallet }) instead.`);
						}
					}
					const url = new URL((_a = options === null || options === void 0 ? void 0 : options.url) !== null && _a !== void 0 ? _a : window.location.href);
					const accounts = await resolvedWallet.request({ method: "eth_requestAccounts" }).then((accs) => accs).catch(() => {
						throw new Error(`@supabase/auth-js: Wallet method eth_requestAccounts is missing or invalid`);
					});
					if (!accounts || accounts.length === 0) {
						throw new Error(`@supabase/auth-js: No accounts available. Please ensure the wallet is connected.`);
					}
					const address = (0, ethereum_1.getAddress)(accounts[0]);
					let chainId = (_b = options === null || options === void 0 ? void 0 : options.signInWithEthereum) === null || _b === void 0 ? void 0 : _b.chainId;
					if (!chainId) {
						const chainIdHex = await resolvedWallet.request({ method: "eth_chainId" });
						chainId = (0, ethereum_1.fromHex)(chainIdHex);
					}
					const siweMessage = {
						domain: url.host,
						address,
						statement,
						uri: url.href,
						version: "1",
						chainId,
						nonce: (_c = options === null || options === void 0 ? void 0 : options.signInWithEthereum) === null || _c === void 0 ? void 0 : _c.nonce,
						issuedAt: (_f = (_d = options === null || options === void 0 ? void 0 : options.signInWithEthereum) === null || _d === void 0 ? void 0 : _d.issuedAt) !== null && _f !== void 0 ? _f : new Date(),
						expirationTime: (_g = options === null || options === void 0 ? void 0 : options.signInWithEthereum) === null || _g === void 0 ? void 0 : _g.expirationTime,
						notBefore: (_h = options === null || options === void 0 ? void 0 : options.signInWithEthereum) === null || _h === void 0 ? void 0 : _h.notBefore,
						requestId: (_j = options === null || options === void 0 ? void 0 : options.signInWithEthereum) === null || _j === void 0 ? void 0 : _j.requestId,
						resources: (_k = options === null || options === void 0 ? void 0 : options.signInWithEthereum) === null || _k === void 0 ? void 0 : _k.resources
					};
					message = (0, ethereum_1.createSiweMessage)(siweMessage);
					signature = await resolvedWallet.request({
						method: "personal_sign",
						params: [(0, ethereum_1.toHex)(message), address]
					});
				}
				try {
					const { data, error } = await (0, fetch_1._request)(this.fetch, "POST", `${this.url}/token?grant_type=web3`, {
						headers: this.headers,
						body: Object.assign({
							chain: "ethereum",
							message,
							signature
						}, ((_l = credentials.options) === null || _l === void 0 ? void 0 : _l.captchaToken) ? { gotrue_meta_security: { captcha_token: (_m = credentials.options) === null || _m === void 0 ? void 0 : _m.captchaToken } } : null),
						xform: fetch_1._sessionResponse
					});
					if (error) {
						throw error;
					}
					if (!data || !data.session || !data.user) {
						const invalidTokenError = new errors_1.AuthInvalidTokenResponseError();
						return this._returnResult({
							data: {
								user: null,
								session: null
							},
							error: invalidTokenError
						});
					}
					if (data.session) {
						await this._saveSession(data.session);
						await this._notifyAllSubscribers("SIGNED_IN", data.session);
					}
					return this._returnResult({
						data: Object.assign({}, data),
						error
					});
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return this._returnResult({
							data: {
								user: null,
								session: null
							},
							error
						});
					}
					throw error;
				}
			}
			async signInWithSolana(credentials) {
				var _a, _b, _c, _d, _f, _g, _h, _j, _k, _l, _m, _o;
				let message;
				let signature;
				if ("message" in credentials) {
					message = credentials.message;
					signature = credentials.signature;
				} else {
					const { chain, wallet, statement, options } = credentials;
					let resolvedWallet;
					if (!(0, helpers_1.isBrowser)()) {
						if (typeof wallet !== "object" || !(options === null || options === void 0 ? void 0 : options.url)) {
							throw new Error("@supabase/auth-js: Both wallet and url must be specified in non-browser environments.");
						}
						resolvedWallet = wallet;
					} else if (typeof wallet === "object") {
						resolvedWallet = wallet;
					} else {
						const windowAny = window;
						if ("solana" in windowAny && typeof windowAny.solana === "object" && ("signIn" in windowAny.solana && typeof windowAny.solana.signIn === "function" || "signMessage" in windowAny.solana && typeof windowAny.solana.signMessage === "function")) {
							resolvedWallet = windowAny.solana;
						} else {
							throw new Error(`@supabase/auth-js: No compatible Solana wallet interface on the window object (window.solana) detected. Make sure the user already has a wallet installed and connected for this app. Prefer passing the wallet interface object directly to signInWithWeb3({ chain: 'solana', wallet: resolvedUserWallet }) instead.`);
						}
					}
					const url = new URL((_a = options === null || options === void 0 ? void 0 : options.url) !== null && _a !== void 0 ? _a : window.location.href);
					if ("signIn" in resolvedWallet && resolvedWallet.signIn) {
						const output = await resolvedWallet.signIn(Object.assign(Object.assign(Object.assign({ issuedAt: new Date().toISOString() }, options === null || options === void 0 ? void 0 : options.signInWithSolana), {
							version: "1",
							domain: url.host,
							uri: url.href
						}), statement ? { statement } : null));
						let outputToProcess;
						if (Array.isArray(output) && output[0] && typeof output[0] === "object") {
							outputToProcess = output[0];
						} else if (output && typeof output === "object" && "signedMessage" in output && "signature" in output) {
							outputToProcess = output;
						} else {
							throw new Error("@supabase/auth-js: Wallet method signIn() returned unrecognized value");
						}
						if ("signedMessage" in outputToProcess && "signature" in outputToProcess && (typeof outputToProcess.signedMessage === "string" || outputToProcess.signedMessage instanceof Uint8Array) && outputToProcess.signature instanceof Uint8Array) {
							message = typeof outputToProcess.signedMessage === "string" ? outputToProcess.signedMessage : new TextDecoder().decode(outputToProcess.signedMessage);
							signature = outputToProcess.signature;
						} else {
							throw new Error("@supabase/auth-js: Wallet method signIn() API returned object without signedMessage and signature fields");
						}
					} else {
						if (!("signMessage" in resolvedWallet) || typeof resolvedWallet.signMessage !== "function" || !("publicKey" in resolvedWallet) || typeof resolvedWallet !== "object" || !resolvedWallet.publicKey || !("toBase58" in resolvedWallet.publicKey) || typeof resolvedWallet.publicKey.toBase58 !== "function") {
							throw new Error("@supabase/auth-js: Wallet does not have a compatible signMessage() and publicKey.toBase58() API");
						}
						message = [
							`${url.host} wants you to sign in with your Solana account:`,
							resolvedWallet.publicKey.toBase58(),
							...statement ? [
								"",
								statement,
								""
							] : [""],
							"Version: 1",
							`URI: ${url.href}`,
							`Issued At: ${(_c = (_b = options === null || options === void 0 ? void 0 : options.signInWithSolana) === null || _b === void 0 ? void 0 : _b.issuedAt) !== null && _c !== void 0 ? _c : new Date().toISOString()}`,
							...((_d = options === null || options === void 0 ? void 0 : options.signInWithSolana) === null || _d === void 0 ? void 0 : _d.notBefore) ? [`Not Before: ${options.signInWithSolana.notBefore}`] : [],
							...((_f = options === null || options === void 0 ? void 0 : options.signInWithSolana) === null || _f === void 0 ? void 0 : _f.expirationTime) ? [`Expiration Time: ${options.signInWithSolana.expirationTime}`] : [],
							...((_g = options === null || options === void 0 ? void 0 : options.signInWithSolana) === null || _g === void 0 ? void 0 : _g.chainId) ? [`Chain ID: ${options.signInWithSolana.chainId}`] : [],
							...((_h = options === null || options === void 0 ? void 0 : options.signInWithSolana) === null || _h === void 0 ? void 0 : _h.nonce) ? [`Nonce: ${options.signInWithSolana.nonce}`] : [],
							...((_j = options === null || options === void 0 ? void 0 : options.signInWithSolana) === null || _j === void 0 ? void 0 : _j.requestId) ? [`Request ID: ${options.signInWithSolana.requestId}`] : [],
							...((_l = (_k = options === null || options === void 0 ? void 0 : options.signInWithSolana) === null || _k === void 0 ? void 0 : _k.resources) === null || _l === void 0 ? void 0 : _l.length) ? ["Resources", ...options.signInWithSolana.resources.map((resource) => `- ${resource}`)] : []
						].join("\n");
						const maybeSignature = await resolvedWallet.signMessage(new TextEncoder().encode(message), "utf8");
						if (!maybeSignature || !(maybeSignature instanceof Uint8Array)) {
							throw new Error("@supabase/auth-js: Wallet signMessage() API returned an recognized value");
						}
						signature = maybeSignature;
					}
				}
				try {
					const { data, error } = await (0, fetch_1._request)(this.fetch, "POST", `${this.url}/token?grant_type=web3`, {
						headers: this.headers,
						body: Object.assign({
							chain: "solana",
							message,
							signature: (0, base64url_1.bytesToBase64URL)(signature)
						}, ((_m = credentials.options) === null || _m === void 0 ? void 0 : _m.captchaToken) ? { gotrue_meta_security: { captcha_token: (_o = credentials.options) === null || _o === void 0 ? void 0 : _o.captchaToken } } : null),
						xform: fetch_1._sessionResponse
					});
					if (error) {
						throw error;
					}
					if (!data || !data.session || !data.user) {
						const invalidTokenError = new errors_1.AuthInvalidTokenResponseError();
						return this._returnResult({
							data: {
								user: null,
								session: null
							},
							error: invalidTokenError
						});
					}
					if (data.session) {
						await this._saveSession(data.session);
						await this._notifyAllSubscribers("SIGNED_IN", data.session);
					}
					return this._returnResult({
						data: Object.assign({}, data),
						error
					});
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return this._returnResult({
							data: {
								user: null,
								session: null
							},
							error
						});
					}
					throw error;
				}
			}
			async _exchangeCodeForSession(authCode, options) {
				const hasExplicitFlowId = (options === null || options === void 0 ? void 0 : options.flowId) != null;
				const requestedFlowId = hasExplicitFlowId ? (0, helpers_1.validatePKCEFlowId)(options === null || options === void 0 ? void 0 : options.flowId) : (0, helpers_1.isBrowser)() ? (0, helpers_1.validatePKCEFlowId)((0, helpers_1.parseParametersFromURL)(window.location.href)[constants_1.PKCE_FLOW_ID_PARAM]) : null;
				if (hasExplicitFlowId && !requestedFlowId) {
					this._debug("#_exchangeCodeForSession()", "provided flowId is not a valid flow id", options === null || options === void 0 ? void 0 : options.flowId);
				}
				const { verifier: storageItem, flowId } = hasExplicitFlowId && !requestedFlowId ? {
					verifier: null,
					flowId: null
				} : await (0, helpers_1.retrievePKCEVerifier)(this.storage, this.storageKey, requestedFlowId);
				const [codeVerifier, redirectType] = (storageItem !== null && storageItem !== void 0 ? storageItem : "").split("/");
				try {
					if (!codeVerifier && this.flowType === "pkce") {
						throw new errors_1.AuthPKCECodeVerifierMissingError();
					}
					const { data, error } = await (0, fetch_1._request)(this.fetch, "POST", `${this.url}/token?grant_type=pkce`, {
						headers: this.headers,
						body: {
							auth_code: authCode,
							code_verifier: codeVerifier
						},
						xform: fetch_1._sessionResponse
					});
					await (0, helpers_1.removePKCEVerifier)(this.storage, this.storageKey, flowId);
					if (error) {
						throw error;
					}
					if (!data || !data.session || !data.user) {
						const invalidTokenError = new errors_1.AuthInvalidTokenResponseError();
						return this._returnResult({
							data: {
								user: null,
								session: null,
								redirectType: null
							},
							error: invalidTokenError
						});
					}
					if (data.session) {
						await this._saveSession(data.session);
						await this._notifyAllSubscribers(redirectType === "recovery" ? "PASSWORD_RECOVERY" : "SIGNED_IN", data.session);
					}
					return this._returnResult({
						data: Object.assign(Object.assign({}, data), { redirectType: redirectType !== null && redirectType !== void 0 ? redirectType : null }),
						error
					});
				} catch (error) {
					await (0, helpers_1.removePKCEVerifier)(this.storage, this.storageKey, flowId);
					if ((0, errors_1.isAuthError)(error)) {
						return this._returnResult({
							data: {
								user: null,
								session: null,
								redirectType: null
							},
							error
						});
					}
					throw error;
				}
			}
			async signInWithIdToken(credentials) {
				try {
					const { options, provider, token, access_token, nonce } = credentials;
					const res = await (0, fetch_1._request)(this.fetch, "POST", `${this.url}/token?grant_type=id_token`, {
						headers: this.headers,
						body: {
							provider,
							id_token: token,
							access_token,
							nonce,
							gotrue_meta_security: { captcha_token: options === null || options === void 0 ? void 0 : options.captchaToken }
						},
						xform: fetch_1._sessionResponse
					});
					const { data, error } = res;
					if (error) {
						return this._returnResult({
							data: {
								user: null,
								session: null
							},
							error
						});
					} else if (!data || !data.session || !data.user) {
						const invalidTokenError = new errors_1.AuthInvalidTokenResponseError();
						return this._returnResult({
							data: {
								user: null,
								session: null
							},
							error: invalidTokenError
						});
					}
					if (data.session) {
						await this._saveSession(data.session);
						await this._notifyAllSubscribers("SIGNED_IN", data.session);
					}
					return this._returnResult({
						data,
						error
					});
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return this._returnResult({
							data: {
								user: null,
								session: null
							},
							error
						});
					}
					throw error;
				}
			}
			async signInWithOtp(credentials) {
				var _a, _b, _c, _d, _f;
				let flowId = null;
				try {
					if ("email" in credentials) {
						const { email, options } = credentials;
						let codeChallenge = null;
						let codeChallengeMethod = null;
						if (this.flowType === "pkce") {
							;
							[codeChallenge, codeChallengeMethod, flowId] = await this._getCodeChallengeAndMethod();
						}
						const { error } = await (0, fetch_1._request)(this.fetch, "POST", `${this.url}/otp`, {
							headers: this.headers,
							body: {
								email,
								data: (_a = options === null || options === void 0 ? void 0 : options.data) !== null && _a !== void 0 ? _a : {},
								create_user: (_b = options === null || options === void 0 ? void 0 : options.shouldCreateUser) !== null && _b !== void 0 ? _b : true,
								gotrue_meta_security: { captcha_token: options === null || options === void 0 ? void 0 : options.captchaToken },
								code_challenge: codeChallenge,
								code_challenge_method: codeChallengeMethod
							},
							redirectTo: this._maybeAppendFlowIdToRedirect(options === null || options === void 0 ? void 0 : options.emailRedirectTo, flowId)
						});
						return this._returnResult({
							data: {
								user: null,
								session: null
							},
							error
						});
					}
					if ("phone" in credentials) {
						const { phone, options } = credentials;
						const { data, error } = await (0, fetch_1._request)(this.fetch, "POST", `${this.url}/otp`, {
							headers: this.headers,
							body: {
								phone,
								data: (_c = options === null || options === void 0 ? void 0 : options.data) !== null && _c !== void 0 ? _c : {},
								create_user: (_d = options === null || options === void 0 ? void 0 : options.shouldCreateUser) !== null && _d !== void 0 ? _d : true,
								gotrue_meta_security: { captcha_token: options === null || options === void 0 ? void 0 : options.captchaToken },
								channel: (_f = options === null || options === void 0 ? void 0 : options.channel) !== null && _f !== void 0 ? _f : "sms"
							}
						});
						return this._returnResult({
							data: {
								user: null,
								session: null,
								messageId: data === null || data === void 0 ? void 0 : data.message_id
							},
							error
						});
					}
					throw new errors_1.AuthInvalidCredentialsError("You must provide either an email or phone number.");
				} catch (error) {
					await (0, helpers_1.removePKCEVerifier)(this.storage, this.storageKey, flowId);
					if ((0, errors_1.isAuthError)(error)) {
						return this._returnResult({
							data: {
								user: null,
								session: null
							},
							error
						});
					}
					throw error;
				}
			}
			async verifyOtp(params) {
				var _a, _b;
				try {
					let redirectTo = undefined;
					let captchaToken = undefined;
					if ("options" in params) {
						redirectTo = (_a = params.options) === null || _a === void 0 ? void 0 : _a.redirectTo;
						captchaToken = (_b = params.options) === null || _b === void 0 ? void 0 : _b.captchaToken;
					}
					const { data, error } = await (0, fetch_1._request)(this.fetch, "POST", `${this.url}/verify`, {
						headers: this.headers,
						body: Object.assign(Object.assign({}, params), { gotrue_meta_security: { captcha_token: captchaToken } }),
						redirectTo,
						xform: fetch_1._sessionResponse
					});
					if (error) {
						throw error;
					}
					if (!data) {
						const tokenVerificationError = new Error("An error occurred on token verification.");
						throw tokenVerificationError;
					}
					const session = data.session;
					const user = data.user;
					if (session === null || session === void 0 ? void 0 : session.access_token) {
						await this._saveSession(session);
						await this._notifyAllSubscribers(params.type == "recovery" ? "PASSWORD_RECOVERY" : "SIGNED_IN", session);
					}
					return this._returnResult({
						data: {
							user,
							session
						},
						error: null
					});
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return this._returnResult({
							data: {
								user: null,
								session: null
							},
							error
						});
					}
					throw error;
				}
			}
			async signInWithSSO(params) {
				var _a, _b, _c, _d;
				let flowId = null;
				try {
					let codeChallenge = null;
					let codeChallengeMethod = null;
					if (this.flowType === "pkce") {
						;
						[codeChallenge, codeChallengeMethod, flowId] = await this._getCodeChallengeAndMethod();
					}
					const result = await (0, fetch_1._request)(this.fetch, "POST", `${this.url}/sso`, {
						body: Object.assign(Object.assign(Object.assign(Object.assign(Object.assign({}, "providerId" in params ? { provider_id: params.providerId } : null), "domain" in params ? { domain: params.domain } : null), { redirect_to: this._maybeAppendFlowIdToRedirect((_a = params.options) === null || _a === void 0 ? void 0 : _a.redirectTo, flowId) }), ((_b = params === null || params === void 0 ? void 0 : params.options) === null || _b === void 0 ? void 0 : _b.captchaToken) ? { gotrue_meta_security: { captcha_token: params.options.captchaToken } } : null), {
							skip_http_redirect: true,
							code_challenge: codeChallenge,
							code_challenge_method: codeChallengeMethod
						}),
						headers: this.headers,
						xform: fetch_1._ssoResponse
					});
					if (((_c = result.data) === null || _c === void 0 ? void 0 : _c.url) && (0, helpers_1.isBrowser)() && !((_d = params.options) === null || _d === void 0 ? void 0 : _d.skipBrowserRedirect)) {
						window.location.assign(result.data.url);
					}
					return this._returnResult(result);
				} catch (error) {
					await (0, helpers_1.removePKCEVerifier)(this.storage, this.storageKey, flowId);
					if ((0, errors_1.isAuthError)(error)) {
						return this._returnResult({
							data: null,
							error
						});
					}
					throw error;
				}
			}
			async reauthenticate() {
				await this.initializePromise;
				if (this.lock != null) {
					return await this._acquireLock(this.lockAcquireTimeout, async () => {
						return await this._reauthenticate();
					});
				}
				return await this._reauthenticate();
			}
			async _reauthenticate() {
				try {
					return await this._useSession(async (result) => {
						const { data: { session }, error: sessionError } = result;
						if (sessionError) throw sessionError;
						if (!session) throw new errors_1.AuthSessionMissingError();
						const { error } = await (0, fetch_1._request)(this.fetch, "GET", `${this.url}/reauthenticate`, {
							headers: this.headers,
							jwt: session.access_token
						});
						return this._returnResult({
							data: {
								user: null,
								session: null
							},
							error
						});
					});
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return this._returnResult({
							data: {
								user: null,
								session: null
							},
							error
						});
					}
					throw error;
				}
			}
			async resend(credentials) {
				let flowId = null;
				try {
					const endpoint = `${this.url}/resend`;
					if ("email" in credentials) {
						const { email, type, options } = credentials;
						let codeChallenge = null;
						let codeChallengeMethod = null;
						if (this.flowType === "pkce") {
							;
							[codeChallenge, codeChallengeMethod, flowId] = await this._getCodeChallengeAndMethod();
						}
						const { error } = await (0, fetch_1._request)(this.fetch, "POST", endpoint, {
							headers: this.headers,
							body: {
								email,
								type,
								gotrue_meta_security: { captcha_token: options === null || options === void 0 ? void 0 : options.captchaToken },
								code_challenge: codeChallenge,
								code_challenge_method: codeChallengeMethod
							},
							redirectTo: this._maybeAppendFlowIdToRedirect(options === null || options === void 0 ? void 0 : options.emailRedirectTo, flowId)
						});
						if (error) {
							await (0, helpers_1.removePKCEVerifier)(this.storage, this.storageKey, flowId);
						}
						return this._returnResult({
							data: {
								user: null,
								session: null
							},
							error
						});
					} else if ("phone" in credentials) {
						const { phone, type, options } = credentials;
						const { data, error } = await (0, fetch_1._request)(this.fetch, "POST", endpoint, {
							headers: this.headers,
							body: {
								phone,
								type,
								gotrue_meta_security: { captcha_token: options === null || options === void 0 ? void 0 : options.captchaToken }
							}
						});
						return this._returnResult({
							data: {
								user: null,
								session: null,
								messageId: data === null || data === void 0 ? void 0 : data.message_id
							},
							error
						});
					}
					throw new errors_1.AuthInvalidCredentialsError("You must provide either an email or phone number and a type");
				} catch (error) {
					await (0, helpers_1.removePKCEVerifier)(this.storage, this.storageKey, flowId);
					if ((0, errors_1.isAuthError)(error)) {
						return this._returnResult({
							data: {
								user: null,
								session: null
							},
							error
						});
					}
					throw error;
				}
			}
			async getSession() {
				await this.initializePromise;
				if (this.lock != null) {
					return await this._acquireLock(this.lockAcquireTimeout, async () => {
						return this._useSession(async (result) => {
							return result;
						});
					});
				}
				return await this._useSession(async (result) => {
					return result;
				});
			}
			async _acquireLock(acquireTimeout, fn) {
				this._debug("#_acquireLock", "begin", acquireTimeout);
				try {
					if (this.lockAcquired) {
						const last = this.pendingInLock.length ? this.pendingInLock[this.pendingInLock.length - 1] : Promise.resolve();
						const result = (async () => {
							await last;
							return await fn();
						})();
						this.pendingInLock.push((async () => {
							try {
								await result;
							} catch (_e) {}
						})());
						return result;
					}
					return await this.lock(`lock:${this.storageKey}`, acquireTimeout, async () => {
						this._debug("#_acquireLock", "lock acquired for storage key", this.storageKey);
						try {
							this.lockAcquired = true;
							const result = fn();
							this.pendingInLock.push((async () => {
								try {
									await result;
								} catch (e) {}
							})());
							await result;
							while (this.pendingInLock.length) {
								const waitOn = [...this.pendingInLock];
								await Promise.all(waitOn);
								this.pendingInLock.splice(0, waitOn.length);
							}
							return await result;
						} finally {
							this._debug("#_acquireLock", "lock released for storage key", this.storageKey);
							this.lockAcquired = false;
						}
					});
				} finally {
					this._debug("#_acquireLock", "end");
				}
			}
			async _useSession(fn) {
				this._debug("#_useSession", "begin");
				try {
					const result = await this.__loadSession();
					return await fn(result);
				} finally {
					this._debug("#_useSession", "end");
				}
			}
			async __loadSession() {
				this._debug("#__loadSession()", "begin");
				if (this.lock != null && !this.lockAcquired) {
					this._debug("#__loadSession()", "used outside of an acquired lock!", new Error().stack);
				}
				try {
					let currentSession = null;
					const maybeSession = await (0, helpers_1.getItemAsync)(this.storage, this.storageKey);
					this._debug("#getSession()", "session from storage", maybeSession);
					if (maybeSession !== null) {
						if (this._isValidSession(maybeSession)) {
							currentSession = maybeSession;
						} else {
							this._debug("#getSession()", "session from storage is not valid");
							await this._removeSession();
						}
					}
					if (!currentSession) {
						return {
							data: { session: null },
							error: null
						};
					}
					const hasExpired = currentSession.expires_at ? currentSession.expires_at * 1e3 - Date.now() < constants_1.EXPIRY_MARGIN_MS : false;
					this._debug("#__loadSession()", `session has${hasExpired ? "" : " not"} expired`, "expires_at", currentSession.expires_at);
					if (!hasExpired) {
						return {
							data: { session: await this._hydrateSessionUser(currentSession) },
							error: null
						};
					}
					const { data: session, error } = await this._callRefreshToken(currentSession.refresh_token);
					if (error) {
						const stored = await (0, helpers_1.getItemAsync)(this.storage, this.storageKey);
						if (stored && this._isValidSession(stored) && stored.expires_at && stored.expires_at * 1e3 > Date.now()) {
							return this._returnResult({
								data: { session: await this._hydrateSessionUser(stored) },
								error: null
							});
						}
						return this._returnResult({
							data: { session: null },
							error
						});
					}
					return this._returnResult({
						data: { session },
						error: null
					});
				} finally {
					this._debug("#__loadSession()", "end");
				}
			}
			async _hydrateSessionUser(session) {
				if (this.userStorage) {
					const maybeUser = await (0, helpers_1.getItemAsync)(this.userStorage, this.storageKey + "-user");
					session.user = (maybeUser === null || maybeUser === void 0 ? void 0 : maybeUser.user) ? maybeUser.user : (0, helpers_1.userNotAvailableProxy)();
				}
				if (this.storage.isServer && session.user && !session.user.__isUserNotAvailableProxy) {
					const suppressWarningRef = { value: this.suppressGetSessionWarning };
					session.user = (0, helpers_1.insecureUserWarningProxy)(session.user, suppressWarningRef);
					if (suppressWarningRef.value) {
						this.suppressGetSessionWarning = true;
					}
				}
				return session;
			}
			async getUser(jwt) {
				if (jwt) {
					return await this._getUser(jwt);
				}
				await this.initializePromise;
				let result;
				if (this.lock != null) {
					result = await this._acquireLock(this.lockAcquireTimeout, async () => {
						return await this._getUser();
					});
				} else {
					result = await this._getUser();
				}
				if (result.data.user) {
					this.suppressGetSessionWarning = true;
				}
				return result;
			}
			async _getUser(jwt) {
				try {
					if (jwt) {
						return await (0, fetch_1._request)(this.fetch, "GET", `${this.url}/user`, {
							headers: this.headers,
							jwt,
							xform: fetch_1._userResponse
						});
					}
					return await this._useSession(async (result) => {
						var _a, _b, _c;
						const { data, error } = result;
						if (error) {
							throw error;
						}
						if (!((_a = data.session) === null || _a === void 0 ? void 0 : _a.access_token) && !this.hasCustomAuthorizationHeader) {
							return {
								data: { user: null },
								error: new errors_1.AuthSessionMissingError()
							};
						}
						return await (0, fetch_1._request)(this.fetch, "GET", `${this.url}/user`, {
							headers: this.headers,
							jwt: (_c = (_b = data.session) === null || _b === void 0 ? void 0 : _b.access_token) !== null && _c !== void 0 ? _c : undefined,
							xform: fetch_1._userResponse
						});
					});
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						if ((0, errors_1.isAuthSessionMissingError)(error)) {
							await this._removeSession();
						}
						return this._returnResult({
							data: { user: null },
							error
						});
					}
					throw error;
				}
			}
			async updateUser(attributes, options = {}) {
				await this.initializePromise;
				if (this.lock != null) {
					return await this._acquireLock(this.lockAcquireTimeout, async () => {
						return await this._updateUser(attributes, options);
					});
				}
				return await this._updateUser(attributes, options);
			}
			async _updateUser(attributes, options = {}) {
				let flowId = null;
				try {
					return await this._useSession(async (result) => {
						const { data: sessionData, error: sessionError } = result;
						if (sessionError) {
							throw sessionError;
						}
						if (!sessionData.session) {
							throw new errors_1.AuthSessionMissingError();
						}
						const session = sessionData.session;
						let codeChallenge = null;
						let codeChallengeMethod = null;
						if (this.flowType === "pkce" && attributes.email != null) {
							;
							[codeChallenge, codeChallengeMethod, flowId] = await this._getCodeChallengeAndMethod();
						}
						const { data, error: userError } = await (0, fetch_1._request)(this.fetch, "PUT", `${this.url}/user`, {
							headers: this.headers,
							redirectTo: this._maybeAppendFlowIdToRedirect(options === null || options === void 0 ? void 0 : options.emailRedirectTo, flowId),
							body: Object.assign(Object.assign({}, attributes), {
								code_challenge: codeChallenge,
								code_challenge_method: codeChallengeMethod
							}),
							jwt: session.access_token,
							xform: fetch_1._userResponse
						});
						if (userError) {
							throw userError;
						}
						session.user = data.user;
						await this._saveSession(session);
						await this._notifyAllSubscribers("USER_UPDATED", session);
						return this._returnResult({
							data: { user: session.user },
							error: null
						});
					});
				} catch (error) {
					await (0, helpers_1.removePKCEVerifier)(this.storage, this.storageKey, flowId);
					if ((0, errors_1.isAuthError)(error)) {
						return this._returnResult({
							data: { user: null },
							error
						});
					}
					throw error;
				}
			}
			async setSession(currentSession) {
				await this.initializePromise;
				if (this.lock != null) {
					return await this._acquireLock(this.lockAcquireTimeout, async () => {
						return await this._setSession(currentSession);
					});
				}
				return await this._setSession(currentSession);
			}
			async _setSession(currentSession) {
				try {
					if (!currentSession.access_token || !currentSession.refresh_token) {
						throw new errors_1.AuthSessionMissingError();
					}
					const timeNow = Date.now() / 1e3;
					let expiresAt = timeNow;
					let hasExpired = true;
					let session = null;
					const { payload } = (0, helpers_1.decodeJWT)(currentSession.access_token);
					if (payload.exp) {
						expiresAt = payload.exp;
						hasExpired = expiresAt <= timeNow;
					}
					if (hasExpired) {
						const { data: refreshedSession, error } = await this._callRefreshToken(currentSession.refresh_token);
						if (error) {
							return this._returnResult({
								data: {
									user: null,
									session: null
								},
								error
							});
						}
						if (!refreshedSession) {
							return {
								data: {
									user: null,
									session: null
								},
								error: null
							};
						}
						session = refreshedSession;
					} else {
						const { data, error } = await this._getUser(currentSession.access_token);
						if (error) {
							return this._returnResult({
								data: {
									user: null,
									session: null
								},
								error
							});
						}
						session = {
							access_token: currentSession.access_token,
							refresh_token: currentSession.refresh_token,
							user: data.user,
							token_type: "bearer",
							expires_in: expiresAt - timeNow,
							expires_at: expiresAt
						};
						await this._saveSession(session);
						await this._notifyAllSubscribers("SIGNED_IN", session);
					}
					return this._returnResult({
						data: {
							user: session.user,
							session
						},
						error: null
					});
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return this._returnResult({
							data: {
								session: null,
								user: null
							},
							error
						});
					}
					throw error;
				}
			}
			async refreshSession(currentSession) {
				await this.initializePromise;
				if (this.lock != null) {
					return await this._acquireLock(this.lockAcquireTimeout, async () => {
						return await this._refreshSession(currentSession);
					});
				}
				return await this._refreshSession(currentSession);
			}
			async _refreshSession(currentSession) {
				try {
					return await this._useSession(async (result) => {
						var _a;
						if (!currentSession) {
							const { data, error } = result;
							if (error) {
								throw error;
							}
							currentSession = (_a = data.session) !== null && _a !== void 0 ? _a : undefined;
						}
						if (!(currentSession === null || currentSession === void 0 ? void 0 : currentSession.refresh_token)) {
							throw new errors_1.AuthSessionMissingError();
						}
						const { data: session, error } = await this._callRefreshToken(currentSession.refresh_token);
						if (error) {
							return this._returnResult({
								data: {
									user: null,
									session: null
								},
								error
							});
						}
						if (!session) {
							return this._returnResult({
								data: {
									user: null,
									session: null
								},
								error: null
							});
						}
						return this._returnResult({
							data: {
								user: session.user,
								session
							},
							error: null
						});
					});
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return this._returnResult({
							data: {
								user: null,
								session: null
							},
							error
						});
					}
					throw error;
				}
			}
			async _getSessionFromURL(params, callbackUrlType) {
				var _a;
				try {
					if (!(0, helpers_1.isBrowser)()) throw new errors_1.AuthImplicitGrantRedirectError("No browser detected.");
					if (params.error || params.error_description || params.error_code) {
						throw new errors_1.AuthImplicitGrantRedirectError(params.error_description || "Error in URL with unspecified error_description", {
							error: params.error || "unspecified_error",
							code: params.error_code || "unspecified_code"
						});
					}
					switch (callbackUrlType) {
						case "implicit":
							if (this.flowType === "pkce") {
								throw new errors_1.AuthPKCEGrantCodeExchangeError("Not a valid PKCE flow url.");
							}
							break;
						case "pkce":
							if (this.flowType === "implicit") {
								throw new errors_1.AuthImplicitGrantRedirectError("Not a valid implicit grant flow url.");
							}
							break;
						default:
					}
					if (callbackUrlType === "pkce") {
						this._debug("#_initialize()", "begin", "is PKCE flow", true);
						if (!params.code) throw new errors_1.AuthPKCEGrantCodeExchangeError("No code detected.");
						const { data, error } = await this._exchangeCodeForSession(params.code, { flowId: params[constants_1.PKCE_FLOW_ID_PARAM] });
						if (error) throw error;
						const url = new URL(window.location.href);
						url.searchParams.delete("code");
						url.searchParams.delete(constants_1.PKCE_FLOW_ID_PARAM);
						window.history.replaceState(window.history.state, "", url.toString());
						return {
							data: {
								session: data.session,
								redirectType: (_a = data.redirectType) !== null && _a !== void 0 ? _a : null
							},
							error: null
						};
					}
					const { provider_token, provider_refresh_token, access_token, refresh_token, expires_in, expires_at, token_type } = params;
					if (!access_token || !expires_in || !refresh_token || !token_type) {
						throw new errors_1.AuthImplicitGrantRedirectError("No session defined in URL");
					}
					const timeNow = Math.round(Date.now() / 1e3);
					const expiresIn = parseInt(expires_in);
					let expiresAt = timeNow + expiresIn;
					if (expires_at) {
						expiresAt = parseInt(expires_at);
					}
					const actuallyExpiresIn = expiresAt - timeNow;
					if (actuallyExpiresIn * 1e3 <= constants_1.AUTO_REFRESH_TICK_DURATION_MS) {
						console.warn(`@supabase/gotrue-js: Session as retrieved from URL expires in ${actuallyExpiresIn}s, should have been closer to ${expiresIn}s`);
					}
					const issuedAt = expiresAt - expiresIn;
					if (timeNow - issuedAt >= 120) {
						console.warn("@supabase/gotrue-js: Session as retrieved from URL was issued over 120s ago, URL could be stale", issuedAt, expiresAt, timeNow);
					} else if (timeNow - issuedAt < 0) {
						console.warn("@supabase/gotrue-js: Session as retrieved from URL was issued in the future? Check the device clock for skew", issuedAt, expiresAt, timeNow);
					}
					const { data, error } = await this._getUser(access_token);
					if (error) throw error;
					const session = {
						provider_token,
						provider_refresh_token,
						access_token,
						expires_in: expiresIn,
						expires_at: expiresAt,
						refresh_token,
						token_type,
						user: data.user
					};
					window.location.hash = "";
					this._debug("#_getSessionFromURL()", "clearing window.location.hash");
					return this._returnResult({
						data: {
							session,
							redirectType: params.type
						},
						error: null
					});
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return this._returnResult({
							data: {
								session: null,
								redirectType: null
							},
							error
						});
					}
					throw error;
				}
			}
			_isImplicitGrantCallback(params) {
				if (typeof this.detectSessionInUrl === "function") {
					return this.detectSessionInUrl(new URL(window.location.href), params);
				}
				return Boolean(params.access_token || params.error || params.error_description || params.error_code);
			}
			async _isPKCECallback(params) {
				if (!params.code) {
					return false;
				}
				const flowId = (0, helpers_1.validatePKCEFlowId)(params[constants_1.PKCE_FLOW_ID_PARAM]);
				if (flowId && await (0, helpers_1.getItemAsync)(this.storage, (0, helpers_1.pkceVerifierSlotKey)(this.storageKey, flowId))) {
					return true;
				}
				const currentStorageContent = await (0, helpers_1.getItemAsync)(this.storage, `${this.storageKey}-code-verifier`);
				return !!currentStorageContent;
			}
			async signOut(options = { scope: "global" }) {
				await this.initializePromise;
				if (this.lock != null) {
					return await this._acquireLock(this.lockAcquireTimeout, async () => {
						return await this._signOut(options);
					});
				}
				return await this._signOut(options);
			}
			async _signOut({ scope = "global" } = {}) {
				return await this._useSession(async (result) => {
					var _a;
					const removeCurrentSession = async () => {
						await this._removeSession();
					};
					const { data, error: sessionError } = result;
					if (sessionError && !(0, errors_1.isAuthSessionMissingError)(sessionError)) {
						if (scope === "local" && (0, errors_1.isAuthRetryableFetchError)(sessionError)) {
							await removeCurrentSession();
						}
						return this._returnResult({ error: sessionError });
					}
					const accessToken = (_a = data.session) === null || _a === void 0 ? void 0 : _a.access_token;
					let removeError = null;
					const finish = (value) => {
						if (removeError) {
							throw removeError.thrown;
						}
						return value;
					};
					if (scope === "local") {
						try {
							await removeCurrentSession();
						} catch (thrown) {
							removeError = { thrown };
						}
					}
					if (accessToken) {
						const { error } = await this.admin.signOut(accessToken, scope);
						if (error && !((0, errors_1.isAuthApiError)(error) && (error.status === 404 || error.status === 401 || error.status === 403) || (0, errors_1.isAuthSessionMissingError)(error))) {
							return finish(this._returnResult({ error }));
						}
					}
					if (scope === "global") {
						await removeCurrentSession();
					}
					return finish(this._returnResult({ error: null }));
				});
			}
			onAuthStateChange(callback) {
				const id = (0, helpers_1.generateCallbackId)();
				const subscription = {
					id,
					callback,
					unsubscribe: () => {
						this._debug("#unsubscribe()", "state change callback with id removed", id);
						this.stateChangeEmitters.delete(id);
					}
				};
				this._debug("#onAuthStateChange()", "registered callback with id", id);
				this.stateChangeEmitters.set(id, subscription);
				(async () => {
					await this.initializePromise;
					if (this.lock != null) {
						await this._acquireLock(this.lockAcquireTimeout, async () => {
							this._emitInitialSession(id);
						});
					} else {
						await this._emitInitialSession(id);
					}
				})();
				return { data: { subscription } };
			}
			async _emitInitialSession(id) {
				return await this._useSession(async (result) => {
					var _a, _b;
					try {
						const { data: { session }, error } = result;
						if (error) throw error;
						await ((_a = this.stateChangeEmitters.get(id)) === null || _a === void 0 ? void 0 : _a.callback("INITIAL_SESSION", session));
						this._debug("INITIAL_SESSION", "callback id", id, "session", session);
					} catch (err) {
						await ((_b = this.stateChangeEmitters.get(id)) === null || _b === void 0 ? void 0 : _b.callback("INITIAL_SESSION", null));
						this._debug("INITIAL_SESSION", "callback id", id, "error", err);
						if ((0, errors_1.isAuthRefreshDiscardedError)(err)) {
							return;
						}
						if ((0, errors_1.isAuthSessionMissingError)(err) || (0, errors_1.isAuthRetryableFetchError)(err) || (0, errors_1.isAuthApiError)(err) && (err.code === "refresh_token_not_found" || err.code === "refresh_token_already_used" || err.code === "session_expired")) {
							console.warn(err);
						} else {
							console.error(err);
						}
					}
				});
			}
			async resetPasswordForEmail(email, options = {}) {
				let codeChallenge = null;
				let codeChallengeMethod = null;
				let flowId = null;
				if (this.flowType === "pkce") {
					;
					[codeChallenge, codeChallengeMethod, flowId] = await this._getCodeChallengeAndMethod(true);
				}
				try {
					return await (0, fetch_1._request)(this.fetch, "POST", `${this.url}/recover`, {
						body: {
							email,
							code_challenge: codeChallenge,
							code_challenge_method: codeChallengeMethod,
							gotrue_meta_security: { captcha_token: options.captchaToken }
						},
						headers: this.headers,
						redirectTo: this._maybeAppendFlowIdToRedirect(options.redirectTo, flowId)
					});
				} catch (error) {
					await (0, helpers_1.removePKCEVerifier)(this.storage, this.storageKey, flowId);
					if ((0, errors_1.isAuthError)(error)) {
						return this._returnResult({
							data: null,
							error
						});
					}
					throw error;
				}
			}
			async getUserIdentities() {
				var _a;
				try {
					const { data, error } = await this.getUser();
					if (error) throw error;
					return this._returnResult({
						data: { identities: (_a = data.user.identities) !== null && _a !== void 0 ? _a : [] },
						error: null
					});
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return this._returnResult({
							data: null,
							error
						});
					}
					throw error;
				}
			}
			async linkIdentity(credentials) {
				if ("token" in credentials) {
					return this.linkIdentityIdToken(credentials);
				}
				return this.linkIdentityOAuth(credentials);
			}
			async linkIdentityOAuth(credentials) {
				var _a;
				let flowId = null;
				try {
					const { data, error } = await this._useSession(async (result) => {
						var _a, _b, _c, _d, _f;
						const { data, error } = result;
						if (error) throw error;
						const { url, flowId: urlFlowId } = await this._getUrlForProvider(`${this.url}/user/identities/authorize`, credentials.provider, {
							redirectTo: (_a = credentials.options) === null || _a === void 0 ? void 0 : _a.redirectTo,
							scopes: (_b = credentials.options) === null || _b === void 0 ? void 0 : _b.scopes,
							queryParams: (_c = credentials.options) === null || _c === void 0 ? void 0 : _c.queryParams,
							skipBrowserRedirect: true
						});
						flowId = urlFlowId;
						return await (0, fetch_1._request)(this.fetch, "GET", url, {
							headers: this.headers,
							jwt: (_f = (_d = data.session) === null || _d === void 0 ? void 0 : _d.access_token) !== null && _f !== void 0 ? _f : undefined
						});
					});
					if (error) throw error;
					if ((0, helpers_1.isBrowser)() && !((_a = credentials.options) === null || _a === void 0 ? void 0 : _a.skipBrowserRedirect)) {
						window.location.assign(data === null || data === void 0 ? void 0 : data.url);
					}
					return this._returnResult({
						data: {
							provider: credentials.provider,
							url: data === null || data === void 0 ? void 0 : data.url,
							flowId
						},
						error: null
					});
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return this._returnResult({
							data: {
								provider: credentials.provider,
								url: null,
								flowId
							},
							error
						});
					}
					throw error;
				}
			}
			async linkIdentityIdToken(credentials) {
				return await this._useSession(async (result) => {
					var _a;
					try {
						const { error: sessionError, data: { session } } = result;
						if (sessionError) throw sessionError;
						const { options, provider, token, access_token, nonce } = credentials;
						const res = await (0, fetch_1._request)(this.fetch, "POST", `${this.url}/token?grant_type=id_token`, {
							headers: this.headers,
							jwt: (_a = session === null || session === void 0 ? void 0 : session.access_token) !== null && _a !== void 0 ? _a : undefined,
							body: {
								provider,
								id_token: token,
								access_token,
								nonce,
								link_identity: true,
								gotrue_meta_security: { captcha_token: options === null || options === void 0 ? void 0 : options.captchaToken }
							},
							xform: fetch_1._sessionResponse
						});
						const { data, error } = res;
						if (error) {
							return this._returnResult({
								data: {
									user: null,
									session: null
								},
								error
							});
						} else if (!data || !data.session || !data.user) {
							return this._returnResult({
								data: {
									user: null,
									session: null
								},
								error: new errors_1.AuthInvalidTokenResponseError()
							});
						}
						if (data.session) {
							await this._saveSession(data.session);
							await this._notifyAllSubscribers("USER_UPDATED", data.session);
						}
						return this._returnResult({
							data,
							error
						});
					} catch (error) {
						await (0, helpers_1.removePKCEVerifier)(this.storage, this.storageKey, null);
						if ((0, errors_1.isAuthError)(error)) {
							return this._returnResult({
								data: {
									user: null,
									session: null
								},
								error
							});
						}
						throw error;
					}
				});
			}
			async unlinkIdentity(identity) {
				try {
					return await this._useSession(async (result) => {
						var _a, _b;
						const { data, error } = result;
						if (error) {
							throw error;
						}
						return await (0, fetch_1._request)(this.fetch, "DELETE", `${this.url}/user/identities/${identity.identity_id}`, {
							headers: this.headers,
							jwt: (_b = (_a = data.session) === null || _a === void 0 ? void 0 : _a.access_token) !== null && _b !== void 0 ? _b : undefined
						});
					});
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return this._returnResult({
							data: null,
							error
						});
					}
					throw error;
				}
			}
			async _refreshAccessToken(refreshToken) {
				const debugName = `#_refreshAccessToken()`;
				this._debug(debugName, "begin");
				try {
					const startedAt = Date.now();
					return await (0, helpers_1.retryable)(async (attempt) => {
						if (attempt > 0) {
							await (0, helpers_1.sleep)(200 * Math.pow(2, attempt - 1));
						}
						this._debug(debugName, "refreshing attempt", attempt);
						return await (0, fetch_1._request)(this.fetch, "POST", `${this.url}/token?grant_type=refresh_token`, {
							body: { refresh_token: refreshToken },
							headers: this.headers,
							xform: fetch_1._sessionResponse
						});
					}, (attempt, error) => {
						const nextBackOffInterval = 200 * Math.pow(2, attempt);
						return error && (0, errors_1.isAuthRetryableFetchError)(error) && Date.now() + nextBackOffInterval - startedAt < constants_1.AUTO_REFRESH_TICK_DURATION_MS;
					});
				} catch (error) {
					this._debug(debugName, "error", error);
					if ((0, errors_1.isAuthError)(error)) {
						return this._returnResult({
							data: {
								session: null,
								user: null
							},
							error
						});
					}
					throw error;
				} finally {
					this._debug(debugName, "end");
				}
			}
			_isValidSession(maybeSession) {
				const isValidSession = typeof maybeSession === "object" && maybeSession !== null && "access_token" in maybeSession && "refresh_token" in maybeSession && "expires_at" in maybeSession;
				return isValidSession;
			}
			async _handleProviderSignIn(provider, options) {
				const { url, flowId } = await this._getUrlForProvider(`${this.url}/authorize`, provider, {
					redirectTo: options.redirectTo,
					scopes: options.scopes,
					queryParams: options.queryParams
				});
				this._debug("#_handleProviderSignIn()", "provider", provider, "options", options, "url", url);
				if ((0, helpers_1.isBrowser)() && !options.skipBrowserRedirect) {
					window.location.assign(url);
				}
				return {
					data: {
						provider,
						url,
						flowId
					},
					error: null
				};
			}
			async _recoverAndRefresh() {
				var _a, _b;
				const debugName = "#_recoverAndRefresh()";
				this._debug(debugName, "begin");
				try {
					const currentSession = await (0, helpers_1.getItemAsync)(this.storage, this.storageKey);
					if (currentSession && this.userStorage) {
						let maybeUser = await (0, helpers_1.getItemAsync)(this.userStorage, this.storageKey + "-user");
						if (!this.storage.isServer && Object.is(this.storage, this.userStorage) && !maybeUser) {
							maybeUser = { user: currentSession.user };
							await (0, helpers_1.setItemAsync)(this.userStorage, this.storageKey + "-user", maybeUser);
						}
						currentSession.user = (_a = maybeUser === null || maybeUser === void 0 ? void 0 : maybeUser.user) !== null && _a !== void 0 ? _a : (0, helpers_1.userNotAvailableProxy)();
					} else if (currentSession && !currentSession.user) {
						if (!currentSession.user) {
							const separateUser = await (0, helpers_1.getItemAsync)(this.storage, this.storageKey + "-user");
							if (separateUser && (separateUser === null || separateUser === void 0 ? void 0 : separateUser.user)) {
								currentSession.user = separateUser.user;
								await (0, helpers_1.removeItemAsync)(this.storage, this.storageKey + "-user");
								await (0, helpers_1.setItemAsync)(this.storage, this.storageKey, currentSession);
							} else {
								currentSession.user = (0, helpers_1.userNotAvailableProxy)();
							}
						}
					}
					this._debug(debugName, "session from storage", currentSession);
					if (!this._isValidSession(currentSession)) {
						this._debug(debugName, "session is not valid");
						if (currentSession !== null) {
							await this._removeSession();
						}
						return;
					}
					const expiresWithMargin = ((_b = currentSession.expires_at) !== null && _b !== void 0 ? _b : Infinity) * 1e3 - Date.now() < constants_1.EXPIRY_MARGIN_MS;
					this._debug(debugName, `session has${expiresWithMargin ? "" : " not"} expired with margin of ${constants_1.EXPIRY_MARGIN_MS}s`);
					if (expiresWithMargin) {
						if (this.autoRefreshToken && currentSession.refresh_token) {
							const { error } = await this._callRefreshToken(currentSession.refresh_token);
							if (error) {
								if ((0, errors_1.isAuthRefreshDiscardedError)(error)) {
									this._debug(debugName, "refresh discarded by commit guard", error);
								} else {
									this._debug(debugName, "refresh failed", error);
								}
							}
						}
					} else if (currentSession.user && currentSession.user.__isUserNotAvailableProxy === true) {
						try {
							const { data, error: userError } = await this._getUser(currentSession.access_token);
							if (!userError && (data === null || data === void 0 ? void 0 : data.user)) {
								currentSession.user = data.user;
								await this._saveSession(currentSession);
								await this._notifyAllSubscribers("SIGNED_IN", currentSession);
							} else {
								this._debug(debugName, "could not get user data, skipping SIGNED_IN notification");
							}
						} catch (getUserError) {
							console.error("Error getting user data:", getUserError);
							this._debug(debugName, "error getting user data, skipping SIGNED_IN notification", getUserError);
						}
					} else {
						await this._notifyAllSubscribers("SIGNED_IN", currentSession);
					}
				} catch (err) {
					this._debug(debugName, "error", err);
					if ((0, errors_1.isAuthRetryableFetchError)(err)) {
						console.warn(err);
					} else {
						console.error(err);
					}
					return;
				} finally {
					this._debug(debugName, "end");
				}
			}
			async _callRefreshToken(refreshToken) {
				var _a, _b;
				if (!refreshToken) {
					throw new errors_1.AuthSessionMissingError();
				}
				if (this.refreshingDeferred) {
					return this.refreshingDeferred.promise;
				}
				if (this.lastRefreshFailure && this.lastRefreshFailure.refreshToken === refreshToken && Date.now() < this.lastRefreshFailure.expiresAt) {
					this._debug("#_callRefreshToken()", "returning cached failure (cooldown active)");
					return this.lastRefreshFailure.result;
				}
				const debugName = `#_callRefreshToken()`;
				this._debug(debugName, "begin");
				try {
					this.refreshingDeferred = new helpers_1.Deferred();
					this.refreshingDeferred.promise.then(undefined, () => {});
					const storedAtStart = await (0, helpers_1.getItemAsync)(this.storage, this.storageKey);
					const { data, error } = await this._refreshAccessToken(refreshToken);
					if (error) throw error;
					if (!data.session) throw new errors_1.AuthSessionMissingError();
					const storedAfter = await (0, helpers_1.getItemAsync)(this.storage, this.storageKey);
					const storageChangedUnderUs = storedAtStart !== null && (storedAfter === null || storedAfter.refresh_token !== storedAtStart.refresh_token);
					if (storageChangedUnderUs) {
						this._debug(debugName, "commit guard: storage changed since refresh started, discarding rotated tokens", {
							startedWith: "present",
							nowHolds: storedAfter ? "replaced" : "cleared"
						});
						const discarded = {
							data: null,
							error: new errors_1.AuthRefreshDiscardedError()
						};
						this.refreshingDeferred.resolve(discarded);
						return discarded;
					}
					const epochBeforeSave = this._sessionRemovalEpoch;
					await this._saveSession(data.session);
					if (this._sessionRemovalEpoch !== epochBeforeSave) {
						this._debug(debugName, "commit guard (post-save): _removeSession ran during _saveSession, undoing write");
						await (0, helpers_1.removeItemAsync)(this.storage, this.storageKey);
						if (this.userStorage) {
							await (0, helpers_1.removeItemAsync)(this.userStorage, this.storageKey + "-user");
						}
						const discarded = {
							data: null,
							error: new errors_1.AuthRefreshDiscardedError()
						};
						this.refreshingDeferred.resolve(discarded);
						return discarded;
					}
					await this._notifyAllSubscribers("TOKEN_REFRESHED", data.session);
					const result = {
						data: data.session,
						error: null
					};
					this.lastRefreshFailure = null;
					this.refreshingDeferred.resolve(result);
					return result;
				} catch (error) {
					this._debug(debugName, "error", error);
					if ((0, errors_1.isAuthError)(error)) {
						const result = {
							data: null,
							error
						};
						if (!(0, errors_1.isAuthRetryableFetchError)(error)) {
							const storedNow = await (0, helpers_1.getItemAsync)(this.storage, this.storageKey);
							const accessTokenStillValid = !!((storedNow === null || storedNow === void 0 ? void 0 : storedNow.expires_at) && storedNow.expires_at * 1e3 > Date.now());
							if (accessTokenStillValid) {
								this._debug(debugName, "proactive refresh failed, access token still valid — preserving session");
							} else {
								await this._removeSession();
							}
						}
						this.lastRefreshFailure = {
							refreshToken,
							result,
							expiresAt: Date.now() + constants_1.REFRESH_FAILURE_COOLDOWN_MS
						};
						(_a = this.refreshingDeferred) === null || _a === void 0 ? void 0 : _a.resolve(result);
						return result;
					}
					(_b = this.refreshingDeferred) === null || _b === void 0 ? void 0 : _b.reject(error);
					throw error;
				} finally {
					this.refreshingDeferred = null;
					this._debug(debugName, "end");
				}
			}
			async _notifyAllSubscribers(event, session, broadcast = true) {
				if (this._pendingInitNotifications !== null && broadcast) {
					this._pendingInitNotifications.push({
						event,
						session,
						broadcast
					});
					return;
				}
				const debugName = `#_notifyAllSubscribers(${event})`;
				this._debug(debugName, "begin", session, `broadcast = ${broadcast}`);
				try {
					if (this.broadcastChannel && broadcast) {
						this.broadcastChannel.postMessage({
							event,
							session
						});
					}
					const errors = [];
					const promises = Array.from(this.stateChangeEmitters.values()).map(async (x) => {
						try {
							await x.callback(event, session);
						} catch (e) {
							errors.push(e);
						}
					});
					await Promise.all(promises);
					if (errors.length > 0) {
						for (let i = 0; i < errors.length; i += 1) {
							console.error(errors[i]);
						}
						throw errors[0];
					}
				} finally {
					this._debug(debugName, "end");
				}
			}
			async _saveSession(session) {
				this._debug("#_saveSession()", session);
				this.suppressGetSessionWarning = true;
				const sessionToProcess = Object.assign({}, session);
				const userIsProxy = sessionToProcess.user && sessionToProcess.user.__isUserNotAvailableProxy === true;
				if (this.userStorage) {
					if (!userIsProxy && sessionToProcess.user) {
						await (0, helpers_1.setItemAsync)(this.userStorage, this.storageKey + "-user", { user: sessionToProcess.user });
					} else if (userIsProxy) {}
					const mainSessionData = Object.assign({}, sessionToProcess);
					delete mainSessionData.user;
					const clonedMainSessionData = (0, helpers_1.deepClone)(mainSessionData);
					await (0, helpers_1.setItemAsync)(this.storage, this.storageKey, clonedMainSessionData);
				} else {
					const clonedSession = (0, helpers_1.deepClone)(sessionToProcess);
					await (0, helpers_1.setItemAsync)(this.storage, this.storageKey, clonedSession);
				}
			}
			async _removeSession() {
				this._sessionRemovalEpoch += 1;
				this._debug("#_removeSession()");
				this.lastRefreshFailure = null;
				this.suppressGetSessionWarning = false;
				await (0, helpers_1.removeItemAsync)(this.storage, this.storageKey);
				await (0, helpers_1.removeAllPKCEVerifiers)(this.storage, this.storageKey);
				await (0, helpers_1.removeItemAsync)(this.storage, this.storageKey + "-user");
				if (this.userStorage) {
					await (0, helpers_1.removeItemAsync)(this.userStorage, this.storageKey + "-user");
				}
				await this._notifyAllSubscribers("SIGNED_OUT", null);
			}
			_removeVisibilityChangedCallback() {
				this._debug("#_removeVisibilityChangedCallback()");
				const callback = this.visibilityChangedCallback;
				this.visibilityChangedCallback = null;
				try {
					if (callback && (0, helpers_1.isBrowser)() && (window === null || window === void 0 ? void 0 : window.removeEventListener)) {
						window.removeEventListener("visibilitychange", callback);
					}
				} catch (e) {
					console.error("removing visibilitychange callback failed", e);
				}
			}
			async _startAutoRefresh() {
				await this._stopAutoRefresh();
				this._debug("#_startAutoRefresh()");
				const ticker = setInterval(() => this._autoRefreshTokenTick(), constants_1.AUTO_REFRESH_TICK_DURATION_MS);
				this.autoRefreshTicker = ticker;
				if (ticker && typeof ticker === "object" && typeof ticker.unref === "function") {
					ticker.unref();
				} else if (typeof Deno !== "undefined" && typeof Deno.unrefTimer === "function") {
					Deno.unrefTimer(ticker);
				}
				const timeout = setTimeout(async () => {
					await this.initializePromise;
					await this._autoRefreshTokenTick();
				}, 0);
				this.autoRefreshTickTimeout = timeout;
				if (timeout && typeof timeout === "object" && typeof timeout.unref === "function") {
					timeout.unref();
				} else if (typeof Deno !== "undefined" && typeof Deno.unrefTimer === "function") {
					Deno.unrefTimer(timeout);
				}
			}
			async _stopAutoRefresh() {
				this._debug("#_stopAutoRefresh()");
				const ticker = this.autoRefreshTicker;
				this.autoRefreshTicker = null;
				if (ticker) {
					clearInterval(ticker);
				}
				const timeout = this.autoRefreshTickTimeout;
				this.autoRefreshTickTimeout = null;
				if (timeout) {
					clearTimeout(timeout);
				}
			}
			async startAutoRefresh() {
				this._removeVisibilityChangedCallback();
				await this._startAutoRefresh();
			}
			async stopAutoRefresh() {
				this._removeVisibilityChangedCallback();
				await this._stopAutoRefresh();
			}
			async dispose() {
				var _a;
				this._removeVisibilityChangedCallback();
				await this._stopAutoRefresh();
				(_a = this.broadcastChannel) === null || _a === void 0 ? void 0 : _a.close();
				this.broadcastChannel = null;
				this.stateChangeEmitters.clear();
			}
			async _autoRefreshTokenTick() {
				this._debug("#_autoRefreshTokenTick()", "begin");
				if (this.lock != null) {
					try {
						await this._acquireLock(0, async () => {
							try {
								const now = Date.now();
								try {
									return await this._useSession(async (result) => {
										const { data: { session } } = result;
										if (!session || !session.refresh_token || !session.expires_at) {
											this._debug("#_autoRefreshTokenTick()", "no session");
											return;
										}
										const expiresInTicks = Math.floor((session.expires_at * 1e3 - now) / constants_1.AUTO_REFRESH_TICK_DURATION_MS);
										this._debug("#_autoRefreshTokenTick()", `access token expires in ${expiresInTicks} ticks, a tick lasts ${constants_1.AUTO_REFRESH_TICK_DURATION_MS}ms, refresh threshold is ${constants_1.AUTO_REFRESH_TICK_THRESHOLD} ticks`);
										if (expiresInTicks <= constants_1.AUTO_REFRESH_TICK_THRESHOLD) {
											await this._callRefreshToken(session.refresh_token);
										}
									});
								} catch (e) {
									console.error("Auto refresh tick failed with error. This is likely a transient error.", e);
								}
							} finally {
								this._debug("#_autoRefreshTokenTick()", "end");
							}
						});
					} catch (e) {
						if (e instanceof locks_1.LockAcquireTimeoutError) {
							this._debug("auto refresh token tick lock not available");
						} else {
							throw e;
						}
					}
					return;
				}
				if (this.refreshingDeferred !== null) {
					this._debug("#_autoRefreshTokenTick()", "refresh already in flight, skipping");
					return;
				}
				try {
					const now = Date.now();
					try {
						await this._useSession(async (result) => {
							const { data: { session } } = result;
							if (!session || !session.refresh_token || !session.expires_at) {
								this._debug("#_autoRefreshTokenTick()", "no session");
								return;
							}
							const expiresInTicks = Math.floor((session.expires_at * 1e3 - now) / constants_1.AUTO_REFRESH_TICK_DURATION_MS);
							this._debug("#_autoRefreshTokenTick()", `access token expires in ${expiresInTicks} ticks, a tick lasts ${constants_1.AUTO_REFRESH_TICK_DURATION_MS}ms, refresh threshold is ${constants_1.AUTO_REFRESH_TICK_THRESHOLD} ticks`);
							if (expiresInTicks <= constants_1.AUTO_REFRESH_TICK_THRESHOLD) {
								await this._callRefreshToken(session.refresh_token);
							}
						});
					} catch (e) {
						console.error("Auto refresh tick failed with error. This is likely a transient error.", e);
					}
				} finally {
					this._debug("#_autoRefreshTokenTick()", "end");
				}
			}
			async _handleVisibilityChange() {
				this._debug("#_handleVisibilityChange()");
				if (!(0, helpers_1.isBrowser)() || !(window === null || window === void 0 ? void 0 : window.addEventListener)) {
					if (this.autoRefreshToken) {
						this.startAutoRefresh();
					}
					return false;
				}
				try {
					this.visibilityChangedCallback = async () => {
						try {
							await this._onVisibilityChanged(false);
						} catch (error) {
							this._debug("#visibilityChangedCallback", "error", error);
						}
					};
					window === null || window === void 0 ? void 0 : window.addEventListener("visibilitychange", this.visibilityChangedCallback);
					await this._onVisibilityChanged(true);
				} catch (error) {
					console.error("_handleVisibilityChange", error);
				}
			}
			async _onVisibilityChanged(calledFromInitialize) {
				const methodName = `#_onVisibilityChanged(${calledFromInitialize})`;
				this._debug(methodName, "visibilityState", document.visibilityState);
				if (document.visibilityState === "visible") {
					if (this.autoRefreshToken) {
						this._startAutoRefresh();
					}
					if (!calledFromInitialize) {
						await this.initializePromise;
						if (this.lock != null) {
							await this._acquireLock(this.lockAcquireTimeout, async () => {
								if (document.visibilityState !== "visible") {
									this._debug(methodName, "acquired the lock to recover the session, but the browser visibilityState is no longer visible, aborting");
									return;
								}
								await this._recoverAndRefresh();
							});
						} else {
							if (document.visibilityState !== "visible") {
								this._debug(methodName, "visibilityState is no longer visible, skipping recovery");
								return;
							}
							await this._recoverAndRefresh();
						}
					}
				} else if (document.visibilityState === "hidden") {
					if (this.autoRefreshToken) {
						this._stopAutoRefresh();
					}
				}
			}
			async _getUrlForProvider(url, provider, options) {
				let redirectTo = options === null || options === void 0 ? void 0 : options.redirectTo;
				let codeChallenge = null;
				let codeChallengeMethod = null;
				let flowId = null;
				if (this.flowType === "pkce") {
					;
					[codeChallenge, codeChallengeMethod, flowId] = await this._getCodeChallengeAndMethod();
					redirectTo = this._maybeAppendFlowIdToRedirect(redirectTo, flowId);
				}
				const urlParams = [`provider=${encodeURIComponent(provider)}`];
				if (redirectTo) {
					urlParams.push(`redirect_to=${encodeURIComponent(redirectTo)}`);
				}
				if (options === null || options === void 0 ? void 0 : options.scopes) {
					urlParams.push(`scopes=${encodeURIComponent(options.scopes)}`);
				}
				if (codeChallenge != null && codeChallengeMethod != null) {
					const flowParams = new URLSearchParams({
						code_challenge: `${encodeURIComponent(codeChallenge)}`,
						code_challenge_method: `${encodeURIComponent(codeChallengeMethod)}`
					});
					urlParams.push(flowParams.toString());
				}
				if (options === null || options === void 0 ? void 0 : options.queryParams) {
					const query = new URLSearchParams(options.queryParams);
					urlParams.push(query.toString());
				}
				if (options === null || options === void 0 ? void 0 : options.skipBrowserRedirect) {
					urlParams.push(`skip_http_redirect=${options.skipBrowserRedirect}`);
				}
				return {
					url: `${url}?${urlParams.join("&")}`,
					flowId
				};
			}
			_maybeAppendFlowIdToRedirect(redirectTo, flowId) {
				if (!redirectTo || !flowId || !this.experimental.appendPkceFlowIdToRedirects) {
					return redirectTo !== null && redirectTo !== void 0 ? redirectTo : undefined;
				}
				return (0, helpers_1.appendFlowIdToRedirectTo)(redirectTo, flowId);
			}
			async _getCodeChallengeAndMethod(isPasswordRecovery = false) {
				return (0, helpers_1.getCodeChallengeAndMethod)(this.storage, this.storageKey, isPasswordRecovery, (evictedFlowId) => this._debug("#_getCodeChallengeAndMethod()", "evicted oldest pending PKCE verifier slot", evictedFlowId));
			}
			async _unenroll(params) {
				try {
					return await this._useSession(async (result) => {
						var _a;
						const { data: sessionData, error: sessionError } = result;
						if (sessionError) {
							return this._returnResult({
								data: null,
								error: sessionError
							});
						}
						return await (0, fetch_1._request)(this.fetch, "DELETE", `${this.url}/factors/${params.factorId}`, {
							headers: this.headers,
							jwt: (_a = sessionData === null || sessionData === void 0 ? void 0 : sessionData.session) === null || _a === void 0 ? void 0 : _a.access_token
						});
					});
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return this._returnResult({
							data: null,
							error
						});
					}
					throw error;
				}
			}
			async _enroll(params) {
				try {
					return await this._useSession(async (result) => {
						var _a, _b;
						const { data: sessionData, error: sessionError } = result;
						if (sessionError) {
							return this._returnResult({
								data: null,
								error: sessionError
							});
						}
						const body = Object.assign({
							friendly_name: params.friendlyName,
							factor_type: params.factorType
						}, params.factorType === "phone" ? { phone: params.phone } : params.factorType === "totp" ? { issuer: params.issuer } : {});
						const { data, error } = await (0, fetch_1._request)(this.fetch, "POST", `${this.url}/factors`, {
							body,
							headers: this.headers,
							jwt: (_a = sessionData === null || sessionData === void 0 ? void 0 : sessionData.session) === null || _a === void 0 ? void 0 : _a.access_token
						});
						if (error) {
							return this._returnResult({
								data: null,
								error
							});
						}
						if (params.factorType === "totp" && data.type === "totp" && ((_b = data === null || data === void 0 ? void 0 : data.totp) === null || _b === void 0 ? void 0 : _b.qr_code)) {
							data.totp.qr_code = `data:image/svg+xml;utf-8,${data.totp.qr_code}`;
						}
						return this._returnResult({
							data,
							error: null
						});
					});
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return this._returnResult({
							data: null,
							error
						});
					}
					throw error;
				}
			}
			async _verify(params) {
				const run = async () => {
					try {
						return await this._useSession(async (result) => {
							var _a;
							const { data: sessionData, error: sessionError } = result;
							if (sessionError) {
								return this._returnResult({
									data: null,
									error: sessionError
								});
							}
							const body = Object.assign({ challenge_id: params.challengeId }, "webauthn" in params ? { webauthn: Object.assign(Object.assign({}, params.webauthn), { credential_response: params.webauthn.type === "create" ? (0, webauthn_1.serializeCredentialCreationResponse)(params.webauthn.credential_response) : (0, webauthn_1.serializeCredentialRequestResponse)(params.webauthn.credential_response) }) } : { code: params.code });
							const { data, error } = await (0, fetch_1._request)(this.fetch, "POST", `${this.url}/factors/${params.factorId}/verify`, {
								body,
								headers: this.headers,
								jwt: (_a = sessionData === null || sessionData === void 0 ? void 0 : sessionData.session) === null || _a === void 0 ? void 0 : _a.access_token
							});
							if (error) {
								return this._returnResult({
									data: null,
									error
								});
							}
							await this._saveSession(Object.assign({ expires_at: Math.round(Date.now() / 1e3) + data.expires_in }, data));
							await this._notifyAllSubscribers("MFA_CHALLENGE_VERIFIED", data);
							return this._returnResult({
								data,
								error
							});
						});
					} catch (error) {
						if ((0, errors_1.isAuthError)(error)) {
							return this._returnResult({
								data: null,
								error
							});
						}
						throw error;
					}
				};
				if (this.lock != null) {
					return this._acquireLock(this.lockAcquireTimeout, run);
				}
				return run();
			}
			async _challenge(params) {
				const run = async () => {
					try {
						return await this._useSession(async (result) => {
							var _a;
							const { data: sessionData, error: sessionError } = result;
							if (sessionError) {
								return this._returnResult({
									data: null,
									error: sessionError
								});
							}
							const response = await (0, fetch_1._request)(this.fetch, "POST", `${this.url}/factors/${params.factorId}/challenge`, {
								body: params,
								headers: this.headers,
								jwt: (_a = sessionData === null || sessionData === void 0 ? void 0 : sessionData.session) === null || _a === void 0 ? void 0 : _a.access_token
							});
							if (response.error) {
								return response;
							}
							const { data } = response;
							if (data.type !== "webauthn") {
								return {
									data,
									error: null
								};
							}
							switch (data.webauthn.type) {
								case "create": return {
									data: Object.assign(Object.assign({}, data), { webauthn: Object.assign(Object.assign({}, data.webauthn), { credential_options: Object.assign(Object.assign({}, data.webauthn.credential_options), { publicKey: (0, webauthn_1.deserializeCredentialCreationOptions)(data.webauthn.credential_options.publicKey) }) }) }),
									error: null
								};
								case "request": return {
									data: Object.assign(Object.assign({}, data), { webauthn: Object.assign(Object.assign({}, data.webauthn), { credential_options: Object.assign(Object.assign({}, data.webauthn.credential_options), { publicKey: (0, webauthn_1.deserializeCredentialRequestOptions)(data.webauthn.credential_options.publicKey) }) }) }),
									error: null
								};
							}
						});
					} catch (error) {
						if ((0, errors_1.isAuthError)(error)) {
							return this._returnResult({
								data: null,
								error
							});
						}
						throw error;
					}
				};
				if (this.lock != null) {
					return this._acquireLock(this.lockAcquireTimeout, run);
				}
				return run();
			}
			async _challengeAndVerify(params) {
				const { data: challengeData, error: challengeError } = await this._challenge({ factorId: params.factorId });
				if (challengeError) {
					return this._returnResult({
						data: null,
						error: challengeError
					});
				}
				return await this._verify({
					factorId: params.factorId,
					challengeId: challengeData.id,
					code: params.code
				});
			}
			async _listFactors() {
				var _a;
				const { data: { user }, error: userError } = await this.getUser();
				if (userError) {
					return {
						data: null,
						error: userError
					};
				}
				const data = {
					all: [],
					phone: [],
					totp: [],
					webauthn: [],
					recovery_code: []
				};
				for (const factor of (_a = user === null || user === void 0 ? void 0 : user.factors) !== null && _a !== void 0 ? _a : []) {
					data.all.push(factor);
					if (factor.status === "verified" && factor.factor_type in data && Array.isArray(data[factor.factor_type])) {
						;
						data[factor.factor_type].push(factor);
					}
				}
				return {
					data,
					error: null
				};
			}
			async _getAuthenticatorAssuranceLevel(jwt) {
				var _a, _b, _c, _d;
				if (jwt) {
					try {
						const { payload } = (0, helpers_1.decodeJWT)(jwt);
						let currentLevel = null;
						if (payload.aal) {
							currentLevel = payload.aal;
						}
						let nextLevel = currentLevel;
						const { data: { user }, error: userError } = await this.getUser(jwt);
						if (userError) {
							return this._returnResult({
								data: null,
								error: userError
							});
						}
						const verifiedFactors = (_b = (_a = user === null || user === void 0 ? void 0 : user.factors) === null || _a === void 0 ? void 0 : _a.filter((factor) => factor.status === "verified")) !== null && _b !== void 0 ? _b : [];
						if (verifiedFactors.length > 0) {
							nextLevel = "aal2";
						}
						const currentAuthenticationMethods = payload.amr || [];
						return {
							data: {
								currentLevel,
								nextLevel,
								currentAuthenticationMethods
							},
							error: null
						};
					} catch (error) {
						if ((0, errors_1.isAuthError)(error)) {
							return this._returnResult({
								data: null,
								error
							});
						}
						throw error;
					}
				}
				const { data: { session }, error: sessionError } = await this.getSession();
				if (sessionError) {
					return this._returnResult({
						data: null,
						error: sessionError
					});
				}
				if (!session) {
					return {
						data: {
							currentLevel: null,
							nextLevel: null,
							currentAuthenticationMethods: []
						},
						error: null
					};
				}
				const { payload } = (0, helpers_1.decodeJWT)(session.access_token);
				let currentLevel = null;
				if (payload.aal) {
					currentLevel = payload.aal;
				}
				let nextLevel = currentLevel;
				const verifiedFactors = (_d = (_c = session.user.factors) === null || _c === void 0 ? void 0 : _c.filter((factor) => factor.status === "verified")) !== null && _d !== void 0 ? _d : [];
				if (verifiedFactors.length > 0) {
					nextLevel = "aal2";
				}
				const currentAuthenticationMethods = payload.amr || [];
				return {
					data: {
						currentLevel,
						nextLevel,
						currentAuthenticationMethods
					},
					error: null
				};
			}
			async _getRecoveryCodesStatus() {
				(0, helpers_1.assertRecoveryCodesExperimentalEnabled)(this.experimental);
				try {
					return await this._useSession(async (result) => {
						var _a;
						const { data: sessionData, error: sessionError } = result;
						if (sessionError) {
							return this._returnResult({
								data: null,
								error: sessionError
							});
						}
						const { data, error } = await (0, fetch_1._request)(this.fetch, "GET", `${this.url}/factors/recovery-codes`, {
							headers: this.headers,
							jwt: (_a = sessionData === null || sessionData === void 0 ? void 0 : sessionData.session) === null || _a === void 0 ? void 0 : _a.access_token
						});
						if (error) {
							return this._returnResult({
								data: null,
								error
							});
						}
						return this._returnResult({
							data,
							error: null
						});
					});
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return this._returnResult({
							data: null,
							error
						});
					}
					throw error;
				}
			}
			async _generateRecoveryCodes(params) {
				(0, helpers_1.assertRecoveryCodesExperimentalEnabled)(this.experimental);
				try {
					return await this._useSession(async (result) => {
						var _a;
						const { data: sessionData, error: sessionError } = result;
						if (sessionError) {
							return this._returnResult({
								data: null,
								error: sessionError
							});
						}
						const { data, error } = await (0, fetch_1._request)(this.fetch, "POST", `${this.url}/factors/recovery-codes`, {
							body: (params === null || params === void 0 ? void 0 : params.friendlyName) ? { friendly_name: params.friendlyName } : undefined,
							headers: this.headers,
							jwt: (_a = sessionData === null || sessionData === void 0 ? void 0 : sessionData.session) === null || _a === void 0 ? void 0 : _a.access_token
						});
						if (error) {
							return this._returnResult({
								data: null,
								error
							});
						}
						return this._returnResult({
							data,
							error: null
						});
					});
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return this._returnResult({
							data: null,
							error
						});
					}
					throw error;
				}
			}
			async _verifyRecoveryCode(params) {
				(0, helpers_1.assertRecoveryCodesExperimentalEnabled)(this.experimental);
				const run = async () => {
					try {
						return await this._useSession(async (result) => {
							var _a;
							const { data: sessionData, error: sessionError } = result;
							if (sessionError) {
								return this._returnResult({
									data: null,
									error: sessionError
								});
							}
							const { data, error } = await (0, fetch_1._request)(this.fetch, "POST", `${this.url}/factors/recovery-codes/verify`, {
								body: { code: params.code },
								headers: this.headers,
								jwt: (_a = sessionData === null || sessionData === void 0 ? void 0 : sessionData.session) === null || _a === void 0 ? void 0 : _a.access_token
							});
							if (error) {
								return this._returnResult({
									data: null,
									error
								});
							}
							const session = Object.assign({ expires_at: (0, helpers_1.expiresAt)(data.expires_in) }, data);
							await this._saveSession(session);
							await this._notifyAllSubscribers("MFA_CHALLENGE_VERIFIED", session);
							return this._returnResult({
								data,
								error: null
							});
						});
					} catch (error) {
						if ((0, errors_1.isAuthError)(error)) {
							return this._returnResult({
								data: null,
								error
							});
						}
						throw error;
					}
				};
				if (this.lock != null) {
					return this._acquireLock(this.lockAcquireTimeout, run);
				}
				return run();
			}
			async _regenerateRecoveryCodes() {
				(0, helpers_1.assertRecoveryCodesExperimentalEnabled)(this.experimental);
				try {
					return await this._useSession(async (result) => {
						var _a;
						const { data: sessionData, error: sessionError } = result;
						if (sessionError) {
							return this._returnResult({
								data: null,
								error: sessionError
							});
						}
						const { data, error } = await (0, fetch_1._request)(this.fetch, "POST", `${this.url}/factors/recovery-codes/regenerate`, {
							headers: this.headers,
							jwt: (_a = sessionData === null || sessionData === void 0 ? void 0 : sessionData.session) === null || _a === void 0 ? void 0 : _a.access_token
						});
						if (error) {
							return this._returnResult({
								data: null,
								error
							});
						}
						return this._returnResult({
							data,
							error: null
						});
					});
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return this._returnResult({
							data: null,
							error
						});
					}
					throw error;
				}
			}
			async _unenrollRecoveryCodes() {
				(0, helpers_1.assertRecoveryCodesExperimentalEnabled)(this.experimental);
				try {
					return await this._useSession(async (result) => {
						var _a;
						const { data: sessionData, error: sessionError } = result;
						if (sessionError) {
							return this._returnResult({
								data: null,
								error: sessionError
							});
						}
						const { data, error } = await (0, fetch_1._request)(this.fetch, "DELETE", `${this.url}/factors/recovery-codes`, {
							headers: this.headers,
							jwt: (_a = sessionData === null || sessionData === void 0 ? void 0 : sessionData.session) === null || _a === void 0 ? void 0 : _a.access_token
						});
						if (error) {
							return this._returnResult({
								data: null,
								error
							});
						}
						return this._returnResult({
							data,
							error: null
						});
					});
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return this._returnResult({
							data: null,
							error
						});
					}
					throw error;
				}
			}
			async _getAuthorizationDetails(authorizationId) {
				try {
					return await this._useSession(async (result) => {
						const { data: { session }, error: sessionError } = result;
						if (sessionError) {
							return this._returnResult({
								data: null,
								error: sessionError
							});
						}
						if (!session) {
							return this._returnResult({
								data: null,
								error: new errors_1.AuthSessionMissingError()
							});
						}
						return await (0, fetch_1._request)(this.fetch, "GET", `${this.url}/oauth/authorizations/${authorizationId}`, {
							headers: this.headers,
							jwt: session.access_token,
							xform: (data) => ({
								data,
								error: null
							})
						});
					});
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return this._returnResult({
							data: null,
							error
						});
					}
					throw error;
				}
			}
			async _approveAuthorization(authorizationId, options) {
				try {
					return await this._useSession(async (result) => {
						const { data: { session }, error: sessionError } = result;
						if (sessionError) {
							return this._returnResult({
								data: null,
								error: sessionError
							});
						}
						if (!session) {
							return this._returnResult({
								data: null,
								error: new errors_1.AuthSessionMissingError()
							});
						}
						const response = await (0, fetch_1._request)(this.fetch, "POST", `${this.url}/oauth/authorizations/${authorizationId}/consent`, {
							headers: this.headers,
							jwt: session.access_token,
							body: { action: "approve" },
							xform: (data) => ({
								data,
								error: null
							})
						});
						if (response.data && response.data.redirect_url) {
							if ((0, helpers_1.isBrowser)() && !(options === null || options === void 0 ? void 0 : options.skipBrowserRedirect)) {
								window.location.assign(response.data.redirect_url);
							}
						}
						return response;
					});
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return this._returnResult({
							data: null,
							error
						});
					}
					throw error;
				}
			}
			async _denyAuthorization(authorizationId, options) {
				try {
					return await this._useSession(async (result) => {
						const { data: { session }, error: sessionError } = result;
						if (sessionError) {
							return this._returnResult({
								data: null,
								error: sessionError
							});
						}
						if (!session) {
							return this._returnResult({
								data: null,
								error: new errors_1.AuthSessionMissingError()
							});
						}
						const response = await (0, fetch_1._request)(this.fetch, "POST", `${this.url}/oauth/authorizations/${authorizationId}/consent`, {
							headers: this.headers,
							jwt: session.access_token,
							body: { action: "deny" },
							xform: (data) => ({
								data,
								error: null
							})
						});
						if (response.data && response.data.redirect_url) {
							if ((0, helpers_1.isBrowser)() && !(options === null || options === void 0 ? void 0 : options.skipBrowserRedirect)) {
								window.location.assign(response.data.redirect_url);
							}
						}
						return response;
					});
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return this._returnResult({
							data: null,
							error
						});
					}
					throw error;
				}
			}
			async _listOAuthGrants() {
				try {
					return await this._useSession(async (result) => {
						const { data: { session }, error: sessionError } = result;
						if (sessionError) {
							return this._returnResult({
								data: null,
								error: sessionError
							});
						}
						if (!session) {
							return this._returnResult({
								data: null,
								error: new errors_1.AuthSessionMissingError()
							});
						}
						return await (0, fetch_1._request)(this.fetch, "GET", `${this.url}/user/oauth/grants`, {
							headers: this.headers,
							jwt: session.access_token,
							xform: (data) => ({
								data,
								error: null
							})
						});
					});
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return this._returnResult({
							data: null,
							error
						});
					}
					throw error;
				}
			}
			async _revokeOAuthGrant(options) {
				try {
					return await this._useSession(async (result) => {
						const { data: { session }, error: sessionError } = result;
						if (sessionError) {
							return this._returnResult({
								data: null,
								error: sessionError
							});
						}
						if (!session) {
							return this._returnResult({
								data: null,
								error: new errors_1.AuthSessionMissingError()
							});
						}
						await (0, fetch_1._request)(this.fetch, "DELETE", `${this.url}/user/oauth/grants`, {
							headers: this.headers,
							jwt: session.access_token,
							query: { client_id: options.clientId },
							noResolveJson: true
						});
						return {
							data: {},
							error: null
						};
					});
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return this._returnResult({
							data: null,
							error
						});
					}
					throw error;
				}
			}
			async fetchJwk(kid, jwks = { keys: [] }) {
				let jwk = jwks.keys.find((key) => key.kid === kid);
				if (jwk) {
					return jwk;
				}
				const now = Date.now();
				jwk = this.jwks.keys.find((key) => key.kid === kid);
				if (jwk && this.jwks_cached_at + constants_1.JWKS_TTL > now) {
					return jwk;
				}
				const { data, error } = await (0, fetch_1._request)(this.fetch, "GET", `${this.url}/.well-known/jwks.json`, { headers: this.headers });
				if (error) {
					throw error;
				}
				if (!data.keys || data.keys.length === 0) {
					return null;
				}
				this.jwks = data;
				this.jwks_cached_at = now;
				jwk = data.keys.find((key) => key.kid === kid);
				if (!jwk) {
					return null;
				}
				return jwk;
			}
			async getClaims(jwt, options = {}) {
				try {
					let token = jwt;
					if (!token) {
						const { data, error } = await this.getSession();
						if (error || !data.session) {
							return this._returnResult({
								data: null,
								error
							});
						}
						token = data.session.access_token;
					}
					const { header, payload, signature, raw: { header: rawHeader, payload: rawPayload } } = (0, helpers_1.decodeJWT)(token);
					if (!(options === null || options === void 0 ? void 0 : options.allowExpired)) {
						try {
							(0, helpers_1.validateExp)(payload.exp);
						} catch (e) {
							throw new errors_1.AuthInvalidJwtError(e instanceof Error ? e.message : "JWT validation failed");
						}
					}
					const signingKey = !header.alg || header.alg.startsWith("HS") || !header.kid || !("crypto" in globalThis && "subtle" in globalThis.crypto) ? null : await this.fetchJwk(header.kid, (options === null || options === void 0 ? void 0 : options.keys) ? { keys: options.keys } : options === null || options === void 0 ? void 0 : options.jwks);
					if (!signingKey) {
						const { error } = await this.getUser(token);
						if (error) {
							throw error;
						}
						return {
							data: {
								claims: payload,
								header,
								signature
							},
							error: null
						};
					}
					const algorithm = (0, helpers_1.getAlgorithm)(header.alg);
					const publicKey = await crypto.subtle.importKey("jwk", signingKey, algorithm, true, ["verify"]);
					const isValid = await crypto.subtle.verify(algorithm, publicKey, signature, (0, base64url_1.stringToUint8Array)(`${rawHeader}.${rawPayload}`));
					if (!isValid) {
						throw new errors_1.AuthInvalidJwtError("Invalid JWT signature");
					}
					return {
						data: {
							claims: payload,
							header,
							signature
						},
						error: null
					};
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return this._returnResult({
							data: null,
							error
						});
					}
					throw error;
				}
			}
			async signInWithPasskey(credentials) {
				var _a, _b, _c, _d;
				try {
					if (!(0, webauthn_1.browserSupportsWebAuthn)()) {
						return this._returnResult({
							data: null,
							error: new errors_1.AuthUnknownError("Browser does not support WebAuthn", null)
						});
					}
					const { data: options, error: optionsError } = await this._startPasskeyAuthentication({ options: { captchaToken: (_a = credentials === null || credentials === void 0 ? void 0 : credentials.options) === null || _a === void 0 ? void 0 : _a.captchaToken } });
					if (optionsError || !options) {
						return this._returnResult({
							data: null,
							error: optionsError
						});
					}
					const publicKeyOptions = (0, webauthn_1.deserializeCredentialRequestOptions)(options.options);
					const signal = (_c = (_b = credentials === null || credentials === void 0 ? void 0 : credentials.options) === null || _b === void 0 ? void 0 : _b.signal) !== null && _c !== void 0 ? _c : webauthn_1.webAuthnAbortService.createNewAbortSignal();
					const { data: credential, error: credentialError } = await (0, webauthn_1.getCredential)({
						publicKey: publicKeyOptions,
						signal,
						mediation: (_d = credentials === null || credentials === void 0 ? void 0 : credentials.options) === null || _d === void 0 ? void 0 : _d.mediation
					});
					if (credentialError || !credential) {
						return this._returnResult({
							data: null,
							error: credentialError !== null && credentialError !== void 0 ? credentialError : new errors_1.AuthUnknownError("WebAuthn ceremony failed", null)
						});
					}
					const serialized = (0, webauthn_1.serializeCredentialRequestResponse)(credential);
					return this._verifyPasskeyAuthentication({
						challengeId: options.challenge_id,
						credential: serialized
					});
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return this._returnResult({
							data: null,
							error
						});
					}
					throw error;
				}
			}
			async registerPasskey(credentials) {
				var _a, _b;
				try {
					if (!(0, webauthn_1.browserSupportsWebAuthn)()) {
						return this._returnResult({
							data: null,
							error: new errors_1.AuthUnknownError("Browser does not support WebAuthn", null)
						});
					}
					const { data: options, error: optionsError } = await this._startPasskeyRegistration();
					if (optionsError || !options) {
						return this._returnResult({
							data: null,
							error: optionsError
						});
					}
					const publicKeyOptions = (0, webauthn_1.deserializeCredentialCreationOptions)(options.options);
					const signal = (_b = (_a = credentials === null || credentials === void 0 ? void 0 : credentials.options) === null || _a === void 0 ? void 0 : _a.signal) !== null && _b !== void 0 ? _b : webauthn_1.webAuthnAbortService.createNewAbortSignal();
					const { data: credential, error: credentialError } = await (0, webauthn_1.createCredential)({
						publicKey: publicKeyOptions,
						signal
					});
					if (credentialError || !credential) {
						return this._returnResult({
							data: null,
							error: credentialError !== null && credentialError !== void 0 ? credentialError : new errors_1.AuthUnknownError("WebAuthn ceremony failed", null)
						});
					}
					const serialized = (0, webauthn_1.serializeCredentialCreationResponse)(credential);
					return this._verifyPasskeyRegistration({
						challengeId: options.challenge_id,
						credential: serialized
					});
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return this._returnResult({
							data: null,
							error
						});
					}
					throw error;
				}
			}
			async _startPasskeyRegistration() {
				try {
					return await this._useSession(async (result) => {
						const { data: { session }, error: sessionError } = result;
						if (sessionError) {
							return this._returnResult({
								data: null,
								error: sessionError
							});
						}
						if (!session) {
							return this._returnResult({
								data: null,
								error: new errors_1.AuthSessionMissingError()
							});
						}
						const { data, error } = await (0, fetch_1._request)(this.fetch, "POST", `${this.url}/passkeys/registration/options`, {
							headers: this.headers,
							jwt: session.access_token,
							body: {}
						});
						if (error) {
							return this._returnResult({
								data: null,
								error
							});
						}
						return this._returnResult({
							data,
							error: null
						});
					});
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return this._returnResult({
							data: null,
							error
						});
					}
					throw error;
				}
			}
			async _verifyPasskeyRegistration(params) {
				try {
					return await this._useSession(async (result) => {
						const { data: { session }, error: sessionError } = result;
						if (sessionError) {
							return this._returnResult({
								data: null,
								error: sessionError
							});
						}
						if (!session) {
							return this._returnResult({
								data: null,
								error: new errors_1.AuthSessionMissingError()
							});
						}
						const { data, error } = await (0, fetch_1._request)(this.fetch, "POST", `${this.url}/passkeys/registration/verify`, {
							headers: this.headers,
							jwt: session.access_token,
							body: {
								challenge_id: params.challengeId,
								credential: params.credential
							}
						});
						if (error) {
							return this._returnResult({
								data: null,
								error
							});
						}
						return this._returnResult({
							data,
							error: null
						});
					});
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return this._returnResult({
							data: null,
							error
						});
					}
					throw error;
				}
			}
			async _startPasskeyAuthentication(params) {
				var _a;
				try {
					const { data, error } = await (0, fetch_1._request)(this.fetch, "POST", `${this.url}/passkeys/authentication/options`, {
						headers: this.headers,
						body: { gotrue_meta_security: { captcha_token: (_a = params === null || params === void 0 ? void 0 : params.options) === null || _a === void 0 ? void 0 : _a.captchaToken } }
					});
					if (error) {
						return this._returnResult({
							data: null,
							error
						});
					}
					return this._returnResult({
						data,
						error: null
					});
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return this._returnResult({
							data: null,
							error
						});
					}
					throw error;
				}
			}
			async _verifyPasskeyAuthentication(params) {
				try {
					const { data, error } = await (0, fetch_1._request)(this.fetch, "POST", `${this.url}/passkeys/authentication/verify`, {
						headers: this.headers,
						body: {
							challenge_id: params.challengeId,
							credential: params.credential
						},
						xform: fetch_1._sessionResponse
					});
					if (error) {
						return this._returnResult({
							data: null,
							error
						});
					}
					if (data.session) {
						await this._saveSession(data.session);
						await this._notifyAllSubscribers("SIGNED_IN", data.session);
					}
					return this._returnResult({
						data,
						error: null
					});
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return this._returnResult({
							data: null,
							error
						});
					}
					throw error;
				}
			}
			async _listPasskeys() {
				try {
					return await this._useSession(async (result) => {
						const { data: { session }, error: sessionError } = result;
						if (sessionError) {
							return this._returnResult({
								data: null,
								error: sessionError
							});
						}
						if (!session) {
							return this._returnResult({
								data: null,
								error: new errors_1.AuthSessionMissingError()
							});
						}
						const { data, error } = await (0, fetch_1._request)(this.fetch, "GET", `${this.url}/passkeys`, {
							headers: this.headers,
							jwt: session.access_token,
							xform: (data) => ({
								data,
								error: null
							})
						});
						if (error) {
							return this._returnResult({
								data: null,
								error
							});
						}
						return this._returnResult({
							data,
							error: null
						});
					});
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return this._returnResult({
							data: null,
							error
						});
					}
					throw error;
				}
			}
			async _updatePasskey(params) {
				try {
					return await this._useSession(async (result) => {
						const { data: { session }, error: sessionError } = result;
						if (sessionError) {
							return this._returnResult({
								data: null,
								error: sessionError
							});
						}
						if (!session) {
							return this._returnResult({
								data: null,
								error: new errors_1.AuthSessionMissingError()
							});
						}
						const { data, error } = await (0, fetch_1._request)(this.fetch, "PATCH", `${this.url}/passkeys/${params.passkeyId}`, {
							headers: this.headers,
							jwt: session.access_token,
							body: { friendly_name: params.friendlyName }
						});
						if (error) {
							return this._returnResult({
								data: null,
								error
							});
						}
						return this._returnResult({
							data,
							error: null
						});
					});
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return this._returnResult({
							data: null,
							error
						});
					}
					throw error;
				}
			}
			async _deletePasskey(params) {
				try {
					return await this._useSession(async (result) => {
						const { data: { session }, error: sessionError } = result;
						if (sessionError) {
							return this._returnResult({
								data: null,
								error: sessionError
							});
						}
						if (!session) {
							return this._returnResult({
								data: null,
								error: new errors_1.AuthSessionMissingError()
							});
						}
						const { error } = await (0, fetch_1._request)(this.fetch, "DELETE", `${this.url}/passkeys/${params.passkeyId}`, {
							headers: this.headers,
							jwt: session.access_token,
							noResolveJson: true
						});
						if (error) {
							return this._returnResult({
								data: null,
								error
							});
						}
						return this._returnResult({
							data: null,
							error: null
						});
					});
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return this._returnResult({
							data: null,
							error
						});
					}
					throw error;
				}
			}
		}
		GoTrueClient.nextInstanceID = {};
		exports["default"] = GoTrueClient;
	}),
	5588: ((__unused_webpack_module, exports, __webpack_require__) => {
		Object.defineProperty(exports, "__esModule", { value: true });
		exports.processLock = exports.lockInternals = exports.NavigatorLockAcquireTimeoutError = exports.navigatorLock = exports.AuthClient = exports.AuthAdminApi = exports.GoTrueClient = exports.GoTrueAdminApi = void 0;
		const tslib_1 = __webpack_require__(6137);
		const GoTrueAdminApi_1 = tslib_1.__importDefault(__webpack_require__(377));
		exports.GoTrueAdminApi = GoTrueAdminApi_1.default;
		const GoTrueClient_1 = tslib_1.__importDefault(__webpack_require__(9483));
		exports.GoTrueClient = GoTrueClient_1.default;
		const AuthAdminApi_1 = tslib_1.__importDefault(__webpack_require__(3313));
		exports.AuthAdminApi = AuthAdminApi_1.default;
		const AuthClient_1 = tslib_1.__importDefault(__webpack_require__(4787));
		exports.AuthClient = AuthClient_1.default;
		tslib_1.__exportStar(__webpack_require__(6853), exports);
		tslib_1.__exportStar(__webpack_require__(657), exports);
		var locks_1 = __webpack_require__(4464);
		Object.defineProperty(exports, "navigatorLock", {
			enumerable: true,
			get: function() {
				return locks_1.navigatorLock;
			}
		});
		Object.defineProperty(exports, "NavigatorLockAcquireTimeoutError", {
			enumerable: true,
			get: function() {
				return locks_1.NavigatorLockAcquireTimeoutError;
			}
		});
		Object.defineProperty(exports, "lockInternals", {
			enumerable: true,
			get: function() {
				return locks_1.internals;
			}
		});
		Object.defineProperty(exports, "processLock", {
			enumerable: true,
			get: function() {
				return locks_1.processLock;
			}
		});
	}),
	1640: ((__unused_webpack_module, exports) => {
		Object.defineProperty(exports, "__esModule", { value: true });
		exports.byteToBase64URL = byteToBase64URL;
		exports.byteFromBase64URL = byteFromBase64URL;
		exports.stringToBase64URL = stringToBase64URL;
		exports.stringFromBase64URL = stringFromBase64URL;
		exports.codepointToUTF8 = codepointToUTF8;
		exports.stringToUTF8 = stringToUTF8;
		exports.stringFromUTF8 = stringFromUTF8;
		exports.base64UrlToUint8Array = base64UrlToUint8Array;
		exports.stringToUint8Array = stringToUint8Array;
		exports.bytesToBase64URL = bytesToBase64URL;
		const TO_BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".split("");
		const IGNORE_BASE64URL = " 	\n\r=".split("");
		const FROM_BASE64URL = (() => {
			const charMap = new Array(128);
			for (let i = 0; i < charMap.length; i += 1) {
				charMap[i] = -1;
			}
			for (let i = 0; i < IGNORE_BASE64URL.length; i += 1) {
				charMap[IGNORE_BASE64URL[i].charCodeAt(0)] = -2;
			}
			for (let i = 0; i < TO_BASE64URL.length; i += 1) {
				charMap[TO_BASE64URL[i].charCodeAt(0)] = i;
			}
			return charMap;
		})();
		function byteToBase64URL(byte, state, emit) {
			if (byte !== null) {
				state.queue = state.queue << 8 | byte;
				state.queuedBits += 8;
				while (state.queuedBits >= 6) {
					const pos = state.queue >> state.queuedBits - 6 & 63;
					emit(TO_BASE64URL[pos]);
					state.queuedBits -= 6;
				}
			} else if (state.queuedBits > 0) {
				state.queue = state.queue << 6 - state.queuedBits;
				state.queuedBits = 6;
				while (state.queuedBits >= 6) {
					const pos = state.queue >> state.queuedBits - 6 & 63;
					emit(TO_BASE64URL[pos]);
					state.queuedBits -= 6;
				}
			}
		}
		function byteFromBase64URL(charCode, state, emit) {
			const bits = FROM_BASE64URL[charCode];
			if (bits > -1) {
				state.queue = state.queue << 6 | bits;
				state.queuedBits += 6;
				while (state.queuedBits >= 8) {
					emit(state.queue >> state.queuedBits - 8 & 255);
					state.queuedBits -= 8;
				}
			} else if (bits === -2) {
				return;
			} else {
				throw new Error(`Invalid Base64-URL character "${String.fromCharCode(charCode)}"`);
			}
		}
		function stringToBase64URL(str) {
			const base64 = [];
			const emitter = (char) => {
				base64.push(char);
			};
			const state = {
				queue: 0,
				queuedBits: 0
			};
			stringToUTF8(str, (byte) => {
				byteToBase64URL(byte, state, emitter);
			});
			byteToBase64URL(null, state, emitter);
			return base64.join("");
		}
		function stringFromBase64URL(str) {
			const conv = [];
			const utf8Emit = (codepoint) => {
				conv.push(String.fromCodePoint(codepoint));
			};
			const utf8State = {
				utf8seq: 0,
				codepoint: 0
			};
			const b64State = {
				queue: 0,
				queuedBits: 0
			};
			const byteEmit = (byte) => {
				stringFromUTF8(byte, utf8State, utf8Emit);
			};
			for (let i = 0; i < str.length; i += 1) {
				byteFromBase64URL(str.charCodeAt(i), b64State, byteEmit);
			}
			return conv.join("");
		}
		function codepointToUTF8(codepoint, emit) {
			if (codepoint <= 127) {
				emit(codepoint);
				return;
			} else if (codepoint <= 2047) {
				emit(192 | codepoint >> 6);
				emit(128 | codepoint & 63);
				return;
			} else if (codepoint <= 65535) {
				emit(224 | codepoint >> 12);
				emit(128 | codepoint >> 6 & 63);
				emit(128 | codepoint & 63);
				return;
			} else if (codepoint <= 1114111) {
				emit(240 | codepoint >> 18);
				emit(128 | codepoint >> 12 & 63);
				emit(128 | codepoint >> 6 & 63);
				emit(128 | codepoint & 63);
				return;
			}
			throw new Error(`Unrecognized Unicode codepoint: ${codepoint.toString(16)}`);
		}
		function stringToUTF8(str, emit) {
			for (let i = 0; i < str.length; i += 1) {
				let codepoint = str.charCodeAt(i);
				if (codepoint > 55295 && codepoint <= 56319) {
					const highSurrogate = (codepoint - 55296) * 1024 & 65535;
					const lowSurrogate = str.charCodeAt(i + 1) - 56320 & 65535;
					codepoint = (lowSurrogate | highSurrogate) + 65536;
					i += 1;
				}
				codepointToUTF8(codepoint, emit);
			}
		}
		function stringFromUTF8(byte, state, emit) {
			if (state.utf8seq === 0) {
				if (byte <= 127) {
					emit(byte);
					return;
				}
				for (let leadingBit = 1; leadingBit < 6; leadingBit += 1) {
					if ((byte >> 7 - leadingBit & 1) === 0) {
						state.utf8seq = leadingBit;
						break;
					}
				}
				if (state.utf8seq === 2) {
					state.codepoint = byte & 31;
				} else if (state.utf8seq === 3) {
					state.codepoint = byte & 15;
				} else if (state.utf8seq === 4) {
					state.codepoint = byte & 7;
				} else {
					throw new Error("Invalid UTF-8 sequence");
				}
				state.utf8seq -= 1;
			} else if (state.utf8seq > 0) {
				if (byte <= 127) {
					throw new Error("Invalid UTF-8 sequence");
				}
				state.codepoint = state.codepoint << 6 | byte & 63;
				state.utf8seq -= 1;
				if (state.utf8seq === 0) {
					emit(state.codepoint);
				}
			}
		}
		function base64UrlToUint8Array(str) {
			const result = [];
			const state = {
				queue: 0,
				queuedBits: 0
			};
			const onByte = (byte) => {
				result.push(byte);
			};
			for (let i = 0; i < str.length; i += 1) {
				byteFromBase64URL(str.charCodeAt(i), state, onByte);
			}
			return new Uint8Array(result);
		}
		function stringToUint8Array(str) {
			const result = [];
			stringToUTF8(str, (byte) => result.push(byte));
			return new Uint8Array(result);
		}
		function bytesToBase64URL(bytes) {
			const result = [];
			const state = {
				queue: 0,
				queuedBits: 0
			};
			const onChar = (char) => {
				result.push(char);
			};
			bytes.forEach((byte) => byteToBase64URL(byte, state, onChar));
			byteToBase64URL(null, state, onChar);
			return result.join("");
		}
	}),
	7861: ((__unused_webpack_module, exports, __webpack_require__) => {
		Object.defineProperty(exports, "__esModule", { value: true });
		exports.JWKS_TTL = exports.PKCE_MAX_CONCURRENT_FLOWS = exports.PKCE_FLOW_ID_PARAM = exports.BASE64URL_REGEX = exports.API_VERSIONS = exports.API_VERSION_HEADER_NAME = exports.NETWORK_FAILURE = exports.DEFAULT_HEADERS = exports.AUDIENCE = exports.STORAGE_KEY = exports.GOTRUE_URL = exports.REFRESH_FAILURE_COOLDOWN_MS = exports.EXPIRY_MARGIN_MS = exports.AUTO_REFRESH_TICK_THRESHOLD = exports.AUTO_REFRESH_TICK_DURATION_MS = void 0;
		const version_1 = __webpack_require__(1596);
		exports.AUTO_REFRESH_TICK_DURATION_MS = 30 * 1e3;
		exports.AUTO_REFRESH_TICK_THRESHOLD = 3;
		exports.EXPIRY_MARGIN_MS = exports.AUTO_REFRESH_TICK_THRESHOLD * exports.AUTO_REFRESH_TICK_DURATION_MS;
		exports.REFRESH_FAILURE_COOLDOWN_MS = 2 * exports.AUTO_REFRESH_TICK_DURATION_MS;
		exports.GOTRUE_URL = "http://localhost:9999";
		exports.STORAGE_KEY = "supabase.auth.token";
		exports.AUDIENCE = "";
		exports.DEFAULT_HEADERS = { "X-Client-Info": `gotrue-js/${version_1.version}` };
		exports.NETWORK_FAILURE = {
			MAX_RETRIES: 10,
			RETRY_INTERVAL: 2
		};
		exports.API_VERSION_HEADER_NAME = "X-Supabase-Api-Version";
		exports.API_VERSIONS = { "2024-01-01": {
			timestamp: Date.parse("2024-01-01T00:00:00.0Z"),
			name: "2024-01-01"
		} };
		exports.BASE64URL_REGEX = /^([a-z0-9_-]{4})*($|[a-z0-9_-]{3}$|[a-z0-9_-]{2}$)$/i;
		exports.PKCE_FLOW_ID_PARAM = "sb_flow_id";
		exports.PKCE_MAX_CONCURRENT_FLOWS = 5;
		exports.JWKS_TTL = 10 * 60 * 1e3;
	}),
	657: ((__unused_webpack_module, exports) => {
		Object.defineProperty(exports, "__esModule", { value: true });
		exports.AuthInvalidJwtError = exports.AuthWeakPasswordError = exports.AuthRefreshDiscardedError = exports.AuthRetryableFetchError = exports.AuthPKCECodeVerifierMissingError = exports.AuthPKCEGrantCodeExchangeError = exports.AuthImplicitGrantRedirectError = exports.AuthInvalidCredentialsError = exports.AuthInvalidTokenResponseError = exports.AuthSessionMissingError = exports.CustomAuthError = exports.AuthUnknownError = exports.AuthApiError = exports.AuthError = void 0;
		exports.isAuthError = isAuthError;
		exports.isAuthApiError = isAuthApiError;
		exports.isAuthSessionMissingError = isAuthSessionMissingError;
		exports.isAuthImplicitGrantRedirectError = isAuthImplicitGrantRedirectError;
		exports.isAuthPKCECodeVerifierMissingError = isAuthPKCECodeVerifierMissingError;
		exports.isAuthRetryableFetchError = isAuthRetryableFetchError;
		exports.isAuthRefreshDiscardedError = isAuthRefreshDiscardedError;
		exports.isAuthWeakPasswordError = isAuthWeakPasswordError;
		class AuthError extends Error {
			constructor(message, status, code) {
				super(message);
				this.__isAuthError = true;
				this.name = "AuthError";
				this.status = status;
				this.code = code;
			}
			toJSON() {
				return {
					name: this.name,
					message: this.message,
					status: this.status,
					code: this.code
				};
			}
		}
		exports.AuthError = AuthError;
		function isAuthError(error) {
			return typeof error === "object" && error !== null && "__isAuthError" in error;
		}
		class AuthApiError extends AuthError {
			constructor(message, status, code) {
				super(message, status, code);
				this.name = "AuthApiError";
				this.status = status;
				this.code = code;
			}
		}
		exports.AuthApiError = AuthApiError;
		function isAuthApiError(error) {
			return isAuthError(error) && error.name === "AuthApiError";
		}
		class AuthUnknownError extends AuthError {
			constructor(message, originalError) {
				super(message);
				this.name = "AuthUnknownError";
				this.originalError = originalError;
			}
		}
		exports.AuthUnknownError = AuthUnknownError;
		class CustomAuthError extends AuthError {
			constructor(message, name, status, code) {
				super(message, status, code);
				this.name = name;
				this.status = status;
			}
		}
		exports.CustomAuthError = CustomAuthError;
		class AuthSessionMissingError extends CustomAuthError {
			constructor() {
				super("Auth session missing!", "AuthSessionMissingError", 400, undefined);
			}
		}
		exports.AuthSessionMissingError = AuthSessionMissingError;
		function isAuthSessionMissingError(error) {
			return isAuthError(error) && error.name === "AuthSessionMissingError";
		}
		class AuthInvalidTokenResponseError extends CustomAuthError {
			constructor() {
				super("Auth session or user missing", "AuthInvalidTokenResponseError", 500, undefined);
			}
		}
		exports.AuthInvalidTokenResponseError = AuthInvalidTokenResponseError;
		class AuthInvalidCredentialsError extends CustomAuthError {
			constructor(message) {
				super(message, "AuthInvalidCredentialsError", 400, undefined);
			}
		}
		exports.AuthInvalidCredentialsError = AuthInvalidCredentialsError;
		class AuthImplicitGrantRedirectError extends CustomAuthError {
			constructor(message, details = null) {
				super(message, "AuthImplicitGrantRedirectError", 500, undefined);
				this.details = null;
				this.details = details;
			}
			toJSON() {
				return Object.assign(Object.assign({}, super.toJSON()), { details: this.details });
			}
		}
		exports.AuthImplicitGrantRedirectError = AuthImplicitGrantRedirectError;
		function isAuthImplicitGrantRedirectError(error) {
			return isAuthError(error) && error.name === "AuthImplicitGrantRedirectError";
		}
		class AuthPKCEGrantCodeExchangeError extends CustomAuthError {
			constructor(message, details = null) {
				super(message, "AuthPKCEGrantCodeExchangeError", 500, undefined);
				this.details = null;
				this.details = details;
			}
			toJSON() {
				return Object.assign(Object.assign({}, super.toJSON()), { details: this.details });
			}
		}
		exports.AuthPKCEGrantCodeExchangeError = AuthPKCEGrantCodeExchangeError;
		class AuthPKCECodeVerifierMissingError extends CustomAuthError {
			constructor() {
				super("PKCE code verifier not found in storage. " + "This can happen if the auth flow was initiated in a different browser or device, " + "or if the storage was cleared. For SSR frameworks (Next.js, SvelteKit, etc.), " + "use @supabase/ssr on both the server and client to store the code verifier in cookies.", "AuthPKCECodeVerifierMissingError", 400, "pkce_code_verifier_not_found");
			}
		}
		exports.AuthPKCECodeVerifierMissingError = AuthPKCECodeVerifierMissingError;
		function isAuthPKCECodeVerifierMissingError(error) {
			return isAuthError(error) && error.name === "AuthPKCECodeVerifierMissingError";
		}
		class AuthRetryableFetchError extends CustomAuthError {
			constructor(message, status) {
				super(message, "AuthRetryableFetchError", status, undefined);
			}
		}
		exports.AuthRetryableFetchError = AuthRetryableFetchError;
		function isAuthRetryableFetchError(error) {
			return isAuthError(error) && error.name === "AuthRetryableFetchError";
		}
		class AuthRefreshDiscardedError extends CustomAuthError {
			constructor(message = "Refresh result discarded: session state changed mid-flight (e.g., concurrent signOut)") {
				super(message, "AuthRefreshDiscardedError", 409, undefined);
			}
		}
		exports.AuthRefreshDiscardedError = AuthRefreshDiscardedError;
		function isAuthRefreshDiscardedError(error) {
			return isAuthError(error) && error.name === "AuthRefreshDiscardedError";
		}
		class AuthWeakPasswordError extends CustomAuthError {
			constructor(message, status, reasons) {
				super(message, "AuthWeakPasswordError", status, "weak_password");
				this.reasons = reasons;
			}
			toJSON() {
				return Object.assign(Object.assign({}, super.toJSON()), { reasons: this.reasons });
			}
		}
		exports.AuthWeakPasswordError = AuthWeakPasswordError;
		function isAuthWeakPasswordError(error) {
			return isAuthError(error) && error.name === "AuthWeakPasswordError";
		}
		class AuthInvalidJwtError extends CustomAuthError {
			constructor(message) {
				super(message, "AuthInvalidJwtError", 400, "invalid_jwt");
			}
		}
		exports.AuthInvalidJwtError = AuthInvalidJwtError;
	}),
	9864: ((__unused_webpack_module, exports, __webpack_require__) => {
		Object.defineProperty(exports, "__esModule", { value: true });
		exports.handleError = handleError;
		exports._request = _request;
		exports._sessionResponse = _sessionResponse;
		exports._sessionResponsePassword = _sessionResponsePassword;
		exports._userResponse = _userResponse;
		exports._ssoResponse = _ssoResponse;
		exports._generateLinkResponse = _generateLinkResponse;
		exports._noResolveJsonResponse = _noResolveJsonResponse;
		const tslib_1 = __webpack_require__(6137);
		const constants_1 = __webpack_require__(7861);
		const helpers_1 = __webpack_require__(3037);
		const errors_1 = __webpack_require__(657);
		const _getErrorMessage = (err) => {
			if (typeof err === "object" && err !== null) {
				const e = err;
				if (typeof e.msg === "string") return e.msg;
				if (typeof e.message === "string") return e.message;
				if (typeof e.error_description === "string") return e.error_description;
				if (typeof e.error === "string") return e.error;
			}
			return JSON.stringify(err);
		};
		const NETWORK_ERROR_CODES = [
			500,
			501,
			502,
			503,
			504,
			520,
			521,
			522,
			523,
			524,
			525,
			526,
			527,
			528,
			529,
			530
		];
		async function handleError(error) {
			var _a;
			if (!(0, helpers_1.looksLikeFetchResponse)(error)) {
				throw new errors_1.AuthRetryableFetchError(_getErrorMessage(error), 0);
			}
			let data;
			try {
				data = await error.json();
			} catch (e) {
				if (NETWORK_ERROR_CODES.includes(error.status)) {
					throw new errors_1.AuthRetryableFetchError(error.statusText || `HTTP ${error.status}`, error.status);
				}
				throw new errors_1.AuthUnknownError(_getErrorMessage(e), e);
			}
			if (NETWORK_ERROR_CODES.includes(error.status)) {
				throw new errors_1.AuthRetryableFetchError(_getErrorMessage(data), error.status);
			}
			let errorCode = undefined;
			const responseAPIVersion = (0, helpers_1.parseResponseAPIVersion)(error);
			if (responseAPIVersion && responseAPIVersion.getTime() >= constants_1.API_VERSIONS["2024-01-01"].timestamp && typeof data === "object" && data && typeof data.code === "string") {
				errorCode = data.code;
			} else if (typeof data === "object" && data && typeof data.error_code === "string") {
				errorCode = data.error_code;
			}
			if (!errorCode) {
				if (typeof data === "object" && data && typeof data.weak_password === "object" && data.weak_password && Array.isArray(data.weak_password.reasons) && data.weak_password.reasons.length && data.weak_password.reasons.reduce((a, i) => a && typeof i === "string", true)) {
					throw new errors_1.AuthWeakPasswordError(_getErrorMessage(data), error.status, data.weak_password.reasons);
				}
			} else if (errorCode === "weak_password") {
				throw new errors_1.AuthWeakPasswordError(_getErrorMessage(data), error.status, ((_a = data.weak_password) === null || _a === void 0 ? void 0 : _a.reasons) || []);
			} else if (errorCode === "session_not_found") {
				throw new errors_1.AuthSessionMissingError();
			}
			throw new errors_1.AuthApiError(_getErrorMessage(data), error.status || 500, errorCode);
		}
		const _getRequestParams = (method, options, parameters, body) => {
			const params = {
				method,
				headers: (options === null || options === void 0 ? void 0 : options.headers) || {}
			};
			if (method === "GET") {
				return params;
			}
			params.headers = Object.assign({ "Content-Type": "application/json;charset=UTF-8" }, options === null || options === void 0 ? void 0 : options.headers);
			params.body = JSON.stringify(body);
			return Object.assign(Object.assign({}, params), parameters);
		};
		async function _request(fetcher, method, url, options) {
			var _a;
			const headers = Object.assign({}, options === null || options === void 0 ? void 0 : options.headers);
			if (!headers[constants_1.API_VERSION_HEADER_NAME]) {
				headers[constants_1.API_VERSION_HEADER_NAME] = constants_1.API_VERSIONS["2024-01-01"].name;
			}
			if (options === null || options === void 0 ? void 0 : options.jwt) {
				headers["Authorization"] = `Bearer ${options.jwt}`;
			}
			const qs = (_a = options === null || options === void 0 ? void 0 : options.query) !== null && _a !== void 0 ? _a : {};
			if (options === null || options === void 0 ? void 0 : options.redirectTo) {
				qs["redirect_to"] = options.redirectTo;
			}
			const queryString = Object.keys(qs).length ? "?" + new URLSearchParams(qs).toString() : "";
			const data = await _handleRequest(fetcher, method, url + queryString, {
				headers,
				noResolveJson: options === null || options === void 0 ? void 0 : options.noResolveJson
			}, {}, options === null || options === void 0 ? void 0 : options.body);
			return (options === null || options === void 0 ? void 0 : options.xform) ? options === null || options === void 0 ? void 0 : options.xform(data) : {
				data: Object.assign({}, data),
				error: null
			};
		}
		async function _handleRequest(fetcher, method, url, options, parameters, body) {
			const requestParams = _getRequestParams(method, options, parameters, body);
			let result;
			try {
				result = await fetcher(url, Object.assign({}, requestParams));
			} catch (e) {
				throw new errors_1.AuthRetryableFetchError(_getErrorMessage(e), 0);
			}
			if (!result.ok) {
				await handleError(result);
			}
			if (options === null || options === void 0 ? void 0 : options.noResolveJson) {
				return result;
			}
			try {
				return await result.json();
			} catch (e) {
				await handleError(e);
			}
		}
		function _sessionResponse(data) {
			var _a;
			let session = null;
			if (hasSession(data)) {
				session = Object.assign({}, data);
				if (!data.expires_at) {
					session.expires_at = (0, helpers_1.expiresAt)(data.expires_in);
				}
			}
			const user = (_a = data.user) !== null && _a !== void 0 ? _a : typeof (data === null || data === void 0 ? void 0 : data.id) === "string" ? data : null;
			return {
				data: {
					session,
					user
				},
				error: null
			};
		}
		function _sessionResponsePassword(data) {
			const response = _sessionResponse(data);
			if (!response.error && data.weak_password && typeof data.weak_password === "object" && Array.isArray(data.weak_password.reasons) && data.weak_password.reasons.length && data.weak_password.message && typeof data.weak_password.message === "string" && data.weak_password.reasons.reduce((a, i) => a && typeof i === "string", true)) {
				response.data.weak_password = data.weak_password;
			}
			return response;
		}
		function _userResponse(data) {
			var _a;
			const user = (_a = data.user) !== null && _a !== void 0 ? _a : data;
			return {
				data: { user },
				error: null
			};
		}
		function _ssoResponse(data) {
			return {
				data,
				error: null
			};
		}
		function _generateLinkResponse(data) {
			const { action_link, email_otp, hashed_token, redirect_to, verification_type } = data, rest = tslib_1.__rest(data, [
				"action_link",
				"email_otp",
				"hashed_token",
				"redirect_to",
				"verification_type"
			]);
			const properties = {
				action_link,
				email_otp,
				hashed_token,
				redirect_to,
				verification_type
			};
			const user = Object.assign({}, rest);
			return {
				data: {
					properties,
					user
				},
				error: null
			};
		}
		function _noResolveJsonResponse(data) {
			return data;
		}
		function hasSession(data) {
			return !!data.access_token && !!data.refresh_token && !!data.expires_in;
		}
	}),
	3037: ((__unused_webpack_module, exports, __webpack_require__) => {
		Object.defineProperty(exports, "__esModule", { value: true });
		exports.pkceVerifierSlotKey = exports.Deferred = exports.removeItemAsync = exports.getItemAsync = exports.setItemAsync = exports.looksLikeFetchResponse = exports.resolveFetch = exports.supportsLocalStorage = exports.isBrowser = void 0;
		exports.expiresAt = expiresAt;
		exports.generateCallbackId = generateCallbackId;
		exports.parseParametersFromURL = parseParametersFromURL;
		exports.decodeJWT = decodeJWT;
		exports.sleep = sleep;
		exports.retryable = retryable;
		exports.generatePKCEVerifier = generatePKCEVerifier;
		exports.generatePKCEChallenge = generatePKCEChallenge;
		exports.validatePKCEFlowId = validatePKCEFlowId;
		exports.generatePKCEFlowId = generatePKCEFlowId;
		exports.storePKCEVerifier = storePKCEVerifier;
		exports.retrievePKCEVerifier = retrievePKCEVerifier;
		exports.removePKCEVerifier = removePKCEVerifier;
		exports.removeAllPKCEVerifiers = removeAllPKCEVerifiers;
		exports.appendFlowIdToRedirectTo = appendFlowIdToRedirectTo;
		exports.getCodeChallengeAndMethod = getCodeChallengeAndMethod;
		exports.parseResponseAPIVersion = parseResponseAPIVersion;
		exports.validateExp = validateExp;
		exports.getAlgorithm = getAlgorithm;
		exports.validateUUID = validateUUID;
		exports.assertRecoveryCodesExperimentalEnabled = assertRecoveryCodesExperimentalEnabled;
		exports.userNotAvailableProxy = userNotAvailableProxy;
		exports.insecureUserWarningProxy = insecureUserWarningProxy;
		exports.deepClone = deepClone;
		const constants_1 = __webpack_require__(7861);
		const errors_1 = __webpack_require__(657);
		const base64url_1 = __webpack_require__(1640);
		function expiresAt(expiresIn) {
			const timeNow = Math.round(Date.now() / 1e3);
			return timeNow + expiresIn;
		}
		function generateCallbackId() {
			return Symbol("auth-callback");
		}
		const isBrowser = () => typeof window !== "undefined" && typeof document !== "undefined";
		exports.isBrowser = isBrowser;
		const localStorageWriteTests = {
			tested: false,
			writable: false
		};
		const supportsLocalStorage = () => {
			if (!(0, exports.isBrowser)()) {
				return false;
			}
			try {
				if (typeof globalThis.localStorage !== "object") {
					return false;
				}
			} catch (e) {
				return false;
			}
			if (localStorageWriteTests.tested) {
				return localStorageWriteTests.writable;
			}
			const randomKey = `lswt-${Math.random()}${Math.random()}`;
			try {
				globalThis.localStorage.setItem(randomKey, randomKey);
				globalThis.localStorage.removeItem(randomKey);
				localStorageWriteTests.tested = true;
				localStorageWriteTests.writable = true;
			} catch (e) {
				localStorageWriteTests.tested = true;
				localStorageWriteTests.writable = false;
			}
			return localStorageWriteTests.writable;
		};
		exports.supportsLocalStorage = supportsLocalStorage;
		function parseParametersFromURL(href) {
			const result = {};
			const url = new URL(href);
			if (url.hash && url.hash[0] === "#") {
				try {
					const hashSearchParams = new URLSearchParams(url.hash.substring(1));
					hashSearchParams.forEach((value, key) => {
						result[key] = value;
					});
				} catch (_e) {}
			}
			url.searchParams.forEach((value, key) => {
				result[key] = value;
			});
			return result;
		}
		const resolveFetch = (customFetch) => {
			if (customFetch) {
				return (...args) => customFetch(...args);
			}
			return (...args) => fetch(...args);
		};
		exports.resolveFetch = resolveFetch;
		const looksLikeFetchResponse = (maybeResponse) => {
			return typeof maybeResponse === "object" && maybeResponse !== null && "status" in maybeResponse && "ok" in maybeResponse && "json" in maybeResponse && typeof maybeResponse.json === "function";
		};
		exports.looksLikeFetchResponse = looksLikeFetchResponse;
		const setItemAsync = async (storage, key, data) => {
			await storage.setItem(key, JSON.stringify(data));
		};
		exports.setItemAsync = setItemAsync;
		const getItemAsync = async (storage, key) => {
			const value = await storage.getItem(key);
			if (!value) {
				return null;
			}
			try {
				return JSON.parse(value);
			} catch (_a) {
				return null;
			}
		};
		exports.getItemAsync = getItemAsync;
		const removeItemAsync = async (storage, key) => {
			await storage.removeItem(key);
		};
		exports.removeItemAsync = removeItemAsync;
		class Deferred {
			constructor() {
				;
				this.promise = new Deferred.promiseConstructor((res, rej) => {
					;
					this.resolve = res;
					this.reject = rej;
				});
			}
		}
		exports.Deferred = Deferred;
		Deferred.promiseConstructor = Promise;
		function decodeJWT(token) {
			const parts = token.split(".");
			if (parts.length !== 3) {
				throw new errors_1.AuthInvalidJwtError("Invalid JWT structure");
			}
			for (let i = 0; i < parts.length; i++) {
				if (!constants_1.BASE64URL_REGEX.test(parts[i])) {
					throw new errors_1.AuthInvalidJwtError("JWT not in base64url format");
				}
			}
			const data = {
				header: JSON.parse((0, base64url_1.stringFromBase64URL)(parts[0])),
				payload: JSON.parse((0, base64url_1.stringFromBase64URL)(parts[1])),
				signature: (0, base64url_1.base64UrlToUint8Array)(parts[2]),
				raw: {
					header: parts[0],
					payload: parts[1]
				}
			};
			return data;
		}
		async function sleep(time) {
			return await new Promise((accept) => {
				setTimeout(() => accept(null), time);
			});
		}
		function retryable(fn, isRetryable) {
			const promise = new Promise((accept, reject) => {
				;
				(async () => {
					for (let attempt = 0; attempt < Infinity; attempt++) {
						try {
							const result = await fn(attempt);
							if (!isRetryable(attempt, null, result)) {
								accept(result);
								return;
							}
						} catch (e) {
							if (!isRetryable(attempt, e)) {
								reject(e);
								return;
							}
						}
					}
				})();
			});
			return promise;
		}
		function dec2hex(dec) {
			return ("0" + dec.toString(16)).substr(-2);
		}
		function generatePKCEVerifier() {
			const verifierLength = 56;
			const array = new Uint32Array(verifierLength);
			if (typeof crypto === "undefined") {
				const charSet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
				const charSetLen = charSet.length;
				let verifier = "";
				for (let i = 0; i < verifierLength; i++) {
					verifier += charSet.charAt(Math.floor(Math.random() * charSetLen));
				}
				return verifier;
			}
			crypto.getRandomValues(array);
			return Array.from(array, dec2hex).join("");
		}
		async function sha256(randomString) {
			const encoder = new TextEncoder();
			const encodedData = encoder.encode(randomString);
			const hash = await crypto.subtle.digest("SHA-256", encodedData);
			const bytes = new Uint8Array(hash);
			return Array.from(bytes).map((c) => String.fromCharCode(c)).join("");
		}
		async function generatePKCEChallenge(verifier) {
			const hasCryptoSupport = typeof crypto !== "undefined" && typeof crypto.subtle !== "undefined" && typeof TextEncoder !== "undefined";
			if (!hasCryptoSupport) {
				console.warn("WebCrypto API is not supported. Code challenge method will default to use plain instead of sha256.");
				return verifier;
			}
			const hashed = await sha256(verifier);
			return btoa(hashed).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
		}
		const PKCE_FLOW_ID_PATTERN = /^[a-zA-Z0-9_-]{8,64}$/;
		function validatePKCEFlowId(flowId) {
			return typeof flowId === "string" && PKCE_FLOW_ID_PATTERN.test(flowId) ? flowId : null;
		}
		function generatePKCEFlowId() {
			if (typeof crypto !== "undefined" && typeof crypto.getRandomValues === "function") {
				const bytes = new Uint8Array(16);
				crypto.getRandomValues(bytes);
				return Array.from(bytes, dec2hex).join("");
			}
			let flowId = "";
			for (let i = 0; i < 32; i++) {
				flowId += Math.floor(Math.random() * 16).toString(16);
			}
			return flowId;
		}
		const pkceVerifierSlotKey = (storageKey, flowId) => `${storageKey}-flow-${flowId}-code-verifier`;
		exports.pkceVerifierSlotKey = pkceVerifierSlotKey;
		const pkceFlowIndexKey = (storageKey) => `${storageKey}-flows-code-verifier`;
		async function getPKCEFlowIndex(storage, storageKey) {
			const index = await (0, exports.getItemAsync)(storage, pkceFlowIndexKey(storageKey));
			return Array.isArray(index) ? index.filter((id) => validatePKCEFlowId(id) !== null) : [];
		}
		async function storePKCEVerifier(storage, storageKey, flowId, verifier, onEvictFlow) {
			await (0, exports.setItemAsync)(storage, (0, exports.pkceVerifierSlotKey)(storageKey, flowId), verifier);
			const index = (await getPKCEFlowIndex(storage, storageKey)).filter((id) => id !== flowId);
			index.push(flowId);
			while (index.length > constants_1.PKCE_MAX_CONCURRENT_FLOWS) {
				const evicted = index.shift();
				await (0, exports.removeItemAsync)(storage, (0, exports.pkceVerifierSlotKey)(storageKey, evicted));
				onEvictFlow === null || onEvictFlow === void 0 ? void 0 : onEvictFlow(evicted);
			}
			await (0, exports.setItemAsync)(storage, pkceFlowIndexKey(storageKey), index);
			await (0, exports.setItemAsync)(storage, `${storageKey}-code-verifier`, verifier);
		}
		async function retrievePKCEVerifier(storage, storageKey, flowId) {
			if (flowId) {
				const verifier = await (0, exports.getItemAsync)(storage, (0, exports.pkceVerifierSlotKey)(storageKey, flowId));
				return {
					verifier: typeof verifier === "string" ? verifier : null,
					flowId
				};
			}
			const verifier = await (0, exports.getItemAsync)(storage, `${storageKey}-code-verifier`);
			return {
				verifier: typeof verifier === "string" ? verifier : null,
				flowId: null
			};
		}
		async function removePKCEVerifier(storage, storageKey, flowId) {
			const legacyKey = `${storageKey}-code-verifier`;
			if (!flowId) {
				await (0, exports.removeItemAsync)(storage, legacyKey);
				return;
			}
			const slotKey = (0, exports.pkceVerifierSlotKey)(storageKey, flowId);
			const slotValue = await (0, exports.getItemAsync)(storage, slotKey);
			await (0, exports.removeItemAsync)(storage, slotKey);
			const index = await getPKCEFlowIndex(storage, storageKey);
			const remaining = index.filter((id) => id !== flowId);
			if (remaining.length !== index.length) {
				if (remaining.length > 0) {
					await (0, exports.setItemAsync)(storage, pkceFlowIndexKey(storageKey), remaining);
				} else {
					await (0, exports.removeItemAsync)(storage, pkceFlowIndexKey(storageKey));
				}
			}
			if (slotValue != null && slotValue === await (0, exports.getItemAsync)(storage, legacyKey)) {
				await (0, exports.removeItemAsync)(storage, legacyKey);
			}
		}
		async function removeAllPKCEVerifiers(storage, storageKey) {
			const index = await getPKCEFlowIndex(storage, storageKey);
			for (const flowId of index) {
				await (0, exports.removeItemAsync)(storage, (0, exports.pkceVerifierSlotKey)(storageKey, flowId));
			}
			await (0, exports.removeItemAsync)(storage, pkceFlowIndexKey(storageKey));
			await (0, exports.removeItemAsync)(storage, `${storageKey}-code-verifier`);
		}
		function appendFlowIdToRedirectTo(redirectTo, flowId) {
			const hashIndex = redirectTo.indexOf("#");
			let base = hashIndex === -1 ? redirectTo : redirectTo.slice(0, hashIndex);
			const fragment = hashIndex === -1 ? "" : redirectTo.slice(hashIndex);
			const queryIndex = base.indexOf("?");
			if (queryIndex !== -1) {
				const path = base.slice(0, queryIndex);
				const remaining = base.slice(queryIndex + 1).split("&").filter((pair) => pair !== "" && pair !== constants_1.PKCE_FLOW_ID_PARAM && !pair.startsWith(`${constants_1.PKCE_FLOW_ID_PARAM}=`));
				base = remaining.length > 0 ? `${path}?${remaining.join("&")}` : path;
			}
			const separator = base.includes("?") ? "&" : "?";
			return `${base}${separator}${constants_1.PKCE_FLOW_ID_PARAM}=${encodeURIComponent(flowId)}${fragment}`;
		}
		async function getCodeChallengeAndMethod(storage, storageKey, isPasswordRecovery = false, onEvictFlow) {
			const codeVerifier = generatePKCEVerifier();
			let storedCodeVerifier = codeVerifier;
			if (isPasswordRecovery) {
				storedCodeVerifier += "/recovery";
			}
			const flowId = generatePKCEFlowId();
			await storePKCEVerifier(storage, storageKey, flowId, storedCodeVerifier, onEvictFlow);
			const codeChallenge = await generatePKCEChallenge(codeVerifier);
			const codeChallengeMethod = codeVerifier === codeChallenge ? "plain" : "s256";
			return [
				codeChallenge,
				codeChallengeMethod,
				flowId
			];
		}
		const API_VERSION_REGEX = /^2[0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-9]|3[0-1])$/i;
		function parseResponseAPIVersion(response) {
			const apiVersion = response.headers.get(constants_1.API_VERSION_HEADER_NAME);
			if (!apiVersion) {
				return null;
			}
			if (!apiVersion.match(API_VERSION_REGEX)) {
				return null;
			}
			try {
				const date = new Date(`${apiVersion}T00:00:00.0Z`);
				return date;
			} catch (_e) {
				return null;
			}
		}
		function validateExp(exp) {
			if (!exp) {
				throw new Error("Missing exp claim");
			}
			const timeNow = Math.floor(Date.now() / 1e3);
			if (exp <= timeNow) {
				throw new Error("JWT has expired");
			}
		}
		function getAlgorithm(alg) {
			switch (alg) {
				case "RS256": return {
					name: "RSASSA-PKCS1-v1_5",
					hash: { name: "SHA-256" }
				};
				case "ES256": return {
					name: "ECDSA",
					namedCurve: "P-256",
					hash: { name: "SHA-256" }
				};
				default: throw new Error("Invalid alg claim");
			}
		}
		const UUID_REGEX = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
		function validateUUID(str) {
			if (!UUID_REGEX.test(str)) {
				throw new Error("@supabase/auth-js: Expected parameter to be UUID but is not");
			}
		}
		function assertRecoveryCodesExperimentalEnabled(experimental) {
			if (!experimental.recoveryCodes) {
				throw new Error("@supabase/auth-js: the MFA recovery codes API is experimental and disabled by default. Enable it by passing `auth: { experimental: { recoveryCodes: true } }` to createClient (or to the GoTrueClient constructor).");
			}
		}
		function userNotAvailableProxy() {
			const proxyTarget = {};
			return new Proxy(proxyTarget, {
				get: (target, prop) => {
					if (prop === "__isUserNotAvailableProxy") {
						return true;
					}
					if (typeof prop === "symbol") {
						const sProp = prop.toString();
						if (sProp === "Symbol(Symbol.toPrimitive)" || sProp === "Symbol(Symbol.toStringTag)" || sProp === "Symbol(util.inspect.custom)") {
							return undefined;
						}
					}
					throw new Error(`@supabase/auth-js: client was created with userStorage option and there was no user stored in the user storage. Accessing the "${prop}" property of the session object is not supported. Please use getUser() instead.`);
				},
				set: (_target, prop) => {
					throw new Error(`@supabase/auth-js: client was created with userStorage option and there was no user stored in the user storage. Setting the "${prop}" property of the session object is not supported. Please use getUser() to fetch a user object you can manipulate.`);
				},
				deleteProperty: (_target, prop) => {
					throw new Error(`@supabase/auth-js: client was created with userStorage option and there was no user stored in the user storage. Deleting the "${prop}" property of the session object is not supported. Please use getUser() to fetch a user object you can manipulate.`);
				}
			});
		}
		function insecureUserWarningProxy(user, suppressWarningRef) {
			return new Proxy(user, { get: (target, prop, receiver) => {
				if (prop === "__isInsecureUserWarningProxy") {
					return true;
				}
				if (typeof prop === "symbol") {
					const sProp = prop.toString();
					if (sProp === "Symbol(Symbol.toPrimitive)" || sProp === "Symbol(Symbol.toStringTag)" || sProp === "Symbol(util.inspect.custom)" || sProp === "Symbol(nodejs.util.inspect.custom)") {
						return Reflect.get(target, prop, receiver);
					}
				}
				if (!suppressWarningRef.value && typeof prop === "string") {
					console.warn("Using the user object as returned from supabase.auth.getSession() or from some supabase.auth.onAuthStateChange() events could be insecure! This value comes directly from the storage medium (usually cookies on the server) and may not be authentic. Use supabase.auth.getUser() instead which authenticates the data by contacting the Supabase Auth server.");
					suppressWarningRef.value = true;
				}
				return Reflect.get(target, prop, receiver);
			} });
		}
		function deepClone(obj) {
			return JSON.parse(JSON.stringify(obj));
		}
	}),
	531: ((__unused_webpack_module, exports) => {
		Object.defineProperty(exports, "__esModule", { value: true });
		exports.memoryLocalStorageAdapter = memoryLocalStorageAdapter;
		function memoryLocalStorageAdapter(store = {}) {
			return {
				getItem: (key) => {
					return store[key] || null;
				},
				setItem: (key, value) => {
					store[key] = value;
				},
				removeItem: (key) => {
					delete store[key];
				}
			};
		}
	}),
	4464: ((__unused_webpack_module, exports, __webpack_require__) => {
		Object.defineProperty(exports, "__esModule", { value: true });
		exports.ProcessLockAcquireTimeoutError = exports.NavigatorLockAcquireTimeoutError = exports.LockAcquireTimeoutError = exports.internals = void 0;
		exports.navigatorLock = navigatorLock;
		exports.processLock = processLock;
		const helpers_1 = __webpack_require__(3037);
		exports.internals = { debug: !!(globalThis && (0, helpers_1.supportsLocalStorage)() && globalThis.localStorage && globalThis.localStorage.getItem("supabase.gotrue-js.locks.debug") === "true") };
		class LockAcquireTimeoutError extends Error {
			constructor(message) {
				super(message);
				this.isAcquireTimeout = true;
			}
		}
		exports.LockAcquireTimeoutError = LockAcquireTimeoutError;
		class NavigatorLockAcquireTimeoutError extends LockAcquireTimeoutError {}
		exports.NavigatorLockAcquireTimeoutError = NavigatorLockAcquireTimeoutError;
		class ProcessLockAcquireTimeoutError extends LockAcquireTimeoutError {}
		exports.ProcessLockAcquireTimeoutError = ProcessLockAcquireTimeoutError;
		async function navigatorLock(name, acquireTimeout, fn) {
			if (exports.internals.debug) {
				console.log("@supabase/gotrue-js: navigatorLock: acquire lock", name, acquireTimeout);
			}
			const abortController = new globalThis.AbortController();
			let acquireTimeoutTimer;
			if (acquireTimeout > 0) {
				acquireTimeoutTimer = setTimeout(() => {
					abortController.abort();
					if (exports.internals.debug) {
						console.log("@supabase/gotrue-js: navigatorLock acquire timed out", name);
					}
				}, acquireTimeout);
			}
			await Promise.resolve();
			try {
				return await globalThis.navigator.locks.request(name, acquireTimeout === 0 ? {
					mode: "exclusive",
					ifAvailable: true
				} : {
					mode: "exclusive",
					signal: abortController.signal
				}, async (lock) => {
					if (lock) {
						clearTimeout(acquireTimeoutTimer);
						if (exports.internals.debug) {
							console.log("@supabase/gotrue-js: navigatorLock: acquired", name, lock.name);
						}
						try {
							return await fn();
						} finally {
							if (exports.internals.debug) {
								console.log("@supabase/gotrue-js: navigatorLock: released", name, lock.name);
							}
						}
					} else {
						if (acquireTimeout === 0) {
							if (exports.internals.debug) {
								console.log("@supabase/gotrue-js: navigatorLock: not immediately available", name);
							}
							throw new NavigatorLockAcquireTimeoutError(`Acquiring an exclusive Navigator LockManager lock "${name}" immediately failed`);
						} else {
							if (exports.internals.debug) {
								try {
									const result = await globalThis.navigator.locks.query();
									console.log("@supabase/gotrue-js: Navigator LockManager state", JSON.stringify(result, null, "  "));
								} catch (e) {
									console.warn("@supabase/gotrue-js: Error when querying Navigator LockManager state", e);
								}
							}
							console.warn("@supabase/gotrue-js: Navigator LockManager returned a null lock when using #request without ifAvailable set to true, it appears this browser is not following the LockManager spec https://developer.mozilla.org/en-US/docs/Web/API/LockManager/request");
							clearTimeout(acquireTimeoutTimer);
							return await fn();
						}
					}
				});
			} catch (e) {
				clearTimeout(acquireTimeoutTimer);
				if (e !== null && typeof e === "object" && "name" in e && e.name === "AbortError") {
					if (abortController.signal.aborted) {
						if (exports.internals.debug) {
							console.log("@supabase/gotrue-js: navigatorLock: acquire timeout, recovering by stealing lock", name);
						}
						console.warn(`@supabase/gotrue-js: Lock "${name}" was not released within ${acquireTimeout}ms. ` + "This may indicate an orphaned lock from a component unmount (e.g., React Strict Mode). " + "Forcefully acquiring the lock to recover.");
						return await Promise.resolve().then(() => globalThis.navigator.locks.request(name, {
							mode: "exclusive",
							steal: true
						}, async (lock) => {
							if (lock) {
								if (exports.internals.debug) {
									console.log("@supabase/gotrue-js: navigatorLock: recovered (stolen)", name, lock.name);
								}
								try {
									return await fn();
								} finally {
									if (exports.internals.debug) {
										console.log("@supabase/gotrue-js: navigatorLock: released (stolen)", name, lock.name);
									}
								}
							} else {
								console.warn("@supabase/gotrue-js: Navigator LockManager returned null lock even with steal: true");
								return await fn();
							}
						}));
					} else {
						if (exports.internals.debug) {
							console.log("@supabase/gotrue-js: navigatorLock: lock was stolen by another request", name);
						}
						throw new NavigatorLockAcquireTimeoutError(`Lock "${name}" was released because another request stole it`);
					}
				}
				throw e;
			}
		}
		const PROCESS_LOCKS = {};
		async function processLock(name, acquireTimeout, fn) {
			var _a;
			const previousOperation = (_a = PROCESS_LOCKS[name]) !== null && _a !== void 0 ? _a : Promise.resolve();
			const previousOperationHandled = (async () => {
				try {
					await previousOperation;
					return null;
				} catch (e) {
					return null;
				}
			})();
			const currentOperation = (async () => {
				let timeoutId = null;
				try {
					const timeoutPromise = acquireTimeout >= 0 ? new Promise((_, reject) => {
						timeoutId = setTimeout(() => {
							console.warn(`@supabase/gotrue-js: Lock "${name}" acquisition timed out after ${acquireTimeout}ms. ` + "This may be caused by another operation holding the lock. " + "Consider increasing lockAcquireTimeout or checking for stuck operations.");
							reject(new ProcessLockAcquireTimeoutError(`Acquiring process lock with name "${name}" timed out`));
						}, acquireTimeout);
					}) : null;
					await Promise.race([previousOperationHandled, timeoutPromise].filter((x) => x));
					if (timeoutId !== null) {
						clearTimeout(timeoutId);
					}
				} catch (e) {
					if (timeoutId !== null) {
						clearTimeout(timeoutId);
					}
					if (e instanceof LockAcquireTimeoutError) {
						throw e;
					}
				}
				return await fn();
			})();
			PROCESS_LOCKS[name] = (async () => {
				try {
					return await currentOperation;
				} catch (e) {
					if (e instanceof LockAcquireTimeoutError) {
						try {
							await previousOperation;
						} catch (prevError) {}
						return null;
					}
					throw e;
				}
			})();
			return await currentOperation;
		}
	}),
	4612: ((__unused_webpack_module, exports) => {
		Object.defineProperty(exports, "__esModule", { value: true });
		exports.polyfillGlobalThis = polyfillGlobalThis;
		function polyfillGlobalThis() {
			if (typeof globalThis === "object") return;
			try {
				Object.defineProperty(Object.prototype, "__magic__", {
					get: function() {
						return this;
					},
					configurable: true
				});
				__magic__.globalThis = __magic__;
				delete Object.prototype.__magic__;
			} catch (e) {
				if (typeof self !== "undefined") {
					self.globalThis = self;
				}
			}
		}
	}),
	6853: ((__unused_webpack_module, exports) => {
		Object.defineProperty(exports, "__esModule", { value: true });
		exports.SIGN_OUT_SCOPES = void 0;
		const WeakPasswordReasons = null && [
			"length",
			"characters",
			"pwned"
		];
		const AMRMethods = null && [
			"password",
			"otp",
			"oauth",
			"totp",
			"mfa/totp",
			"mfa/phone",
			"mfa/webauthn",
			"mfa/recovery_code",
			"anonymous",
			"sso/saml",
			"magiclink",
			"web3",
			"oauth_provider/authorization_code"
		];
		const FactorTypes = null && [
			"totp",
			"phone",
			"webauthn",
			"recovery_code"
		];
		const FactorVerificationStatuses = null && ["verified", "unverified"];
		const MFATOTPChannels = null && ["sms", "whatsapp"];
		exports.SIGN_OUT_SCOPES = [
			"global",
			"local",
			"others"
		];
	}),
	1596: ((__unused_webpack_module, exports) => {
		Object.defineProperty(exports, "__esModule", { value: true });
		exports.version = void 0;
		exports.version = "2.119.1";
	}),
	6261: ((__unused_webpack_module, exports) => {
		Object.defineProperty(exports, "__esModule", { value: true });
		exports.getAddress = getAddress;
		exports.fromHex = fromHex;
		exports.toHex = toHex;
		exports.createSiweMessage = createSiweMessage;
		function getAddress(address) {
			if (!/^0x[a-fA-F0-9]{40}$/.test(address)) {
				throw new Error(`@supabase/auth-js: Address "${address}" is invalid.`);
			}
			return address.toLowerCase();
		}
		function fromHex(hex) {
			return parseInt(hex, 16);
		}
		function toHex(value) {
			const bytes = new TextEncoder().encode(value);
			const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
			return "0x" + hex;
		}
		function createSiweMessage(parameters) {
			var _a;
			const { chainId, domain, expirationTime, issuedAt = new Date(), nonce, notBefore, requestId, resources, scheme, uri, version } = parameters;
			{
				if (!Number.isInteger(chainId)) throw new Error(`@supabase/auth-js: Invalid SIWE message field "chainId". Chain ID must be a EIP-155 chain ID. Provided value: ${chainId}`);
				if (!domain) throw new Error(`@supabase/auth-js: Invalid SIWE message field "domain". Domain must be provided.`);
				if (nonce && nonce.length < 8) throw new Error(`@supabase/auth-js: Invalid SIWE message field "nonce". Nonce must be at least 8 characters. Provided value: ${nonce}`);
				if (!uri) throw new Error(`@supabase/auth-js: Invalid SIWE message field "uri". URI must be provided.`);
				if (version !== "1") throw new Error(`@supabase/auth-js: Invalid SIWE message field "version". Version must be '1'. Provided value: ${version}`);
				if ((_a = parameters.statement) === null || _a === void 0 ? void 0 : _a.includes("\n")) throw new Error(`@supabase/auth-js: Invalid SIWE message field "statement". Statement must not include '\\n'. Provided value: ${parameters.statement}`);
			}
			const address = getAddress(parameters.address);
			const origin = scheme ? `${scheme}://${domain}` : domain;
			const statement = parameters.statement ? `${parameters.statement}\n` : "";
			const prefix = `${origin} wants you to sign in with your Ethereum account:\n${address}\n\n${statement}`;
			let suffix = `URI: ${uri}\nVersion: ${version}\nChain ID: ${chainId}${nonce ? `\nNonce: ${nonce}` : ""}\nIssued At: ${issuedAt.toISOString()}`;
			if (expirationTime) suffix += `\nExpiration Time: ${expirationTime.toISOString()}`;
			if (notBefore) suffix += `\nNot Before: ${notBefore.toISOString()}`;
			if (requestId) suffix += `\nRequest ID: ${requestId}`;
			if (resources) {
				let content = "\nResources:";
				for (const resource of resources) {
					if (!resource || typeof resource !== "string") throw new Error(`@supabase/auth-js: Invalid SIWE message field "resources". Every resource must be a valid string. Provided value: ${resource}`);
					content += `\n- ${resource}`;
				}
				suffix += content;
			}
			return `${prefix}\n${suffix}`;
		}
	}),
	751: ((__unused_webpack_module, exports, __webpack_require__) => {
		Object.defineProperty(exports, "__esModule", { value: true });
		exports.WebAuthnUnknownError = exports.WebAuthnError = void 0;
		exports.isWebAuthnError = isWebAuthnError;
		exports.identifyRegistrationError = identifyRegistrationError;
		exports.identifyAuthenticationError = identifyAuthenticationError;
		const webauthn_1 = __webpack_require__(36);
		class WebAuthnError extends Error {
			constructor({ message, code, cause, name }) {
				var _a;
				super(message, { cause });
				this.__isWebAuthnError = true;
				this.name = (_a = name !== null && name !== void 0 ? name : cause instanceof Error ? cause.name : undefined) !== null && _a !== void 0 ? _a : "Unknown Error";
				this.code = code;
			}
			toJSON() {
				return {
					name: this.name,
					message: this.message,
					code: this.code
				};
			}
		}
		exports.WebAuthnError = WebAuthnError;
		class WebAuthnUnknownError extends WebAuthnError {
			constructor(message, originalError) {
				super({
					code: "ERROR_PASSTHROUGH_SEE_CAUSE_PROPERTY",
					cause: originalError,
					message
				});
				this.name = "WebAuthnUnknownError";
				this.originalError = originalError;
			}
		}
		exports.WebAuthnUnknownError = WebAuthnUnknownError;
		function isWebAuthnError(error) {
			return typeof error === "object" && error !== null && "__isWebAuthnError" in error;
		}
		function identifyRegistrationError({ error, options }) {
			var _a, _b, _c;
			const { publicKey } = options;
			if (!publicKey) {
				throw Error("options was missing required publicKey property");
			}
			if (error.name === "AbortError") {
				if (options.signal instanceof AbortSignal) {
					return new WebAuthnError({
						message: "Registration ceremony was sent an abort signal",
						code: "ERROR_CEREMONY_ABORTED",
						cause: error
					});
				}
			} else if (error.name === "ConstraintError") {
				if (((_a = publicKey.authenticatorSelection) === null || _a === void 0 ? void 0 : _a.requireResidentKey) === true) {
					return new WebAuthnError({
						message: "Discoverable credentials were required but no available authenticator supported it",
						code: "ERROR_AUTHENTICATOR_MISSING_DISCOVERABLE_CREDENTIAL_SUPPORT",
						cause: error
					});
				} else if (options.mediation === "conditional" && ((_b = publicKey.authenticatorSelection) === null || _b === void 0 ? void 0 : _b.userVerification) === "required") {
					return new WebAuthnError({
						message: "User verification was required during automatic registration but it could not be performed",
						code: "ERROR_AUTO_REGISTER_USER_VERIFICATION_FAILURE",
						cause: error
					});
				} else if (((_c = publicKey.authenticatorSelection) === null || _c === void 0 ? void 0 : _c.userVerification) === "required") {
					return new WebAuthnError({
						message: "User verification was required but no available authenticator supported it",
						code: "ERROR_AUTHENTICATOR_MISSING_USER_VERIFICATION_SUPPORT",
						cause: error
					});
				}
			} else if (error.name === "InvalidStateError") {
				return new WebAuthnError({
					message: "The authenticator was previously registered",
					code: "ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED",
					cause: error
				});
			} else if (error.name === "NotAllowedError") {
				return new WebAuthnError({
					message: error.message,
					code: "ERROR_PASSTHROUGH_SEE_CAUSE_PROPERTY",
					cause: error
				});
			} else if (error.name === "NotSupportedError") {
				const validPubKeyCredParams = publicKey.pubKeyCredParams.filter((param) => param.type === "public-key");
				if (validPubKeyCredParams.length === 0) {
					return new WebAuthnError({
						message: "No entry in pubKeyCredParams was of type \"public-key\"",
						code: "ERROR_MALFORMED_PUBKEYCREDPARAMS",
						cause: error
					});
				}
				return new WebAuthnError({
					message: "No available authenticator supported any of the specified pubKeyCredParams algorithms",
					code: "ERROR_AUTHENTICATOR_NO_SUPPORTED_PUBKEYCREDPARAMS_ALG",
					cause: error
				});
			} else if (error.name === "SecurityError") {
				const effectiveDomain = window.location.hostname;
				if (!(0, webauthn_1.isValidDomain)(effectiveDomain)) {
					return new WebAuthnError({
						message: `${window.location.hostname} is an invalid domain`,
						code: "ERROR_INVALID_DOMAIN",
						cause: error
					});
				} else if (publicKey.rp.id !== effectiveDomain) {
					return new WebAuthnError({
						message: `The RP ID "${publicKey.rp.id}" is invalid for this domain`,
						code: "ERROR_INVALID_RP_ID",
						cause: error
					});
				}
			} else if (error.name === "TypeError") {
				if (publicKey.user.id.byteLength < 1 || publicKey.user.id.byteLength > 64) {
					return new WebAuthnError({
						message: "User ID was not between 1 and 64 characters",
						code: "ERROR_INVALID_USER_ID_LENGTH",
						cause: error
					});
				}
			} else if (error.name === "UnknownError") {
				return new WebAuthnError({
					message: "The authenticator was unable to process the specified options, or could not create a new credential",
					code: "ERROR_AUTHENTICATOR_GENERAL_ERROR",
					cause: error
				});
			}
			return new WebAuthnError({
				message: "a Non-Webauthn related error has occurred",
				code: "ERROR_PASSTHROUGH_SEE_CAUSE_PROPERTY",
				cause: error
			});
		}
		function identifyAuthenticationError({ error, options }) {
			const { publicKey } = options;
			if (!publicKey) {
				throw Error("options was missing required publicKey property");
			}
			if (error.name === "AbortError") {
				if (options.signal instanceof AbortSignal) {
					return new WebAuthnError({
						message: "Authentication ceremony was sent an abort signal",
						code: "ERROR_CEREMONY_ABORTED",
						cause: error
					});
				}
			} else if (error.name === "NotAllowedError") {
				return new WebAuthnError({
					message: error.message,
					code: "ERROR_PASSTHROUGH_SEE_CAUSE_PROPERTY",
					cause: error
				});
			} else if (error.name === "SecurityError") {
				const effectiveDomain = window.location.hostname;
				if (!(0, webauthn_1.isValidDomain)(effectiveDomain)) {
					return new WebAuthnError({
						message: `${window.location.hostname} is an invalid domain`,
						code: "ERROR_INVALID_DOMAIN",
						cause: error
					});
				} else if (publicKey.rpId !== effectiveDomain) {
					return new WebAuthnError({
						message: `The RP ID "${publicKey.rpId}" is invalid for this domain`,
						code: "ERROR_INVALID_RP_ID",
						cause: error
					});
				}
			} else if (error.name === "UnknownError") {
				return new WebAuthnError({
					message: "The authenticator was unable to process the specified options, or could not create a new assertion signature",
					code: "ERROR_AUTHENTICATOR_GENERAL_ERROR",
					cause: error
				});
			}
			return new WebAuthnError({
				message: "a Non-Webauthn related error has occurred",
				code: "ERROR_PASSTHROUGH_SEE_CAUSE_PROPERTY",
				cause: error
			});
		}
	}),
	36: ((__unused_webpack_module, exports, __webpack_require__) => {
		Object.defineProperty(exports, "__esModule", { value: true });
		exports.WebAuthnApi = exports.DEFAULT_REQUEST_OPTIONS = exports.DEFAULT_CREATION_OPTIONS = exports.webAuthnAbortService = exports.WebAuthnAbortService = exports.identifyAuthenticationError = exports.identifyRegistrationError = exports.isWebAuthnError = exports.WebAuthnError = void 0;
		exports.deserializeCredentialCreationOptions = deserializeCredentialCreationOptions;
		exports.deserializeCredentialRequestOptions = deserializeCredentialRequestOptions;
		exports.serializeCredentialCreationResponse = serializeCredentialCreationResponse;
		exports.serializeCredentialRequestResponse = serializeCredentialRequestResponse;
		exports.isValidDomain = isValidDomain;
		exports.browserSupportsWebAuthn = browserSupportsWebAuthn;
		exports.createCredential = createCredential;
		exports.getCredential = getCredential;
		exports.mergeCredentialCreationOptions = mergeCredentialCreationOptions;
		exports.mergeCredentialRequestOptions = mergeCredentialRequestOptions;
		const tslib_1 = __webpack_require__(6137);
		const base64url_1 = __webpack_require__(1640);
		const errors_1 = __webpack_require__(657);
		const helpers_1 = __webpack_require__(3037);
		const webauthn_errors_1 = __webpack_require__(751);
		Object.defineProperty(exports, "identifyAuthenticationError", {
			enumerable: true,
			get: function() {
				return webauthn_errors_1.identifyAuthenticationError;
			}
		});
		Object.defineProperty(exports, "identifyRegistrationError", {
			enumerable: true,
			get: function() {
				return webauthn_errors_1.identifyRegistrationError;
			}
		});
		Object.defineProperty(exports, "isWebAuthnError", {
			enumerable: true,
			get: function() {
				return webauthn_errors_1.isWebAuthnError;
			}
		});
		Object.defineProperty(exports, "WebAuthnError", {
			enumerable: true,
			get: function() {
				return webauthn_errors_1.WebAuthnError;
			}
		});
		class WebAuthnAbortService {
			createNewAbortSignal() {
				if (this.controller) {
					const abortError = new Error("Cancelling existing WebAuthn API call for new one");
					abortError.name = "AbortError";
					this.controller.abort(abortError);
				}
				const newController = new AbortController();
				this.controller = newController;
				return newController.signal;
			}
			cancelCeremony() {
				if (this.controller) {
					const abortError = new Error("Manually cancelling existing WebAuthn API call");
					abortError.name = "AbortError";
					this.controller.abort(abortError);
					this.controller = undefined;
				}
			}
		}
		exports.WebAuthnAbortService = WebAuthnAbortService;
		exports.webAuthnAbortService = new WebAuthnAbortService();
		function deserializeCredentialCreationOptions(options) {
			if (!options) {
				throw new Error("Credential creation options are required");
			}
			if (typeof PublicKeyCredential !== "undefined" && "parseCreationOptionsFromJSON" in PublicKeyCredential && typeof PublicKeyCredential.parseCreationOptionsFromJSON === "function") {
				return PublicKeyCredential.parseCreationOptionsFromJSON(options);
			}
			const { challenge: challengeStr, user: userOpts, excludeCredentials } = options, restOptions = tslib_1.__rest(options, [
				"challenge",
				"user",
				"excludeCredentials"
			]);
			const challenge = (0, base64url_1.base64UrlToUint8Array)(challengeStr).buffer;
			const user = Object.assign(Object.assign({}, userOpts), { id: (0, base64url_1.base64UrlToUint8Array)(userOpts.id).buffer });
			const result = Object.assign(Object.assign({}, restOptions), {
				challenge,
				user
			});
			if (excludeCredentials && excludeCredentials.length > 0) {
				result.excludeCredentials = new Array(excludeCredentials.length);
				for (let i = 0; i < excludeCredentials.length; i++) {
					const cred = excludeCredentials[i];
					result.excludeCredentials[i] = Object.assign(Object.assign({}, cred), {
						id: (0, base64url_1.base64UrlToUint8Array)(cred.id).buffer,
						type: cred.type || "public-key",
						transports: cred.transports
					});
				}
			}
			return result;
		}
		function deserializeCredentialRequestOptions(options) {
			if (!options) {
				throw new Error("Credential request options are required");
			}
			if (typeof PublicKeyCredential !== "undefined" && "parseRequestOptionsFromJSON" in PublicKeyCredential && typeof PublicKeyCredential.parseRequestOptionsFromJSON === "function") {
				return PublicKeyCredential.parseRequestOptionsFromJSON(options);
			}
			const { challenge: challengeStr, allowCredentials } = options, restOptions = tslib_1.__rest(options, ["challenge", "allowCredentials"]);
			const challenge = (0, base64url_1.base64UrlToUint8Array)(challengeStr).buffer;
			const result = Object.assign(Object.assign({}, restOptions), { challenge });
			if (allowCredentials && allowCredentials.length > 0) {
				result.allowCredentials = new Array(allowCredentials.length);
				for (let i = 0; i < allowCredentials.length; i++) {
					const cred = allowCredentials[i];
					result.allowCredentials[i] = Object.assign(Object.assign({}, cred), {
						id: (0, base64url_1.base64UrlToUint8Array)(cred.id).buffer,
						type: cred.type || "public-key",
						transports: cred.transports
					});
				}
			}
			return result;
		}
		function serializeCredentialCreationResponse(credential) {
			var _a;
			if ("toJSON" in credential && typeof credential.toJSON === "function") {
				return credential.toJSON();
			}
			const credentialWithAttachment = credential;
			return {
				id: credential.id,
				rawId: credential.id,
				response: {
					attestationObject: (0, base64url_1.bytesToBase64URL)(new Uint8Array(credential.response.attestationObject)),
					clientDataJSON: (0, base64url_1.bytesToBase64URL)(new Uint8Array(credential.response.clientDataJSON))
				},
				type: "public-key",
				clientExtensionResults: credential.getClientExtensionResults(),
				authenticatorAttachment: (_a = credentialWithAttachment.authenticatorAttachment) !== null && _a !== void 0 ? _a : undefined
			};
		}
		function serializeCredentialRequestResponse(credential) {
			var _a;
			if ("toJSON" in credential && typeof credential.toJSON === "function") {
				return credential.toJSON();
			}
			const credentialWithAttachment = credential;
			const clientExtensionResults = credential.getClientExtensionResults();
			const assertionResponse = credential.response;
			return {
				id: credential.id,
				rawId: credential.id,
				response: {
					authenticatorData: (0, base64url_1.bytesToBase64URL)(new Uint8Array(assertionResponse.authenticatorData)),
					clientDataJSON: (0, base64url_1.bytesToBase64URL)(new Uint8Array(assertionResponse.clientDataJSON)),
					signature: (0, base64url_1.bytesToBase64URL)(new Uint8Array(assertionResponse.signature)),
					userHandle: assertionResponse.userHandle ? (0, base64url_1.bytesToBase64URL)(new Uint8Array(assertionResponse.userHandle)) : undefined
				},
				type: "public-key",
				clientExtensionResults,
				authenticatorAttachment: (_a = credentialWithAttachment.authenticatorAttachment) !== null && _a !== void 0 ? _a : undefined
			};
		}
		function isValidDomain(hostname) {
			return hostname === "localhost" || /^([a-z0-9]+(-[a-z0-9]+)*\.)+[a-z]{2,}$/i.test(hostname);
		}
		function browserSupportsWebAuthn() {
			var _a, _b;
			return !!((0, helpers_1.isBrowser)() && "PublicKeyCredential" in window && window.PublicKeyCredential && "credentials" in navigator && typeof ((_a = navigator === null || navigator === void 0 ? void 0 : navigator.credentials) === null || _a === void 0 ? void 0 : _a.create) === "function" && typeof ((_b = navigator === null || navigator === void 0 ? void 0 : navigator.credentials) === null || _b === void 0 ? void 0 : _b.get) === "function");
		}
		async function createCredential(options) {
			try {
				const response = await navigator.credentials.create(options);
				if (!response) {
					return {
						data: null,
						error: new webauthn_errors_1.WebAuthnUnknownError("Empty credential response", response)
					};
				}
				if (!(response instanceof PublicKeyCredential)) {
					return {
						data: null,
						error: new webauthn_errors_1.WebAuthnUnknownError("Browser returned unexpected credential type", response)
					};
				}
				return {
					data: response,
					error: null
				};
			} catch (err) {
				return {
					data: null,
					error: (0, webauthn_errors_1.identifyRegistrationError)({
						error: err,
						options
					})
				};
			}
		}
		async function getCredential(options) {
			try {
				const response = await navigator.credentials.get(options);
				if (!response) {
					return {
						data: null,
						error: new webauthn_errors_1.WebAuthnUnknownError("Empty credential response", response)
					};
				}
				if (!(response instanceof PublicKeyCredential)) {
					return {
						data: null,
						error: new webauthn_errors_1.WebAuthnUnknownError("Browser returned unexpected credential type", response)
					};
				}
				return {
					data: response,
					error: null
				};
			} catch (err) {
				return {
					data: null,
					error: (0, webauthn_errors_1.identifyAuthenticationError)({
						error: err,
						options
					})
				};
			}
		}
		exports.DEFAULT_CREATION_OPTIONS = {
			hints: ["security-key"],
			authenticatorSelection: {
				authenticatorAttachment: "cross-platform",
				requireResidentKey: false,
				userVerification: "preferred",
				residentKey: "discouraged"
			},
			attestation: "direct"
		};
		exports.DEFAULT_REQUEST_OPTIONS = {
			userVerification: "preferred",
			hints: ["security-key"],
			attestation: "direct"
		};
		function deepMerge(...sources) {
			const isObject = (val) => val !== null && typeof val === "object" && !Array.isArray(val);
			const isArrayBufferLike = (val) => val instanceof ArrayBuffer || ArrayBuffer.isView(val);
			const result = {};
			for (const source of sources) {
				if (!source) continue;
				for (const key in source) {
					const value = source[key];
					if (value === undefined) continue;
					if (Array.isArray(value)) {
						result[key] = value;
					} else if (isArrayBufferLike(value)) {
						result[key] = value;
					} else if (isObject(value)) {
						const existing = result[key];
						if (isObject(existing)) {
							result[key] = deepMerge(existing, value);
						} else {
							result[key] = deepMerge(value);
						}
					} else {
						result[key] = value;
					}
				}
			}
			return result;
		}
		function mergeCredentialCreationOptions(baseOptions, overrides) {
			return deepMerge(exports.DEFAULT_CREATION_OPTIONS, baseOptions, overrides || {});
		}
		function mergeCredentialRequestOptions(baseOptions, overrides) {
			return deepMerge(exports.DEFAULT_REQUEST_OPTIONS, baseOptions, overrides || {});
		}
		class WebAuthnApi {
			constructor(client) {
				this.client = client;
				this.enroll = this._enroll.bind(this);
				this.challenge = this._challenge.bind(this);
				this.verify = this._verify.bind(this);
				this.authenticate = this._authenticate.bind(this);
				this.register = this._register.bind(this);
			}
			async _enroll(params) {
				return this.client.mfa.enroll(Object.assign(Object.assign({}, params), { factorType: "webauthn" }));
			}
			async _challenge({ factorId, webauthn, friendlyName, signal }, overrides) {
				var _a;
				try {
					const { data: challengeResponse, error: challengeError } = await this.client.mfa.challenge({
						factorId,
						webauthn
					});
					if (!challengeResponse) {
						return {
							data: null,
							error: challengeError
						};
					}
					const abortSignal = signal !== null && signal !== void 0 ? signal : exports.webAuthnAbortService.createNewAbortSignal();
					if (challengeResponse.webauthn.type === "create") {
						const { user } = challengeResponse.webauthn.credential_options.publicKey;
						if (!user.name) {
							const nameToUse = friendlyName;
							if (!nameToUse) {
								const currentUser = await this.client.getUser();
								const userData = currentUser.data.user;
								const fallbackName = ((_a = userData === null || userData === void 0 ? void 0 : userData.user_metadata) === null || _a === void 0 ? void 0 : _a.name) || (userData === null || userData === void 0 ? void 0 : userData.email) || (userData === null || userData === void 0 ? void 0 : userData.id) || "User";
								user.name = `${user.id}:${fallbackName}`;
							} else {
								user.name = `${user.id}:${nameToUse}`;
							}
						}
						if (!user.displayName) {
							user.displayName = user.name;
						}
					}
					switch (challengeResponse.webauthn.type) {
						case "create": {
							const options = mergeCredentialCreationOptions(challengeResponse.webauthn.credential_options.publicKey, overrides === null || overrides === void 0 ? void 0 : overrides.create);
							const { data, error } = await createCredential({
								publicKey: options,
								signal: abortSignal
							});
							if (data) {
								return {
									data: {
										factorId,
										challengeId: challengeResponse.id,
										webauthn: {
											type: challengeResponse.webauthn.type,
											credential_response: data
										}
									},
									error: null
								};
							}
							return {
								data: null,
								error
							};
						}
						case "request": {
							const options = mergeCredentialRequestOptions(challengeResponse.webauthn.credential_options.publicKey, overrides === null || overrides === void 0 ? void 0 : overrides.request);
							const { data, error } = await getCredential(Object.assign(Object.assign({}, challengeResponse.webauthn.credential_options), {
								publicKey: options,
								signal: abortSignal
							}));
							if (data) {
								return {
									data: {
										factorId,
										challengeId: challengeResponse.id,
										webauthn: {
											type: challengeResponse.webauthn.type,
											credential_response: data
										}
									},
									error: null
								};
							}
							return {
								data: null,
								error
							};
						}
					}
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return {
							data: null,
							error
						};
					}
					return {
						data: null,
						error: new errors_1.AuthUnknownError("Unexpected error in challenge", error)
					};
				}
			}
			async _verify({ challengeId, factorId, webauthn }) {
				return this.client.mfa.verify({
					factorId,
					challengeId,
					webauthn
				});
			}
			async _authenticate({ factorId, webauthn: { rpId = typeof window !== "undefined" ? window.location.hostname : undefined, rpOrigins = typeof window !== "undefined" ? [window.location.origin] : undefined, signal } = {} }, overrides) {
				if (!rpId) {
					return {
						data: null,
						error: new errors_1.AuthError("rpId is required for WebAuthn authentication")
					};
				}
				try {
					if (!browserSupportsWebAuthn()) {
						return {
							data: null,
							error: new errors_1.AuthUnknownError("Browser does not support WebAuthn", null)
						};
					}
					const { data: challengeResponse, error: challengeError } = await this.challenge({
						factorId,
						webauthn: {
							rpId,
							rpOrigins
						},
						signal
					}, { request: overrides });
					if (!challengeResponse) {
						return {
							data: null,
							error: challengeError
						};
					}
					const { webauthn } = challengeResponse;
					return this._verify({
						factorId,
						challengeId: challengeResponse.challengeId,
						webauthn: {
							type: webauthn.type,
							rpId,
							rpOrigins,
							credential_response: webauthn.credential_response
						}
					});
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return {
							data: null,
							error
						};
					}
					return {
						data: null,
						error: new errors_1.AuthUnknownError("Unexpected error in authenticate", error)
					};
				}
			}
			async _register({ friendlyName, webauthn: { rpId = typeof window !== "undefined" ? window.location.hostname : undefined, rpOrigins = typeof window !== "undefined" ? [window.location.origin] : undefined, signal } = {} }, overrides) {
				if (!rpId) {
					return {
						data: null,
						error: new errors_1.AuthError("rpId is required for WebAuthn registration")
					};
				}
				try {
					if (!browserSupportsWebAuthn()) {
						return {
							data: null,
							error: new errors_1.AuthUnknownError("Browser does not support WebAuthn", null)
						};
					}
					const { data: factor, error: enrollError } = await this._enroll({ friendlyName });
					if (!factor) {
						await this.client.mfa.listFactors().then((factors) => {
							var _a;
							return (_a = factors.data) === null || _a === void 0 ? void 0 : _a.all.find((v) => v.factor_type === "webauthn" && v.friendly_name === friendlyName && v.status === "unverified");
						}).then((factor) => factor ? this.client.mfa.unenroll({ factorId: factor === null || factor === void 0 ? void 0 : factor.id }) : void 0);
						return {
							data: null,
							error: enrollError
						};
					}
					const { data: challengeResponse, error: challengeError } = await this._challenge({
						factorId: factor.id,
						friendlyName: factor.friendly_name,
						webauthn: {
							rpId,
							rpOrigins
						},
						signal
					}, { create: overrides });
					if (!challengeResponse) {
						return {
							data: null,
							error: challengeError
						};
					}
					return this._verify({
						factorId: factor.id,
						challengeId: challengeResponse.challengeId,
						webauthn: {
							rpId,
							rpOrigins,
							type: challengeResponse.webauthn.type,
							credential_response: challengeResponse.webauthn.credential_response
						}
					});
				} catch (error) {
					if ((0, errors_1.isAuthError)(error)) {
						return {
							data: null,
							error
						};
					}
					return {
						data: null,
						error: new errors_1.AuthUnknownError("Unexpected error in register", error)
					};
				}
			}
		}
		exports.WebAuthnApi = WebAuthnApi;
	}),
	6137: ((module) => {
		var __extends;
		var __assign;
		var __rest;
		var __decorate;
		var __param;
		var __esDecorate;
		var __runInitializers;
		var __propKey;
		var __setFunctionName;
		var __metadata;
		var __awaiter;
		var __generator;
		var __exportStar;
		var __values;
		var __read;
		var __spread;
		var __spreadArrays;
		var __spreadArray;
		var __await;
		var __asyncGenerator;
		var __asyncDelegator;
		var __asyncValues;
		var __makeTemplateObject;
		var __importStar;
		var __importDefault;
		var __classPrivateFieldGet;
		var __classPrivateFieldSet;
		var __classPrivateFieldIn;
		var __createBinding;
		var __addDisposableResource;
		var __disposeResources;
		var __rewriteRelativeImportExtension;
		(function(factory) {
			var root = typeof global === "object" ? global : typeof self === "object" ? self : typeof this === "object" ? this : {};
			if (typeof define === "function" && define.amd) {
				define("tslib", ["exports"], function(exports) {
					factory(createExporter(root, createExporter(exports)));
				});
			} else if (true && typeof module.exports === "object") {
				factory(createExporter(root, createExporter(module.exports)));
			} else {
				factory(createExporter(root));
			}
			function createExporter(exports, previous) {
				if (exports !== root) {
					if (typeof Object.create === "function") {
						Object.defineProperty(exports, "__esModule", { value: true });
					} else {
						exports.__esModule = true;
					}
				}
				return function(id, v) {
					return exports[id] = previous ? previous(id, v) : v;
				};
			}
		})(function(exporter) {
			var extendStatics = Object.setPrototypeOf || { __proto__: [] } instanceof Array && function(d, b) {
				d.__proto__ = b;
			} || function(d, b) {
				for (var p in b) if (Object.prototype.hasOwnProperty.call(b, p)) d[p] = b[p];
			};
			__extends = function(d, b) {
				if (typeof b !== "function" && b !== null) throw new TypeError("Class extends value " + String(b) + " is not a constructor or null");
				extendStatics(d, b);
				function __() {
					this.constructor = d;
				}
				d.prototype = b === null ? Object.create(b) : (__.prototype = b.prototype, new __());
			};
			__assign = Object.assign || function(t) {
				for (var s, i = 1, n = arguments.length; i < n; i++) {
					s = arguments[i];
					for (var p in s) if (Object.prototype.hasOwnProperty.call(s, p)) t[p] = s[p];
				}
				return t;
			};
			__rest = function(s, e) {
				var t = {};
				for (var p in s) if (Object.prototype.hasOwnProperty.call(s, p) && e.indexOf(p) < 0) t[p] = s[p];
				if (s != null && typeof Object.getOwnPropertySymbols === "function") for (var i = 0, p = Object.getOwnPropertySymbols(s); i < p.length; i++) {
					if (e.indexOf(p[i]) < 0 && Object.prototype.propertyIsEnumerable.call(s, p[i])) t[p[i]] = s[p[i]];
				}
				return t;
			};
			__decorate = function(decorators, target, key, desc) {
				var c = arguments.length, r = c < 3 ? target : desc === null ? desc = Object.getOwnPropertyDescriptor(target, key) : desc, d;
				if (typeof Reflect === "object" && typeof Reflect.decorate === "function") r = Reflect.decorate(decorators, target, key, desc);
				else for (var i = decorators.length - 1; i >= 0; i--) if (d = decorators[i]) r = (c < 3 ? d(r) : c > 3 ? d(target, key, r) : d(target, key)) || r;
				return c > 3 && r && Object.defineProperty(target, key, r), r;
			};
			__param = function(paramIndex, decorator) {
				return function(target, key) {
					decorator(target, key, paramIndex);
				};
			};
			__esDecorate = function(ctor, descriptorIn, decorators, contextIn, initializers, extraInitializers) {
				function accept(f) {
					if (f !== void 0 && typeof f !== "function") throw new TypeError("Function expected");
					return f;
				}
				var kind = contextIn.kind, key = kind === "getter" ? "get" : kind === "setter" ? "set" : "value";
				var target = !descriptorIn && ctor ? contextIn["static"] ? ctor : ctor.prototype : null;
				var descriptor = descriptorIn || (target ? Object.getOwnPropertyDescriptor(target, contextIn.name) : {});
				var _, done = false;
				for (var i = decorators.length - 1; i >= 0; i--) {
					var context = {};
					for (var p in contextIn) context[p] = p === "access" ? {} : contextIn[p];
					for (var p in contextIn.access) context.access[p] = contextIn.access[p];
					context.addInitializer = function(f) {
						if (done) throw new TypeError("Cannot add initializers after decoration has completed");
						extraInitializers.push(accept(f || null));
					};
					var result = (0, decorators[i])(kind === "accessor" ? {
						get: descriptor.get,
						set: descriptor.set
					} : descriptor[key], context);
					if (kind === "accessor") {
						if (result === void 0) continue;
						if (result === null || typeof result !== "object") throw new TypeError("Object expected");
						if (_ = accept(result.get)) descriptor.get = _;
						if (_ = accept(result.set)) descriptor.set = _;
						if (_ = accept(result.init)) initializers.unshift(_);
					} else if (_ = accept(result)) {
						if (kind === "field") initializers.unshift(_);
						else descriptor[key] = _;
					}
				}
				if (target) Object.defineProperty(target, contextIn.name, descriptor);
				done = true;
			};
			__runInitializers = function(thisArg, initializers, value) {
				var useValue = arguments.length > 2;
				for (var i = 0; i < initializers.length; i++) {
					value = useValue ? initializers[i].call(thisArg, value) : initializers[i].call(thisArg);
				}
				return useValue ? value : void 0;
			};
			__propKey = function(x) {
				return typeof x === "symbol" ? x : "".concat(x);
			};
			__setFunctionName = function(f, name, prefix) {
				if (typeof name === "symbol") name = name.description ? "[".concat(name.description, "]") : "";
				return Object.defineProperty(f, "name", {
					configurable: true,
					value: prefix ? "".concat(prefix, " ", name) : name
				});
			};
			__metadata = function(metadataKey, metadataValue) {
				if (typeof Reflect === "object" && typeof Reflect.metadata === "function") return Reflect.metadata(metadataKey, metadataValue);
			};
			__awaiter = function(thisArg, _arguments, P, generator) {
				function adopt(value) {
					return value instanceof P ? value : new P(function(resolve) {
						resolve(value);
					});
				}
				return new (P || (P = Promise))(function(resolve, reject) {
					function fulfilled(value) {
						try {
							step(generator.next(value));
						} catch (e) {
							reject(e);
						}
					}
					function rejected(value) {
						try {
							step(generator["throw"](value));
						} catch (e) {
							reject(e);
						}
					}
					function step(result) {
						result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
					}
					step((generator = generator.apply(thisArg, _arguments || [])).next());
				});
			};
			__generator = function(thisArg, body) {
				var _ = {
					label: 0,
					sent: function() {
						if (t[0] & 1) throw t[1];
						return t[1];
					},
					trys: [],
					ops: []
				}, f, y, t, g = Object.create((typeof Iterator === "function" ? Iterator : Object).prototype);
				return g.next = verb(0), g["throw"] = verb(1), g["return"] = verb(2), typeof Symbol === "function" && (g[Symbol.iterator] = function() {
					return this;
				}), g;
				function verb(n) {
					return function(v) {
						return step([n, v]);
					};
				}
				function step(op) {
					if (f) throw new TypeError("Generator is already executing.");
					while (g && (g = 0, op[0] && (_ = 0)), _) try {
						if (f = 1, y && (t = op[0] & 2 ? y["return"] : op[0] ? y["throw"] || ((t = y["return"]) && t.call(y), 0) : y.next) && !(t = t.call(y, op[1])).done) return t;
						if (y = 0, t) op = [op[0] & 2, t.value];
						switch (op[0]) {
							case 0:
							case 1:
								t = op;
								break;
							case 4:
								_.label++;
								return {
									value: op[1],
									done: false
								};
							case 5:
								_.label++;
								y = op[1];
								op = [0];
								continue;
							case 7:
								op = _.ops.pop();
								_.trys.pop();
								continue;
							default:
								if (!(t = _.trys, t = t.length > 0 && t[t.length - 1]) && (op[0] === 6 || op[0] === 2)) {
									_ = 0;
									continue;
								}
								if (op[0] === 3 && (!t || op[1] > t[0] && op[1] < t[3])) {
									_.label = op[1];
									break;
								}
								if (op[0] === 6 && _.label < t[1]) {
									_.label = t[1];
									t = op;
									break;
								}
								if (t && _.label < t[2]) {
									_.label = t[2];
									_.ops.push(op);
									break;
								}
								if (t[2]) _.ops.pop();
								_.trys.pop();
								continue;
						}
						op = body.call(thisArg, _);
					} catch (e) {
						op = [6, e];
						y = 0;
					} finally {
						f = t = 0;
					}
					if (op[0] & 5) throw op[1];
					return {
						value: op[0] ? op[1] : void 0,
						done: true
					};
				}
			};
			__exportStar = function(m, o) {
				for (var p in m) if (p !== "default" && !Object.prototype.hasOwnProperty.call(o, p)) __createBinding(o, m, p);
			};
			__createBinding = Object.create ? (function(o, m, k, k2) {
				if (k2 === undefined) k2 = k;
				var desc = Object.getOwnPropertyDescriptor(m, k);
				if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable)) {
					desc = {
						enumerable: true,
						get: function() {
							return m[k];
						}
					};
				}
				Object.defineProperty(o, k2, desc);
			}) : (function(o, m, k, k2) {
				if (k2 === undefined) k2 = k;
				o[k2] = m[k];
			});
			__values = function(o) {
				var s = typeof Symbol === "function" && Symbol.iterator, m = s && o[s], i = 0;
				if (m) return m.call(o);
				if (o && typeof o.length === "number") return { next: function() {
					if (o && i >= o.length) o = void 0;
					return {
						value: o && o[i++],
						done: !o
					};
				} };
				throw new TypeError(s ? "Object is not iterable." : "Symbol.iterator is not defined.");
			};
			__read = function(o, n) {
				var m = typeof Symbol === "function" && o[Symbol.iterator];
				if (!m) return o;
				var i = m.call(o), r, ar = [], e;
				try {
					while ((n === void 0 || n-- > 0) && !(r = i.next()).done) ar.push(r.value);
				} catch (error) {
					e = { error };
				} finally {
					try {
						if (r && !r.done && (m = i["return"])) m.call(i);
					} finally {
						if (e) throw e.error;
					}
				}
				return ar;
			};
			__spread = function() {
				for (var ar = [], i = 0; i < arguments.length; i++) ar = ar.concat(__read(arguments[i]));
				return ar;
			};
			__spreadArrays = function() {
				for (var s = 0, i = 0, il = arguments.length; i < il; i++) s += arguments[i].length;
				for (var r = Array(s), k = 0, i = 0; i < il; i++) for (var a = arguments[i], j = 0, jl = a.length; j < jl; j++, k++) r[k] = a[j];
				return r;
			};
			__spreadArray = function(to, from, pack) {
				if (pack || arguments.length === 2) for (var i = 0, l = from.length, ar; i < l; i++) {
					if (ar || !(i in from)) {
						if (!ar) ar = Array.prototype.slice.call(from, 0, i);
						ar[i] = from[i];
					}
				}
				return to.concat(ar || Array.prototype.slice.call(from));
			};
			__await = function(v) {
				return this instanceof __await ? (this.v = v, this) : new __await(v);
			};
			__asyncGenerator = function(thisArg, _arguments, generator) {
				if (!Symbol.asyncIterator) throw new TypeError("Symbol.asyncIterator is not defined.");
				var g = generator.apply(thisArg, _arguments || []), i, q = [];
				return i = Object.create((typeof AsyncIterator === "function" ? AsyncIterator : Object).prototype), verb("next"), verb("throw"), verb("return", awaitReturn), i[Symbol.asyncIterator] = function() {
					return this;
				}, i;
				function awaitReturn(f) {
					return function(v) {
						return Promise.resolve(v).then(f, reject);
					};
				}
				function verb(n, f) {
					if (g[n]) {
						i[n] = function(v) {
							return new Promise(function(a, b) {
								q.push([
									n,
									v,
									a,
									b
								]) > 1 || resume(n, v);
							});
						};
						if (f) i[n] = f(i[n]);
					}
				}
				function resume(n, v) {
					try {
						step(g[n](v));
					} catch (e) {
						settle(q[0][3], e);
					}
				}
				function step(r) {
					r.value instanceof __await ? Promise.resolve(r.value.v).then(fulfill, reject) : settle(q[0][2], r);
				}
				function fulfill(value) {
					resume("next", value);
				}
				function reject(value) {
					resume("throw", value);
				}
				function settle(f, v) {
					if (f(v), q.shift(), q.length) resume(q[0][0], q[0][1]);
				}
			};
			__asyncDelegator = function(o) {
				var i, p;
				return i = {}, verb("next"), verb("throw", function(e) {
					throw e;
				}), verb("return"), i[Symbol.iterator] = function() {
					return this;
				}, i;
				function verb(n, f) {
					i[n] = o[n] ? function(v) {
						return (p = !p) ? {
							value: __await(o[n](v)),
							done: false
						} : f ? f(v) : v;
					} : f;
				}
			};
			__asyncValues = function(o) {
				if (!Symbol.asyncIterator) throw new TypeError("Symbol.asyncIterator is not defined.");
				var m = o[Symbol.asyncIterator], i;
				return m ? m.call(o) : (o = typeof __values === "function" ? __values(o) : o[Symbol.iterator](), i = {}, verb("next"), verb("throw"), verb("return"), i[Symbol.asyncIterator] = function() {
					return this;
				}, i);
				function verb(n) {
					i[n] = o[n] && function(v) {
						return new Promise(function(resolve, reject) {
							v = o[n](v), settle(resolve, reject, v.done, v.value);
						});
					};
				}
				function settle(resolve, reject, d, v) {
					Promise.resolve(v).then(function(v) {
						resolve({
							value: v,
							done: d
						});
					}, reject);
				}
			};
			__makeTemplateObject = function(cooked, raw) {
				if (Object.defineProperty) {
					Object.defineProperty(cooked, "raw", { value: raw });
				} else {
					cooked.raw = raw;
				}
				return cooked;
			};
			var __setModuleDefault = Object.create ? (function(o, v) {
				Object.defineProperty(o, "default", {
					enumerable: true,
					value: v
				});
			}) : function(o, v) {
				o["default"] = v;
			};
			var ownKeys = function(o) {
				ownKeys = Object.getOwnPropertyNames || function(o) {
					var ar = [];
					for (var k in o) if (Object.prototype.hasOwnProperty.call(o, k)) ar[ar.length] = k;
					return ar;
				};
				return ownKeys(o);
			};
			__importStar = function(mod) {
				if (mod && mod.__esModule) return mod;
				var result = {};
				if (mod != null) {
					for (var k = ownKeys(mod), i = 0; i < k.length; i++) if (k[i] !== "default") __createBinding(result, mod, k[i]);
				}
				__setModuleDefault(result, mod);
				return result;
			};
			__importDefault = function(mod) {
				return mod && mod.__esModule ? mod : { "default": mod };
			};
			__classPrivateFieldGet = function(receiver, state, kind, f) {
				if (kind === "a" && !f) throw new TypeError("Private accessor was defined without a getter");
				if (typeof state === "function" ? receiver !== state || !f : !state.has(receiver)) throw new TypeError("Cannot read private member from an object whose class did not declare it");
				return kind === "m" ? f : kind === "a" ? f.call(receiver) : f ? f.value : state.get(receiver);
			};
			__classPrivateFieldSet = function(receiver, state, value, kind, f) {
				if (kind === "m") throw new TypeError("Private method is not writable");
				if (kind === "a" && !f) throw new TypeError("Private accessor was defined without a setter");
				if (typeof state === "function" ? receiver !== state || !f : !state.has(receiver)) throw new TypeError("Cannot write private member to an object whose class did not declare it");
				return kind === "a" ? f.call(receiver, value) : f ? f.value = value : state.set(receiver, value), value;
			};
			__classPrivateFieldIn = function(state, receiver) {
				if (receiver === null || typeof receiver !== "object" && typeof receiver !== "function") throw new TypeError("Cannot use 'in' operator on non-object");
				return typeof state === "function" ? receiver === state : state.has(receiver);
			};
			__addDisposableResource = function(env, value, async) {
				if (value !== null && value !== void 0) {
					if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
					var dispose, inner;
					if (async) {
						if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
						dispose = value[Symbol.asyncDispose];
					}
					if (dispose === void 0) {
						if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
						dispose = value[Symbol.dispose];
						if (async) inner = dispose;
					}
					if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
					if (inner) dispose = function() {
						try {
							inner.call(this);
						} catch (e) {
							return Promise.reject(e);
						}
					};
					env.stack.push({
						value,
						dispose,
						async
					});
				} else if (async) {
					env.stack.push({ async: true });
				}
				return value;
			};
			var _SuppressedError = typeof SuppressedError === "function" ? SuppressedError : function(error, suppressed, message) {
				var e = new Error(message);
				return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
			};
			__disposeResources = function(env) {
				function fail(e) {
					env.error = env.hasError ? new _SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
					env.hasError = true;
				}
				var r, s = 0;
				function next() {
					while (r = env.stack.pop()) {
						try {
							if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
							if (r.dispose) {
								var result = r.dispose.call(r.value);
								if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) {
									fail(e);
									return next();
								});
							} else s |= 1;
						} catch (e) {
							fail(e);
						}
					}
					if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
					if (env.hasError) throw env.error;
				}
				return next();
			};
			__rewriteRelativeImportExtension = function(path, preserveJsx) {
				if (typeof path === "string" && /^\.\.?\//.test(path)) {
					return path.replace(/\.(tsx)$|((?:\.d)?)((?:\.[^./]+?)?)\.([cm]?)ts$/i, function(m, tsx, d, ext, cm) {
						return tsx ? preserveJsx ? ".jsx" : ".js" : d && (!ext || !cm) ? m : d + ext + "." + cm.toLowerCase() + "js";
					});
				}
				return path;
			};
			exporter("__extends", __extends);
			exporter("__assign", __assign);
			exporter("__rest", __rest);
			exporter("__decorate", __decorate);
			exporter("__param", __param);
			exporter("__esDecorate", __esDecorate);
			exporter("__runInitializers", __runInitializers);
			exporter("__propKey", __propKey);
			exporter("__setFunctionName", __setFunctionName);
			exporter("__metadata", __metadata);
			exporter("__awaiter", __awaiter);
			exporter("__generator", __generator);
			exporter("__exportStar", __exportStar);
			exporter("__createBinding", __createBinding);
			exporter("__values", __values);
			exporter("__read", __read);
			exporter("__spread", __spread);
			exporter("__spreadArrays", __spreadArrays);
			exporter("__spreadArray", __spreadArray);
			exporter("__await", __await);
			exporter("__asyncGenerator", __asyncGenerator);
			exporter("__asyncDelegator", __asyncDelegator);
			exporter("__asyncValues", __asyncValues);
			exporter("__makeTemplateObject", __makeTemplateObject);
			exporter("__importStar", __importStar);
			exporter("__importDefault", __importDefault);
			exporter("__classPrivateFieldGet", __classPrivateFieldGet);
			exporter("__classPrivateFieldSet", __classPrivateFieldSet);
			exporter("__classPrivateFieldIn", __classPrivateFieldIn);
			exporter("__addDisposableResource", __addDisposableResource);
			exporter("__disposeResources", __disposeResources);
			exporter("__rewriteRelativeImportExtension", __rewriteRelativeImportExtension);
		});
		0 && 0;
	}),
	2657: ((__unused_webpack_module, exports, __webpack_require__) => {
		Object.defineProperty(exports, "__esModule", { value: true });
		exports.FunctionsClient = void 0;
		const tslib_1 = __webpack_require__(2012);
		const helper_1 = __webpack_require__(7939);
		const types_1 = __webpack_require__(766);
		class FunctionsClient {
			constructor(url, { headers = {}, customFetch, region = types_1.FunctionRegion.Any } = {}) {
				this.url = url;
				this.headers = headers;
				this.region = region;
				this.fetch = (0, helper_1.resolveFetch)(customFetch);
			}
			setAuth(token) {
				this.headers.Authorization = `Bearer ${token}`;
			}
			invoke(functionName_1) {
				return tslib_1.__awaiter(this, arguments, void 0, function* (functionName, options = {}) {
					var _a, _b;
					let timeoutId;
					let timeoutController;
					let onAbort;
					try {
						const { headers, method, body: functionArgs, signal, timeout } = options;
						let _headers = {};
						let { region } = options;
						if (!region) {
							region = this.region;
						}
						const url = new URL(`${this.url}/${functionName}`);
						if (region && region !== "any") {
							_headers["x-region"] = region;
							url.searchParams.set("forceFunctionRegion", region);
						}
						let body;
						const hasContentTypeHeader = !!headers && Object.keys(headers).some((key) => key.toLowerCase() === "content-type");
						if (functionArgs && !hasContentTypeHeader) {
							if (typeof Blob !== "undefined" && functionArgs instanceof Blob || functionArgs instanceof ArrayBuffer) {
								_headers["Content-Type"] = functionArgs.type || "application/octet-stream";
								body = functionArgs;
							} else if (typeof functionArgs === "string") {
								_headers["Content-Type"] = "text/plain";
								body = functionArgs;
							} else if (typeof FormData !== "undefined" && functionArgs instanceof FormData) {
								body = functionArgs;
							} else {
								_headers["Content-Type"] = "application/json";
								body = JSON.stringify(functionArgs);
							}
						} else {
							if (functionArgs && typeof functionArgs !== "string" && !(typeof Blob !== "undefined" && functionArgs instanceof Blob) && !(functionArgs instanceof ArrayBuffer) && !(typeof FormData !== "undefined" && functionArgs instanceof FormData)) {
								body = JSON.stringify(functionArgs);
							} else {
								body = functionArgs;
							}
						}
						let effectiveSignal = signal;
						if (timeout) {
							timeoutController = new AbortController();
							timeoutId = setTimeout(() => timeoutController.abort(), timeout);
							if (signal) {
								effectiveSignal = timeoutController.signal;
								onAbort = () => timeoutController.abort();
								signal.addEventListener("abort", onAbort);
							} else {
								effectiveSignal = timeoutController.signal;
							}
						}
						const response = yield this.fetch(url.toString(), {
							method: method || "POST",
							headers: Object.assign(Object.assign(Object.assign({}, _headers), this.headers), headers),
							body,
							signal: effectiveSignal
						}).catch((fetchError) => {
							throw new types_1.FunctionsFetchError(fetchError);
						});
						const isRelayError = response.headers.get("x-relay-error");
						if (isRelayError && isRelayError === "true") {
							throw new types_1.FunctionsRelayError(response);
						}
						if (!response.ok) {
							throw new types_1.FunctionsHttpError(response);
						}
						let responseType = ((_a = response.headers.get("Content-Type")) !== null && _a !== void 0 ? _a : "text/plain").split(";")[0].trim().toLowerCase();
						let data;
						if (responseType === "application/json") {
							data = yield response.json();
						} else if (responseType === "application/octet-stream" || responseType === "application/pdf") {
							data = yield response.blob();
						} else if (responseType === "text/event-stream") {
							data = response;
						} else if (responseType === "multipart/form-data") {
							data = yield response.formData();
						} else {
							data = yield response.text();
						}
						return {
							data,
							error: null,
							response
						};
					} catch (error) {
						return {
							data: null,
							error,
							response: error instanceof types_1.FunctionsHttpError || error instanceof types_1.FunctionsRelayError ? error.context : undefined
						};
					} finally {
						if (timeoutId) {
							clearTimeout(timeoutId);
						}
						if (onAbort) {
							(_b = options.signal) === null || _b === void 0 ? void 0 : _b.removeEventListener("abort", onAbort);
						}
					}
				});
			}
		}
		exports.FunctionsClient = FunctionsClient;
	}),
	7939: ((__unused_webpack_module, exports) => {
		Object.defineProperty(exports, "__esModule", { value: true });
		exports.resolveFetch = void 0;
		const resolveFetch = (customFetch) => {
			if (customFetch) {
				return (...args) => customFetch(...args);
			}
			return (...args) => fetch(...args);
		};
		exports.resolveFetch = resolveFetch;
	}),
	4039: ((__unused_webpack_module, exports, __webpack_require__) => {
		var __webpack_unused_export__;
		__webpack_unused_export__ = { value: true };
		__webpack_unused_export__ = __webpack_unused_export__ = __webpack_unused_export__ = __webpack_unused_export__ = __webpack_unused_export__ = exports.FS = void 0;
		var FunctionsClient_1 = __webpack_require__(2657);
		Object.defineProperty(exports, "FS", {
			enumerable: true,
			get: function() {
				return FunctionsClient_1.FunctionsClient;
			}
		});
		var types_1 = __webpack_require__(766);
		__webpack_unused_export__ = {
			enumerable: true,
			get: function() {
				return types_1.FunctionsError;
			}
		};
		__webpack_unused_export__ = {
			enumerable: true,
			get: function() {
				return types_1.FunctionsFetchError;
			}
		};
		__webpack_unused_export__ = {
			enumerable: true,
			get: function() {
				return types_1.FunctionsHttpError;
			}
		};
		__webpack_unused_export__ = {
			enumerable: true,
			get: function() {
				return types_1.FunctionsRelayError;
			}
		};
		__webpack_unused_export__ = {
			enumerable: true,
			get: function() {
				return types_1.FunctionRegion;
			}
		};
	}),
	766: ((__unused_webpack_module, exports) => {
		Object.defineProperty(exports, "__esModule", { value: true });
		exports.FunctionRegion = exports.FunctionsHttpError = exports.FunctionsRelayError = exports.FunctionsFetchError = exports.FunctionsError = void 0;
		class FunctionsError extends Error {
			constructor(message, name = "FunctionsError", context) {
				super(message);
				this.name = name;
				this.context = context;
			}
			toJSON() {
				return {
					name: this.name,
					message: this.message,
					context: this.context
				};
			}
		}
		exports.FunctionsError = FunctionsError;
		class FunctionsFetchError extends FunctionsError {
			constructor(context) {
				super("Failed to send a request to the Edge Function", "FunctionsFetchError", context);
			}
		}
		exports.FunctionsFetchError = FunctionsFetchError;
		class FunctionsRelayError extends FunctionsError {
			constructor(context) {
				super("Relay Error invoking the Edge Function", "FunctionsRelayError", context);
			}
		}
		exports.FunctionsRelayError = FunctionsRelayError;
		class FunctionsHttpError extends FunctionsError {
			constructor(context) {
				super("Edge Function returned a non-2xx status code", "FunctionsHttpError", context);
			}
		}
		exports.FunctionsHttpError = FunctionsHttpError;
		var FunctionRegion;
		(function(FunctionRegion) {
			FunctionRegion["Any"] = "any";
			FunctionRegion["ApNortheast1"] = "ap-northeast-1";
			FunctionRegion["ApNortheast2"] = "ap-northeast-2";
			FunctionRegion["ApSouth1"] = "ap-south-1";
			FunctionRegion["ApSoutheast1"] = "ap-southeast-1";
			FunctionRegion["ApSoutheast2"] = "ap-southeast-2";
			FunctionRegion["CaCentral1"] = "ca-central-1";
			FunctionRegion["EuCentral1"] = "eu-central-1";
			FunctionRegion["EuWest1"] = "eu-west-1";
			FunctionRegion["EuWest2"] = "eu-west-2";
			FunctionRegion["EuWest3"] = "eu-west-3";
			FunctionRegion["SaEast1"] = "sa-east-1";
			FunctionRegion["UsEast1"] = "us-east-1";
			FunctionRegion["UsWest1"] = "us-west-1";
			FunctionRegion["UsWest2"] = "us-west-2";
		})(FunctionRegion || (exports.FunctionRegion = FunctionRegion = {}));
	}),
	2012: ((module) => {
		var __extends;
		var __assign;
		var __rest;
		var __decorate;
		var __param;
		var __esDecorate;
		var __runInitializers;
		var __propKey;
		var __setFunctionName;
		var __metadata;
		var __awaiter;
		var __generator;
		var __exportStar;
		var __values;
		var __read;
		var __spread;
		var __spreadArrays;
		var __spreadArray;
		var __await;
		var __asyncGenerator;
		var __asyncDelegator;
		var __asyncValues;
		var __makeTemplateObject;
		var __importStar;
		var __importDefault;
		var __classPrivateFieldGet;
		var __classPrivateFieldSet;
		var __classPrivateFieldIn;
		var __createBinding;
		var __addDisposableResource;
		var __disposeResources;
		var __rewriteRelativeImportExtension;
		(function(factory) {
			var root = typeof global === "object" ? global : typeof self === "object" ? self : typeof this === "object" ? this : {};
			if (typeof define === "function" && define.amd) {
				define("tslib", ["exports"], function(exports) {
					factory(createExporter(root, createExporter(exports)));
				});
			} else if (true && typeof module.exports === "object") {
				factory(createExporter(root, createExporter(module.exports)));
			} else {
				factory(createExporter(root));
			}
			function createExporter(exports, previous) {
				if (exports !== root) {
					if (typeof Object.create === "function") {
						Object.defineProperty(exports, "__esModule", { value: true });
					} else {
						exports.__esModule = true;
					}
				}
				return function(id, v) {
					return exports[id] = previous ? previous(id, v) : v;
				};
			}
		})(function(exporter) {
			var extendStatics = Object.setPrototypeOf || { __proto__: [] } instanceof Array && function(d, b) {
				d.__proto__ = b;
			} || function(d, b) {
				for (var p in b) if (Object.prototype.hasOwnProperty.call(b, p)) d[p] = b[p];
			};
			__extends = function(d, b) {
				if (typeof b !== "function" && b !== null) throw new TypeError("Class extends value " + String(b) + " is not a constructor or null");
				extendStatics(d, b);
				function __() {
					this.constructor = d;
				}
				d.prototype = b === null ? Object.create(b) : (__.prototype = b.prototype, new __());
			};
			__assign = Object.assign || function(t) {
				for (var s, i = 1, n = arguments.length; i < n; i++) {
					s = arguments[i];
					for (var p in s) if (Object.prototype.hasOwnProperty.call(s, p)) t[p] = s[p];
				}
				return t;
			};
			__rest = function(s, e) {
				var t = {};
				for (var p in s) if (Object.prototype.hasOwnProperty.call(s, p) && e.indexOf(p) < 0) t[p] = s[p];
				if (s != null && typeof Object.getOwnPropertySymbols === "function") for (var i = 0, p = Object.getOwnPropertySymbols(s); i < p.length; i++) {
					if (e.indexOf(p[i]) < 0 && Object.prototype.propertyIsEnumerable.call(s, p[i])) t[p[i]] = s[p[i]];
				}
				return t;
			};
			__decorate = function(decorators, target, key, desc) {
				var c = arguments.length, r = c < 3 ? target : desc === null ? desc = Object.getOwnPropertyDescriptor(target, key) : desc, d;
				if (typeof Reflect === "object" && typeof Reflect.decorate === "function") r = Reflect.decorate(decorators, target, key, desc);
				else for (var i = decorators.length - 1; i >= 0; i--) if (d = decorators[i]) r = (c < 3 ? d(r) : c > 3 ? d(target, key, r) : d(target, key)) || r;
				return c > 3 && r && Object.defineProperty(target, key, r), r;
			};
			__param = function(paramIndex, decorator) {
				return function(target, key) {
					decorator(target, key, paramIndex);
				};
			};
			__esDecorate = function(ctor, descriptorIn, decorators, contextIn, initializers, extraInitializers) {
				function accept(f) {
					if (f !== void 0 && typeof f !== "function") throw new TypeError("Function expected");
					return f;
				}
				var kind = contextIn.kind, key = kind === "getter" ? "get" : kind === "setter" ? "set" : "value";
				var target = !descriptorIn && ctor ? contextIn["static"] ? ctor : ctor.prototype : null;
				var descriptor = descriptorIn || (target ? Object.getOwnPropertyDescriptor(target, contextIn.name) : {});
				var _, done = false;
				for (var i = decorators.length - 1; i >= 0; i--) {
					var context = {};
					for (var p in contextIn) context[p] = p === "access" ? {} : contextIn[p];
					for (var p in contextIn.access) context.access[p] = contextIn.access[p];
					context.addInitializer = function(f) {
						if (done) throw new TypeError("Cannot add initializers after decoration has completed");
						extraInitializers.push(accept(f || null));
					};
					var result = (0, decorators[i])(kind === "accessor" ? {
						get: descriptor.get,
						set: descriptor.set
					} : descriptor[key], context);
					if (kind === "accessor") {
						if (result === void 0) continue;
						if (result === null || typeof result !== "object") throw new TypeError("Object expected");
						if (_ = accept(result.get)) descriptor.get = _;
						if (_ = accept(result.set)) descriptor.set = _;
						if (_ = accept(result.init)) initializers.unshift(_);
					} else if (_ = accept(result)) {
						if (kind === "field") initializers.unshift(_);
						else descriptor[key] = _;
					}
				}
				if (target) Object.defineProperty(target, contextIn.name, descriptor);
				done = true;
			};
			__runInitializers = function(thisArg, initializers, value) {
				var useValue = arguments.length > 2;
				for (var i = 0; i < initializers.length; i++) {
					value = useValue ? initializers[i].call(thisArg, value) : initializers[i].call(thisArg);
				}
				return useValue ? value : void 0;
			};
			__propKey = function(x) {
				return typeof x === "symbol" ? x : "".concat(x);
			};
			__setFunctionName = function(f, name, prefix) {
				if (typeof name === "symbol") name = name.description ? "[".concat(name.description, "]") : "";
				return Object.defineProperty(f, "name", {
					configurable: true,
					value: prefix ? "".concat(prefix, " ", name) : name
				});
			};
			__metadata = function(metadataKey, metadataValue) {
				if (typeof Reflect === "object" && typeof Reflect.metadata === "function") return Reflect.metadata(metadataKey, metadataValue);
			};
			__awaiter = function(thisArg, _arguments, P, generator) {
				function adopt(value) {
					return value instanceof P ? value : new P(function(resolve) {
						resolve(value);
					});
				}
				return new (P || (P = Promise))(function(resolve, reject) {
					function fulfilled(value) {
						try {
							step(generator.next(value));
						} catch (e) {
							reject(e);
						}
					}
					function rejected(value) {
						try {
							step(generator["throw"](value));
						} catch (e) {
							reject(e);
						}
					}
					function step(result) {
						result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
					}
					step((generator = generator.apply(thisArg, _arguments || [])).next());
				});
			};
			__generator = function(thisArg, body) {
				var _ = {
					label: 0,
					sent: function() {
						if (t[0] & 1) throw t[1];
						return t[1];
					},
					trys: [],
					ops: []
				}, f, y, t, g = Object.create((typeof Iterator === "function" ? Iterator : Object).prototype);
				return g.next = verb(0), g["throw"] = verb(1), g["return"] = verb(2), typeof Symbol === "function" && (g[Symbol.iterator] = function() {
					return this;
				}), g;
				function verb(n) {
					return function(v) {
						return step([n, v]);
					};
				}
				function step(op) {
					if (f) throw new TypeError("Generator is already executing.");
					while (g && (g = 0, op[0] && (_ = 0)), _) try {
						if (f = 1, y && (t = op[0] & 2 ? y["return"] : op[0] ? y["throw"] || ((t = y["return"]) && t.call(y), 0) : y.next) && !(t = t.call(y, op[1])).done) return t;
						if (y = 0, t) op = [op[0] & 2, t.value];
						switch (op[0]) {
							case 0:
							case 1:
								t = op;
								break;
							case 4:
								_.label++;
								return {
									value: op[1],
									done: false
								};
							case 5:
								_.label++;
								y = op[1];
								op = [0];
								continue;
							case 7:
								op = _.ops.pop();
								_.trys.pop();
								continue;
							default:
								if (!(t = _.trys, t = t.length > 0 && t[t.length - 1]) && (op[0] === 6 || op[0] === 2)) {
									_ = 0;
									continue;
								}
								if (op[0] === 3 && (!t || op[1] > t[0] && op[1] < t[3])) {
									_.label = op[1];
									break;
								}
								if (op[0] === 6 && _.label < t[1]) {
									_.label = t[1];
									t = op;
									break;
								}
								if (t && _.label < t[2]) {
									_.label = t[2];
									_.ops.push(op);
									break;
								}
								if (t[2]) _.ops.pop();
								_.trys.pop();
								continue;
						}
						op = body.call(thisArg, _);
					} catch (e) {
						op = [6, e];
						y = 0;
					} finally {
						f = t = 0;
					}
					if (op[0] & 5) throw op[1];
					return {
						value: op[0] ? op[1] : void 0,
						done: true
					};
				}
			};
			__exportStar = function(m, o) {
				for (var p in m) if (p !== "default" && !Object.prototype.hasOwnProperty.call(o, p)) __createBinding(o, m, p);
			};
			__createBinding = Object.create ? (function(o, m, k, k2) {
				if (k2 === undefined) k2 = k;
				var desc = Object.getOwnPropertyDescriptor(m, k);
				if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable)) {
					desc = {
						enumerable: true,
						get: function() {
							return m[k];
						}
					};
				}
				Object.defineProperty(o, k2, desc);
			}) : (function(o, m, k, k2) {
				if (k2 === undefined) k2 = k;
				o[k2] = m[k];
			});
			__values = function(o) {
				var s = typeof Symbol === "function" && Symbol.iterator, m = s && o[s], i = 0;
				if (m) return m.call(o);
				if (o && typeof o.length === "number") return { next: function() {
					if (o && i >= o.length) o = void 0;
					return {
						value: o && o[i++],
						done: !o
					};
				} };
				throw new TypeError(s ? "Object is not iterable." : "Symbol.iterator is not defined.");
			};
			__read = function(o, n) {
				var m = typeof Symbol === "function" && o[Symbol.iterator];
				if (!m) return o;
				var i = m.call(o), r, ar = [], e;
				try {
					while ((n === void 0 || n-- > 0) && !(r = i.next()).done) ar.push(r.value);
				} catch (error) {
					e = { error };
				} finally {
					try {
						if (r && !r.done && (m = i["return"])) m.call(i);
					} finally {
						if (e) throw e.error;
					}
				}
				return ar;
			};
			__spread = function() {
				for (var ar = [], i = 0; i < arguments.length; i++) ar = ar.concat(__read(arguments[i]));
				return ar;
			};
			__spreadArrays = function() {
				for (var s = 0, i = 0, il = arguments.length; i < il; i++) s += arguments[i].length;
				for (var r = Array(s), k = 0, i = 0; i < il; i++) for (var a = arguments[i], j = 0, jl = a.length; j < jl; j++, k++) r[k] = a[j];
				return r;
			};
			__spreadArray = function(to, from, pack) {
				if (pack || arguments.length === 2) for (var i = 0, l = from.length, ar; i < l; i++) {
					if (ar || !(i in from)) {
						if (!ar) ar = Array.prototype.slice.call(from, 0, i);
						ar[i] = from[i];
					}
				}
				return to.concat(ar || Array.prototype.slice.call(from));
			};
			__await = function(v) {
				return this instanceof __await ? (this.v = v, this) : new __await(v);
			};
			__asyncGenerator = function(thisArg, _arguments, generator) {
				if (!Symbol.asyncIterator) throw new TypeError("Symbol.asyncIterator is not defined.");
				var g = generator.apply(thisArg, _arguments || []), i, q = [];
				return i = Object.create((typeof AsyncIterator === "function" ? AsyncIterator : Object).prototype), verb("next"), verb("throw"), verb("return", awaitReturn), i[Symbol.asyncIterator] = function() {
					return this;
				}, i;
				function awaitReturn(f) {
					return function(v) {
						return Promise.resolve(v).then(f, reject);
					};
				}
				function verb(n, f) {
					if (g[n]) {
						i[n] = function(v) {
							return new Promise(function(a, b) {
								q.push([
									n,
									v,
									a,
									b
								]) > 1 || resume(n, v);
							});
						};
						if (f) i[n] = f(i[n]);
					}
				}
				function resume(n, v) {
					try {
						step(g[n](v));
					} catch (e) {
						settle(q[0][3], e);
					}
				}
				function step(r) {
					r.value instanceof __await ? Promise.resolve(r.value.v).then(fulfill, reject) : settle(q[0][2], r);
				}
				function fulfill(value) {
					resume("next", value);
				}
				function reject(value) {
					resume("throw", value);
				}
				function settle(f, v) {
					if (f(v), q.shift(), q.length) resume(q[0][0], q[0][1]);
				}
			};
			__asyncDelegator = function(o) {
				var i, p;
				return i = {}, verb("next"), verb("throw", function(e) {
					throw e;
				}), verb("return"), i[Symbol.iterator] = function() {
					return this;
				}, i;
				function verb(n, f) {
					i[n] = o[n] ? function(v) {
						return (p = !p) ? {
							value: __await(o[n](v)),
							done: false
						} : f ? f(v) : v;
					} : f;
				}
			};
			__asyncValues = function(o) {
				if (!Symbol.asyncIterator) throw new TypeError("Symbol.asyncIterator is not defined.");
				var m = o[Symbol.asyncIterator], i;
				return m ? m.call(o) : (o = typeof __values === "function" ? __values(o) : o[Symbol.iterator](), i = {}, verb("next"), verb("throw"), verb("return"), i[Symbol.asyncIterator] = function() {
					return this;
				}, i);
				function verb(n) {
					i[n] = o[n] && function(v) {
						return new Promise(function(resolve, reject) {
							v = o[n](v), settle(resolve, reject, v.done, v.value);
						});
					};
				}
				function settle(resolve, reject, d, v) {
					Promise.resolve(v).then(function(v) {
						resolve({
							value: v,
							done: d
						});
					}, reject);
				}
			};
			__makeTemplateObject = function(cooked, raw) {
				if (Object.defineProperty) {
					Object.defineProperty(cooked, "raw", { value: raw });
				} else {
					cooked.raw = raw;
				}
				return cooked;
			};
			var __setModuleDefault = Object.create ? (function(o, v) {
				Object.defineProperty(o, "default", {
					enumerable: true,
					value: v
				});
			}) : function(o, v) {
				o["default"] = v;
			};
			var ownKeys = function(o) {
				ownKeys = Object.getOwnPropertyNames || function(o) {
					var ar = [];
					for (var k in o) if (Object.prototype.hasOwnProperty.call(o, k)) ar[ar.length] = k;
					return ar;
				};
				return ownKeys(o);
			};
			__importStar = function(mod) {
				if (mod && mod.__esModule) return mod;
				var result = {};
				if (mod != null) {
					for (var k = ownKeys(mod), i = 0; i < k.length; i++) if (k[i] !== "default") __createBinding(result, mod, k[i]);
				}
				__setModuleDefault(result, mod);
				return result;
			};
			__importDefault = function(mod) {
				return mod && mod.__esModule ? mod : { "default": mod };
			};
			__classPrivateFieldGet = function(receiver, state, kind, f) {
				if (kind === "a" && !f) throw new TypeError("Private accessor was defined without a getter");
				if (typeof state === "function" ? receiver !== state || !f : !state.has(receiver)) throw new TypeError("Cannot read private member from an object whose class did not declare it");
				return kind === "m" ? f : kind === "a" ? f.call(receiver) : f ? f.value : state.get(receiver);
			};
			__classPrivateFieldSet = function(receiver, state, value, kind, f) {
				if (kind === "m") throw new TypeError("Private method is not writable");
				if (kind === "a" && !f) throw new TypeError("Private accessor was defined without a setter");
				if (typeof state === "function" ? receiver !== state || !f : !state.has(receiver)) throw new TypeError("Cannot write private member to an object whose class did not declare it");
				return kind === "a" ? f.call(receiver, value) : f ? f.value = value : state.set(receiver, value), value;
			};
			__classPrivateFieldIn = function(state, receiver) {
				if (receiver === null || typeof receiver !== "object" && typeof receiver !== "function") throw new TypeError("Cannot use 'in' operator on non-object");
				return typeof state === "function" ? receiver === state : state.has(receiver);
			};
			__addDisposableResource = function(env, value, async) {
				if (value !== null && value !== void 0) {
					if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
					var dispose, inner;
					if (async) {
						if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
						dispose = value[Symbol.asyncDispose];
					}
					if (dispose === void 0) {
						if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
						dispose = value[Symbol.dispose];
						if (async) inner = dispose;
					}
					if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
					if (inner) dispose = function() {
						try {
							inner.call(this);
						} catch (e) {
							return Promise.reject(e);
						}
					};
					env.stack.push({
						value,
						dispose,
						async
					});
				} else if (async) {
					env.stack.push({ async: true });
				}
				return value;
			};
			var _SuppressedError = typeof SuppressedError === "function" ? SuppressedError : function(error, suppressed, message) {
				var e = new Error(message);
				return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
			};
			__disposeResources = function(env) {
				function fail(e) {
					env.error = env.hasError ? new _SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
					env.hasError = true;
				}
				var r, s = 0;
				function next() {
					while (r = env.stack.pop()) {
						try {
							if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
							if (r.dispose) {
								var result = r.dispose.call(r.value);
								if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) {
									fail(e);
									return next();
								});
							} else s |= 1;
						} catch (e) {
							fail(e);
						}
					}
					if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
					if (env.hasError) throw env.error;
				}
				return next();
			};
			__rewriteRelativeImportExtension = function(path, preserveJsx) {
				if (typeof path === "string" && /^\.\.?\//.test(path)) {
					return path.replace(/\.(tsx)$|((?:\.d)?)((?:\.[^./]+?)?)\.([cm]?)ts$/i, function(m, tsx, d, ext, cm) {
						return tsx ? preserveJsx ? ".jsx" : ".js" : d && (!ext || !cm) ? m : d + ext + "." + cm.toLowerCase() + "js";
					});
				}
				return path;
			};
			exporter("__extends", __extends);
			exporter("__assign", __assign);
			exporter("__rest", __rest);
			exporter("__decorate", __decorate);
			exporter("__param", __param);
			exporter("__esDecorate", __esDecorate);
			exporter("__runInitializers", __runInitializers);
			exporter("__propKey", __propKey);
			exporter("__setFunctionName", __setFunctionName);
			exporter("__metadata", __metadata);
			exporter("__awaiter", __awaiter);
			exporter("__generator", __generator);
			exporter("__exportStar", __exportStar);
			exporter("__createBinding", __createBinding);
			exporter("__values", __values);
			exporter("__read", __read);
			exporter("__spread", __spread);
			exporter("__spreadArrays", __spreadArrays);
			exporter("__spreadArray", __spreadArray);
			exporter("__await", __await);
			exporter("__asyncGenerator", __asyncGenerator);
			exporter("__asyncDelegator", __asyncDelegator);
			exporter("__asyncValues", __asyncValues);
			exporter("__makeTemplateObject", __makeTemplateObject);
			exporter("__importStar", __importStar);
			exporter("__importDefault", __importDefault);
			exporter("__classPrivateFieldGet", __classPrivateFieldGet);
			exporter("__classPrivateFieldSet", __classPrivateFieldSet);
			exporter("__classPrivateFieldIn", __classPrivateFieldIn);
			exporter("__addDisposableResource", __addDisposableResource);
			exporter("__disposeResources", __disposeResources);
			exporter("__rewriteRelativeImportExtension", __rewriteRelativeImportExtension);
		});
		0 && 0;
	}),
	6850: ((module) => {
		var __defProp = Object.defineProperty;
		var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
		var __getOwnPropNames = Object.getOwnPropertyNames;
		var __hasOwnProp = Object.prototype.hasOwnProperty;
		var __export = (target, all) => {
			for (var name in all) __defProp(target, name, {
				get: all[name],
				enumerable: true
			});
		};
		var __copyProps = (to, from, except, desc) => {
			if (from && typeof from === "object" || typeof from === "function") {
				for (let key of __getOwnPropNames(from)) if (!__hasOwnProp.call(to, key) && key !== except) __defProp(to, key, {
					get: () => from[key],
					enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable
				});
			}
			return to;
		};
		var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);
		var phoenix_exports = {};
		__export(phoenix_exports, {
			Channel: () => Channel,
			LongPoll: () => LongPoll,
			Presence: () => Presence,
			Push: () => Push,
			Serializer: () => serializer_default,
			Socket: () => Socket,
			Timer: () => Timer
		});
		module.exports = __toCommonJS(phoenix_exports);
		var closure = (value) => {
			if (typeof value === "function") {
				return value;
			} else {
				let closure2 = function() {
					return value;
				};
				return closure2;
			}
		};
		var globalSelf = typeof self !== "undefined" ? self : null;
		var phxWindow = typeof window !== "undefined" ? window : null;
		var global = globalSelf || phxWindow || globalThis;
		var DEFAULT_VSN = "2.0.0";
		var DEFAULT_TIMEOUT = 1e4;
		var WS_CLOSE_NORMAL = 1e3;
		var MAX_LONGPOLL_BATCH_SIZE = 100;
		var SOCKET_STATES = {
			connecting: 0,
			open: 1,
			closing: 2,
			closed: 3
		};
		var CHANNEL_STATES = {
			closed: "closed",
			errored: "errored",
			joined: "joined",
			joining: "joining",
			leaving: "leaving"
		};
		var CHANNEL_EVENTS = {
			close: "phx_close",
			error: "phx_error",
			join: "phx_join",
			reply: "phx_reply",
			leave: "phx_leave"
		};
		var TRANSPORTS = {
			longpoll: "longpoll",
			websocket: "websocket"
		};
		var XHR_STATES = { complete: 4 };
		var AUTH_TOKEN_PREFIX = "base64url.bearer.phx.";
		var Push = class {
			constructor(channel, event, payload, timeout) {
				this.channel = channel;
				this.event = event;
				this.payload = payload || function() {
					return {};
				};
				this.receivedResp = null;
				this.timeout = timeout;
				this.timeoutTimer = null;
				this.recHooks = [];
				this.sent = false;
				this.ref = void 0;
			}
			resend(timeout) {
				this.timeout = timeout;
				this.reset();
				this.send();
			}
			send() {
				if (this.hasReceived("timeout")) {
					return;
				}
				this.startTimeout();
				this.sent = true;
				this.channel.socket.push({
					topic: this.channel.topic,
					event: this.event,
					payload: this.payload(),
					ref: this.ref,
					join_ref: this.channel.joinRef()
				});
			}
			receive(status, callback) {
				if (this.hasReceived(status)) {
					callback(this.receivedResp.response);
				}
				this.recHooks.push({
					status,
					callback
				});
				return this;
			}
			reset() {
				this.cancelRefEvent();
				this.ref = null;
				this.refEvent = null;
				this.receivedResp = null;
				this.sent = false;
			}
			destroy() {
				this.cancelRefEvent();
				this.cancelTimeout();
			}
			matchReceive({ status, response, _ref }) {
				this.recHooks.filter((h) => h.status === status).forEach((h) => h.callback(response));
			}
			cancelRefEvent() {
				if (!this.refEvent) {
					return;
				}
				this.channel.off(this.refEvent);
			}
			cancelTimeout() {
				clearTimeout(this.timeoutTimer);
				this.timeoutTimer = null;
			}
			startTimeout() {
				if (this.timeoutTimer) {
					this.cancelTimeout();
				}
				this.ref = this.channel.socket.makeRef();
				this.refEvent = this.channel.replyEventName(this.ref);
				this.channel.on(this.refEvent, (payload) => {
					this.cancelRefEvent();
					this.cancelTimeout();
					this.receivedResp = payload;
					this.matchReceive(payload);
				});
				this.timeoutTimer = setTimeout(() => {
					this.trigger("timeout", {});
				}, this.timeout);
			}
			hasReceived(status) {
				return this.receivedResp && this.receivedResp.status === status;
			}
			trigger(status, response) {
				this.channel.trigger(this.refEvent, {
					status,
					response
				});
			}
		};
		var Timer = class {
			constructor(callback, timerCalc) {
				this.callback = callback;
				this.timerCalc = timerCalc;
				this.timer = void 0;
				this.tries = 0;
			}
			reset() {
				this.tries = 0;
				clearTimeout(this.timer);
			}
			scheduleTimeout() {
				clearTimeout(this.timer);
				this.timer = setTimeout(() => {
					this.tries = this.tries + 1;
					this.callback();
				}, this.timerCalc(this.tries + 1));
			}
		};
		var Channel = class {
			constructor(topic, params, socket) {
				this.state = CHANNEL_STATES.closed;
				this.topic = topic;
				this.params = closure(params || {});
				this.socket = socket;
				this.bindings = [];
				this.bindingRef = 0;
				this.timeout = this.socket.timeout;
				this.joinedOnce = false;
				this.joinPush = new Push(this, CHANNEL_EVENTS.join, this.params, this.timeout);
				this.pushBuffer = [];
				this.stateChangeRefs = [];
				this.rejoinTimer = new Timer(() => {
					if (this.socket.isConnected()) {
						this.rejoin();
					}
				}, this.socket.rejoinAfterMs);
				this.stateChangeRefs.push(this.socket.onError(() => this.rejoinTimer.reset()));
				this.stateChangeRefs.push(this.socket.onOpen(() => {
					this.rejoinTimer.reset();
					if (this.isErrored()) {
						this.rejoin();
					}
				}));
				this.joinPush.receive("ok", () => {
					this.state = CHANNEL_STATES.joined;
					this.rejoinTimer.reset();
					this.pushBuffer.forEach((pushEvent) => pushEvent.send());
					this.pushBuffer = [];
				});
				this.joinPush.receive("error", (reason) => {
					this.state = CHANNEL_STATES.errored;
					if (this.socket.hasLogger()) this.socket.log("channel", `error ${this.topic}`, reason);
					if (this.socket.isConnected()) {
						this.rejoinTimer.scheduleTimeout();
					}
				});
				this.onClose(() => {
					this.rejoinTimer.reset();
					if (this.socket.hasLogger()) this.socket.log("channel", `close ${this.topic}`);
					this.state = CHANNEL_STATES.closed;
					this.socket.remove(this);
				});
				this.onError((reason) => {
					if (this.socket.hasLogger()) this.socket.log("channel", `error ${this.topic}`, reason);
					if (this.isJoining()) {
						this.joinPush.reset();
					}
					this.state = CHANNEL_STATES.errored;
					if (this.socket.isConnected()) {
						this.rejoinTimer.scheduleTimeout();
					}
				});
				this.joinPush.receive("timeout", () => {
					if (this.socket.hasLogger()) this.socket.log("channel", `timeout ${this.topic}`, this.joinPush.timeout);
					let leavePush = new Push(this, CHANNEL_EVENTS.leave, closure({}), this.timeout);
					leavePush.send();
					this.state = CHANNEL_STATES.errored;
					this.joinPush.reset();
					if (this.socket.isConnected()) {
						this.rejoinTimer.scheduleTimeout();
					}
				});
				this.on(CHANNEL_EVENTS.reply, (payload, ref) => {
					this.trigger(this.replyEventName(ref), payload);
				});
			}
			join(timeout = this.timeout) {
				if (this.joinedOnce) {
					throw new Error("tried to join multiple times. 'join' can only be called a single time per channel instance");
				} else {
					this.timeout = timeout;
					this.joinedOnce = true;
					this.rejoin();
					return this.joinPush;
				}
			}
			teardown() {
				this.pushBuffer.forEach((push) => push.destroy());
				this.pushBuffer = [];
				this.rejoinTimer.reset();
				this.joinPush.destroy();
				this.state = CHANNEL_STATES.closed;
				this.bindings = [];
			}
			onClose(callback) {
				this.on(CHANNEL_EVENTS.close, callback);
			}
			onError(callback) {
				return this.on(CHANNEL_EVENTS.error, (reason) => callback(reason));
			}
			on(event, callback) {
				let ref = this.bindingRef++;
				this.bindings.push({
					event,
					ref,
					callback
				});
				return ref;
			}
			off(event, ref) {
				this.bindings = this.bindings.filter((bind) => {
					return !(bind.event === event && (typeof ref === "undefined" || ref === bind.ref));
				});
			}
			canPush() {
				return this.socket.isConnected() && this.isJoined();
			}
			push(event, payload, timeout = this.timeout) {
				payload = payload || {};
				if (!this.joinedOnce) {
					throw new Error(`tried to push '${event}' to '${this.topic}' before joining. Use channel.join() before pushing events`);
				}
				let pushEvent = new Push(this, event, function() {
					return payload;
				}, timeout);
				if (this.canPush()) {
					pushEvent.send();
				} else {
					pushEvent.startTimeout();
					this.pushBuffer.push(pushEvent);
				}
				return pushEvent;
			}
			leave(timeout = this.timeout) {
				this.rejoinTimer.reset();
				this.joinPush.cancelTimeout();
				this.state = CHANNEL_STATES.leaving;
				let onClose = () => {
					if (this.socket.hasLogger()) this.socket.log("channel", `leave ${this.topic}`);
					this.trigger(CHANNEL_EVENTS.close, "leave");
				};
				let leavePush = new Push(this, CHANNEL_EVENTS.leave, closure({}), timeout);
				leavePush.receive("ok", () => onClose()).receive("timeout", () => onClose());
				leavePush.send();
				if (!this.canPush()) {
					leavePush.trigger("ok", {});
				}
				return leavePush;
			}
			onMessage(_event, payload, _ref) {
				return payload;
			}
			filterBindings(_binding, _payload, _ref) {
				return true;
			}
			isMember(topic, event, payload, joinRef) {
				if (this.topic !== topic) {
					return false;
				}
				if (joinRef && joinRef !== this.joinRef()) {
					if (this.socket.hasLogger()) this.socket.log("channel", "dropping outdated message", {
						topic,
						event,
						payload,
						joinRef
					});
					return false;
				} else {
					return true;
				}
			}
			joinRef() {
				return this.joinPush.ref;
			}
			rejoin(timeout = this.timeout) {
				if (this.isLeaving()) {
					return;
				}
				this.socket.leaveOpenTopic(this.topic);
				this.state = CHANNEL_STATES.joining;
				this.joinPush.resend(timeout);
			}
			trigger(event, payload, ref, joinRef) {
				let handledPayload = this.onMessage(event, payload, ref, joinRef);
				if (payload && !handledPayload) {
					throw new Error("channel onMessage callbacks must return the payload, modified or unmodified");
				}
				let eventBindings = this.bindings.filter((bind) => bind.event === event && this.filterBindings(bind, payload, ref));
				for (let i = 0; i < eventBindings.length; i++) {
					let bind = eventBindings[i];
					bind.callback(handledPayload, ref, joinRef || this.joinRef());
				}
			}
			replyEventName(ref) {
				return `chan_reply_${ref}`;
			}
			isClosed() {
				return this.state === CHANNEL_STATES.closed;
			}
			isErrored() {
				return this.state === CHANNEL_STATES.errored;
			}
			isJoined() {
				return this.state === CHANNEL_STATES.joined;
			}
			isJoining() {
				return this.state === CHANNEL_STATES.joining;
			}
			isLeaving() {
				return this.state === CHANNEL_STATES.leaving;
			}
		};
		var Ajax = class {
			static request(method, endPoint, headers, body, timeout, ontimeout, callback) {
				if (global.XDomainRequest) {
					let req = new global.XDomainRequest();
					return this.xdomainRequest(req, method, endPoint, body, timeout, ontimeout, callback);
				} else if (global.XMLHttpRequest) {
					let req = new global.XMLHttpRequest();
					return this.xhrRequest(req, method, endPoint, headers, body, timeout, ontimeout, callback);
				} else if (global.fetch && global.AbortController) {
					return this.fetchRequest(method, endPoint, headers, body, timeout, ontimeout, callback);
				} else {
					throw new Error("No suitable XMLHttpRequest implementation found");
				}
			}
			static fetchRequest(method, endPoint, headers, body, timeout, ontimeout, callback) {
				let options = {
					method,
					headers,
					body
				};
				let controller = null;
				if (timeout) {
					controller = new AbortController();
					const _timeoutId = setTimeout(() => controller.abort(), timeout);
					options.signal = controller.signal;
				}
				global.fetch(endPoint, options).then((response) => response.text()).then((data) => this.parseJSON(data)).then((data) => callback && callback(data)).catch((err) => {
					if (err.name === "AbortError" && ontimeout) {
						ontimeout();
					} else {
						callback && callback(null);
					}
				});
				return controller;
			}
			static xdomainRequest(req, method, endPoint, body, timeout, ontimeout, callback) {
				req.timeout = timeout;
				req.open(method, endPoint);
				req.onload = () => {
					let response = this.parseJSON(req.responseText);
					callback && callback(response);
				};
				if (ontimeout) {
					req.ontimeout = ontimeout;
				}
				req.onprogress = () => {};
				req.send(body);
				return req;
			}
			static xhrRequest(req, method, endPoint, headers, body, timeout, ontimeout, callback) {
				req.open(method, endPoint, true);
				req.timeout = timeout;
				for (let [key, value] of Object.entries(headers)) {
					req.setRequestHeader(key, value);
				}
				req.onerror = () => callback && callback(null);
				req.onreadystatechange = () => {
					if (req.readyState === XHR_STATES.complete && callback) {
						let response = this.parseJSON(req.responseText);
						callback(response);
					}
				};
				if (ontimeout) {
					req.ontimeout = ontimeout;
				}
				req.send(body);
				return req;
			}
			static parseJSON(resp) {
				if (!resp || resp === "") {
					return null;
				}
				try {
					return JSON.parse(resp);
				} catch {
					console && console.log("failed to parse JSON response", resp);
					return null;
				}
			}
			static serialize(obj, parentKey) {
				let queryStr = [];
				for (var key in obj) {
					if (!Object.prototype.hasOwnProperty.call(obj, key)) {
						continue;
					}
					let paramKey = parentKey ? `${parentKey}[${key}]` : key;
					let paramVal = obj[key];
					if (typeof paramVal === "object") {
						queryStr.push(this.serialize(paramVal, paramKey));
					} else {
						queryStr.push(encodeURIComponent(paramKey) + "=" + encodeURIComponent(paramVal));
					}
				}
				return queryStr.join("&");
			}
			static appendParams(url, params) {
				if (Object.keys(params).length === 0) {
					return url;
				}
				let prefix = url.match(/\?/) ? "&" : "?";
				return `${url}${prefix}${this.serialize(params)}`;
			}
		};
		var arrayBufferToBase64 = (buffer) => {
			let binary = "";
			let bytes = new Uint8Array(buffer);
			let len = bytes.byteLength;
			for (let i = 0; i < len; i++) {
				binary += String.fromCharCode(bytes[i]);
			}
			return btoa(binary);
		};
		var LongPoll = class {
			constructor(endPoint, protocols) {
				if (protocols && protocols.length === 2 && protocols[1].startsWith(AUTH_TOKEN_PREFIX)) {
					this.authToken = atob(protocols[1].slice(AUTH_TOKEN_PREFIX.length));
				}
				this.endPoint = null;
				this.token = null;
				this.skipHeartbeat = true;
				this.reqs = new Set();
				this.awaitingBatchAck = false;
				this.currentBatch = null;
				this.currentBatchTimer = null;
				this.batchBuffer = [];
				this.onopen = function() {};
				this.onerror = function() {};
				this.onmessage = function() {};
				this.onclose = function() {};
				this.pollEndpoint = this.normalizeEndpoint(endPoint);
				this.readyState = SOCKET_STATES.connecting;
				setTimeout(() => this.poll(), 0);
			}
			normalizeEndpoint(endPoint) {
				return endPoint.replace("ws://", "http://").replace("wss://", "https://").replace(new RegExp("(.*)/" + TRANSPORTS.websocket), "$1/" + TRANSPORTS.longpoll);
			}
			endpointURL() {
				return Ajax.appendParams(this.pollEndpoint, { token: this.token });
			}
			closeAndRetry(code, reason, wasClean) {
				this.close(code, reason, wasClean);
				this.readyState = SOCKET_STATES.connecting;
			}
			ontimeout() {
				this.onerror("timeout");
				this.closeAndRetry(1005, "timeout", false);
			}
			isActive() {
				return this.readyState === SOCKET_STATES.open || this.readyState === SOCKET_STATES.connecting;
			}
			poll() {
				const headers = { "Accept": "application/json" };
				if (this.authToken) {
					headers["X-Phoenix-AuthToken"] = this.authToken;
				}
				this.ajax("GET", headers, null, () => this.ontimeout(), (resp) => {
					if (resp) {
						var { status, token, messages } = resp;
						if (status === 410 && this.token !== null) {
							this.onerror(410);
							this.closeAndRetry(3410, "session_gone", false);
							return;
						}
						this.token = token;
					} else {
						status = 0;
					}
					switch (status) {
						case 200:
							messages.forEach((msg) => {
								setTimeout(() => this.onmessage({ data: msg }), 0);
							});
							this.poll();
							break;
						case 204:
							this.poll();
							break;
						case 410:
							this.readyState = SOCKET_STATES.open;
							this.onopen({});
							this.poll();
							break;
						case 403:
							this.onerror(403);
							this.close(1008, "forbidden", false);
							break;
						case 0:
						case 500:
							this.onerror(500);
							this.closeAndRetry(1011, "internal server error", 500);
							break;
						default: throw new Error(`unhandled poll status ${status}`);
					}
				});
			}
			send(body) {
				if (typeof body !== "string") {
					body = arrayBufferToBase64(body);
				}
				if (this.currentBatch) {
					this.currentBatch.push(body);
				} else if (this.awaitingBatchAck) {
					this.batchBuffer.push(body);
				} else {
					this.currentBatch = [body];
					this.currentBatchTimer = setTimeout(() => {
						this.batchSend(this.currentBatch);
						this.currentBatch = null;
					}, 0);
				}
			}
			batchSend(messages, offset = 0) {
				this.awaitingBatchAck = true;
				const next = offset + MAX_LONGPOLL_BATCH_SIZE;
				const batch = messages.slice(offset, next);
				this.ajax("POST", { "Content-Type": "application/x-ndjson" }, batch.join("\n"), () => this.onerror("timeout"), (resp) => {
					if (!resp || resp.status !== 200) {
						this.awaitingBatchAck = false;
						this.onerror(resp && resp.status);
						this.closeAndRetry(1011, "internal server error", false);
					} else if (next < messages.length) {
						this.batchSend(messages, next);
					} else if (this.batchBuffer.length > 0) {
						this.batchSend(this.batchBuffer);
						this.batchBuffer = [];
					} else {
						this.awaitingBatchAck = false;
					}
				});
			}
			close(code, reason, wasClean) {
				for (let req of this.reqs) {
					req.abort();
				}
				this.readyState = SOCKET_STATES.closed;
				let opts = Object.assign({
					code: 1e3,
					reason: void 0,
					wasClean: true
				}, {
					code,
					reason,
					wasClean
				});
				this.batchBuffer = [];
				clearTimeout(this.currentBatchTimer);
				this.currentBatchTimer = null;
				if (typeof CloseEvent !== "undefined") {
					this.onclose(new CloseEvent("close", opts));
				} else {
					this.onclose(opts);
				}
			}
			ajax(method, headers, body, onCallerTimeout, callback) {
				let req;
				let ontimeout = () => {
					this.reqs.delete(req);
					onCallerTimeout();
				};
				req = Ajax.request(method, this.endpointURL(), headers, body, this.timeout, ontimeout, (resp) => {
					this.reqs.delete(req);
					if (this.isActive()) {
						callback(resp);
					}
				});
				this.reqs.add(req);
			}
		};
		var Presence = class _Presence {
			constructor(channel, opts = {}) {
				let events = opts.events || {
					state: "presence_state",
					diff: "presence_diff"
				};
				this.state = Object.create(null);
				this.pendingDiffs = [];
				this.channel = channel;
				this.joinRef = null;
				this.caller = {
					onJoin: function() {},
					onLeave: function() {},
					onSync: function() {}
				};
				this.channel.on(events.state, (newState) => {
					let { onJoin, onLeave, onSync } = this.caller;
					this.joinRef = this.channel.joinRef();
					this.state = _Presence.syncState(this.state, newState, onJoin, onLeave);
					this.pendingDiffs.forEach((diff) => {
						this.state = _Presence.syncDiff(this.state, diff, onJoin, onLeave);
					});
					this.pendingDiffs = [];
					onSync();
				});
				this.channel.on(events.diff, (diff) => {
					let { onJoin, onLeave, onSync } = this.caller;
					if (this.inPendingSyncState()) {
						this.pendingDiffs.push(diff);
					} else {
						this.state = _Presence.syncDiff(this.state, diff, onJoin, onLeave);
						onSync();
					}
				});
			}
			onJoin(callback) {
				this.caller.onJoin = callback;
			}
			onLeave(callback) {
				this.caller.onLeave = callback;
			}
			onSync(callback) {
				this.caller.onSync = callback;
			}
			list(by) {
				return _Presence.list(this.state, by);
			}
			inPendingSyncState() {
				return !this.joinRef || this.joinRef !== this.channel.joinRef();
			}
			static syncState(currentState, newState, onJoin, onLeave) {
				let state = this.toNullProtoObj(this.clone(currentState));
				newState = this.toNullProtoObj(newState);
				let joins = Object.create(null);
				let leaves = Object.create(null);
				this.map(state, (key, presence) => {
					if (!newState[key]) {
						leaves[key] = presence;
					}
				});
				this.map(newState, (key, newPresence) => {
					let currentPresence = state[key];
					if (currentPresence) {
						let newRefs = newPresence.metas.map((m) => m.phx_ref);
						let curRefs = currentPresence.metas.map((m) => m.phx_ref);
						let joinedMetas = newPresence.metas.filter((m) => curRefs.indexOf(m.phx_ref) < 0);
						let leftMetas = currentPresence.metas.filter((m) => newRefs.indexOf(m.phx_ref) < 0);
						if (joinedMetas.length > 0) {
							joins[key] = newPresence;
							joins[key].metas = joinedMetas;
						}
						if (leftMetas.length > 0) {
							leaves[key] = this.clone(currentPresence);
							leaves[key].metas = leftMetas;
						}
					} else {
						joins[key] = newPresence;
					}
				});
				return this.syncDiff(state, {
					joins,
					leaves
				}, onJoin, onLeave);
			}
			static syncDiff(state, diff, onJoin, onLeave) {
				state = this.toNullProtoObj(state);
				let { joins, leaves } = this.clone(diff);
				if (!onJoin) {
					onJoin = function() {};
				}
				if (!onLeave) {
					onLeave = function() {};
				}
				this.map(joins, (key, newPresence) => {
					let currentPresence = state[key];
					state[key] = this.clone(newPresence);
					if (currentPresence) {
						let joinedRefs = state[key].metas.map((m) => m.phx_ref);
						let curMetas = currentPresence.metas.filter((m) => joinedRefs.indexOf(m.phx_ref) < 0);
						state[key].metas.unshift(...curMetas);
					}
					onJoin(key, currentPresence, newPresence);
				});
				this.map(leaves, (key, leftPresence) => {
					let currentPresence = state[key];
					if (!currentPresence) {
						return;
					}
					let refsToRemove = leftPresence.metas.map((m) => m.phx_ref);
					currentPresence.metas = currentPresence.metas.filter((p) => {
						return refsToRemove.indexOf(p.phx_ref) < 0;
					});
					onLeave(key, currentPresence, leftPresence);
					if (currentPresence.metas.length === 0) {
						delete state[key];
					}
				});
				return state;
			}
			static list(presences, chooser) {
				if (!chooser) {
					chooser = function(key, pres) {
						return pres;
					};
				}
				return this.map(presences, (key, presence) => {
					return chooser(key, presence);
				});
			}
			static map(obj, func) {
				return Object.getOwnPropertyNames(obj).map((key) => func(key, obj[key]));
			}
			static toNullProtoObj(obj) {
				if (Object.getPrototypeOf(obj) === null) {
					return obj;
				}
				let cleaned = Object.create(null);
				Object.getOwnPropertyNames(obj).forEach((key) => {
					cleaned[key] = obj[key];
				});
				return cleaned;
			}
			static clone(obj) {
				return JSON.parse(JSON.stringify(obj));
			}
		};
		var serializer_default = {
			HEADER_LENGTH: 1,
			META_LENGTH: 4,
			KINDS: {
				push: 0,
				reply: 1,
				broadcast: 2
			},
			encode(msg, callback) {
				if (msg.payload.constructor === ArrayBuffer) {
					return callback(this.binaryEncode(msg));
				} else {
					let payload = [
						msg.join_ref,
						msg.ref,
						msg.topic,
						msg.event,
						msg.payload
					];
					return callback(JSON.stringify(payload));
				}
			},
			decode(rawPayload, callback) {
				if (rawPayload.constructor === ArrayBuffer) {
					return callback(this.binaryDecode(rawPayload));
				} else {
					let [join_ref, ref, topic, event, payload] = JSON.parse(rawPayload);
					return callback({
						join_ref,
						ref,
						topic,
						event,
						payload
					});
				}
			},
			binaryEncode(message) {
				let { join_ref, ref, event, topic, payload } = message;
				let encoder = new TextEncoder();
				let joinRefBytes = encoder.encode(join_ref);
				let refBytes = encoder.encode(ref);
				let topicBytes = encoder.encode(topic);
				let eventBytes = encoder.encode(event);
				this.assertFieldSize(joinRefBytes.byteLength, "join_ref");
				this.assertFieldSize(refBytes.byteLength, "ref");
				this.assertFieldSize(topicBytes.byteLength, "topic");
				this.assertFieldSize(eventBytes.byteLength, "event");
				let metaLength = this.META_LENGTH + joinRefBytes.byteLength + refBytes.byteLength + topicBytes.byteLength + eventBytes.byteLength;
				let header = new ArrayBuffer(this.HEADER_LENGTH + metaLength);
				let headerBytes = new Uint8Array(header);
				let view = new DataView(header);
				let offset = 0;
				view.setUint8(offset++, this.KINDS.push);
				view.setUint8(offset++, joinRefBytes.byteLength);
				view.setUint8(offset++, refBytes.byteLength);
				view.setUint8(offset++, topicBytes.byteLength);
				view.setUint8(offset++, eventBytes.byteLength);
				headerBytes.set(joinRefBytes, offset);
				offset += joinRefBytes.byteLength;
				headerBytes.set(refBytes, offset);
				offset += refBytes.byteLength;
				headerBytes.set(topicBytes, offset);
				offset += topicBytes.byteLength;
				headerBytes.set(eventBytes, offset);
				offset += eventBytes.byteLength;
				var combined = new Uint8Array(header.byteLength + payload.byteLength);
				combined.set(headerBytes, 0);
				combined.set(new Uint8Array(payload), header.byteLength);
				return combined.buffer;
			},
			assertFieldSize(size, name) {
				if (size > 255) {
					throw new Error(`unable to convert ${name} to binary: must be less than or equal to 255 bytes, but is ${size} bytes`);
				}
			},
			binaryDecode(buffer) {
				let view = new DataView(buffer);
				let kind = view.getUint8(0);
				let decoder = new TextDecoder();
				switch (kind) {
					case this.KINDS.push: return this.decodePush(buffer, view, decoder);
					case this.KINDS.reply: return this.decodeReply(buffer, view, decoder);
					case this.KINDS.broadcast: return this.decodeBroadcast(buffer, view, decoder);
				}
			},
			decodePush(buffer, view, decoder) {
				let joinRefSize = view.getUint8(1);
				let topicSize = view.getUint8(2);
				let eventSize = view.getUint8(3);
				let offset = this.HEADER_LENGTH + this.META_LENGTH - 1;
				let joinRef = decoder.decode(buffer.slice(offset, offset + joinRefSize));
				offset = offset + joinRefSize;
				let topic = decoder.decode(buffer.slice(offset, offset + topicSize));
				offset = offset + topicSize;
				let event = decoder.decode(buffer.slice(offset, offset + eventSize));
				offset = offset + eventSize;
				let data = buffer.slice(offset, buffer.byteLength);
				return {
					join_ref: joinRef,
					ref: null,
					topic,
					event,
					payload: data
				};
			},
			decodeReply(buffer, view, decoder) {
				let joinRefSize = view.getUint8(1);
				let refSize = view.getUint8(2);
				let topicSize = view.getUint8(3);
				let eventSize = view.getUint8(4);
				let offset = this.HEADER_LENGTH + this.META_LENGTH;
				let joinRef = decoder.decode(buffer.slice(offset, offset + joinRefSize));
				offset = offset + joinRefSize;
				let ref = decoder.decode(buffer.slice(offset, offset + refSize));
				offset = offset + refSize;
				let topic = decoder.decode(buffer.slice(offset, offset + topicSize));
				offset = offset + topicSize;
				let event = decoder.decode(buffer.slice(offset, offset + eventSize));
				offset = offset + eventSize;
				let data = buffer.slice(offset, buffer.byteLength);
				let payload = {
					status: event,
					response: data
				};
				return {
					join_ref: joinRef,
					ref,
					topic,
					event: CHANNEL_EVENTS.reply,
					payload
				};
			},
			decodeBroadcast(buffer, view, decoder) {
				let topicSize = view.getUint8(1);
				let eventSize = view.getUint8(2);
				let offset = this.HEADER_LENGTH + 2;
				let topic = decoder.decode(buffer.slice(offset, offset + topicSize));
				offset = offset + topicSize;
				let event = decoder.decode(buffer.slice(offset, offset + eventSize));
				offset = offset + eventSize;
				let data = buffer.slice(offset, buffer.byteLength);
				return {
					join_ref: null,
					ref: null,
					topic,
					event,
					payload: data
				};
			}
		};
		var Socket = class {
			constructor(endPoint, opts = {}) {
				this.stateChangeCallbacks = {
					open: [],
					close: [],
					error: [],
					message: []
				};
				this.channels = [];
				this.sendBuffer = [];
				this.ref = 0;
				this.fallbackRef = null;
				this.timeout = opts.timeout || DEFAULT_TIMEOUT;
				this.transport = opts.transport || global.WebSocket || LongPoll;
				this.conn = void 0;
				this.primaryPassedHealthCheck = false;
				this.longPollFallbackMs = opts.longPollFallbackMs;
				this.fallbackTimer = null;
				let envSessionStorage = null;
				try {
					envSessionStorage = global && global.sessionStorage;
				} catch {}
				this.sessionStore = opts.sessionStorage || envSessionStorage;
				this.establishedConnections = 0;
				this.defaultEncoder = serializer_default.encode.bind(serializer_default);
				this.defaultDecoder = serializer_default.decode.bind(serializer_default);
				this.closeWasClean = true;
				this.disconnecting = false;
				this.binaryType = opts.binaryType || "arraybuffer";
				this.connectClock = 1;
				this.pageHidden = false;
				this.encode = void 0;
				this.decode = void 0;
				if (this.transport !== LongPoll) {
					this.encode = opts.encode || this.defaultEncoder;
					this.decode = opts.decode || this.defaultDecoder;
				} else {
					this.encode = this.defaultEncoder;
					this.decode = this.defaultDecoder;
				}
				let awaitingConnectionOnPageShow = null;
				if (phxWindow && phxWindow.addEventListener) {
					phxWindow.addEventListener("pagehide", (_e) => {
						if (this.conn) {
							this.disconnect();
							awaitingConnectionOnPageShow = this.connectClock;
						}
					});
					phxWindow.addEventListener("pageshow", (_e) => {
						if (awaitingConnectionOnPageShow === this.connectClock) {
							awaitingConnectionOnPageShow = null;
							this.connect();
						}
					});
					phxWindow.addEventListener("visibilitychange", () => {
						if (document.visibilityState === "hidden") {
							this.pageHidden = true;
						} else {
							this.pageHidden = false;
							if (!this.isConnected() && !this.closeWasClean) {
								this.teardown(() => this.connect());
							}
						}
					});
				}
				this.heartbeatIntervalMs = opts.heartbeatIntervalMs || 3e4;
				this.autoSendHeartbeat = opts.autoSendHeartbeat ?? true;
				this.heartbeatCallback = opts.heartbeatCallback ?? (() => {});
				this.rejoinAfterMs = (tries) => {
					if (opts.rejoinAfterMs) {
						return opts.rejoinAfterMs(tries);
					} else {
						return [
							1e3,
							2e3,
							5e3
						][tries - 1] || 1e4;
					}
				};
				this.reconnectAfterMs = (tries) => {
					if (opts.reconnectAfterMs) {
						return opts.reconnectAfterMs(tries);
					} else {
						return [
							10,
							50,
							100,
							150,
							200,
							250,
							500,
							1e3,
							2e3
						][tries - 1] || 5e3;
					}
				};
				this.logger = opts.logger || null;
				if (!this.logger && opts.debug) {
					this.logger = (kind, msg, data) => {
						console.log(`${kind}: ${msg}`, data);
					};
				}
				this.longpollerTimeout = opts.longpollerTimeout || 2e4;
				this.params = closure(opts.params || {});
				this.endPoint = `${endPoint}/${TRANSPORTS.websocket}`;
				this.vsn = opts.vsn || DEFAULT_VSN;
				this.heartbeatTimeoutTimer = null;
				this.heartbeatTimer = null;
				this.heartbeatSentAt = null;
				this.pendingHeartbeatRef = null;
				this.reconnectTimer = new Timer(() => {
					if (this.pageHidden) {
						this.log("Not reconnecting as page is hidden!");
						this.teardown();
						return;
					}
					this.teardown(async () => {
						if (opts.beforeReconnect) await opts.beforeReconnect();
						this.connect();
					});
				}, this.reconnectAfterMs);
				this.authToken = opts.authToken && closure(opts.authToken);
			}
			getLongPollTransport() {
				return LongPoll;
			}
			replaceTransport(newTransport) {
				this.connectClock++;
				this.closeWasClean = true;
				clearTimeout(this.fallbackTimer);
				this.reconnectTimer.reset();
				if (this.conn) {
					this.conn.close();
					this.conn = null;
				}
				this.transport = newTransport;
			}
			protocol() {
				return location.protocol.match(/^https/) ? "wss" : "ws";
			}
			endPointURL() {
				let uri = Ajax.appendParams(Ajax.appendParams(this.endPoint, this.params()), { vsn: this.vsn });
				if (uri.charAt(0) !== "/") {
					return uri;
				}
				if (uri.charAt(1) === "/") {
					return `${this.protocol()}:${uri}`;
				}
				return `${this.protocol()}://${location.host}${uri}`;
			}
			disconnect(callback, code, reason) {
				this.connectClock++;
				this.disconnecting = true;
				this.closeWasClean = true;
				clearTimeout(this.fallbackTimer);
				this.reconnectTimer.reset();
				this.teardown(() => {
					this.disconnecting = false;
					callback && callback();
				}, code, reason);
			}
			connect(params) {
				if (params) {
					console && console.log("passing params to connect is deprecated. Instead pass :params to the Socket constructor");
					this.params = closure(params);
				}
				if (this.conn && !this.disconnecting) {
					return;
				}
				if (this.longPollFallbackMs && this.transport !== LongPoll) {
					this.connectWithFallback(LongPoll, this.longPollFallbackMs);
				} else {
					this.transportConnect();
				}
			}
			log(kind, msg, data) {
				this.logger && this.logger(kind, msg, data);
			}
			hasLogger() {
				return this.logger !== null;
			}
			onOpen(callback) {
				let ref = this.makeRef();
				this.stateChangeCallbacks.open.push([ref, callback]);
				return ref;
			}
			onClose(callback) {
				let ref = this.makeRef();
				this.stateChangeCallbacks.close.push([ref, callback]);
				return ref;
			}
			onError(callback) {
				let ref = this.makeRef();
				this.stateChangeCallbacks.error.push([ref, callback]);
				return ref;
			}
			onMessage(callback) {
				let ref = this.makeRef();
				this.stateChangeCallbacks.message.push([ref, callback]);
				return ref;
			}
			onHeartbeat(callback) {
				this.heartbeatCallback = callback;
			}
			ping(callback) {
				if (!this.isConnected()) {
					return false;
				}
				let ref = this.makeRef();
				let startTime = Date.now();
				this.push({
					topic: "phoenix",
					event: "heartbeat",
					payload: {},
					ref
				});
				let onMsgRef = this.onMessage((msg) => {
					if (msg.ref === ref) {
						this.off([onMsgRef]);
						callback(Date.now() - startTime);
					}
				});
				return true;
			}
			transportName(transport) {
				switch (transport) {
					case LongPoll: return "LongPoll";
					default: return transport.name;
				}
			}
			transportConnect() {
				this.connectClock++;
				this.closeWasClean = false;
				let protocols = void 0;
				if (this.authToken) {
					protocols = ["phoenix", `${AUTH_TOKEN_PREFIX}${btoa(this.authToken()).replace(/=/g, "")}`];
				}
				this.conn = new this.transport(this.endPointURL(), protocols);
				this.conn.binaryType = this.binaryType;
				this.conn.timeout = this.longpollerTimeout;
				this.conn.onopen = () => this.onConnOpen();
				this.conn.onerror = (error) => this.onConnError(error);
				this.conn.onmessage = (event) => this.onConnMessage(event);
				this.conn.onclose = (event) => this.onConnClose(event);
			}
			getSession(key) {
				return this.sessionStore && this.sessionStore.getItem(key);
			}
			storeSession(key, val) {
				this.sessionStore && this.sessionStore.setItem(key, val);
			}
			connectWithFallback(fallbackTransport, fallbackThreshold = 2500) {
				clearTimeout(this.fallbackTimer);
				let established = false;
				let primaryTransport = true;
				let openRef, errorRef;
				let fallbackTransportName = this.transportName(fallbackTransport);
				let fallback = (reason) => {
					this.log("transport", `falling back to ${fallbackTransportName}...`, reason);
					this.off([openRef, errorRef]);
					primaryTransport = false;
					this.replaceTransport(fallbackTransport);
					this.transportConnect();
				};
				if (this.getSession(`phx:fallback:${fallbackTransportName}`)) {
					return fallback("memorized");
				}
				this.fallbackTimer = setTimeout(fallback, fallbackThreshold);
				errorRef = this.onError((reason) => {
					this.log("transport", "error", reason);
					if (primaryTransport && !established) {
						clearTimeout(this.fallbackTimer);
						fallback(reason);
					}
				});
				if (this.fallbackRef) {
					this.off([this.fallbackRef]);
				}
				this.fallbackRef = this.onOpen(() => {
					established = true;
					if (!primaryTransport) {
						let fallbackTransportName2 = this.transportName(fallbackTransport);
						if (!this.primaryPassedHealthCheck) {
							this.storeSession(`phx:fallback:${fallbackTransportName2}`, "true");
						}
						return this.log("transport", `established ${fallbackTransportName2} fallback`);
					}
					clearTimeout(this.fallbackTimer);
					this.fallbackTimer = setTimeout(fallback, fallbackThreshold);
					this.ping((rtt) => {
						this.log("transport", "connected to primary after", rtt);
						this.primaryPassedHealthCheck = true;
						clearTimeout(this.fallbackTimer);
					});
				});
				this.transportConnect();
			}
			clearHeartbeats() {
				clearTimeout(this.heartbeatTimer);
				clearTimeout(this.heartbeatTimeoutTimer);
			}
			onConnOpen() {
				if (this.hasLogger()) this.log("transport", `connected to ${this.endPointURL()}`);
				this.closeWasClean = false;
				this.disconnecting = false;
				this.establishedConnections++;
				this.flushSendBuffer();
				this.reconnectTimer.reset();
				if (this.autoSendHeartbeat) {
					this.resetHeartbeat();
				}
				this.triggerStateCallbacks("open");
			}
			heartbeatTimeout() {
				if (this.pendingHeartbeatRef) {
					this.pendingHeartbeatRef = null;
					this.heartbeatSentAt = null;
					if (this.hasLogger()) {
						this.log("transport", "heartbeat timeout. Attempting to re-establish connection");
					}
					try {
						this.heartbeatCallback("timeout");
					} catch (e) {
						this.log("error", "error in heartbeat callback", e);
					}
					this.triggerChanError(new Error("heartbeat timeout"));
					this.closeWasClean = false;
					this.teardown(() => this.reconnectTimer.scheduleTimeout(), WS_CLOSE_NORMAL, "heartbeat timeout");
				}
			}
			resetHeartbeat() {
				if (this.conn && this.conn.skipHeartbeat) {
					return;
				}
				this.pendingHeartbeatRef = null;
				this.clearHeartbeats();
				this.heartbeatTimer = setTimeout(() => this.sendHeartbeat(), this.heartbeatIntervalMs);
			}
			teardown(callback, code, reason) {
				if (!this.conn) {
					return callback && callback();
				}
				const connToClose = this.conn;
				this.waitForBufferDone(connToClose, () => {
					if (code) {
						connToClose.close(code, reason || "");
					} else {
						connToClose.close();
					}
					this.waitForSocketClosed(connToClose, () => {
						if (this.conn === connToClose) {
							this.conn.onopen = function() {};
							this.conn.onerror = function() {};
							this.conn.onmessage = function() {};
							this.conn.onclose = function() {};
							this.conn = null;
						}
						callback && callback();
					});
				});
			}
			waitForBufferDone(conn, callback, tries = 1) {
				if (tries === 5 || !conn.bufferedAmount) {
					callback();
					return;
				}
				setTimeout(() => {
					this.waitForBufferDone(conn, callback, tries + 1);
				}, 150 * tries);
			}
			waitForSocketClosed(conn, callback, tries = 1) {
				if (tries === 5 || conn.readyState === SOCKET_STATES.closed) {
					callback();
					return;
				}
				setTimeout(() => {
					this.waitForSocketClosed(conn, callback, tries + 1);
				}, 150 * tries);
			}
			onConnClose(event) {
				if (this.conn) this.conn.onclose = () => {};
				if (this.hasLogger()) this.log("transport", "close", event);
				this.triggerChanError(event);
				this.clearHeartbeats();
				if (!this.closeWasClean) {
					this.reconnectTimer.scheduleTimeout();
				}
				this.triggerStateCallbacks("close", event);
			}
			onConnError(error) {
				if (this.hasLogger()) this.log("transport", "error", error);
				let transportBefore = this.transport;
				let establishedBefore = this.establishedConnections;
				this.triggerStateCallbacks("error", error, transportBefore, establishedBefore);
				if (transportBefore === this.transport || establishedBefore > 0) {
					this.triggerChanError(error);
				}
			}
			triggerChanError(reason) {
				this.channels.forEach((channel) => {
					if (!(channel.isErrored() || channel.isLeaving() || channel.isClosed())) {
						channel.trigger(CHANNEL_EVENTS.error, reason);
					}
				});
			}
			connectionState() {
				switch (this.conn && this.conn.readyState) {
					case SOCKET_STATES.connecting: return "connecting";
					case SOCKET_STATES.open: return "open";
					case SOCKET_STATES.closing: return "closing";
					default: return "closed";
				}
			}
			isConnected() {
				return this.connectionState() === "open";
			}
			remove(channel) {
				this.off(channel.stateChangeRefs);
				this.channels = this.channels.filter((c) => c !== channel);
			}
			off(refs) {
				for (let key in this.stateChangeCallbacks) {
					this.stateChangeCallbacks[key] = this.stateChangeCallbacks[key].filter(([ref]) => {
						return refs.indexOf(ref) === -1;
					});
				}
			}
			channel(topic, chanParams = {}) {
				let chan = new Channel(topic, chanParams, this);
				this.channels.push(chan);
				return chan;
			}
			push(data) {
				if (this.hasLogger()) {
					let { topic, event, payload, ref, join_ref } = data;
					this.log("push", `${topic} ${event} (${join_ref}, ${ref})`, payload);
				}
				if (this.isConnected()) {
					this.encode(data, (result) => this.conn.send(result));
				} else {
					this.sendBuffer.push(() => this.encode(data, (result) => this.conn.send(result)));
				}
			}
			makeRef() {
				let newRef = this.ref + 1;
				if (newRef === this.ref) {
					this.ref = 0;
				} else {
					this.ref = newRef;
				}
				return this.ref.toString();
			}
			sendHeartbeat() {
				if (!this.isConnected()) {
					try {
						this.heartbeatCallback("disconnected");
					} catch (e) {
						this.log("error", "error in heartbeat callback", e);
					}
					return;
				}
				if (this.pendingHeartbeatRef) {
					this.heartbeatTimeout();
					return;
				}
				this.pendingHeartbeatRef = this.makeRef();
				this.heartbeatSentAt = Date.now();
				this.push({
					topic: "phoenix",
					event: "heartbeat",
					payload: {},
					ref: this.pendingHeartbeatRef
				});
				try {
					this.heartbeatCallback("sent");
				} catch (e) {
					this.log("error", "error in heartbeat callback", e);
				}
				this.heartbeatTimeoutTimer = setTimeout(() => this.heartbeatTimeout(), this.heartbeatIntervalMs);
			}
			flushSendBuffer() {
				if (this.isConnected() && this.sendBuffer.length > 0) {
					this.sendBuffer.forEach((callback) => callback());
					this.sendBuffer = [];
				}
			}
			onConnMessage(rawMessage) {
				this.decode(rawMessage.data, (msg) => {
					let { topic, event, payload, ref, join_ref } = msg;
					if (ref && ref === this.pendingHeartbeatRef) {
						const latency = this.heartbeatSentAt ? Date.now() - this.heartbeatSentAt : void 0;
						this.clearHeartbeats();
						try {
							this.heartbeatCallback(payload.status === "ok" ? "ok" : "error", latency);
						} catch (e) {
							this.log("error", "error in heartbeat callback", e);
						}
						this.pendingHeartbeatRef = null;
						this.heartbeatSentAt = null;
						if (this.autoSendHeartbeat) {
							this.heartbeatTimer = setTimeout(() => this.sendHeartbeat(), this.heartbeatIntervalMs);
						}
					}
					if (this.hasLogger()) this.log("receive", `${payload.status || ""} ${topic} ${event} ${ref && "(" + ref + ")" || ""}`.trim(), payload);
					for (let i = 0; i < this.channels.length; i++) {
						const channel = this.channels[i];
						if (!channel.isMember(topic, event, payload, join_ref)) {
							continue;
						}
						channel.trigger(event, payload, ref, join_ref);
					}
					this.triggerStateCallbacks("message", msg);
				});
			}
			triggerStateCallbacks(event, ...args) {
				try {
					this.stateChangeCallbacks[event].forEach(([_, callback]) => {
						try {
							callback(...args);
						} catch (e) {
							this.log("error", `error in ${event} callback`, e);
						}
					});
				} catch (e) {
					this.log("error", `error triggering ${event} callbacks`, e);
				}
			}
			leaveOpenTopic(topic) {
				let dupChannel = this.channels.find((c) => c.topic === topic && (c.isJoined() || c.isJoining()));
				if (dupChannel) {
					if (this.hasLogger()) this.log("transport", `leaving duplicate topic "${topic}"`);
					dupChannel.leave();
				}
			}
		};
	}),
	3481: ((__unused_webpack_module, exports, __webpack_require__) => {
		Object.defineProperty(exports, "__esModule", { value: true });
		exports.REALTIME_CHANNEL_STATES = exports.REALTIME_SUBSCRIBE_STATES = exports.REALTIME_LISTEN_TYPES = exports.REALTIME_POSTGRES_CHANGES_LISTEN_EVENT = exports.postgresChangesFilter = exports.RealtimePostgresFilterBuilder = void 0;
		const tslib_1 = __webpack_require__(4918);
		const constants_1 = __webpack_require__(1660);
		const RealtimePresence_1 = tslib_1.__importDefault(__webpack_require__(702));
		const Transformers = tslib_1.__importStar(__webpack_require__(769));
		const transformers_1 = __webpack_require__(769);
		const normalizeChannelError_1 = __webpack_require__(7493);
		const channelAdapter_1 = tslib_1.__importDefault(__webpack_require__(2999));
		const RealtimePostgresFilterBuilder_1 = __webpack_require__(2290);
		var RealtimePostgresFilterBuilder_2 = __webpack_require__(2290);
		Object.defineProperty(exports, "RealtimePostgresFilterBuilder", {
			enumerable: true,
			get: function() {
				return RealtimePostgresFilterBuilder_2.RealtimePostgresFilterBuilder;
			}
		});
		Object.defineProperty(exports, "postgresChangesFilter", {
			enumerable: true,
			get: function() {
				return RealtimePostgresFilterBuilder_2.postgresChangesFilter;
			}
		});
		var REALTIME_POSTGRES_CHANGES_LISTEN_EVENT;
		(function(REALTIME_POSTGRES_CHANGES_LISTEN_EVENT) {
			REALTIME_POSTGRES_CHANGES_LISTEN_EVENT["ALL"] = "*";
			REALTIME_POSTGRES_CHANGES_LISTEN_EVENT["INSERT"] = "INSERT";
			REALTIME_POSTGRES_CHANGES_LISTEN_EVENT["UPDATE"] = "UPDATE";
			REALTIME_POSTGRES_CHANGES_LISTEN_EVENT["DELETE"] = "DELETE";
		})(REALTIME_POSTGRES_CHANGES_LISTEN_EVENT || (exports.REALTIME_POSTGRES_CHANGES_LISTEN_EVENT = REALTIME_POSTGRES_CHANGES_LISTEN_EVENT = {}));
		var REALTIME_LISTEN_TYPES;
		(function(REALTIME_LISTEN_TYPES) {
			REALTIME_LISTEN_TYPES["BROADCAST"] = "broadcast";
			REALTIME_LISTEN_TYPES["PRESENCE"] = "presence";
			REALTIME_LISTEN_TYPES["POSTGRES_CHANGES"] = "postgres_changes";
			REALTIME_LISTEN_TYPES["SYSTEM"] = "system";
		})(REALTIME_LISTEN_TYPES || (exports.REALTIME_LISTEN_TYPES = REALTIME_LISTEN_TYPES = {}));
		var REALTIME_SUBSCRIBE_STATES;
		(function(REALTIME_SUBSCRIBE_STATES) {
			REALTIME_SUBSCRIBE_STATES["SUBSCRIBED"] = "SUBSCRIBED";
			REALTIME_SUBSCRIBE_STATES["TIMED_OUT"] = "TIMED_OUT";
			REALTIME_SUBSCRIBE_STATES["CLOSED"] = "CLOSED";
			REALTIME_SUBSCRIBE_STATES["CHANNEL_ERROR"] = "CHANNEL_ERROR";
		})(REALTIME_SUBSCRIBE_STATES || (exports.REALTIME_SUBSCRIBE_STATES = REALTIME_SUBSCRIBE_STATES = {}));
		exports.REALTIME_CHANNEL_STATES = constants_1.CHANNEL_STATES;
		class RealtimeChannel {
			get state() {
				return this.channelAdapter.state;
			}
			set state(state) {
				this.channelAdapter.state = state;
			}
			get joinedOnce() {
				return this.channelAdapter.joinedOnce;
			}
			get timeout() {
				return this.socket.timeout;
			}
			get joinPush() {
				return this.channelAdapter.joinPush;
			}
			get rejoinTimer() {
				return this.channelAdapter.rejoinTimer;
			}
			constructor(topic, params = { config: {} }, socket) {
				var _a, _b;
				this.topic = topic;
				this.params = params;
				this.socket = socket;
				this.bindings = {};
				this.subTopic = topic.replace(/^realtime:/i, "");
				this.params.config = Object.assign({
					broadcast: {
						ack: false,
						self: false
					},
					presence: {
						key: "",
						enabled: false
					},
					private: false
				}, params.config);
				this.channelAdapter = new channelAdapter_1.default(this.socket.socketAdapter, topic, this.params);
				this.presence = new RealtimePresence_1.default(this);
				this._onClose(() => {
					this.socket._remove(this);
				});
				this._updateFilterTransform();
				this.broadcastEndpointURL = (0, transformers_1.httpEndpointURL)(this.socket.socketAdapter.endPointURL());
				this.private = this.params.config.private || false;
				if (!this.private && ((_b = (_a = this.params.config) === null || _a === void 0 ? void 0 : _a.broadcast) === null || _b === void 0 ? void 0 : _b.replay)) {
					throw new Error(`tried to use replay on public channel '${this.topic}'. It must be a private channel.`);
				}
			}
			subscribe(callback, timeout = this.timeout) {
				var _a, _b, _c, _d;
				if (!this.socket.isConnected()) {
					this.socket.connect();
				}
				if (this.channelAdapter.isClosed()) {
					const { config: { broadcast, presence, private: isPrivate, postgres_changes_options } } = this.params;
					const postgres_changes = (_b = (_a = this.bindings.postgres_changes) === null || _a === void 0 ? void 0 : _a.map((r) => r.filter)) !== null && _b !== void 0 ? _b : [];
					const presence_enabled = !!this.bindings[REALTIME_LISTEN_TYPES.PRESENCE] && this.bindings[REALTIME_LISTEN_TYPES.PRESENCE].length > 0 || ((_c = this.params.config.presence) === null || _c === void 0 ? void 0 : _c.enabled) === true;
					const accessTokenPayload = {};
					const config = Object.assign({
						broadcast,
						presence: Object.assign(Object.assign({}, presence), { enabled: presence_enabled }),
						postgres_changes,
						private: isPrivate
					}, postgres_changes_options ? { postgres_changes_options } : {});
					if (this.socket.accessTokenValue) {
						accessTokenPayload.access_token = this.socket.accessTokenValue;
					}
					this._onError((reason) => {
						callback === null || callback === void 0 ? void 0 : callback(REALTIME_SUBSCRIBE_STATES.CHANNEL_ERROR, (0, normalizeChannelError_1.normalizeChannelError)(reason));
					});
					this._onClose(() => callback === null || callback === void 0 ? void 0 : callback(REALTIME_SUBSCRIBE_STATES.CLOSED));
					this.updateJoinPayload(Object.assign({ config }, accessTokenPayload));
					this._updateFilterMessage();
					const joinTimeout = (postgres_changes_options === null || postgres_changes_options === void 0 ? void 0 : postgres_changes_options.wait) && postgres_changes.length > 0 ? Math.max(timeout, ((_d = postgres_changes_options.timeout) !== null && _d !== void 0 ? _d : constants_1.DEFAULT_POSTGRES_CHANGES_WAIT_TIMEOUT) + constants_1.POSTGRES_CHANGES_WAIT_ERROR_GRACE) : timeout;
					this.channelAdapter.subscribe(joinTimeout).receive("ok", async ({ postgres_changes }) => {
						if (!this.socket._isManualToken()) {
							this.socket.setAuth();
						}
						if (postgres_changes === undefined) {
							callback === null || callback === void 0 ? void 0 : callback(REALTIME_SUBSCRIBE_STATES.SUBSCRIBED);
							return;
						}
						this._updatePostgresBindings(postgres_changes, callback);
					}).receive("error", (error) => {
						this.state = constants_1.CHANNEL_STATES.errored;
						const message = Object.values(error).join(", ") || "error";
						callback === null || callback === void 0 ? void 0 : callback(REALTIME_SUBSCRIBE_STATES.CHANNEL_ERROR, new Error(message, { cause: error }));
					}).receive("timeout", () => {
						callback === null || callback === void 0 ? void 0 : callback(REALTIME_SUBSCRIBE_STATES.TIMED_OUT);
					});
				}
				return this;
			}
			_updatePostgresBindings(postgres_changes, callback) {
				var _a;
				const clientPostgresBindings = this.bindings.postgres_changes;
				const bindingsLen = (_a = clientPostgresBindings === null || clientPostgresBindings === void 0 ? void 0 : clientPostgresBindings.length) !== null && _a !== void 0 ? _a : 0;
				const newPostgresBindings = [];
				for (let i = 0; i < bindingsLen; i++) {
					const clientPostgresBinding = clientPostgresBindings[i];
					const { filter: { event, schema, table, filter } } = clientPostgresBinding;
					const serverPostgresFilter = postgres_changes && postgres_changes[i];
					if (serverPostgresFilter && serverPostgresFilter.event === event && RealtimeChannel.isFilterValueEqual(serverPostgresFilter.schema, schema) && RealtimeChannel.isFilterValueEqual(serverPostgresFilter.table, table) && RealtimeChannel.isFilterValueEqual(serverPostgresFilter.filter, filter)) {
						newPostgresBindings.push(Object.assign(Object.assign({}, clientPostgresBinding), { id: serverPostgresFilter.id }));
					} else {
						this.unsubscribe();
						this.state = constants_1.CHANNEL_STATES.errored;
						callback === null || callback === void 0 ? void 0 : callback(REALTIME_SUBSCRIBE_STATES.CHANNEL_ERROR, new Error("mismatch between server and client bindings for postgres changes"));
						return;
					}
				}
				this.bindings.postgres_changes = newPostgresBindings;
				if (this.state != constants_1.CHANNEL_STATES.errored && callback) {
					callback(REALTIME_SUBSCRIBE_STATES.SUBSCRIBED);
				}
			}
			presenceState() {
				return this.presence.state;
			}
			async track(payload, opts = {}) {
				return await this.send({
					type: "presence",
					event: "track",
					payload
				}, opts);
			}
			async untrack(opts = {}) {
				return await this.send({
					type: "presence",
					event: "untrack"
				}, opts);
			}
			on(type, filter, callback) {
				const stateCheck = this.channelAdapter.isJoined() || this.channelAdapter.isJoining();
				const typeCheck = type === REALTIME_LISTEN_TYPES.PRESENCE || type === REALTIME_LISTEN_TYPES.POSTGRES_CHANGES;
				if (stateCheck && typeCheck) {
					this.socket.log("channel", `cannot add \`${type}\` callbacks for ${this.topic} after \`subscribe()\`.`);
					throw new Error(`cannot add \`${type}\` callbacks for ${this.topic} after \`subscribe()\`.`);
				}
				return this._on(type, filter, callback);
			}
			async httpSend(event, payload, opts = {}) {
				var _a;
				if (payload === undefined || payload === null) {
					return Promise.reject(new Error("Payload is required for httpSend()"));
				}
				const isBinary = payload instanceof ArrayBuffer || ArrayBuffer.isView(payload);
				const headers = {
					apikey: this.socket.apiKey ? this.socket.apiKey : "",
					"Content-Type": isBinary ? "application/octet-stream" : "application/json"
				};
				if (this.socket.accessTokenValue) {
					headers["Authorization"] = `Bearer ${this.socket.accessTokenValue}`;
				}
				const url = new URL(this.broadcastEndpointURL);
				url.pathname += `/${encodeURIComponent(this.subTopic)}/events/${encodeURIComponent(event)}`;
				if (this.private) {
					url.searchParams.set("private", "true");
				}
				if (opts.persist) {
					if (!this.private) {
						return Promise.reject(new Error("Realtime httpSend() cannot store a message on a public channel."));
					}
					const ttl = typeof opts.persist === "object" ? opts.persist.ttl : undefined;
					if (ttl === undefined) {
						url.searchParams.set("persist", "true");
					} else {
						url.searchParams.set("persist[ttl]", String(ttl));
					}
				}
				const options = {
					method: "POST",
					headers,
					body: isBinary ? payload : JSON.stringify(payload)
				};
				const response = await this._fetchWithTimeout(url.toString(), options, (_a = opts.timeout) !== null && _a !== void 0 ? _a : this.timeout);
				if (response.status === 202) {
					return { success: true };
				}
				if (response.status === 404) {
					return Promise.reject(new Error("httpSend() requires Realtime server v2.97.0 or newer; the endpoint returned 404. " + "Update your Supabase CLI to a recent version, or upgrade the Realtime server in your self-hosted setup. " + "See https://github.com/supabase/supabase-js/blob/master/packages/core/realtime-js/migrations/httpsend-server-version.md"));
				}
				let errorMessage = response.statusText;
				try {
					const errorBody = await response.json();
					errorMessage = errorBody.error || errorBody.message || errorMessage;
				} catch (_b) {}
				return Promise.reject(new Error(errorMessage));
			}
			async send(args, opts = {}) {
				var _a, _b;
				if (args.type === "broadcast" && args.persist && (!this.private || this.socket.vsn === constants_1.VSN_1_0_0)) {
					const persistError = this.private ? "Realtime send() cannot store a message with protocol 1.0.0. Use httpSend() or connect with vsn 2.0.0." : "Realtime send() cannot store a message on a public channel.";
					if (this.socket.hasLogger()) {
						this.socket.log("channel", persistError);
					} else {
						console.error(persistError);
					}
					return "error";
				}
				if (!this.channelAdapter.canPush() && args.type === "broadcast") {
					const fallbackWarning = "Realtime send() is automatically falling back to REST API. " + "This behavior will be deprecated in the future. " + "Please use httpSend() explicitly for REST delivery.";
					if (this.socket.hasLogger()) {
						this.socket.log("channel", fallbackWarning);
					} else {
						console.warn(fallbackWarning);
					}
					const { event, payload: endpoint_payload } = args;
					if (args.persist) {
						const persistError = "Realtime send() fell back to REST and cannot store this message. " + "The batch endpoint does not support persistence. " + "Use httpSend() or send after the channel is connected and subscribed.";
						if (this.socket.hasLogger()) {
							this.socket.log("channel", persistError);
						} else {
							console.error(persistError);
						}
						return "error";
					}
					const headers = {
						apikey: this.socket.apiKey ? this.socket.apiKey : "",
						"Content-Type": "application/json"
					};
					if (this.socket.accessTokenValue) {
						headers["Authorization"] = `Bearer ${this.socket.accessTokenValue}`;
					}
					const options = {
						method: "POST",
						headers,
						body: JSON.stringify({ messages: [{
							topic: this.subTopic,
							event,
							payload: endpoint_payload,
							private: this.private
						}] })
					};
					try {
						const response = await this._fetchWithTimeout(this.broadcastEndpointURL, options, (_a = opts.timeout) !== null && _a !== void 0 ? _a : this.timeout);
						await ((_b = response.body) === null || _b === void 0 ? void 0 : _b.cancel());
						return response.ok ? "ok" : "error";
					} catch (error) {
						if (error instanceof Error && error.name === "AbortError") {
							return "timed out";
						} else {
							return "error";
						}
					}
				} else {
					return new Promise((resolve) => {
						var _a, _b, _c;
						const push = this.channelAdapter.push(args.type, args, opts.timeout || this.timeout);
						if (args.type === "broadcast" && !((_c = (_b = (_a = this.params) === null || _a === void 0 ? void 0 : _a.config) === null || _b === void 0 ? void 0 : _b.broadcast) === null || _c === void 0 ? void 0 : _c.ack)) {
							resolve("ok");
						}
						push.receive("ok", () => resolve("ok"));
						push.receive("error", (response) => resolve(args.persist && typeof (response === null || response === void 0 ? void 0 : response.error) === "string" ? response.error : "error"));
						push.receive("timeout", () => resolve("timed out"));
					});
				}
			}
			updateJoinPayload(payload) {
				this.channelAdapter.updateJoinPayload(payload);
			}
			async unsubscribe(timeout = this.timeout) {
				return new Promise((resolve) => {
					this.channelAdapter.unsubscribe(timeout).receive("ok", () => resolve("ok")).receive("timeout", () => resolve("timed out")).receive("error", () => resolve("error"));
				});
			}
			teardown() {
				this.channelAdapter.teardown();
			}
			async _fetchWithTimeout(url, options, timeout) {
				const controller = new AbortController();
				const id = setTimeout(() => controller.abort(), timeout);
				const response = await this.socket.fetch(url, Object.assign(Object.assign({}, options), { signal: controller.signal }));
				clearTimeout(id);
				return response;
			}
			_on(type, filter, callback) {
				var _a;
				const typeLower = type.toLocaleLowerCase();
				const filterValue = filter === null || filter === void 0 ? void 0 : filter.filter;
				if (filterValue instanceof RealtimePostgresFilterBuilder_1.RealtimePostgresFilterBuilder || typeof filterValue === "object" && filterValue !== null && typeof filterValue.build === "function") {
					filter = Object.assign(Object.assign({}, filter), { filter: filterValue.build() });
				}
				if (typeLower === REALTIME_LISTEN_TYPES.POSTGRES_CHANGES) {
					const duplicate = (_a = this.bindings[typeLower]) === null || _a === void 0 ? void 0 : _a.find((bind) => RealtimeChannel.isSamePostgresFilter(bind.filter, filter));
					if (duplicate) {
						this.socket.log("error", `duplicate \`postgres_changes\` binding for ${this.topic} ignored`, filter);
						return this;
					}
				}
				const ref = this.channelAdapter.on(type, callback);
				const binding = {
					type: typeLower,
					filter,
					callback,
					ref
				};
				if (this.bindings[typeLower]) {
					this.bindings[typeLower].push(binding);
				} else {
					this.bindings[typeLower] = [binding];
				}
				this._updateFilterMessage();
				return this;
			}
			_onClose(callback) {
				this.channelAdapter.onClose(callback);
			}
			_onError(callback) {
				this.channelAdapter.onError(callback);
			}
			_updateFilterMessage() {
				this.channelAdapter.updateFilterBindings((binding, payload, ref) => {
					var _a, _b, _c, _d, _e, _f, _g;
					const typeLower = binding.event.toLocaleLowerCase();
					if (this._notThisChannelEvent(typeLower, ref)) {
						return false;
					}
					const bind = (_a = this.bindings[typeLower]) === null || _a === void 0 ? void 0 : _a.find((bind) => bind.ref === binding.ref);
					if (!bind) {
						return true;
					}
					if ([
						"broadcast",
						"presence",
						"postgres_changes"
					].includes(typeLower)) {
						if ("id" in bind) {
							const bindId = bind.id;
							const bindEvent = (_b = bind.filter) === null || _b === void 0 ? void 0 : _b.event;
							return bindId && ((_c = payload.ids) === null || _c === void 0 ? void 0 : _c.includes(bindId)) && (bindEvent === "*" || (bindEvent === null || bindEvent === void 0 ? void 0 : bindEvent.toLocaleLowerCase()) === ((_d = payload.data) === null || _d === void 0 ? void 0 : _d.type.toLocaleLowerCase()));
						} else {
							const bindEvent = (_f = (_e = bind === null || bind === void 0 ? void 0 : bind.filter) === null || _e === void 0 ? void 0 : _e.event) === null || _f === void 0 ? void 0 : _f.toLocaleLowerCase();
							return bindEvent === "*" || bindEvent === ((_g = payload === null || payload === void 0 ? void 0 : payload.event) === null || _g === void 0 ? void 0 : _g.toLocaleLowerCase());
						}
					} else {
						return bind.type.toLocaleLowerCase() === typeLower;
					}
				});
			}
			_notThisChannelEvent(event, ref) {
				const { close, error, leave, join } = constants_1.CHANNEL_EVENTS;
				const events = [
					close,
					error,
					leave,
					join
				];
				return ref && events.includes(event) && ref !== this.joinPush.ref;
			}
			_updateFilterTransform() {
				this.channelAdapter.updatePayloadTransform((event, payload, ref) => {
					if (typeof payload === "object" && "ids" in payload) {
						const postgresChanges = payload.data;
						const { schema, table, commit_timestamp, type, errors } = postgresChanges;
						const enrichedPayload = {
							schema,
							table,
							commit_timestamp,
							eventType: type,
							new: {},
							old: {},
							errors
						};
						return Object.assign(Object.assign({}, enrichedPayload), this._getPayloadRecords(postgresChanges));
					}
					return payload;
				});
			}
			copyBindings(other) {
				if (this.joinedOnce) {
					throw new Error("cannot copy bindings into joined channel");
				}
				for (const kind in other.bindings) {
					for (const binding of other.bindings[kind]) {
						this._on(binding.type, binding.filter, binding.callback);
					}
				}
			}
			static isFilterValueEqual(serverValue, clientValue) {
				const normalizedServer = serverValue !== null && serverValue !== void 0 ? serverValue : undefined;
				const normalizedClient = clientValue !== null && clientValue !== void 0 ? clientValue : undefined;
				return normalizedServer === normalizedClient;
			}
			static isSamePostgresFilter(a, b) {
				var _a, _b, _c, _d;
				const selectA = (_b = (_a = a === null || a === void 0 ? void 0 : a.select) === null || _a === void 0 ? void 0 : _a.join()) !== null && _b !== void 0 ? _b : undefined;
				const selectB = (_d = (_c = b === null || b === void 0 ? void 0 : b.select) === null || _c === void 0 ? void 0 : _c.join()) !== null && _d !== void 0 ? _d : undefined;
				return (a === null || a === void 0 ? void 0 : a.event) === (b === null || b === void 0 ? void 0 : b.event) && RealtimeChannel.isFilterValueEqual(a === null || a === void 0 ? void 0 : a.schema, b === null || b === void 0 ? void 0 : b.schema) && RealtimeChannel.isFilterValueEqual(a === null || a === void 0 ? void 0 : a.table, b === null || b === void 0 ? void 0 : b.table) && RealtimeChannel.isFilterValueEqual(a === null || a === void 0 ? void 0 : a.filter, b === null || b === void 0 ? void 0 : b.filter) && selectA === selectB;
			}
			_getPayloadRecords(payload) {
				const records = {
					new: {},
					old: {}
				};
				if (payload.type === "INSERT" || payload.type === "UPDATE") {
					records.new = Transformers.convertChangeData(payload.columns, payload.record);
				}
				if (payload.type === "UPDATE" || payload.type === "DELETE") {
					records.old = Transformers.convertChangeData(payload.columns, payload.old_record);
				}
				return records;
			}
		}
		exports["default"] = RealtimeChannel;
	}),
	1751: ((__unused_webpack_module, exports, __webpack_require__) => {
		Object.defineProperty(exports, "__esModule", { value: true });
		const tslib_1 = __webpack_require__(4918);
		const websocket_factory_1 = tslib_1.__importDefault(__webpack_require__(6789));
		const constants_1 = __webpack_require__(1660);
		const serializer_1 = tslib_1.__importDefault(__webpack_require__(5621));
		const transformers_1 = __webpack_require__(769);
		const RealtimeChannel_1 = tslib_1.__importDefault(__webpack_require__(3481));
		const socketAdapter_1 = tslib_1.__importDefault(__webpack_require__(3505));
		const CONNECTION_TIMEOUTS = {
			HEARTBEAT_INTERVAL: 25e3,
			RECONNECT_DELAY: 10,
			HEARTBEAT_TIMEOUT_FALLBACK: 100
		};
		const RECONNECT_INTERVALS = [
			1e3,
			2e3,
			5e3,
			1e4
		];
		const DEFAULT_RECONNECT_FALLBACK = 1e4;
		function createMemorySessionStorage() {
			const store = new Map();
			return {
				get length() {
					return store.size;
				},
				clear() {
					store.clear();
				},
				getItem(key) {
					return store.has(key) ? store.get(key) : null;
				},
				key(index) {
					var _a;
					return (_a = Array.from(store.keys())[index]) !== null && _a !== void 0 ? _a : null;
				},
				removeItem(key) {
					store.delete(key);
				},
				setItem(key, value) {
					store.set(key, String(value));
				}
			};
		}
		function resolveSessionStorage() {
			try {
				if (typeof globalThis !== "undefined" && globalThis.sessionStorage) {
					return globalThis.sessionStorage;
				}
			} catch (_a) {}
			return createMemorySessionStorage();
		}
		const WORKER_SCRIPT = `
  addEventListener("message", (e) => {
    if (e.data.event === "start") {
      setInterval(() => postMessage({ event: "keepAlive" }), e.data.interval);
    }
  });`;
		class RealtimeClient {
			get endPoint() {
				return this.socketAdapter.endPoint;
			}
			get timeout() {
				return this.socketAdapter.timeout;
			}
			get transport() {
				return this.socketAdapter.transport;
			}
			get heartbeatCallback() {
				return this.socketAdapter.heartbeatCallback;
			}
			get heartbeatIntervalMs() {
				return this.socketAdapter.heartbeatIntervalMs;
			}
			get heartbeatTimer() {
				if (this.worker) {
					return this._workerHeartbeatTimer;
				}
				return this.socketAdapter.heartbeatTimer;
			}
			get pendingHeartbeatRef() {
				if (this.worker) {
					return this._pendingWorkerHeartbeatRef;
				}
				return this.socketAdapter.pendingHeartbeatRef;
			}
			get reconnectTimer() {
				return this.socketAdapter.reconnectTimer;
			}
			get vsn() {
				return this.socketAdapter.vsn;
			}
			get encode() {
				return this.socketAdapter.encode;
			}
			get decode() {
				return this.socketAdapter.decode;
			}
			get reconnectAfterMs() {
				return this.socketAdapter.reconnectAfterMs;
			}
			get sendBuffer() {
				return this.socketAdapter.sendBuffer;
			}
			get stateChangeCallbacks() {
				return this.socketAdapter.stateChangeCallbacks;
			}
			constructor(endPoint, options) {
				var _a;
				this.channels = new Array();
				this.accessTokenValue = null;
				this.accessToken = null;
				this.apiKey = null;
				this.httpEndpoint = "";
				this.headers = {};
				this.params = {};
				this.ref = 0;
				this.serializer = new serializer_1.default();
				this._manuallySetToken = false;
				this._authPromise = null;
				this._authGeneration = 0;
				this._workerHeartbeatTimer = undefined;
				this._pendingWorkerHeartbeatRef = null;
				this._pendingDisconnectTimer = null;
				this._disconnectOnEmptyChannelsAfterMs = 0;
				this._resolveFetch = (customFetch) => {
					if (customFetch) {
						return (...args) => customFetch(...args);
					}
					return (...args) => fetch(...args);
				};
				if (!((_a = options === null || options === void 0 ? void 0 : options.params) === null || _a === void 0 ? void 0 : _a.apikey)) {
					throw new Error("API key is required to connect to Realtime");
				}
				this.apiKey = options.params.apikey;
				const socketAdapterOptions = this._initializeOptions(options);
				this.socketAdapter = new socketAdapter_1.default(endPoint, socketAdapterOptions);
				this.httpEndpoint = (0, transformers_1.httpEndpointURL)(endPoint);
				this.fetch = this._resolveFetch(options === null || options === void 0 ? void 0 : options.fetch);
			}
			connect() {
				if (this.isConnecting() || this.isDisconnecting() || this.isConnected()) {
					return;
				}
				if (this.accessToken && !this._authPromise) {
					this._setAuthSafely("connect");
				}
				this._setupConnectionHandlers();
				try {
					this.socketAdapter.connect();
				} catch (error) {
					const errorMessage = error.message;
					throw new Error(`WebSocket not available: ${errorMessage}`);
				}
				this._handleNodeJsRaceCondition();
			}
			endpointURL() {
				return this.socketAdapter.endPointURL();
			}
			async disconnect(code, reason) {
				this._cancelPendingDisconnect();
				if (this.isDisconnecting()) {
					return "ok";
				}
				return await this.socketAdapter.disconnect(() => {
					clearInterval(this._workerHeartbeatTimer);
					this._terminateWorker();
				}, code, reason);
			}
			getChannels() {
				return this.channels;
			}
			async removeChannel(channel) {
				const status = await channel.unsubscribe();
				if (status === "ok") {
					channel.teardown();
				}
				return status;
			}
			async removeAllChannels() {
				const promises = this.channels.map(async (channel) => {
					const result = await channel.unsubscribe();
					channel.teardown();
					return result;
				});
				const result = await Promise.all(promises);
				await this.disconnect();
				return result;
			}
			log(kind, msg, data) {
				this.socketAdapter.log(kind, msg, data);
			}
			hasLogger() {
				return this.socketAdapter.hasLogger();
			}
			connectionState() {
				return this.socketAdapter.connectionState() || constants_1.CONNECTION_STATE.closed;
			}
			isConnected() {
				return this.socketAdapter.isConnected();
			}
			isConnecting() {
				return this.socketAdapter.isConnecting();
			}
			isDisconnecting() {
				return this.socketAdapter.isDisconnecting();
			}
			channel(topic, params = { config: {} }) {
				const realtimeTopic = `realtime:${topic}`;
				const exists = this.getChannels().find((c) => c.topic === realtimeTopic);
				if (!exists) {
					const chan = new RealtimeChannel_1.default(`realtime:${topic}`, params, this);
					this._cancelPendingDisconnect();
					this.channels.push(chan);
					return chan;
				} else {
					return exists;
				}
			}
			push(data) {
				this.socketAdapter.push(data);
			}
			async setAuth(token = null) {
				const authGeneration = ++this._authGeneration;
				const authPromise = this._performAuth(token, authGeneration);
				if (authGeneration === this._authGeneration) {
					this._authPromise = authPromise;
				}
				try {
					await authPromise;
				} finally {
					if (this._authPromise === authPromise) {
						this._authPromise = null;
					}
				}
			}
			_isManualToken() {
				return this._manuallySetToken;
			}
			async sendHeartbeat() {
				this.socketAdapter.sendHeartbeat();
			}
			onHeartbeat(callback) {
				this.socketAdapter.heartbeatCallback = this._wrapHeartbeatCallback(callback);
			}
			_makeRef() {
				return this.socketAdapter.makeRef();
			}
			_remove(channel) {
				this.channels = this.channels.filter((c) => c.topic !== channel.topic);
				if (this.channels.length === 0) {
					this.log("transport", "no channels remaining, scheduling disconnect");
					this._schedulePendingDisconnect();
				}
			}
			_schedulePendingDisconnect() {
				this._cancelPendingDisconnect();
				if (this._disconnectOnEmptyChannelsAfterMs === 0) {
					this.log("transport", "disconnecting immediately - no channels");
					this.disconnect();
					return;
				}
				this._pendingDisconnectTimer = setTimeout(() => {
					this._pendingDisconnectTimer = null;
					if (this.channels.length === 0) {
						this.log("transport", "deferred disconnect fired - no channels, disconnecting");
						this.disconnect();
					}
				}, this._disconnectOnEmptyChannelsAfterMs);
				this.log("transport", `deferred disconnect scheduled in ${this._disconnectOnEmptyChannelsAfterMs}ms`);
			}
			_cancelPendingDisconnect() {
				if (this._pendingDisconnectTimer !== null) {
					this.log("transport", "pending disconnect cancelled - channel activity detected");
					clearTimeout(this._pendingDisconnectTimer);
					this._pendingDisconnectTimer = null;
				}
			}
			async _performAuth(token, authGeneration) {
				let tokenToSend;
				let isManualToken = false;
				if (token) {
					tokenToSend = token;
					isManualToken = true;
				} else if (this.accessToken) {
					try {
						tokenToSend = await this.accessToken();
					} catch (e) {
						this.log("error", "Error fetching access token from callback", e);
						tokenToSend = this.accessTokenValue;
					}
				} else {
					tokenToSend = this.accessTokenValue;
				}
				if (authGeneration !== this._authGeneration) {
					return;
				}
				if (this.accessToken) {
					this._manuallySetToken = false;
				} else if (isManualToken) {
					this._manuallySetToken = true;
				}
				if (this.accessTokenValue != tokenToSend) {
					this.accessTokenValue = tokenToSend;
					this.channels.forEach((channel) => {
						const payload = {
							access_token: tokenToSend,
							version: constants_1.DEFAULT_VERSION
						};
						channel.updateJoinPayload(payload);
						if (channel.joinedOnce && channel.channelAdapter.isJoined()) {
							channel.channelAdapter.push(constants_1.CHANNEL_EVENTS.access_token, { access_token: tokenToSend });
						}
					});
				}
			}
			async _waitForAuthIfNeeded() {
				if (this._authPromise) {
					await this._authPromise;
				}
			}
			_setAuthSafely(context = "general") {
				if (!this._isManualToken()) {
					this.setAuth().catch((e) => {
						this.log("error", `Error setting auth in ${context}`, e);
					});
				}
			}
			_setupConnectionHandlers() {
				this.socketAdapter.onOpen(() => {
					const authPromise = this._authPromise || (this.accessToken && !this.accessTokenValue ? this.setAuth() : Promise.resolve());
					authPromise.catch((e) => {
						this.log("error", "error waiting for auth on connect", e);
					});
					if (this.worker && !this.workerRef) {
						this._startWorkerHeartbeat();
					}
				});
				this.socketAdapter.onClose(() => {
					if (this.worker && this.workerRef) {
						this._terminateWorker();
					}
				});
				this.socketAdapter.onMessage((message) => {
					if (message.ref && message.ref === this._pendingWorkerHeartbeatRef) {
						this._pendingWorkerHeartbeatRef = null;
					}
				});
			}
			_handleNodeJsRaceCondition() {
				if (this.socketAdapter.isConnected()) {
					this.socketAdapter.getSocket().onConnOpen();
				}
			}
			_wrapHeartbeatCallback(heartbeatCallback) {
				return (status, latency) => {
					if (status === "disconnected") return;
					if (status == "sent") this._setAuthSafely();
					if (heartbeatCallback) heartbeatCallback(status, latency);
				};
			}
			_startWorkerHeartbeat() {
				if (this.workerUrl) {
					this.log("worker", `starting worker for from ${this.workerUrl}`);
				} else {
					this.log("worker", `starting default worker`);
				}
				const objectUrl = this._workerObjectUrl(this.workerUrl);
				this.workerRef = new Worker(objectUrl);
				this.workerRef.onerror = (error) => {
					this.log("worker", "worker error", error.message);
					this._terminateWorker();
					this.disconnect();
				};
				this.workerRef.onmessage = (event) => {
					if (event.data.event === "keepAlive") {
						this.sendHeartbeat();
					}
				};
				this.workerRef.postMessage({
					event: "start",
					interval: this.heartbeatIntervalMs
				});
			}
			_terminateWorker() {
				if (this.workerRef) {
					this.log("worker", "terminating worker");
					this.workerRef.terminate();
					this.workerRef = undefined;
				}
			}
			_workerObjectUrl(url) {
				let result_url;
				if (url) {
					result_url = url;
				} else {
					const blob = new Blob([WORKER_SCRIPT], { type: "application/javascript" });
					result_url = URL.createObjectURL(blob);
				}
				return result_url;
			}
			_initializeOptions(options) {
				var _a, _b, _c, _d, _e, _f, _g, _h, _j, _k, _l, _m;
				this.worker = (_a = options === null || options === void 0 ? void 0 : options.worker) !== null && _a !== void 0 ? _a : false;
				this.accessToken = (_b = options === null || options === void 0 ? void 0 : options.accessToken) !== null && _b !== void 0 ? _b : null;
				const result = {};
				result.timeout = (_c = options === null || options === void 0 ? void 0 : options.timeout) !== null && _c !== void 0 ? _c : constants_1.DEFAULT_TIMEOUT;
				result.heartbeatIntervalMs = (_d = options === null || options === void 0 ? void 0 : options.heartbeatIntervalMs) !== null && _d !== void 0 ? _d : CONNECTION_TIMEOUTS.HEARTBEAT_INTERVAL;
				this._disconnectOnEmptyChannelsAfterMs = (_e = options === null || options === void 0 ? void 0 : options.disconnectOnEmptyChannelsAfterMs) !== null && _e !== void 0 ? _e : 2 * ((_f = options === null || options === void 0 ? void 0 : options.heartbeatIntervalMs) !== null && _f !== void 0 ? _f : CONNECTION_TIMEOUTS.HEARTBEAT_INTERVAL);
				result.transport = (_g = options === null || options === void 0 ? void 0 : options.transport) !== null && _g !== void 0 ? _g : websocket_factory_1.default.getWebSocketConstructor();
				result.params = options === null || options === void 0 ? void 0 : options.params;
				result.logger = options === null || options === void 0 ? void 0 : options.logger;
				result.heartbeatCallback = this._wrapHeartbeatCallback(options === null || options === void 0 ? void 0 : options.heartbeatCallback);
				result.sessionStorage = (_h = options === null || options === void 0 ? void 0 : options.sessionStorage) !== null && _h !== void 0 ? _h : resolveSessionStorage();
				result.reconnectAfterMs = (_j = options === null || options === void 0 ? void 0 : options.reconnectAfterMs) !== null && _j !== void 0 ? _j : ((tries) => {
					return RECONNECT_INTERVALS[tries - 1] || DEFAULT_RECONNECT_FALLBACK;
				});
				let defaultEncode;
				let defaultDecode;
				const vsn = (_k = options === null || options === void 0 ? void 0 : options.vsn) !== null && _k !== void 0 ? _k : constants_1.DEFAULT_VSN;
				switch (vsn) {
					case constants_1.VSN_1_0_0:
						defaultEncode = (payload, callback) => {
							return callback(JSON.stringify(payload));
						};
						defaultDecode = (payload, callback) => {
							return callback(JSON.parse(payload));
						};
						break;
					case constants_1.VSN_2_0_0:
						defaultEncode = this.serializer.encode.bind(this.serializer);
						defaultDecode = this.serializer.decode.bind(this.serializer);
						break;
					default: throw new Error(`Unsupported serializer version: ${vsn}`);
				}
				result.vsn = vsn;
				result.encode = (_l = options === null || options === void 0 ? void 0 : options.encode) !== null && _l !== void 0 ? _l : defaultEncode;
				result.decode = (_m = options === null || options === void 0 ? void 0 : options.decode) !== null && _m !== void 0 ? _m : defaultDecode;
				result.beforeReconnect = this._reconnectAuth.bind(this);
				if ((options === null || options === void 0 ? void 0 : options.logLevel) || (options === null || options === void 0 ? void 0 : options.log_level)) {
					this.logLevel = options.logLevel || options.log_level;
					result.params = Object.assign(Object.assign({}, result.params), { log_level: this.logLevel });
				}
				if (this.worker) {
					if (typeof window !== "undefined" && !window.Worker) {
						throw new Error("Web Worker is not supported");
					}
					this.workerUrl = options === null || options === void 0 ? void 0 : options.workerUrl;
					result.autoSendHeartbeat = !this.worker;
				}
				return result;
			}
			async _reconnectAuth() {
				await this._waitForAuthIfNeeded();
				if (!this.isConnected()) {
					this.connect();
				}
			}
		}
		exports["default"] = RealtimeClient;
	}),
	2290: ((__unused_webpack_module, exports) => {
		Object.defineProperty(exports, "__esModule", { value: true });
		exports.postgresChangesFilter = exports.RealtimePostgresFilterBuilder = void 0;
		const PostgrestReservedCharsRegexp = /[,()"\\]/;
		const needsQuoting = (value) => PostgrestReservedCharsRegexp.test(value) || value !== value.trim();
		const quote = (value) => `"${value.replace(/\\/g, "\\\\").replace(/"/g, "\\\"")}"`;
		const serializeScalar = (value) => {
			const serialized = value === null ? "null" : String(value);
			return needsQuoting(serialized) ? quote(serialized) : serialized;
		};
		const serializeIsValue = (value) => value === null ? "null" : String(value);
		const serialize = (operator, value) => {
			if (operator === "in") {
				const values = Array.isArray(value) ? value : [value];
				if (values.length === 0) {
					throw new Error("Realtime `in` filter requires at least one value.");
				}
				const items = Array.from(new Set(values)).map((v) => serializeScalar(v)).join(",");
				return `in.(${items})`;
			}
			if (operator === "is") {
				return `is.${serializeIsValue(value)}`;
			}
			return `${operator}.${serializeScalar(value)}`;
		};
		class RealtimePostgresFilterBuilder {
			constructor() {
				this.filters = [];
			}
			add(column, operator, value, negate = false) {
				const prefix = negate ? "not." : "";
				this.filters.push(`${column}=${prefix}${serialize(operator, value)}`);
				return this;
			}
			eq(column, value) {
				return this.add(column, "eq", value);
			}
			neq(column, value) {
				return this.add(column, "neq", value);
			}
			gt(column, value) {
				return this.add(column, "gt", value);
			}
			gte(column, value) {
				return this.add(column, "gte", value);
			}
			lt(column, value) {
				return this.add(column, "lt", value);
			}
			lte(column, value) {
				return this.add(column, "lte", value);
			}
			in(column, values) {
				return this.add(column, "in", values);
			}
			like(column, pattern) {
				return this.add(column, "like", pattern);
			}
			ilike(column, pattern) {
				return this.add(column, "ilike", pattern);
			}
			match(column, pattern) {
				return this.add(column, "match", pattern);
			}
			imatch(column, pattern) {
				return this.add(column, "imatch", pattern);
			}
			is(column, value) {
				return this.add(column, "is", value);
			}
			isDistinct(column, value) {
				return this.add(column, "isdistinct", value);
			}
			not(column, operator, value) {
				return this.add(column, operator, value, true);
			}
			build() {
				return this.filters.join(",");
			}
			toString() {
				return this.build();
			}
		}
		exports.RealtimePostgresFilterBuilder = RealtimePostgresFilterBuilder;
		const postgresChangesFilter = () => new RealtimePostgresFilterBuilder();
		exports.postgresChangesFilter = postgresChangesFilter;
	}),
	702: ((__unused_webpack_module, exports, __webpack_require__) => {
		Object.defineProperty(exports, "__esModule", { value: true });
		exports.REALTIME_PRESENCE_LISTEN_EVENTS = void 0;
		const tslib_1 = __webpack_require__(4918);
		const presenceAdapter_1 = tslib_1.__importDefault(__webpack_require__(3429));
		var REALTIME_PRESENCE_LISTEN_EVENTS;
		(function(REALTIME_PRESENCE_LISTEN_EVENTS) {
			REALTIME_PRESENCE_LISTEN_EVENTS["SYNC"] = "sync";
			REALTIME_PRESENCE_LISTEN_EVENTS["JOIN"] = "join";
			REALTIME_PRESENCE_LISTEN_EVENTS["LEAVE"] = "leave";
		})(REALTIME_PRESENCE_LISTEN_EVENTS || (exports.REALTIME_PRESENCE_LISTEN_EVENTS = REALTIME_PRESENCE_LISTEN_EVENTS = {}));
		class RealtimePresence {
			get state() {
				return this.presenceAdapter.state;
			}
			constructor(channel, opts) {
				this.channel = channel;
				this.presenceAdapter = new presenceAdapter_1.default(this.channel.channelAdapter, opts);
			}
		}
		exports["default"] = RealtimePresence;
	}),
	2141: ((__unused_webpack_module, exports, __webpack_require__) => {
		var __webpack_unused_export__;
		__webpack_unused_export__ = { value: true };
		__webpack_unused_export__ = __webpack_unused_export__ = __webpack_unused_export__ = __webpack_unused_export__ = __webpack_unused_export__ = __webpack_unused_export__ = __webpack_unused_export__ = __webpack_unused_export__ = exports.d1 = __webpack_unused_export__ = __webpack_unused_export__ = void 0;
		const tslib_1 = __webpack_require__(4918);
		const RealtimeClient_1 = tslib_1.__importDefault(__webpack_require__(1751));
		exports.d1 = RealtimeClient_1.default;
		const RealtimeChannel_1 = tslib_1.__importStar(__webpack_require__(3481));
		__webpack_unused_export__ = RealtimeChannel_1.default;
		__webpack_unused_export__ = {
			enumerable: true,
			get: function() {
				return RealtimeChannel_1.RealtimePostgresFilterBuilder;
			}
		};
		__webpack_unused_export__ = {
			enumerable: true,
			get: function() {
				return RealtimeChannel_1.postgresChangesFilter;
			}
		};
		__webpack_unused_export__ = {
			enumerable: true,
			get: function() {
				return RealtimeChannel_1.REALTIME_LISTEN_TYPES;
			}
		};
		__webpack_unused_export__ = {
			enumerable: true,
			get: function() {
				return RealtimeChannel_1.REALTIME_POSTGRES_CHANGES_LISTEN_EVENT;
			}
		};
		__webpack_unused_export__ = {
			enumerable: true,
			get: function() {
				return RealtimeChannel_1.REALTIME_SUBSCRIBE_STATES;
			}
		};
		__webpack_unused_export__ = {
			enumerable: true,
			get: function() {
				return RealtimeChannel_1.REALTIME_CHANNEL_STATES;
			}
		};
		const RealtimePresence_1 = tslib_1.__importStar(__webpack_require__(702));
		__webpack_unused_export__ = RealtimePresence_1.default;
		__webpack_unused_export__ = {
			enumerable: true,
			get: function() {
				return RealtimePresence_1.REALTIME_PRESENCE_LISTEN_EVENTS;
			}
		};
		const websocket_factory_1 = tslib_1.__importDefault(__webpack_require__(6789));
		__webpack_unused_export__ = websocket_factory_1.default;
	}),
	1660: ((__unused_webpack_module, exports, __webpack_require__) => {
		Object.defineProperty(exports, "__esModule", { value: true });
		exports.CONNECTION_STATE = exports.TRANSPORTS = exports.CHANNEL_EVENTS = exports.CHANNEL_STATES = exports.SOCKET_STATES = exports.MAX_PUSH_BUFFER_SIZE = exports.WS_CLOSE_NORMAL = exports.POSTGRES_CHANGES_WAIT_ERROR_GRACE = exports.DEFAULT_POSTGRES_CHANGES_WAIT_TIMEOUT = exports.DEFAULT_TIMEOUT = exports.VERSION = exports.DEFAULT_VSN = exports.VSN_2_0_0 = exports.VSN_1_0_0 = exports.DEFAULT_VERSION = void 0;
		const version_1 = __webpack_require__(141);
		exports.DEFAULT_VERSION = `realtime-js/${version_1.version}`;
		exports.VSN_1_0_0 = "1.0.0";
		exports.VSN_2_0_0 = "2.0.0";
		exports.DEFAULT_VSN = exports.VSN_2_0_0;
		exports.VERSION = version_1.version;
		exports.DEFAULT_TIMEOUT = 1e4;
		exports.DEFAULT_POSTGRES_CHANGES_WAIT_TIMEOUT = 15e3;
		exports.POSTGRES_CHANGES_WAIT_ERROR_GRACE = 1e4;
		exports.WS_CLOSE_NORMAL = 1e3;
		exports.MAX_PUSH_BUFFER_SIZE = 100;
		exports.SOCKET_STATES = {
			connecting: 0,
			open: 1,
			closing: 2,
			closed: 3
		};
		exports.CHANNEL_STATES = {
			closed: "closed",
			errored: "errored",
			joined: "joined",
			joining: "joining",
			leaving: "leaving"
		};
		exports.CHANNEL_EVENTS = {
			close: "phx_close",
			error: "phx_error",
			join: "phx_join",
			reply: "phx_reply",
			leave: "phx_leave",
			access_token: "access_token"
		};
		exports.TRANSPORTS = { websocket: "websocket" };
		exports.CONNECTION_STATE = {
			connecting: "connecting",
			open: "open",
			closing: "closing",
			closed: "closed"
		};
	}),
	7493: ((__unused_webpack_module, exports) => {
		Object.defineProperty(exports, "__esModule", { value: true });
		exports.normalizeChannelError = normalizeChannelError;
		function normalizeChannelError(reason) {
			if (reason instanceof Error) {
				return reason;
			}
			if (typeof reason === "string") {
				return new Error(reason);
			}
			if (reason && typeof reason === "object") {
				const obj = reason;
				if (typeof obj.code === "number") {
					const detail = typeof obj.reason === "string" && obj.reason ? ` (${obj.reason})` : "";
					return new Error(`socket closed: ${obj.code}${detail}`, { cause: reason });
				}
				return new Error("channel error: transport failure", { cause: reason });
			}
			return new Error("channel error: connection lost");
		}
	}),
	5621: ((__unused_webpack_module, exports) => {
		Object.defineProperty(exports, "__esModule", { value: true });
		class Serializer {
			constructor(allowedMetadataKeys) {
				this.HEADER_LENGTH = 1;
				this.USER_BROADCAST_PUSH_META_LENGTH = 6;
				this.KINDS = {
					userBroadcastPush: 3,
					userBroadcast: 4
				};
				this.BINARY_ENCODING = 0;
				this.JSON_ENCODING = 1;
				this.BROADCAST_EVENT = "broadcast";
				this.allowedMetadataKeys = Serializer.DEFAULT_METADATA_KEYS;
				this.allowedMetadataKeys = allowedMetadataKeys !== null && allowedMetadataKeys !== void 0 ? allowedMetadataKeys : Serializer.DEFAULT_METADATA_KEYS;
			}
			encode(msg, callback) {
				if (msg.event === this.BROADCAST_EVENT && !(msg.payload instanceof ArrayBuffer) && typeof msg.payload.event === "string") {
					return callback(this._binaryEncodeUserBroadcastPush(msg));
				}
				let payload = [
					msg.join_ref,
					msg.ref,
					msg.topic,
					msg.event,
					msg.payload
				];
				return callback(JSON.stringify(payload));
			}
			_binaryEncodeUserBroadcastPush(message) {
				var _a;
				if (this._isArrayBuffer((_a = message.payload) === null || _a === void 0 ? void 0 : _a.payload)) {
					return this._encodeBinaryUserBroadcastPush(message);
				} else {
					return this._encodeJsonUserBroadcastPush(message);
				}
			}
			_encodeBinaryUserBroadcastPush(message) {
				var _a, _b;
				const userPayload = (_b = (_a = message.payload) === null || _a === void 0 ? void 0 : _a.payload) !== null && _b !== void 0 ? _b : new ArrayBuffer(0);
				return this._encodeUserBroadcastPush(message, this.BINARY_ENCODING, userPayload);
			}
			_encodeJsonUserBroadcastPush(message) {
				var _a, _b;
				const userPayload = (_b = (_a = message.payload) === null || _a === void 0 ? void 0 : _a.payload) !== null && _b !== void 0 ? _b : {};
				const encoder = new TextEncoder();
				const encodedUserPayload = encoder.encode(JSON.stringify(userPayload)).buffer;
				return this._encodeUserBroadcastPush(message, this.JSON_ENCODING, encodedUserPayload);
			}
			_encodeUserBroadcastPush(message, encodingType, encodedPayload) {
				var _a, _b;
				const encoder = new TextEncoder();
				const topic = encoder.encode(message.topic);
				const ref = encoder.encode((_a = message.ref) !== null && _a !== void 0 ? _a : "");
				const joinRef = encoder.encode((_b = message.join_ref) !== null && _b !== void 0 ? _b : "");
				const userEvent = encoder.encode(message.payload.event);
				const rest = this.allowedMetadataKeys ? this._pick(message.payload, this.allowedMetadataKeys) : {};
				const metadata = encoder.encode(Object.keys(rest).length === 0 ? "" : JSON.stringify(rest));
				if (joinRef.length > 255) {
					throw new Error(`joinRef length ${joinRef.length} exceeds maximum of 255`);
				}
				if (ref.length > 255) {
					throw new Error(`ref length ${ref.length} exceeds maximum of 255`);
				}
				if (topic.length > 255) {
					throw new Error(`topic length ${topic.length} exceeds maximum of 255`);
				}
				if (userEvent.length > 255) {
					throw new Error(`userEvent length ${userEvent.length} exceeds maximum of 255`);
				}
				if (metadata.length > 255) {
					throw new Error(`metadata length ${metadata.length} exceeds maximum of 255`);
				}
				const metaLength = this.USER_BROADCAST_PUSH_META_LENGTH + joinRef.length + ref.length + topic.length + userEvent.length + metadata.length;
				const header = new ArrayBuffer(this.HEADER_LENGTH + metaLength);
				const view = new DataView(header);
				const bytes = new Uint8Array(header);
				let offset = 0;
				view.setUint8(offset++, this.KINDS.userBroadcastPush);
				view.setUint8(offset++, joinRef.length);
				view.setUint8(offset++, ref.length);
				view.setUint8(offset++, topic.length);
				view.setUint8(offset++, userEvent.length);
				view.setUint8(offset++, metadata.length);
				view.setUint8(offset++, encodingType);
				bytes.set(joinRef, offset);
				offset += joinRef.length;
				bytes.set(ref, offset);
				offset += ref.length;
				bytes.set(topic, offset);
				offset += topic.length;
				bytes.set(userEvent, offset);
				offset += userEvent.length;
				bytes.set(metadata, offset);
				offset += metadata.length;
				var combined = new Uint8Array(header.byteLength + encodedPayload.byteLength);
				combined.set(new Uint8Array(header), 0);
				combined.set(new Uint8Array(encodedPayload), header.byteLength);
				return combined.buffer;
			}
			decode(rawPayload, callback) {
				if (this._isArrayBuffer(rawPayload)) {
					let result = this._binaryDecode(rawPayload);
					return callback(result);
				}
				if (typeof rawPayload === "string") {
					const jsonPayload = JSON.parse(rawPayload);
					const [join_ref, ref, topic, event, payload] = jsonPayload;
					return callback({
						join_ref,
						ref,
						topic,
						event,
						payload
					});
				}
				return callback({});
			}
			_binaryDecode(buffer) {
				const view = new DataView(buffer);
				const kind = view.getUint8(0);
				const decoder = new TextDecoder();
				switch (kind) {
					case this.KINDS.userBroadcast: return this._decodeUserBroadcast(buffer, view, decoder);
				}
			}
			_decodeUserBroadcast(buffer, view, decoder) {
				const topicSize = view.getUint8(1);
				const userEventSize = view.getUint8(2);
				const metadataSize = view.getUint8(3);
				const payloadEncoding = view.getUint8(4);
				let offset = this.HEADER_LENGTH + 4;
				const topic = decoder.decode(buffer.slice(offset, offset + topicSize));
				offset = offset + topicSize;
				const userEvent = decoder.decode(buffer.slice(offset, offset + userEventSize));
				offset = offset + userEventSize;
				const metadata = decoder.decode(buffer.slice(offset, offset + metadataSize));
				offset = offset + metadataSize;
				const payload = buffer.slice(offset, buffer.byteLength);
				const parsedPayload = payloadEncoding === this.JSON_ENCODING ? JSON.parse(decoder.decode(payload)) : payload;
				const data = {
					type: this.BROADCAST_EVENT,
					event: userEvent,
					payload: parsedPayload
				};
				if (metadataSize > 0) {
					data["meta"] = JSON.parse(metadata);
				}
				return {
					join_ref: null,
					ref: null,
					topic,
					event: this.BROADCAST_EVENT,
					payload: data
				};
			}
			_isArrayBuffer(buffer) {
				var _a;
				return buffer instanceof ArrayBuffer || ((_a = buffer === null || buffer === void 0 ? void 0 : buffer.constructor) === null || _a === void 0 ? void 0 : _a.name) === "ArrayBuffer";
			}
			_pick(obj, keys) {
				if (!obj || typeof obj !== "object") {
					return {};
				}
				return Object.fromEntries(Object.entries(obj).filter(([key]) => keys.includes(key)));
			}
		}
		Serializer.DEFAULT_METADATA_KEYS = ["persist"];
		exports["default"] = Serializer;
	}),
	769: ((__unused_webpack_module, exports) => {
		Object.defineProperty(exports, "__esModule", { value: true });
		exports.httpEndpointURL = exports.toTimestampString = exports.toArray = exports.toJson = exports.toNumber = exports.toBoolean = exports.convertCell = exports.convertColumn = exports.convertChangeData = exports.PostgresTypes = void 0;
		var PostgresTypes;
		(function(PostgresTypes) {
			PostgresTypes["abstime"] = "abstime";
			PostgresTypes["bool"] = "bool";
			PostgresTypes["date"] = "date";
			PostgresTypes["daterange"] = "daterange";
			PostgresTypes["float4"] = "float4";
			PostgresTypes["float8"] = "float8";
			PostgresTypes["int2"] = "int2";
			PostgresTypes["int4"] = "int4";
			PostgresTypes["int4range"] = "int4range";
			PostgresTypes["int8"] = "int8";
			PostgresTypes["int8range"] = "int8range";
			PostgresTypes["json"] = "json";
			PostgresTypes["jsonb"] = "jsonb";
			PostgresTypes["money"] = "money";
			PostgresTypes["numeric"] = "numeric";
			PostgresTypes["oid"] = "oid";
			PostgresTypes["reltime"] = "reltime";
			PostgresTypes["text"] = "text";
			PostgresTypes["time"] = "time";
			PostgresTypes["timestamp"] = "timestamp";
			PostgresTypes["timestamptz"] = "timestamptz";
			PostgresTypes["timetz"] = "timetz";
			PostgresTypes["tsrange"] = "tsrange";
			PostgresTypes["tstzrange"] = "tstzrange";
		})(PostgresTypes || (exports.PostgresTypes = PostgresTypes = {}));
		const convertChangeData = (columns, record, options = {}) => {
			var _a;
			const skipTypes = (_a = options.skipTypes) !== null && _a !== void 0 ? _a : [];
			if (!record) {
				return {};
			}
			return Object.keys(record).reduce((acc, rec_key) => {
				acc[rec_key] = (0, exports.convertColumn)(rec_key, columns, record, skipTypes);
				return acc;
			}, {});
		};
		exports.convertChangeData = convertChangeData;
		const convertColumn = (columnName, columns, record, skipTypes) => {
			const column = columns.find((x) => x.name === columnName);
			const colType = column === null || column === void 0 ? void 0 : column.type;
			const value = record[columnName];
			if (colType && !skipTypes.includes(colType)) {
				return (0, exports.convertCell)(colType, value);
			}
			return noop(value);
		};
		exports.convertColumn = convertColumn;
		const convertCell = (type, value) => {
			if (type.charAt(0) === "_") {
				const dataType = type.slice(1, type.length);
				return (0, exports.toArray)(value, dataType);
			}
			switch (type) {
				case PostgresTypes.bool: return (0, exports.toBoolean)(value);
				case PostgresTypes.float4:
				case PostgresTypes.float8:
				case PostgresTypes.int2:
				case PostgresTypes.int4:
				case PostgresTypes.int8:
				case PostgresTypes.numeric:
				case PostgresTypes.oid: return (0, exports.toNumber)(value);
				case PostgresTypes.json:
				case PostgresTypes.jsonb: return (0, exports.toJson)(value);
				case PostgresTypes.timestamp: return (0, exports.toTimestampString)(value);
				case PostgresTypes.abstime:
				case PostgresTypes.date:
				case PostgresTypes.daterange:
				case PostgresTypes.int4range:
				case PostgresTypes.int8range:
				case PostgresTypes.money:
				case PostgresTypes.reltime:
				case PostgresTypes.text:
				case PostgresTypes.time:
				case PostgresTypes.timestamptz:
				case PostgresTypes.timetz:
				case PostgresTypes.tsrange:
				case PostgresTypes.tstzrange: return noop(value);
				default: return noop(value);
			}
		};
		exports.convertCell = convertCell;
		const noop = (value) => {
			return value;
		};
		const toBoolean = (value) => {
			switch (value) {
				case "t": return true;
				case "f": return false;
				default: return value;
			}
		};
		exports.toBoolean = toBoolean;
		const toNumber = (value) => {
			if (typeof value === "string") {
				const parsedValue = parseFloat(value);
				if (!Number.isNaN(parsedValue)) {
					return parsedValue;
				}
			}
			return value;
		};
		exports.toNumber = toNumber;
		const toJson = (value) => {
			if (typeof value === "string") {
				try {
					return JSON.parse(value);
				} catch (_a) {
					return value;
				}
			}
			return value;
		};
		exports.toJson = toJson;
		const toArray = (value, type) => {
			if (typeof value !== "string") {
				return value;
			}
			const lastIdx = value.length - 1;
			const closeBrace = value[lastIdx];
			const openBrace = value[0];
			if (openBrace === "{" && closeBrace === "}") {
				let arr;
				const valTrim = value.slice(1, lastIdx);
				try {
					arr = JSON.parse("[" + valTrim + "]");
				} catch (_) {
					arr = valTrim ? valTrim.split(",") : [];
				}
				return arr.map((val) => (0, exports.convertCell)(type, val));
			}
			return value;
		};
		exports.toArray = toArray;
		const toTimestampString = (value) => {
			if (typeof value === "string") {
				return value.replace(" ", "T");
			}
			return value;
		};
		exports.toTimestampString = toTimestampString;
		const httpEndpointURL = (socketUrl) => {
			const wsUrl = new URL(socketUrl);
			wsUrl.protocol = wsUrl.protocol.replace(/^ws/i, "http");
			wsUrl.pathname = wsUrl.pathname.replace(/\/+$/, "").replace(/\/socket\/websocket$/i, "").replace(/\/socket$/i, "").replace(/\/websocket$/i, "");
			if (wsUrl.pathname === "" || wsUrl.pathname === "/") {
				wsUrl.pathname = "/api/broadcast";
			} else {
				wsUrl.pathname = wsUrl.pathname + "/api/broadcast";
			}
			return wsUrl.href;
		};
		exports.httpEndpointURL = httpEndpointURL;
	}),
	141: ((__unused_webpack_module, exports) => {
		Object.defineProperty(exports, "__esModule", { value: true });
		exports.version = void 0;
		exports.version = "2.119.1";
	}),
	6789: ((__unused_webpack_module, exports) => {
		Object.defineProperty(exports, "__esModule", { value: true });
		exports.WebSocketFactory = void 0;
		class WebSocketFactory {
			constructor() {}
			static detectEnvironment() {
				var _a;
				if (typeof WebSocket !== "undefined") {
					return {
						type: "native",
						wsConstructor: WebSocket
					};
				}
				const gt = globalThis;
				if (typeof globalThis !== "undefined" && typeof gt.WebSocket !== "undefined") {
					return {
						type: "native",
						wsConstructor: gt.WebSocket
					};
				}
				const gl = typeof global !== "undefined" ? global : undefined;
				if (gl && typeof gl.WebSocket !== "undefined") {
					return {
						type: "native",
						wsConstructor: gl.WebSocket
					};
				}
				if (typeof globalThis !== "undefined" && typeof gt.WebSocketPair !== "undefined" && typeof globalThis.WebSocket === "undefined") {
					return {
						type: "cloudflare",
						error: "Cloudflare Workers detected. WebSocket clients are not supported in Cloudflare Workers.",
						workaround: "Use Cloudflare Workers WebSocket API for server-side WebSocket handling, or deploy to a different runtime."
					};
				}
				if (typeof globalThis !== "undefined" && gt.EdgeRuntime || typeof navigator !== "undefined" && ((_a = navigator.userAgent) === null || _a === void 0 ? void 0 : _a.includes("Vercel-Edge"))) {
					return {
						type: "unsupported",
						error: "Edge runtime detected (Vercel Edge/Netlify Edge). WebSockets are not supported in edge functions.",
						workaround: "Use serverless functions or a different deployment target for WebSocket functionality."
					};
				}
				const _process = globalThis["process"];
				if (_process) {
					const processVersions = _process["versions"];
					if (processVersions && processVersions["node"]) {
						return {
							type: "unsupported",
							error: "Node.js detected but native WebSocket not found.",
							workaround: "Ensure you are running Node.js 22+ or provide a WebSocket implementation via the transport option."
						};
					}
				}
				return {
					type: "unsupported",
					error: "Unknown JavaScript runtime without WebSocket support.",
					workaround: "Ensure you're running in a supported environment (browser, Node.js, Deno) or provide a custom WebSocket implementation."
				};
			}
			static getWebSocketConstructor() {
				const env = this.detectEnvironment();
				if (env.wsConstructor) {
					return env.wsConstructor;
				}
				let errorMessage = env.error || "WebSocket not supported in this environment.";
				if (env.workaround) {
					errorMessage += `\n\nSuggested solution: ${env.workaround}`;
				}
				throw new Error(errorMessage);
			}
			static isWebSocketSupported() {
				try {
					const env = this.detectEnvironment();
					return env.type === "native";
				} catch (_a) {
					return false;
				}
			}
		}
		exports.WebSocketFactory = WebSocketFactory;
		exports["default"] = WebSocketFactory;
	}),
	2999: ((__unused_webpack_module, exports, __webpack_require__) => {
		Object.defineProperty(exports, "__esModule", { value: true });
		const constants_1 = __webpack_require__(1660);
		class ChannelAdapter {
			constructor(socket, topic, params) {
				const phoenixParams = phoenixChannelParams(params);
				this.channel = socket.getSocket().channel(topic, phoenixParams);
				this.socket = socket;
			}
			get state() {
				return this.channel.state;
			}
			set state(state) {
				this.channel.state = state;
			}
			get joinedOnce() {
				return this.channel.joinedOnce;
			}
			get joinPush() {
				return this.channel.joinPush;
			}
			get rejoinTimer() {
				return this.channel.rejoinTimer;
			}
			on(event, callback) {
				return this.channel.on(event, callback);
			}
			off(event, refNumber) {
				this.channel.off(event, refNumber);
			}
			subscribe(timeout) {
				return this.channel.join(timeout);
			}
			unsubscribe(timeout) {
				return this.channel.leave(timeout);
			}
			teardown() {
				this.channel.teardown();
			}
			onClose(callback) {
				this.channel.onClose(callback);
			}
			onError(callback) {
				return this.channel.onError(callback);
			}
			push(event, payload, timeout) {
				let push;
				try {
					push = this.channel.push(event, payload, timeout);
				} catch (error) {
					throw new Error(`tried to push '${event}' to '${this.channel.topic}' before joining. Use channel.subscribe() before pushing events`);
				}
				if (this.channel.pushBuffer.length > constants_1.MAX_PUSH_BUFFER_SIZE) {
					const removedPush = this.channel.pushBuffer.shift();
					removedPush.cancelTimeout();
					this.socket.log("channel", `discarded push due to buffer overflow: ${removedPush.event}`, removedPush.payload());
				}
				return push;
			}
			updateJoinPayload(payload) {
				const oldPayload = this.channel.joinPush.payload();
				this.channel.joinPush.payload = () => Object.assign(Object.assign({}, oldPayload), payload);
			}
			canPush() {
				return this.socket.isConnected() && this.state === constants_1.CHANNEL_STATES.joined;
			}
			isJoined() {
				return this.state === constants_1.CHANNEL_STATES.joined;
			}
			isJoining() {
				return this.state === constants_1.CHANNEL_STATES.joining;
			}
			isClosed() {
				return this.state === constants_1.CHANNEL_STATES.closed;
			}
			isLeaving() {
				return this.state === constants_1.CHANNEL_STATES.leaving;
			}
			updateFilterBindings(filterBindings) {
				this.channel.filterBindings = filterBindings;
			}
			updatePayloadTransform(callback) {
				this.channel.onMessage = callback;
			}
			getChannel() {
				return this.channel;
			}
		}
		exports["default"] = ChannelAdapter;
		function phoenixChannelParams(options) {
			return { config: Object.assign({
				broadcast: {
					ack: false,
					self: false
				},
				presence: {
					key: "",
					enabled: false
				},
				private: false
			}, options.config) };
		}
	}),
	3429: ((__unused_webpack_module, exports, __webpack_require__) => {
		Object.defineProperty(exports, "__esModule", { value: true });
		const phoenix_1 = __webpack_require__(6850);
		class PresenceAdapter {
			constructor(channel, opts) {
				const phoenixOptions = phoenixPresenceOptions(opts);
				this.presence = new phoenix_1.Presence(channel.getChannel(), phoenixOptions);
				this.presence.onJoin((key, currentPresence, newPresence) => {
					const onJoinPayload = PresenceAdapter.onJoinPayload(key, currentPresence, newPresence);
					channel.getChannel().trigger("presence", onJoinPayload);
				});
				this.presence.onLeave((key, currentPresence, leftPresence) => {
					const onLeavePayload = PresenceAdapter.onLeavePayload(key, currentPresence, leftPresence);
					channel.getChannel().trigger("presence", onLeavePayload);
				});
				this.presence.onSync(() => {
					channel.getChannel().trigger("presence", { event: "sync" });
				});
			}
			get state() {
				return PresenceAdapter.transformState(this.presence.state);
			}
			static transformState(state) {
				state = cloneState(state);
				return Object.getOwnPropertyNames(state).reduce((newState, key) => {
					const presences = state[key];
					newState[key] = transformState(presences);
					return newState;
				}, {});
			}
			static onJoinPayload(key, currentPresence, newPresence) {
				const currentPresences = parseCurrentPresences(currentPresence);
				const newPresences = transformState(newPresence);
				return {
					event: "join",
					key,
					currentPresences,
					newPresences
				};
			}
			static onLeavePayload(key, currentPresence, leftPresence) {
				const currentPresences = parseCurrentPresences(currentPresence);
				const leftPresences = transformState(leftPresence);
				return {
					event: "leave",
					key,
					currentPresences,
					leftPresences
				};
			}
		}
		exports["default"] = PresenceAdapter;
		function transformState(presences) {
			return presences.metas.map((presence) => {
				const descriptors = Object.getOwnPropertyDescriptors(presence);
				const transformedPresence = Object.defineProperties({}, descriptors);
				transformedPresence["presence_ref"] = transformedPresence["phx_ref"];
				delete transformedPresence["phx_ref"];
				delete transformedPresence["phx_ref_prev"];
				return transformedPresence;
			});
		}
		function cloneState(state) {
			return JSON.parse(JSON.stringify(state));
		}
		function phoenixPresenceOptions(opts) {
			return (opts === null || opts === void 0 ? void 0 : opts.events) && { events: opts.events };
		}
		function parseCurrentPresences(currentPresences) {
			return (currentPresences === null || currentPresences === void 0 ? void 0 : currentPresences.metas) ? transformState(currentPresences) : [];
		}
	}),
	3505: ((__unused_webpack_module, exports, __webpack_require__) => {
		Object.defineProperty(exports, "__esModule", { value: true });
		const phoenix_1 = __webpack_require__(6850);
		const constants_1 = __webpack_require__(1660);
		class SocketAdapter {
			constructor(endPoint, options) {
				this.socket = new phoenix_1.Socket(endPoint, options);
			}
			get timeout() {
				return this.socket.timeout;
			}
			get endPoint() {
				return this.socket.endPoint;
			}
			get transport() {
				return this.socket.transport;
			}
			get heartbeatIntervalMs() {
				return this.socket.heartbeatIntervalMs;
			}
			get heartbeatCallback() {
				return this.socket.heartbeatCallback;
			}
			set heartbeatCallback(callback) {
				this.socket.heartbeatCallback = callback;
			}
			get heartbeatTimer() {
				return this.socket.heartbeatTimer;
			}
			get pendingHeartbeatRef() {
				return this.socket.pendingHeartbeatRef;
			}
			get reconnectTimer() {
				return this.socket.reconnectTimer;
			}
			get vsn() {
				return this.socket.vsn;
			}
			get encode() {
				return this.socket.encode;
			}
			get decode() {
				return this.socket.decode;
			}
			get reconnectAfterMs() {
				return this.socket.reconnectAfterMs;
			}
			get sendBuffer() {
				return this.socket.sendBuffer;
			}
			get stateChangeCallbacks() {
				return this.socket.stateChangeCallbacks;
			}
			connect() {
				this.socket.connect();
			}
			disconnect(callback, code, reason, timeout = 1e4) {
				return new Promise((resolve) => {
					setTimeout(() => resolve("timeout"), timeout);
					this.socket.disconnect(() => {
						callback();
						resolve("ok");
					}, code, reason);
				});
			}
			push(data) {
				this.socket.push(data);
			}
			log(kind, msg, data) {
				this.socket.log(kind, msg, data);
			}
			hasLogger() {
				return this.socket.hasLogger();
			}
			makeRef() {
				return this.socket.makeRef();
			}
			onOpen(callback) {
				this.socket.onOpen(callback);
			}
			onClose(callback) {
				this.socket.onClose(callback);
			}
			onError(callback) {
				this.socket.onError(callback);
			}
			onMessage(callback) {
				this.socket.onMessage(callback);
			}
			isConnected() {
				return this.socket.isConnected();
			}
			isConnecting() {
				return this.socket.connectionState() == constants_1.CONNECTION_STATE.connecting;
			}
			isDisconnecting() {
				return this.socket.connectionState() == constants_1.CONNECTION_STATE.closing;
			}
			connectionState() {
				return this.socket.connectionState();
			}
			endPointURL() {
				return this.socket.endPointURL();
			}
			sendHeartbeat() {
				this.socket.sendHeartbeat();
			}
			getSocket() {
				return this.socket;
			}
		}
		exports["default"] = SocketAdapter;
	}),
	4918: ((module) => {
		var __extends;
		var __assign;
		var __rest;
		var __decorate;
		var __param;
		var __esDecorate;
		var __runInitializers;
		var __propKey;
		var __setFunctionName;
		var __metadata;
		var __awaiter;
		var __generator;
		var __exportStar;
		var __values;
		var __read;
		var __spread;
		var __spreadArrays;
		var __spreadArray;
		var __await;
		var __asyncGenerator;
		var __asyncDelegator;
		var __asyncValues;
		var __makeTemplateObject;
		var __importStar;
		var __importDefault;
		var __classPrivateFieldGet;
		var __classPrivateFieldSet;
		var __classPrivateFieldIn;
		var __createBinding;
		var __addDisposableResource;
		var __disposeResources;
		var __rewriteRelativeImportExtension;
		(function(factory) {
			var root = typeof global === "object" ? global : typeof self === "object" ? self : typeof this === "object" ? this : {};
			if (typeof define === "function" && define.amd) {
				define("tslib", ["exports"], function(exports) {
					factory(createExporter(root, createExporter(exports)));
				});
			} else if (true && typeof module.exports === "object") {
				factory(createExporter(root, createExporter(module.exports)));
			} else {
				factory(createExporter(root));
			}
			function createExporter(exports, previous) {
				if (exports !== root) {
					if (typeof Object.create === "function") {
						Object.defineProperty(exports, "__esModule", { value: true });
					} else {
						exports.__esModule = true;
					}
				}
				return function(id, v) {
					return exports[id] = previous ? previous(id, v) : v;
				};
			}
		})(function(exporter) {
			var extendStatics = Object.setPrototypeOf || { __proto__: [] } instanceof Array && function(d, b) {
				d.__proto__ = b;
			} || function(d, b) {
				for (var p in b) if (Object.prototype.hasOwnProperty.call(b, p)) d[p] = b[p];
			};
			__extends = function(d, b) {
				if (typeof b !== "function" && b !== null) throw new TypeError("Class extends value " + String(b) + " is not a constructor or null");
				extendStatics(d, b);
				function __() {
					this.constructor = d;
				}
				d.prototype = b === null ? Object.create(b) : (__.prototype = b.prototype, new __());
			};
			__assign = Object.assign || function(t) {
				for (var s, i = 1, n = arguments.length; i < n; i++) {
					s = arguments[i];
					for (var p in s) if (Object.prototype.hasOwnProperty.call(s, p)) t[p] = s[p];
				}
				return t;
			};
			__rest = function(s, e) {
				var t = {};
				for (var p in s) if (Object.prototype.hasOwnProperty.call(s, p) && e.indexOf(p) < 0) t[p] = s[p];
				if (s != null && typeof Object.getOwnPropertySymbols === "function") for (var i = 0, p = Object.getOwnPropertySymbols(s); i < p.length; i++) {
					if (e.indexOf(p[i]) < 0 && Object.prototype.propertyIsEnumerable.call(s, p[i])) t[p[i]] = s[p[i]];
				}
				return t;
			};
			__decorate = function(decorators, target, key, desc) {
				var c = arguments.length, r = c < 3 ? target : desc === null ? desc = Object.getOwnPropertyDescriptor(target, key) : desc, d;
				if (typeof Reflect === "object" && typeof Reflect.decorate === "function") r = Reflect.decorate(decorators, target, key, desc);
				else for (var i = decorators.length - 1; i >= 0; i--) if (d = decorators[i]) r = (c < 3 ? d(r) : c > 3 ? d(target, key, r) : d(target, key)) || r;
				return c > 3 && r && Object.defineProperty(target, key, r), r;
			};
			__param = function(paramIndex, decorator) {
				return function(target, key) {
					decorator(target, key, paramIndex);
				};
			};
			__esDecorate = function(ctor, descriptorIn, decorators, contextIn, initializers, extraInitializers) {
				function accept(f) {
					if (f !== void 0 && typeof f !== "function") throw new TypeError("Function expected");
					return f;
				}
				var kind = contextIn.kind, key = kind === "getter" ? "get" : kind === "setter" ? "set" : "value";
				var target = !descriptorIn && ctor ? contextIn["static"] ? ctor : ctor.prototype : null;
				var descriptor = descriptorIn || (target ? Object.getOwnPropertyDescriptor(target, contextIn.name) : {});
				var _, done = false;
				for (var i = decorators.length - 1; i >= 0; i--) {
					var context = {};
					for (var p in contextIn) context[p] = p === "access" ? {} : contextIn[p];
					for (var p in contextIn.access) context.access[p] = contextIn.access[p];
					context.addInitializer = function(f) {
						if (done) throw new TypeError("Cannot add initializers after decoration has completed");
						extraInitializers.push(accept(f || null));
					};
					var result = (0, decorators[i])(kind === "accessor" ? {
						get: descriptor.get,
						set: descriptor.set
					} : descriptor[key], context);
					if (kind === "accessor") {
						if (result === void 0) continue;
						if (result === null || typeof result !== "object") throw new TypeError("Object expected");
						if (_ = accept(result.get)) descriptor.get = _;
						if (_ = accept(result.set)) descriptor.set = _;
						if (_ = accept(result.init)) initializers.unshift(_);
					} else if (_ = accept(result)) {
						if (kind === "field") initializers.unshift(_);
						else descriptor[key] = _;
					}
				}
				if (target) Object.defineProperty(target, contextIn.name, descriptor);
				done = true;
			};
			__runInitializers = function(thisArg, initializers, value) {
				var useValue = arguments.length > 2;
				for (var i = 0; i < initializers.length; i++) {
					value = useValue ? initializers[i].call(thisArg, value) : initializers[i].call(thisArg);
				}
				return useValue ? value : void 0;
			};
			__propKey = function(x) {
				return typeof x === "symbol" ? x : "".concat(x);
			};
			__setFunctionName = function(f, name, prefix) {
				if (typeof name === "symbol") name = name.description ? "[".concat(name.description, "]") : "";
				return Object.defineProperty(f, "name", {
					configurable: true,
					value: prefix ? "".concat(prefix, " ", name) : name
				});
			};
			__metadata = function(metadataKey, metadataValue) {
				if (typeof Reflect === "object" && typeof Reflect.metadata === "function") return Reflect.metadata(metadataKey, metadataValue);
			};
			__awaiter = function(thisArg, _arguments, P, generator) {
				function adopt(value) {
					return value instanceof P ? value : new P(function(resolve) {
						resolve(value);
					});
				}
				return new (P || (P = Promise))(function(resolve, reject) {
					function fulfilled(value) {
						try {
							step(generator.next(value));
						} catch (e) {
							reject(e);
						}
					}
					function rejected(value) {
						try {
							step(generator["throw"](value));
						} catch (e) {
							reject(e);
						}
					}
					function step(result) {
						result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
					}
					step((generator = generator.apply(thisArg, _arguments || [])).next());
				});
			};
			__generator = function(thisArg, body) {
				var _ = {
					label: 0,
					sent: function() {
						if (t[0] & 1) throw t[1];
						return t[1];
					},
					trys: [],
					ops: []
				}, f, y, t, g = Object.create((typeof Iterator === "function" ? Iterator : Object).prototype);
				return g.next = verb(0), g["throw"] = verb(1), g["return"] = verb(2), typeof Symbol === "function" && (g[Symbol.iterator] = function() {
					return this;
				}), g;
				function verb(n) {
					return function(v) {
						return step([n, v]);
					};
				}
				function step(op) {
					if (f) throw new TypeError("Generator is already executing.");
					while (g && (g = 0, op[0] && (_ = 0)), _) try {
						if (f = 1, y && (t = op[0] & 2 ? y["return"] : op[0] ? y["throw"] || ((t = y["return"]) && t.call(y), 0) : y.next) && !(t = t.call(y, op[1])).done) return t;
						if (y = 0, t) op = [op[0] & 2, t.value];
						switch (op[0]) {
							case 0:
							case 1:
								t = op;
								break;
							case 4:
								_.label++;
								return {
									value: op[1],
									done: false
								};
							case 5:
								_.label++;
								y = op[1];
								op = [0];
								continue;
							case 7:
								op = _.ops.pop();
								_.trys.pop();
								continue;
							default:
								if (!(t = _.trys, t = t.length > 0 && t[t.length - 1]) && (op[0] === 6 || op[0] === 2)) {
									_ = 0;
									continue;
								}
								if (op[0] === 3 && (!t || op[1] > t[0] && op[1] < t[3])) {
									_.label = op[1];
									break;
								}
								if (op[0] === 6 && _.label < t[1]) {
									_.label = t[1];
									t = op;
									break;
								}
								if (t && _.label < t[2]) {
									_.label = t[2];
									_.ops.push(op);
									break;
								}
								if (t[2]) _.ops.pop();
								_.trys.pop();
								continue;
						}
						op = body.call(thisArg, _);
					} catch (e) {
						op = [6, e];
						y = 0;
					} finally {
						f = t = 0;
					}
					if (op[0] & 5) throw op[1];
					return {
						value: op[0] ? op[1] : void 0,
						done: true
					};
				}
			};
			__exportStar = function(m, o) {
				for (var p in m) if (p !== "default" && !Object.prototype.hasOwnProperty.call(o, p)) __createBinding(o, m, p);
			};
			__createBinding = Object.create ? (function(o, m, k, k2) {
				if (k2 === undefined) k2 = k;
				var desc = Object.getOwnPropertyDescriptor(m, k);
				if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable)) {
					desc = {
						enumerable: true,
						get: function() {
							return m[k];
						}
					};
				}
				Object.defineProperty(o, k2, desc);
			}) : (function(o, m, k, k2) {
				if (k2 === undefined) k2 = k;
				o[k2] = m[k];
			});
			__values = function(o) {
				var s = typeof Symbol === "function" && Symbol.iterator, m = s && o[s], i = 0;
				if (m) return m.call(o);
				if (o && typeof o.length === "number") return { next: function() {
					if (o && i >= o.length) o = void 0;
					return {
						value: o && o[i++],
						done: !o
					};
				} };
				throw new TypeError(s ? "Object is not iterable." : "Symbol.iterator is not defined.");
			};
			__read = function(o, n) {
				var m = typeof Symbol === "function" && o[Symbol.iterator];
				if (!m) return o;
				var i = m.call(o), r, ar = [], e;
				try {
					while ((n === void 0 || n-- > 0) && !(r = i.next()).done) ar.push(r.value);
				} catch (error) {
					e = { error };
				} finally {
					try {
						if (r && !r.done && (m = i["return"])) m.call(i);
					} finally {
						if (e) throw e.error;
					}
				}
				return ar;
			};
			__spread = function() {
				for (var ar = [], i = 0; i < arguments.length; i++) ar = ar.concat(__read(arguments[i]));
				return ar;
			};
			__spreadArrays = function() {
				for (var s = 0, i = 0, il = arguments.length; i < il; i++) s += arguments[i].length;
				for (var r = Array(s), k = 0, i = 0; i < il; i++) for (var a = arguments[i], j = 0, jl = a.length; j < jl; j++, k++) r[k] = a[j];
				return r;
			};
			__spreadArray = function(to, from, pack) {
				if (pack || arguments.length === 2) for (var i = 0, l = from.length, ar; i < l; i++) {
					if (ar || !(i in from)) {
						if (!ar) ar = Array.prototype.slice.call(from, 0, i);
						ar[i] = from[i];
					}
				}
				return to.concat(ar || Array.prototype.slice.call(from));
			};
			__await = function(v) {
				return this instanceof __await ? (this.v = v, this) : new __await(v);
			};
			__asyncGenerator = function(thisArg, _arguments, generator) {
				if (!Symbol.asyncIterator) throw new TypeError("Symbol.asyncIterator is not defined.");
				var g = generator.apply(thisArg, _arguments || []), i, q = [];
				return i = Object.create((typeof AsyncIterator === "function" ? AsyncIterator : Object).prototype), verb("next"), verb("throw"), verb("return", awaitReturn), i[Symbol.asyncIterator] = function() {
					return this;
				}, i;
				function awaitReturn(f) {
					return function(v) {
						return Promise.resolve(v).then(f, reject);
					};
				}
				function verb(n, f) {
					if (g[n]) {
						i[n] = function(v) {
							return new Promise(function(a, b) {
								q.push([
									n,
									v,
									a,
									b
								]) > 1 || resume(n, v);
							});
						};
						if (f) i[n] = f(i[n]);
					}
				}
				function resume(n, v) {
					try {
						step(g[n](v));
					} catch (e) {
						settle(q[0][3], e);
					}
				}
				function step(r) {
					r.value instanceof __await ? Promise.resolve(r.value.v).then(fulfill, reject) : settle(q[0][2], r);
				}
				function fulfill(value) {
					resume("next", value);
				}
				function reject(value) {
					resume("throw", value);
				}
				function settle(f, v) {
					if (f(v), q.shift(), q.length) resume(q[0][0], q[0][1]);
				}
			};
			__asyncDelegator = function(o) {
				var i, p;
				return i = {}, verb("next"), verb("throw", function(e) {
					throw e;
				}), verb("return"), i[Symbol.iterator] = function() {
					return this;
				}, i;
				function verb(n, f) {
					i[n] = o[n] ? function(v) {
						return (p = !p) ? {
							value: __await(o[n](v)),
							done: false
						} : f ? f(v) : v;
					} : f;
				}
			};
			__asyncValues = function(o) {
				if (!Symbol.asyncIterator) throw new TypeError("Symbol.asyncIterator is not defined.");
				var m = o[Symbol.asyncIterator], i;
				return m ? m.call(o) : (o = typeof __values === "function" ? __values(o) : o[Symbol.iterator](), i = {}, verb("next"), verb("throw"), verb("return"), i[Symbol.asyncIterator] = function() {
					return this;
				}, i);
				function verb(n) {
					i[n] = o[n] && function(v) {
						return new Promise(function(resolve, reject) {
							v = o[n](v), settle(resolve, reject, v.done, v.value);
						});
					};
				}
				function settle(resolve, reject, d, v) {
					Promise.resolve(v).then(function(v) {
						resolve({
							value: v,
							done: d
						});
					}, reject);
				}
			};
			__makeTemplateObject = function(cooked, raw) {
				if (Object.defineProperty) {
					Object.defineProperty(cooked, "raw", { value: raw });
				} else {
					cooked.raw = raw;
				}
				return cooked;
			};
			var __setModuleDefault = Object.create ? (function(o, v) {
				Object.defineProperty(o, "default", {
					enumerable: true,
					value: v
				});
			}) : function(o, v) {
				o["default"] = v;
			};
			var ownKeys = function(o) {
				ownKeys = Object.getOwnPropertyNames || function(o) {
					var ar = [];
					for (var k in o) if (Object.prototype.hasOwnProperty.call(o, k)) ar[ar.length] = k;
					return ar;
				};
				return ownKeys(o);
			};
			__importStar = function(mod) {
				if (mod && mod.__esModule) return mod;
				var result = {};
				if (mod != null) {
					for (var k = ownKeys(mod), i = 0; i < k.length; i++) if (k[i] !== "default") __createBinding(result, mod, k[i]);
				}
				__setModuleDefault(result, mod);
				return result;
			};
			__importDefault = function(mod) {
				return mod && mod.__esModule ? mod : { "default": mod };
			};
			__classPrivateFieldGet = function(receiver, state, kind, f) {
				if (kind === "a" && !f) throw new TypeError("Private accessor was defined without a getter");
				if (typeof state === "function" ? receiver !== state || !f : !state.has(receiver)) throw new TypeError("Cannot read private member from an object whose class did not declare it");
				return kind === "m" ? f : kind === "a" ? f.call(receiver) : f ? f.value : state.get(receiver);
			};
			__classPrivateFieldSet = function(receiver, state, value, kind, f) {
				if (kind === "m") throw new TypeError("Private method is not writable");
				if (kind === "a" && !f) throw new TypeError("Private accessor was defined without a setter");
				if (typeof state === "function" ? receiver !== state || !f : !state.has(receiver)) throw new TypeError("Cannot write private member to an object whose class did not declare it");
				return kind === "a" ? f.call(receiver, value) : f ? f.value = value : state.set(receiver, value), value;
			};
			__classPrivateFieldIn = function(state, receiver) {
				if (receiver === null || typeof receiver !== "object" && typeof receiver !== "function") throw new TypeError("Cannot use 'in' operator on non-object");
				return typeof state === "function" ? receiver === state : state.has(receiver);
			};
			__addDisposableResource = function(env, value, async) {
				if (value !== null && value !== void 0) {
					if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
					var dispose, inner;
					if (async) {
						if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
						dispose = value[Symbol.asyncDispose];
					}
					if (dispose === void 0) {
						if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
						dispose = value[Symbol.dispose];
						if (async) inner = dispose;
					}
					if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
					if (inner) dispose = function() {
						try {
							inner.call(this);
						} catch (e) {
							return Promise.reject(e);
						}
					};
					env.stack.push({
						value,
						dispose,
						async
					});
				} else if (async) {
					env.stack.push({ async: true });
				}
				return value;
			};
			var _SuppressedError = typeof SuppressedError === "function" ? SuppressedError : function(error, suppressed, message) {
				var e = new Error(message);
				return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
			};
			__disposeResources = function(env) {
				function fail(e) {
					env.error = env.hasError ? new _SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
					env.hasError = true;
				}
				var r, s = 0;
				function next() {
					while (r = env.stack.pop()) {
						try {
							if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
							if (r.dispose) {
								var result = r.dispose.call(r.value);
								if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) {
									fail(e);
									return next();
								});
							} else s |= 1;
						} catch (e) {
							fail(e);
						}
					}
					if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
					if (env.hasError) throw env.error;
				}
				return next();
			};
			__rewriteRelativeImportExtension = function(path, preserveJsx) {
				if (typeof path === "string" && /^\.\.?\//.test(path)) {
					return path.replace(/\.(tsx)$|((?:\.d)?)((?:\.[^./]+?)?)\.([cm]?)ts$/i, function(m, tsx, d, ext, cm) {
						return tsx ? preserveJsx ? ".jsx" : ".js" : d && (!ext || !cm) ? m : d + ext + "." + cm.toLowerCase() + "js";
					});
				}
				return path;
			};
			exporter("__extends", __extends);
			exporter("__assign", __assign);
			exporter("__rest", __rest);
			exporter("__decorate", __decorate);
			exporter("__param", __param);
			exporter("__esDecorate", __esDecorate);
			exporter("__runInitializers", __runInitializers);
			exporter("__propKey", __propKey);
			exporter("__setFunctionName", __setFunctionName);
			exporter("__metadata", __metadata);
			exporter("__awaiter", __awaiter);
			exporter("__generator", __generator);
			exporter("__exportStar", __exportStar);
			exporter("__createBinding", __createBinding);
			exporter("__values", __values);
			exporter("__read", __read);
			exporter("__spread", __spread);
			exporter("__spreadArrays", __spreadArrays);
			exporter("__spreadArray", __spreadArray);
			exporter("__await", __await);
			exporter("__asyncGenerator", __asyncGenerator);
			exporter("__asyncDelegator", __asyncDelegator);
			exporter("__asyncValues", __asyncValues);
			exporter("__makeTemplateObject", __makeTemplateObject);
			exporter("__importStar", __importStar);
			exporter("__importDefault", __importDefault);
			exporter("__classPrivateFieldGet", __classPrivateFieldGet);
			exporter("__classPrivateFieldSet", __classPrivateFieldSet);
			exporter("__classPrivateFieldIn", __classPrivateFieldIn);
			exporter("__addDisposableResource", __addDisposableResource);
			exporter("__disposeResources", __disposeResources);
			exporter("__rewriteRelativeImportExtension", __rewriteRelativeImportExtension);
		});
		0 && 0;
	}),
	7956: ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.d(__webpack_exports__, { createClient: () => createClient });
		;
		const EXTRACTOR_KEY = Symbol.for("@supabase/supabase-js.traceContextExtractor");
		function registerTraceContextExtractor(extractor) {
			globalThis[EXTRACTOR_KEY] = extractor;
		}
		function getTraceContextExtractor() {
			return globalThis[EXTRACTOR_KEY];
		}
		var main = __webpack_require__(4039);
		;
		var PostgrestError = class extends Error {
			constructor(context) {
				super(context.message);
				this.name = "PostgrestError";
				this.details = context.details;
				this.hint = context.hint;
				this.code = context.code;
			}
			toJSON() {
				return {
					name: this.name,
					message: this.message,
					details: this.details,
					hint: this.hint,
					code: this.code
				};
			}
		};
		const DEFAULT_MAX_RETRIES = 3;
		const getRetryDelay = (attemptIndex) => Math.min(1e3 * 2 ** attemptIndex, 3e4);
		const RETRYABLE_STATUS_CODES = [520, 503];
		const RETRYABLE_METHODS = [
			"GET",
			"HEAD",
			"OPTIONS"
		];
		function _typeof(o) {
			"@babel/helpers - typeof";
			return _typeof = "function" == typeof Symbol && "symbol" == typeof Symbol.iterator ? function(o$1) {
				return typeof o$1;
			} : function(o$1) {
				return o$1 && "function" == typeof Symbol && o$1.constructor === Symbol && o$1 !== Symbol.prototype ? "symbol" : typeof o$1;
			}, _typeof(o);
		}
		function toPrimitive(t, r) {
			if ("object" != _typeof(t) || !t) return t;
			var e = t[Symbol.toPrimitive];
			if (void 0 !== e) {
				var i = e.call(t, r || "default");
				if ("object" != _typeof(i)) return i;
				throw new TypeError("@@toPrimitive must return a primitive value.");
			}
			return ("string" === r ? String : Number)(t);
		}
		function toPropertyKey(t) {
			var i = toPrimitive(t, "string");
			return "symbol" == _typeof(i) ? i : i + "";
		}
		function _defineProperty(e, r, t) {
			return (r = toPropertyKey(r)) in e ? Object.defineProperty(e, r, {
				value: t,
				enumerable: !0,
				configurable: !0,
				writable: !0
			}) : e[r] = t, e;
		}
		function ownKeys(e, r) {
			var t = Object.keys(e);
			if (Object.getOwnPropertySymbols) {
				var o = Object.getOwnPropertySymbols(e);
				r && (o = o.filter(function(r$1) {
					return Object.getOwnPropertyDescriptor(e, r$1).enumerable;
				})), t.push.apply(t, o);
			}
			return t;
		}
		function _objectSpread2(e) {
			for (var r = 1; r < arguments.length; r++) {
				var t = null != arguments[r] ? arguments[r] : {};
				r % 2 ? ownKeys(Object(t), !0).forEach(function(r$1) {
					_defineProperty(e, r$1, t[r$1]);
				}) : Object.getOwnPropertyDescriptors ? Object.defineProperties(e, Object.getOwnPropertyDescriptors(t)) : ownKeys(Object(t)).forEach(function(r$1) {
					Object.defineProperty(e, r$1, Object.getOwnPropertyDescriptor(t, r$1));
				});
			}
			return e;
		}
		function sleep(ms, signal) {
			return new Promise((resolve) => {
				if (signal === null || signal === void 0 ? void 0 : signal.aborted) {
					resolve();
					return;
				}
				const id = setTimeout(() => {
					signal === null || signal === void 0 || signal.removeEventListener("abort", onAbort);
					resolve();
				}, ms);
				function onAbort() {
					clearTimeout(id);
					resolve();
				}
				signal === null || signal === void 0 || signal.addEventListener("abort", onAbort);
			});
		}
		function shouldRetry(method, status, attemptCount, retryEnabled) {
			if (!retryEnabled || attemptCount >= DEFAULT_MAX_RETRIES) return false;
			if (!RETRYABLE_METHODS.includes(method)) return false;
			if (!RETRYABLE_STATUS_CODES.includes(status)) return false;
			return true;
		}
		async function fetchWithRetry(fetchImpl, url, request, retryEnabled) {
			let attemptCount = 0;
			while (true) {
				const headers = _objectSpread2({}, request.headers);
				if (attemptCount > 0) headers["X-Retry-Count"] = String(attemptCount);
				let res;
				try {
					res = await fetchImpl(url, {
						method: request.method,
						headers,
						body: request.body,
						signal: request.signal
					});
				} catch (fetchError) {
					var _request$signal;
					if ((fetchError === null || fetchError === void 0 ? void 0 : fetchError.name) === "AbortError" || (fetchError === null || fetchError === void 0 ? void 0 : fetchError.code) === "ABORT_ERR" || (fetchError === null || fetchError === void 0 ? void 0 : fetchError.name) === "TimeoutError" && ((_request$signal = request.signal) === null || _request$signal === void 0 ? void 0 : _request$signal.aborted)) throw fetchError;
					if (!RETRYABLE_METHODS.includes(request.method)) throw fetchError;
					if (retryEnabled && attemptCount < DEFAULT_MAX_RETRIES) {
						const delay = getRetryDelay(attemptCount);
						attemptCount++;
						await sleep(delay, request.signal);
						continue;
					}
					throw fetchError;
				}
				if (shouldRetry(request.method, res.status, attemptCount, retryEnabled)) {
					var _res$headers$get, _res$headers;
					const retryAfterHeader = (_res$headers$get = (_res$headers = res.headers) === null || _res$headers === void 0 ? void 0 : _res$headers.get("Retry-After")) !== null && _res$headers$get !== void 0 ? _res$headers$get : null;
					const delay = retryAfterHeader !== null ? Math.max(0, parseInt(retryAfterHeader, 10) || 0) * 1e3 : getRetryDelay(attemptCount);
					await res.text();
					attemptCount++;
					await sleep(delay, request.signal);
					continue;
				}
				return res;
			}
		}
		var PostgrestBuilder = class {
			constructor(builder) {
				var _builder$shouldThrowO, _builder$isMaybeSingl, _builder$shouldStripN, _builder$urlLengthLim, _builder$retry;
				this.shouldThrowOnError = false;
				this.retryEnabled = true;
				this.method = builder.method;
				this.url = builder.url;
				this.headers = new Headers(builder.headers);
				this.schema = builder.schema;
				this.body = builder.body;
				this.shouldThrowOnError = (_builder$shouldThrowO = builder.shouldThrowOnError) !== null && _builder$shouldThrowO !== void 0 ? _builder$shouldThrowO : false;
				this.signal = builder.signal;
				this.isMaybeSingle = (_builder$isMaybeSingl = builder.isMaybeSingle) !== null && _builder$isMaybeSingl !== void 0 ? _builder$isMaybeSingl : false;
				this.shouldStripNulls = (_builder$shouldStripN = builder.shouldStripNulls) !== null && _builder$shouldStripN !== void 0 ? _builder$shouldStripN : false;
				this.urlLengthLimit = (_builder$urlLengthLim = builder.urlLengthLimit) !== null && _builder$urlLengthLim !== void 0 ? _builder$urlLengthLim : 8e3;
				this.retryEnabled = (_builder$retry = builder.retry) !== null && _builder$retry !== void 0 ? _builder$retry : true;
				if (builder.fetch) this.fetch = builder.fetch;
				else this.fetch = fetch;
			}
			throwOnError() {
				this.shouldThrowOnError = true;
				return this;
			}
			stripNulls() {
				if (this.headers.get("Accept") === "text/csv") throw new Error("stripNulls() cannot be used with csv()");
				this.shouldStripNulls = true;
				return this;
			}
			setHeader(name, value) {
				this.headers = new Headers(this.headers);
				this.headers.set(name, value);
				return this;
			}
			retry(enabled) {
				this.retryEnabled = enabled;
				return this;
			}
			then(onfulfilled, onrejected) {
				var _this = this;
				if (this.schema === void 0) {} else if (["GET", "HEAD"].includes(this.method)) this.headers.set("Accept-Profile", this.schema);
				else this.headers.set("Content-Profile", this.schema);
				if (this.method !== "GET" && this.method !== "HEAD") this.headers.set("Content-Type", "application/json");
				if (this.shouldStripNulls) {
					const currentAccept = this.headers.get("Accept");
					if (currentAccept === "application/vnd.pgrst.object+json") this.headers.set("Accept", "application/vnd.pgrst.object+json;nulls=stripped");
					else if (!currentAccept || currentAccept === "application/json") this.headers.set("Accept", "application/vnd.pgrst.array+json;nulls=stripped");
				}
				const _fetch = this.fetch;
				const executeWithRetry = async () => {
					const headers = {};
					_this.headers.forEach((value, key) => {
						headers[key] = value;
					});
					const res$1 = await fetchWithRetry(_fetch, _this.url.toString(), {
						method: _this.method,
						headers,
						body: JSON.stringify(_this.body, (_, value) => typeof value === "bigint" ? value.toString() : value),
						signal: _this.signal
					}, _this.retryEnabled);
					return await _this.processResponse(res$1);
				};
				let res = executeWithRetry();
				if (!this.shouldThrowOnError) res = res.catch((fetchError) => {
					var _fetchError$name2;
					let errorDetails = "";
					let hint = "";
					let code = "";
					const cause = fetchError === null || fetchError === void 0 ? void 0 : fetchError.cause;
					if (cause) {
						var _cause$message, _cause$code, _fetchError$name, _cause$name;
						const causeMessage = (_cause$message = cause === null || cause === void 0 ? void 0 : cause.message) !== null && _cause$message !== void 0 ? _cause$message : "";
						const causeCode = (_cause$code = cause === null || cause === void 0 ? void 0 : cause.code) !== null && _cause$code !== void 0 ? _cause$code : "";
						errorDetails = `${(_fetchError$name = fetchError === null || fetchError === void 0 ? void 0 : fetchError.name) !== null && _fetchError$name !== void 0 ? _fetchError$name : "FetchError"}: ${fetchError === null || fetchError === void 0 ? void 0 : fetchError.message}`;
						errorDetails += `\n\nCaused by: ${(_cause$name = cause === null || cause === void 0 ? void 0 : cause.name) !== null && _cause$name !== void 0 ? _cause$name : "Error"}: ${causeMessage}`;
						if (causeCode) errorDetails += ` (${causeCode})`;
						if (cause === null || cause === void 0 ? void 0 : cause.stack) errorDetails += `\n${cause.stack}`;
					} else {
						var _fetchError$stack;
						errorDetails = (_fetchError$stack = fetchError === null || fetchError === void 0 ? void 0 : fetchError.stack) !== null && _fetchError$stack !== void 0 ? _fetchError$stack : "";
					}
					const urlLength = this.url.toString().length;
					if ((fetchError === null || fetchError === void 0 ? void 0 : fetchError.name) === "AbortError" || (fetchError === null || fetchError === void 0 ? void 0 : fetchError.code) === "ABORT_ERR") {
						code = "";
						hint = "Request was aborted (timeout or manual cancellation)";
						if (urlLength > this.urlLengthLimit) hint += `. Note: Your request URL is ${urlLength} characters, which may exceed server limits. If selecting many fields, consider using views. If filtering with large arrays (e.g., .in('id', [many IDs])), consider using an RPC function to pass values server-side.`;
					} else if ((cause === null || cause === void 0 ? void 0 : cause.name) === "HeadersOverflowError" || (cause === null || cause === void 0 ? void 0 : cause.code) === "UND_ERR_HEADERS_OVERFLOW") {
						code = "";
						hint = "HTTP headers exceeded server limits (typically 16KB)";
						if (urlLength > this.urlLengthLimit) hint += `. Your request URL is ${urlLength} characters. If selecting many fields, consider using views. If filtering with large arrays (e.g., .in('id', [200+ IDs])), consider using an RPC function instead.`;
					}
					return {
						success: false,
						error: {
							message: `${(_fetchError$name2 = fetchError === null || fetchError === void 0 ? void 0 : fetchError.name) !== null && _fetchError$name2 !== void 0 ? _fetchError$name2 : "FetchError"}: ${fetchError === null || fetchError === void 0 ? void 0 : fetchError.message}`,
							details: errorDetails,
							hint,
							code
						},
						data: null,
						count: null,
						status: 0,
						statusText: ""
					};
				});
				return res.then(onfulfilled, onrejected);
			}
			async processResponse(res) {
				var _this2 = this;
				let error = null;
				let data = null;
				let count = null;
				let status = res.status;
				let statusText = res.statusText;
				if (res.ok) {
					var _this$headers$get2, _res$headers$get;
					if (_this2.method !== "HEAD") {
						var _this$headers$get;
						const body = await res.text();
						if (body === "") {} else if (_this2.headers.get("Accept") === "text/csv") data = body;
						else if (_this2.headers.get("Accept") && ((_this$headers$get = _this2.headers.get("Accept")) === null || _this$headers$get === void 0 ? void 0 : _this$headers$get.includes("application/vnd.pgrst.plan+text"))) data = body;
						else try {
							data = JSON.parse(body);
						} catch (_unused) {
							error = { message: body };
							data = null;
							if (_this2.shouldThrowOnError) throw new PostgrestError({
								message: body,
								details: "",
								hint: "",
								code: ""
							});
						}
					}
					const countHeader = (_this$headers$get2 = _this2.headers.get("Prefer")) === null || _this$headers$get2 === void 0 ? void 0 : _this$headers$get2.match(/count=(exact|planned|estimated)/);
					const contentRange = (_res$headers$get = res.headers.get("content-range")) === null || _res$headers$get === void 0 ? void 0 : _res$headers$get.split("/");
					if (countHeader && contentRange && contentRange.length > 1) count = parseInt(contentRange[1]);
					if (_this2.isMaybeSingle && Array.isArray(data)) if (data.length > 1) {
						error = {
							code: "PGRST116",
							details: `Results contain ${data.length} rows, application/vnd.pgrst.object+json requires 1 row`,
							hint: null,
							message: "JSON object requested, multiple (or no) rows returned"
						};
						data = null;
						count = null;
						status = 406;
						statusText = "Not Acceptable";
						if (_this2.shouldThrowOnError) {
							var _error$hint;
							throw new PostgrestError(_objectSpread2(_objectSpread2({}, error), {}, { hint: (_error$hint = error.hint) !== null && _error$hint !== void 0 ? _error$hint : "" }));
						}
					} else if (data.length === 1) data = data[0];
					else data = null;
				} else {
					const body = await res.text();
					try {
						error = JSON.parse(body);
						if (Array.isArray(error) && res.status === 404) {
							data = [];
							error = null;
							status = 200;
							statusText = "OK";
						}
					} catch (_unused2) {
						if (res.status === 404 && body === "") {
							status = 204;
							statusText = "No Content";
						} else error = { message: body };
					}
					if (error && _this2.shouldThrowOnError) throw new PostgrestError(error);
				}
				return {
					success: error === null,
					error,
					data,
					count,
					status,
					statusText
				};
			}
			returns() {
				return this;
			}
			overrideTypes() {
				return this;
			}
		};
		var PostgrestTransformBuilder = class extends PostgrestBuilder {
			throwOnError() {
				return super.throwOnError();
			}
			select(columns) {
				let quoted = false;
				const cleanedColumns = (columns !== null && columns !== void 0 ? columns : "*").split("").map((c) => {
					if (/\s/.test(c) && !quoted) return "";
					if (c === "\"") quoted = !quoted;
					return c;
				}).join("");
				this.url.searchParams.set("select", cleanedColumns);
				this.headers.append("Prefer", "return=representation");
				return this;
			}
			order(column, { ascending = true, nullsFirst, foreignTable, referencedTable = foreignTable } = {}) {
				const key = referencedTable ? `${referencedTable}.order` : "order";
				const existingOrder = this.url.searchParams.get(key);
				this.url.searchParams.set(key, `${existingOrder ? `${existingOrder},` : ""}${column}.${ascending ? "asc" : "desc"}${nullsFirst === void 0 ? "" : nullsFirst ? ".nullsfirst" : ".nullslast"}`);
				return this;
			}
			limit(rows, { foreignTable, referencedTable = foreignTable } = {}) {
				const key = typeof referencedTable === "undefined" ? "limit" : `${referencedTable}.limit`;
				this.url.searchParams.set(key, `${rows}`);
				return this;
			}
			range(from, to, { foreignTable, referencedTable = foreignTable } = {}) {
				const keyOffset = typeof referencedTable === "undefined" ? "offset" : `${referencedTable}.offset`;
				const keyLimit = typeof referencedTable === "undefined" ? "limit" : `${referencedTable}.limit`;
				this.url.searchParams.set(keyOffset, `${from}`);
				this.url.searchParams.set(keyLimit, `${to - from + 1}`);
				return this;
			}
			abortSignal(signal) {
				this.signal = signal;
				return this;
			}
			single() {
				this.headers.set("Accept", "application/vnd.pgrst.object+json");
				return this;
			}
			maybeSingle() {
				this.isMaybeSingle = true;
				return this;
			}
			csv() {
				this.headers.set("Accept", "text/csv");
				return this;
			}
			geojson() {
				this.headers.set("Accept", "application/geo+json");
				return this;
			}
			explain({ analyze = false, verbose = false, settings = false, buffers = false, wal = false, format = "text" } = {}) {
				var _this$headers$get;
				const options = [
					analyze ? "analyze" : null,
					verbose ? "verbose" : null,
					settings ? "settings" : null,
					buffers ? "buffers" : null,
					wal ? "wal" : null
				].filter(Boolean).join("|");
				const forMediatype = (_this$headers$get = this.headers.get("Accept")) !== null && _this$headers$get !== void 0 ? _this$headers$get : "application/json";
				this.headers.set("Accept", `application/vnd.pgrst.plan+${format}; for="${forMediatype}"; options=${options};`);
				if (format === "json") return this;
				else return this;
			}
			rollback() {
				this.headers.append("Prefer", "tx=rollback");
				return this;
			}
			returns() {
				return this;
			}
			maxAffected(rows) {
				this.headers.append("Prefer", "handling=strict");
				this.headers.append("Prefer", `max-affected=${rows}`);
				return this;
			}
		};
		const PostgrestReservedCharsRegexp = new RegExp("[,()]");
		var PostgrestFilterBuilder = class extends PostgrestTransformBuilder {
			throwOnError() {
				return super.throwOnError();
			}
			eq(column, value) {
				this.url.searchParams.append(column, `eq.${value}`);
				return this;
			}
			neq(column, value) {
				this.url.searchParams.append(column, `neq.${value}`);
				return this;
			}
			gt(column, value) {
				this.url.searchParams.append(column, `gt.${value}`);
				return this;
			}
			gte(column, value) {
				this.url.searchParams.append(column, `gte.${value}`);
				return this;
			}
			lt(column, value) {
				this.url.searchParams.append(column, `lt.${value}`);
				return this;
			}
			lte(column, value) {
				this.url.searchParams.append(column, `lte.${value}`);
				return this;
			}
			like(column, pattern) {
				this.url.searchParams.append(column, `like.${pattern}`);
				return this;
			}
			likeAllOf(column, patterns) {
				this.url.searchParams.append(column, `like(all).{${patterns.join(",")}}`);
				return this;
			}
			likeAnyOf(column, patterns) {
				this.url.searchParams.append(column, `like(any).{${patterns.join(",")}}`);
				return this;
			}
			ilike(column, pattern) {
				this.url.searchParams.append(column, `ilike.${pattern}`);
				return this;
			}
			ilikeAllOf(column, patterns) {
				this.url.searchParams.append(column, `ilike(all).{${patterns.join(",")}}`);
				return this;
			}
			ilikeAnyOf(column, patterns) {
				this.url.searchParams.append(column, `ilike(any).{${patterns.join(",")}}`);
				return this;
			}
			regexMatch(column, pattern) {
				this.url.searchParams.append(column, `match.${pattern}`);
				return this;
			}
			regexIMatch(column, pattern) {
				this.url.searchParams.append(column, `imatch.${pattern}`);
				return this;
			}
			is(column, value) {
				this.url.searchParams.append(column, `is.${value}`);
				return this;
			}
			isDistinct(column, value) {
				this.url.searchParams.append(column, `isdistinct.${value}`);
				return this;
			}
			in(column, values) {
				const cleanedValues = Array.from(new Set(values)).map((s) => {
					if (typeof s === "string" && PostgrestReservedCharsRegexp.test(s)) return `"${s}"`;
					else return `${s}`;
				}).join(",");
				this.url.searchParams.append(column, `in.(${cleanedValues})`);
				return this;
			}
			notIn(column, values) {
				const cleanedValues = Array.from(new Set(values)).map((s) => {
					if (typeof s === "string" && PostgrestReservedCharsRegexp.test(s)) return `"${s}"`;
					else return `${s}`;
				}).join(",");
				this.url.searchParams.append(column, `not.in.(${cleanedValues})`);
				return this;
			}
			contains(column, value) {
				if (typeof value === "string") this.url.searchParams.append(column, `cs.${value}`);
				else if (Array.isArray(value)) this.url.searchParams.append(column, `cs.{${value.join(",")}}`);
				else this.url.searchParams.append(column, `cs.${JSON.stringify(value)}`);
				return this;
			}
			containedBy(column, value) {
				if (typeof value === "string") this.url.searchParams.append(column, `cd.${value}`);
				else if (Array.isArray(value)) this.url.searchParams.append(column, `cd.{${value.join(",")}}`);
				else this.url.searchParams.append(column, `cd.${JSON.stringify(value)}`);
				return this;
			}
			rangeGt(column, range) {
				this.url.searchParams.append(column, `sr.${range}`);
				return this;
			}
			rangeGte(column, range) {
				this.url.searchParams.append(column, `nxl.${range}`);
				return this;
			}
			rangeLt(column, range) {
				this.url.searchParams.append(column, `sl.${range}`);
				return this;
			}
			rangeLte(column, range) {
				this.url.searchParams.append(column, `nxr.${range}`);
				return this;
			}
			rangeAdjacent(column, range) {
				this.url.searchParams.append(column, `adj.${range}`);
				return this;
			}
			overlaps(column, value) {
				if (typeof value === "string") this.url.searchParams.append(column, `ov.${value}`);
				else this.url.searchParams.append(column, `ov.{${value.join(",")}}`);
				return this;
			}
			textSearch(column, query, { config, type } = {}) {
				let typePart = "";
				if (type === "plain") typePart = "pl";
				else if (type === "phrase") typePart = "ph";
				else if (type === "websearch") typePart = "w";
				const configPart = config === void 0 ? "" : `(${config})`;
				this.url.searchParams.append(column, `${typePart}fts${configPart}.${query}`);
				return this;
			}
			match(query) {
				Object.entries(query).filter(([_, value]) => value !== void 0).forEach(([column, value]) => {
					this.url.searchParams.append(column, `eq.${value}`);
				});
				return this;
			}
			not(column, operator, value) {
				this.url.searchParams.append(column, `not.${operator}.${value}`);
				return this;
			}
			or(filters, { foreignTable, referencedTable = foreignTable } = {}) {
				const key = referencedTable ? `${referencedTable}.or` : "or";
				this.url.searchParams.append(key, `(${filters})`);
				return this;
			}
			filter(column, operator, value) {
				this.url.searchParams.append(column, `${operator}.${value}`);
				return this;
			}
		};
		var PostgrestQueryBuilder = class {
			constructor(url, { headers = {}, schema, fetch: fetch$1, urlLengthLimit = 8e3, retry }) {
				this.url = url;
				this.headers = new Headers(headers);
				this.schema = schema;
				this.fetch = fetch$1;
				this.urlLengthLimit = urlLengthLimit;
				this.retry = retry;
			}
			cloneRequestState() {
				return {
					url: new URL(this.url.toString()),
					headers: new Headers(this.headers)
				};
			}
			select(columns, options) {
				const { head = false, count } = options !== null && options !== void 0 ? options : {};
				const method = head ? "HEAD" : "GET";
				let quoted = false;
				const cleanedColumns = (columns !== null && columns !== void 0 ? columns : "*").split("").map((c) => {
					if (/\s/.test(c) && !quoted) return "";
					if (c === "\"") quoted = !quoted;
					return c;
				}).join("");
				const { url, headers } = this.cloneRequestState();
				url.searchParams.set("select", cleanedColumns);
				if (count) headers.append("Prefer", `count=${count}`);
				return new PostgrestFilterBuilder({
					method,
					url,
					headers,
					schema: this.schema,
					fetch: this.fetch,
					urlLengthLimit: this.urlLengthLimit,
					retry: this.retry
				});
			}
			insert(values, { count, defaultToNull = true } = {}) {
				var _this$fetch;
				const method = "POST";
				const { url, headers } = this.cloneRequestState();
				if (count) headers.append("Prefer", `count=${count}`);
				if (!defaultToNull) headers.append("Prefer", `missing=default`);
				if (Array.isArray(values)) {
					const columns = values.reduce((acc, x) => acc.concat(Object.keys(x)), []);
					if (columns.length > 0) {
						const uniqueColumns = [...new Set(columns)].map((column) => `"${column}"`);
						url.searchParams.set("columns", uniqueColumns.join(","));
					}
				}
				return new PostgrestFilterBuilder({
					method,
					url,
					headers,
					schema: this.schema,
					body: values,
					fetch: (_this$fetch = this.fetch) !== null && _this$fetch !== void 0 ? _this$fetch : fetch,
					urlLengthLimit: this.urlLengthLimit,
					retry: this.retry
				});
			}
			upsert(values, { onConflict, ignoreDuplicates = false, count, defaultToNull = true } = {}) {
				var _this$fetch2;
				const method = "POST";
				const { url, headers } = this.cloneRequestState();
				headers.append("Prefer", `resolution=${ignoreDuplicates ? "ignore" : "merge"}-duplicates`);
				if (onConflict !== void 0) url.searchParams.set("on_conflict", onConflict);
				if (count) headers.append("Prefer", `count=${count}`);
				if (!defaultToNull) headers.append("Prefer", "missing=default");
				if (Array.isArray(values)) {
					const columns = values.reduce((acc, x) => acc.concat(Object.keys(x)), []);
					if (columns.length > 0) {
						const uniqueColumns = [...new Set(columns)].map((column) => `"${column}"`);
						url.searchParams.set("columns", uniqueColumns.join(","));
					}
				}
				return new PostgrestFilterBuilder({
					method,
					url,
					headers,
					schema: this.schema,
					body: values,
					fetch: (_this$fetch2 = this.fetch) !== null && _this$fetch2 !== void 0 ? _this$fetch2 : fetch,
					urlLengthLimit: this.urlLengthLimit,
					retry: this.retry
				});
			}
			update(values, { count } = {}) {
				var _this$fetch3;
				const method = "PATCH";
				const { url, headers } = this.cloneRequestState();
				if (count) headers.append("Prefer", `count=${count}`);
				return new PostgrestFilterBuilder({
					method,
					url,
					headers,
					schema: this.schema,
					body: values,
					fetch: (_this$fetch3 = this.fetch) !== null && _this$fetch3 !== void 0 ? _this$fetch3 : fetch,
					urlLengthLimit: this.urlLengthLimit,
					retry: this.retry
				});
			}
			delete({ count } = {}) {
				var _this$fetch4;
				const method = "DELETE";
				const { url, headers } = this.cloneRequestState();
				if (count) headers.append("Prefer", `count=${count}`);
				return new PostgrestFilterBuilder({
					method,
					url,
					headers,
					schema: this.schema,
					fetch: (_this$fetch4 = this.fetch) !== null && _this$fetch4 !== void 0 ? _this$fetch4 : fetch,
					urlLengthLimit: this.urlLengthLimit,
					retry: this.retry
				});
			}
		};
		function toOpenApiError(body, statusText) {
			try {
				const parsed = JSON.parse(body);
				if (parsed && typeof parsed === "object" && !Array.isArray(parsed)) {
					var _parsed$message, _parsed$details, _parsed$hint, _parsed$code;
					return new PostgrestError({
						message: String((_parsed$message = parsed.message) !== null && _parsed$message !== void 0 ? _parsed$message : body),
						details: (_parsed$details = parsed.details) !== null && _parsed$details !== void 0 ? _parsed$details : "",
						hint: (_parsed$hint = parsed.hint) !== null && _parsed$hint !== void 0 ? _parsed$hint : "",
						code: (_parsed$code = parsed.code) !== null && _parsed$code !== void 0 ? _parsed$code : ""
					});
				}
			} catch (_unused) {}
			return new PostgrestError({
				message: body || statusText,
				details: "",
				hint: "",
				code: ""
			});
		}
		function toTransportFailure(cause, status, statusText) {
			var _err$name;
			const err = cause;
			return {
				success: false,
				error: new PostgrestError({
					message: `${(_err$name = err === null || err === void 0 ? void 0 : err.name) !== null && _err$name !== void 0 ? _err$name : "FetchError"}: ${err === null || err === void 0 ? void 0 : err.message}`,
					details: "",
					hint: "",
					code: ""
				}),
				data: null,
				count: null,
				status,
				statusText
			};
		}
		function withTimeout(fetch$1, timeout) {
			if (timeout === void 0 || timeout <= 0) return fetch$1;
			return (input, init) => {
				const controller = new AbortController();
				const timeoutId = setTimeout(() => controller.abort(), timeout);
				const existingSignal = init === null || init === void 0 ? void 0 : init.signal;
				if (existingSignal) {
					if (existingSignal.aborted) {
						clearTimeout(timeoutId);
						return fetch$1(input, init);
					}
					const abortHandler = () => {
						clearTimeout(timeoutId);
						controller.abort();
					};
					existingSignal.addEventListener("abort", abortHandler, { once: true });
					return fetch$1(input, _objectSpread2(_objectSpread2({}, init), {}, { signal: controller.signal })).finally(() => {
						clearTimeout(timeoutId);
						existingSignal.removeEventListener("abort", abortHandler);
					});
				}
				return fetch$1(input, _objectSpread2(_objectSpread2({}, init), {}, { signal: controller.signal })).finally(() => clearTimeout(timeoutId));
			};
		}
		var PostgrestClient = class PostgrestClient {
			constructor(url, { headers = {}, schema, fetch: fetch$1, timeout, urlLengthLimit = 8e3, retry, wrapFetch } = {}) {
				this.url = url;
				this.headers = new Headers(headers);
				this.schemaName = schema;
				this.urlLengthLimit = urlLengthLimit;
				this.timeout = timeout;
				this.wrapFetch = wrapFetch;
				this.baseFetch = fetch$1 !== null && fetch$1 !== void 0 ? fetch$1 : globalThis.fetch;
				this.fetch = this.baseFetch ? this.decorateFetch(this.baseFetch) : void 0;
				this.retry = retry;
			}
			decorateFetch(fetch$1) {
				return withTimeout(this.wrapFetch ? this.wrapFetch(fetch$1) : fetch$1, this.timeout);
			}
			from(relation, options) {
				var _options$urlLengthLim, _options$retry;
				if (!relation || typeof relation !== "string" || relation.trim() === "") throw new Error("Invalid relation name: relation must be a non-empty string.");
				return new PostgrestQueryBuilder(new URL(`${this.url}/${relation}`), {
					headers: new Headers(this.headers),
					schema: this.schemaName,
					fetch: (options === null || options === void 0 ? void 0 : options.fetch) ? this.decorateFetch(options.fetch) : this.fetch,
					urlLengthLimit: (_options$urlLengthLim = options === null || options === void 0 ? void 0 : options.urlLengthLimit) !== null && _options$urlLengthLim !== void 0 ? _options$urlLengthLim : this.urlLengthLimit,
					retry: (_options$retry = options === null || options === void 0 ? void 0 : options.retry) !== null && _options$retry !== void 0 ? _options$retry : this.retry
				});
			}
			schema(schema) {
				return new PostgrestClient(this.url, {
					headers: this.headers,
					schema,
					fetch: this.baseFetch,
					timeout: this.timeout,
					wrapFetch: this.wrapFetch,
					urlLengthLimit: this.urlLengthLimit,
					retry: this.retry
				});
			}
			async getOpenApiSpec() {
				var _this = this;
				var _this$fetch;
				const headers = new Headers(_this.headers);
				headers.set("Accept", "application/openapi+json");
				if (_this.schemaName) headers.set("Accept-Profile", _this.schemaName);
				const requestHeaders = {};
				headers.forEach((value, key) => {
					requestHeaders[key] = value;
				});
				const fetchImpl = (_this$fetch = _this.fetch) !== null && _this$fetch !== void 0 ? _this$fetch : globalThis.fetch;
				let res;
				try {
					var _this$retry;
					res = await fetchWithRetry(fetchImpl, `${_this.url}/`, {
						method: "GET",
						headers: requestHeaders
					}, (_this$retry = _this.retry) !== null && _this$retry !== void 0 ? _this$retry : true);
				} catch (fetchError) {
					return toTransportFailure(fetchError, 0, "");
				}
				let body;
				try {
					body = await res.text();
				} catch (readError) {
					return toTransportFailure(readError, res.status, res.statusText);
				}
				if (res.ok) try {
					return {
						success: true,
						error: null,
						data: JSON.parse(body),
						count: null,
						status: res.status,
						statusText: res.statusText
					};
				} catch (_unused2) {}
				return {
					success: false,
					error: toOpenApiError(body, res.statusText),
					data: null,
					count: null,
					status: res.status,
					statusText: res.statusText
				};
			}
			rpc(fn, args = {}, { head = false, get = false, count } = {}) {
				var _this$fetch2;
				let method;
				const url = new URL(`${this.url}/rpc/${fn}`);
				let body;
				const _isObject = (v) => v !== null && typeof v === "object" && (!Array.isArray(v) || v.some(_isObject));
				const _hasObjectArg = head && Object.values(args).some(_isObject);
				if (_hasObjectArg) {
					method = "POST";
					body = args;
				} else if (head || get) {
					method = head ? "HEAD" : "GET";
					Object.entries(args).filter(([_, value]) => value !== void 0).map(([name, value]) => [name, Array.isArray(value) ? `{${value.join(",")}}` : `${value}`]).forEach(([name, value]) => {
						url.searchParams.append(name, value);
					});
				} else {
					method = "POST";
					body = args;
				}
				const headers = new Headers(this.headers);
				if (_hasObjectArg) headers.set("Prefer", count ? `count=${count},return=minimal` : "return=minimal");
				else if (count) headers.set("Prefer", `count=${count}`);
				return new PostgrestFilterBuilder({
					method,
					url,
					headers,
					schema: this.schemaName,
					body,
					fetch: (_this$fetch2 = this.fetch) !== null && _this$fetch2 !== void 0 ? _this$fetch2 : fetch,
					urlLengthLimit: this.urlLengthLimit,
					retry: this.retry
				});
			}
		};
		var src_default = {
			PostgrestClient,
			PostgrestQueryBuilder,
			PostgrestFilterBuilder,
			PostgrestTransformBuilder,
			PostgrestBuilder,
			PostgrestError
		};
		var dist_main = __webpack_require__(2141);
		;
		var IcebergError = class extends Error {
			constructor(message, opts) {
				super(message);
				this.name = "IcebergError";
				this.status = opts.status;
				this.icebergType = opts.icebergType;
				this.icebergCode = opts.icebergCode;
				this.details = opts.details;
				this.isCommitStateUnknown = opts.icebergType === "CommitStateUnknownException" || [
					500,
					502,
					504
				].includes(opts.status) && opts.icebergType?.includes("CommitState") === true;
			}
			isNotFound() {
				return this.status === 404;
			}
			isConflict() {
				return this.status === 409;
			}
			isAuthenticationTimeout() {
				return this.status === 419;
			}
		};
		function buildUrl(baseUrl, path, query) {
			const url = new URL(path, baseUrl);
			if (query) {
				for (const [key, value] of Object.entries(query)) {
					if (value !== void 0) {
						url.searchParams.set(key, value);
					}
				}
			}
			return url.toString();
		}
		async function buildAuthHeaders(auth) {
			if (!auth || auth.type === "none") {
				return {};
			}
			if (auth.type === "bearer") {
				return { Authorization: `Bearer ${auth.token}` };
			}
			if (auth.type === "header") {
				return { [auth.name]: auth.value };
			}
			if (auth.type === "custom") {
				return await auth.getHeaders();
			}
			return {};
		}
		function createFetchClient(options) {
			const fetchFn = options.fetchImpl ?? globalThis.fetch;
			return { async request({ method, path, query, body, headers }) {
				const url = buildUrl(options.baseUrl, path, query);
				const authHeaders = await buildAuthHeaders(options.auth);
				const res = await fetchFn(url, {
					method,
					headers: {
						...body ? { "Content-Type": "application/json" } : {},
						...authHeaders,
						...headers
					},
					body: body ? JSON.stringify(body) : void 0
				});
				const text = await res.text();
				const isJson = (res.headers.get("content-type") || "").includes("application/json");
				const data = isJson && text ? JSON.parse(text) : text;
				if (!res.ok) {
					const errBody = isJson ? data : void 0;
					const errorDetail = errBody?.error;
					throw new IcebergError(errorDetail?.message ?? `Request failed with status ${res.status}`, {
						status: res.status,
						icebergType: errorDetail?.type,
						icebergCode: errorDetail?.code,
						details: errBody
					});
				}
				return {
					status: res.status,
					headers: res.headers,
					data
				};
			} };
		}
		function namespaceToPath(namespace) {
			return namespace.join("");
		}
		var NamespaceOperations = class {
			constructor(client, prefix = "") {
				this.client = client;
				this.prefix = prefix;
			}
			async listNamespaces(parent) {
				const query = parent ? { parent: namespaceToPath(parent.namespace) } : void 0;
				const response = await this.client.request({
					method: "GET",
					path: `${this.prefix}/namespaces`,
					query
				});
				return response.data.namespaces.map((ns) => ({ namespace: ns }));
			}
			async createNamespace(id, metadata) {
				const request = {
					namespace: id.namespace,
					properties: metadata?.properties
				};
				const response = await this.client.request({
					method: "POST",
					path: `${this.prefix}/namespaces`,
					body: request
				});
				return response.data;
			}
			async dropNamespace(id) {
				await this.client.request({
					method: "DELETE",
					path: `${this.prefix}/namespaces/${namespaceToPath(id.namespace)}`
				});
			}
			async loadNamespaceMetadata(id) {
				const response = await this.client.request({
					method: "GET",
					path: `${this.prefix}/namespaces/${namespaceToPath(id.namespace)}`
				});
				return { properties: response.data.properties };
			}
			async namespaceExists(id) {
				try {
					await this.client.request({
						method: "HEAD",
						path: `${this.prefix}/namespaces/${namespaceToPath(id.namespace)}`
					});
					return true;
				} catch (error) {
					if (error instanceof IcebergError && error.status === 404) {
						return false;
					}
					throw error;
				}
			}
			async createNamespaceIfNotExists(id, metadata) {
				try {
					return await this.createNamespace(id, metadata);
				} catch (error) {
					if (error instanceof IcebergError && error.status === 409) {
						return;
					}
					throw error;
				}
			}
		};
		function namespaceToPath2(namespace) {
			return namespace.join("");
		}
		var TableOperations = class {
			constructor(client, prefix = "", accessDelegation) {
				this.client = client;
				this.prefix = prefix;
				this.accessDelegation = accessDelegation;
			}
			async listTables(namespace) {
				const response = await this.client.request({
					method: "GET",
					path: `${this.prefix}/namespaces/${namespaceToPath2(namespace.namespace)}/tables`
				});
				return response.data.identifiers;
			}
			async createTable(namespace, request) {
				const headers = {};
				if (this.accessDelegation) {
					headers["X-Iceberg-Access-Delegation"] = this.accessDelegation;
				}
				const response = await this.client.request({
					method: "POST",
					path: `${this.prefix}/namespaces/${namespaceToPath2(namespace.namespace)}/tables`,
					body: request,
					headers
				});
				return response.data.metadata;
			}
			async updateTable(id, request) {
				const response = await this.client.request({
					method: "POST",
					path: `${this.prefix}/namespaces/${namespaceToPath2(id.namespace)}/tables/${id.name}`,
					body: request
				});
				return {
					"metadata-location": response.data["metadata-location"],
					metadata: response.data.metadata
				};
			}
			async dropTable(id, options) {
				await this.client.request({
					method: "DELETE",
					path: `${this.prefix}/namespaces/${namespaceToPath2(id.namespace)}/tables/${id.name}`,
					query: { purgeRequested: String(options?.purge ?? false) }
				});
			}
			async loadTable(id) {
				const headers = {};
				if (this.accessDelegation) {
					headers["X-Iceberg-Access-Delegation"] = this.accessDelegation;
				}
				const response = await this.client.request({
					method: "GET",
					path: `${this.prefix}/namespaces/${namespaceToPath2(id.namespace)}/tables/${id.name}`,
					headers
				});
				return response.data.metadata;
			}
			async tableExists(id) {
				const headers = {};
				if (this.accessDelegation) {
					headers["X-Iceberg-Access-Delegation"] = this.accessDelegation;
				}
				try {
					await this.client.request({
						method: "HEAD",
						path: `${this.prefix}/namespaces/${namespaceToPath2(id.namespace)}/tables/${id.name}`,
						headers
					});
					return true;
				} catch (error) {
					if (error instanceof IcebergError && error.status === 404) {
						return false;
					}
					throw error;
				}
			}
			async createTableIfNotExists(namespace, request) {
				try {
					return await this.createTable(namespace, request);
				} catch (error) {
					if (error instanceof IcebergError && error.status === 409) {
						return await this.loadTable({
							namespace: namespace.namespace,
							name: request.name
						});
					}
					throw error;
				}
			}
		};
		var IcebergRestCatalog = class {
			constructor(options) {
				let prefix = "v1";
				if (options.catalogName) {
					prefix += `/${options.catalogName}`;
				}
				const baseUrl = options.baseUrl.endsWith("/") ? options.baseUrl : `${options.baseUrl}/`;
				this.client = createFetchClient({
					baseUrl,
					auth: options.auth,
					fetchImpl: options.fetch
				});
				this.accessDelegation = options.accessDelegation?.join(",");
				this.namespaceOps = new NamespaceOperations(this.client, prefix);
				this.tableOps = new TableOperations(this.client, prefix, this.accessDelegation);
			}
			async listNamespaces(parent) {
				return this.namespaceOps.listNamespaces(parent);
			}
			async createNamespace(id, metadata) {
				return this.namespaceOps.createNamespace(id, metadata);
			}
			async dropNamespace(id) {
				await this.namespaceOps.dropNamespace(id);
			}
			async loadNamespaceMetadata(id) {
				return this.namespaceOps.loadNamespaceMetadata(id);
			}
			async listTables(namespace) {
				return this.tableOps.listTables(namespace);
			}
			async createTable(namespace, request) {
				return this.tableOps.createTable(namespace, request);
			}
			async updateTable(id, request) {
				return this.tableOps.updateTable(id, request);
			}
			async dropTable(id, options) {
				await this.tableOps.dropTable(id, options);
			}
			async loadTable(id) {
				return this.tableOps.loadTable(id);
			}
			async namespaceExists(id) {
				return this.namespaceOps.namespaceExists(id);
			}
			async tableExists(id) {
				return this.tableOps.tableExists(id);
			}
			async createNamespaceIfNotExists(id, metadata) {
				return this.namespaceOps.createNamespaceIfNotExists(id, metadata);
			}
			async createTableIfNotExists(namespace, request) {
				return this.tableOps.createTableIfNotExists(namespace, request);
			}
		};
		var DECIMAL_REGEX = /^decimal\s*\(\s*(\d+)\s*,\s*(\d+)\s*\)$/;
		var FIXED_REGEX = /^fixed\s*\[\s*(\d+)\s*\]$/;
		function parseDecimalType(type) {
			const match = type.match(DECIMAL_REGEX);
			if (!match) return null;
			return {
				precision: parseInt(match[1], 10),
				scale: parseInt(match[2], 10)
			};
		}
		function parseFixedType(type) {
			const match = type.match(FIXED_REGEX);
			if (!match) return null;
			return { length: parseInt(match[1], 10) };
		}
		function isDecimalType(type) {
			return DECIMAL_REGEX.test(type);
		}
		function isFixedType(type) {
			return FIXED_REGEX.test(type);
		}
		function typesEqual(a, b) {
			const decimalA = parseDecimalType(a);
			const decimalB = parseDecimalType(b);
			if (decimalA && decimalB) {
				return decimalA.precision === decimalB.precision && decimalA.scale === decimalB.scale;
			}
			const fixedA = parseFixedType(a);
			const fixedB = parseFixedType(b);
			if (fixedA && fixedB) {
				return fixedA.length === fixedB.length;
			}
			return a === b;
		}
		function getCurrentSchema(metadata) {
			return metadata.schemas.find((s) => s["schema-id"] === metadata["current-schema-id"]);
		}
		;
		function dist_typeof(o) {
			"@babel/helpers - typeof";
			return dist_typeof = "function" == typeof Symbol && "symbol" == typeof Symbol.iterator ? function(o$1) {
				return typeof o$1;
			} : function(o$1) {
				return o$1 && "function" == typeof Symbol && o$1.constructor === Symbol && o$1 !== Symbol.prototype ? "symbol" : typeof o$1;
			}, dist_typeof(o);
		}
		function dist_toPrimitive(t, r) {
			if ("object" != dist_typeof(t) || !t) return t;
			var e = t[Symbol.toPrimitive];
			if (void 0 !== e) {
				var i = e.call(t, r || "default");
				if ("object" != dist_typeof(i)) return i;
				throw new TypeError("@@toPrimitive must return a primitive value.");
			}
			return ("string" === r ? String : Number)(t);
		}
		function dist_toPropertyKey(t) {
			var i = dist_toPrimitive(t, "string");
			return "symbol" == dist_typeof(i) ? i : i + "";
		}
		function dist_defineProperty(e, r, t) {
			return (r = dist_toPropertyKey(r)) in e ? Object.defineProperty(e, r, {
				value: t,
				enumerable: !0,
				configurable: !0,
				writable: !0
			}) : e[r] = t, e;
		}
		function dist_ownKeys(e, r) {
			var t = Object.keys(e);
			if (Object.getOwnPropertySymbols) {
				var o = Object.getOwnPropertySymbols(e);
				r && (o = o.filter(function(r$1) {
					return Object.getOwnPropertyDescriptor(e, r$1).enumerable;
				})), t.push.apply(t, o);
			}
			return t;
		}
		function dist_objectSpread2(e) {
			for (var r = 1; r < arguments.length; r++) {
				var t = null != arguments[r] ? arguments[r] : {};
				r % 2 ? dist_ownKeys(Object(t), !0).forEach(function(r$1) {
					dist_defineProperty(e, r$1, t[r$1]);
				}) : Object.getOwnPropertyDescriptors ? Object.defineProperties(e, Object.getOwnPropertyDescriptors(t)) : dist_ownKeys(Object(t)).forEach(function(r$1) {
					Object.defineProperty(e, r$1, Object.getOwnPropertyDescriptor(t, r$1));
				});
			}
			return e;
		}
		var StorageError = class extends Error {
			constructor(message, namespace = "storage", status, statusCode) {
				super(message);
				this.__isStorageError = true;
				this.namespace = namespace;
				this.name = namespace === "vectors" ? "StorageVectorsError" : "StorageError";
				this.status = status;
				this.statusCode = statusCode;
			}
			toJSON() {
				return {
					name: this.name,
					message: this.message,
					status: this.status,
					statusCode: this.statusCode
				};
			}
		};
		function isStorageError(error) {
			return typeof error === "object" && error !== null && "__isStorageError" in error;
		}
		var StorageApiError = class extends StorageError {
			constructor(message, status, statusCode, namespace = "storage", code) {
				super(message, namespace, status, statusCode);
				this.name = namespace === "vectors" ? "StorageVectorsApiError" : "StorageApiError";
				this.status = status;
				this.statusCode = statusCode;
				this.code = code;
			}
			toJSON() {
				return dist_objectSpread2(dist_objectSpread2({}, super.toJSON()), {}, { code: this.code });
			}
		};
		var StorageUnknownError = class extends StorageError {
			constructor(message, originalError, namespace = "storage") {
				super(message, namespace);
				this.name = namespace === "vectors" ? "StorageVectorsUnknownError" : "StorageUnknownError";
				this.originalError = originalError;
			}
		};
		var StorageVectorsError = class extends StorageError {
			constructor(message) {
				super(message, "vectors");
			}
		};
		function isStorageVectorsError(error) {
			return isStorageError(error) && error["namespace"] === "vectors";
		}
		var StorageVectorsApiError = class extends StorageApiError {
			constructor(message, status, statusCode) {
				super(message, status, statusCode, "vectors");
			}
		};
		var StorageVectorsUnknownError = class extends StorageUnknownError {
			constructor(message, originalError) {
				super(message, originalError, "vectors");
			}
		};
		let StorageVectorsErrorCode = function(StorageVectorsErrorCode$1) {
			StorageVectorsErrorCode$1["InternalError"] = "InternalError";
			StorageVectorsErrorCode$1["S3VectorConflictException"] = "S3VectorConflictException";
			StorageVectorsErrorCode$1["S3VectorNotFoundException"] = "S3VectorNotFoundException";
			StorageVectorsErrorCode$1["S3VectorBucketNotEmpty"] = "S3VectorBucketNotEmpty";
			StorageVectorsErrorCode$1["S3VectorMaxBucketsExceeded"] = "S3VectorMaxBucketsExceeded";
			StorageVectorsErrorCode$1["S3VectorMaxIndexesExceeded"] = "S3VectorMaxIndexesExceeded";
			return StorageVectorsErrorCode$1;
		}({});
		function setHeader(headers, name, value) {
			const result = dist_objectSpread2({}, headers);
			const nameLower = name.toLowerCase();
			for (const key of Object.keys(result)) if (key.toLowerCase() === nameLower) delete result[key];
			result[nameLower] = value;
			return result;
		}
		function normalizeHeaders(headers) {
			const result = {};
			for (const [key, value] of Object.entries(headers)) result[key.toLowerCase()] = value;
			return result;
		}
		const resolveFetch = (customFetch) => {
			if (customFetch) return (...args) => customFetch(...args);
			return (...args) => fetch(...args);
		};
		const isPlainObject = (value) => {
			if (typeof value !== "object" || value === null) return false;
			const prototype = Object.getPrototypeOf(value);
			return (prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null) && !(Symbol.toStringTag in value) && !(Symbol.iterator in value);
		};
		const recursiveToCamel = (item) => {
			if (Array.isArray(item)) return item.map((el) => recursiveToCamel(el));
			else if (typeof item === "function" || item !== Object(item)) return item;
			const result = {};
			Object.entries(item).forEach(([key, value]) => {
				const newKey = key.replace(/([-_][a-z])/gi, (c) => c.toUpperCase().replace(/[-_]/g, ""));
				result[newKey] = recursiveToCamel(value);
			});
			return result;
		};
		const isValidBucketName = (bucketName) => {
			if (!bucketName || typeof bucketName !== "string") return false;
			if (bucketName.length === 0 || bucketName.length > 100) return false;
			if (bucketName.trim() !== bucketName) return false;
			if (bucketName.includes("/") || bucketName.includes("\\")) return false;
			return /^[\w!.\*'() &$@=;:+,?-]+$/.test(bucketName);
		};
		const encodeStoragePath = (path) => path.split("/").map(encodeURIComponent).join("/");
		const _getErrorMessage = (err) => {
			if (typeof err === "object" && err !== null) {
				const e = err;
				if (typeof e.msg === "string") return e.msg;
				if (typeof e.message === "string") return e.message;
				if (typeof e.error_description === "string") return e.error_description;
				if (typeof e.error === "string") return e.error;
				if (typeof e.error === "object" && e.error !== null) {
					const nested = e.error;
					if (typeof nested.message === "string") return nested.message;
				}
			}
			return JSON.stringify(err);
		};
		const handleError = async (error, reject, options, namespace) => {
			if (error !== null && typeof error === "object" && "json" in error && typeof error.json === "function") {
				const responseError = error;
				let status = parseInt(String(responseError.status), 10);
				if (!Number.isFinite(status)) status = 500;
				responseError.json().then((err) => {
					const statusCode = (err === null || err === void 0 ? void 0 : err.statusCode) || (err === null || err === void 0 ? void 0 : err.code) || status + "";
					reject(new StorageApiError(_getErrorMessage(err), status, statusCode, namespace, err === null || err === void 0 ? void 0 : err.code));
				}).catch(() => {
					const statusCode = status + "";
					reject(new StorageApiError(responseError.statusText || `HTTP ${status} error`, status, statusCode, namespace));
				});
			} else reject(new StorageUnknownError(_getErrorMessage(error), error, namespace));
		};
		const _getRequestParams = (method, options, parameters, body) => {
			const params = {
				method,
				headers: (options === null || options === void 0 ? void 0 : options.headers) || {}
			};
			if (method === "GET" || method === "HEAD" || !body) return dist_objectSpread2(dist_objectSpread2({}, params), parameters);
			if (isPlainObject(body)) {
				var _contentType;
				const headers = (options === null || options === void 0 ? void 0 : options.headers) || {};
				let contentType;
				for (const [key, value] of Object.entries(headers)) if (key.toLowerCase() === "content-type") contentType = value;
				params.headers = setHeader(headers, "Content-Type", (_contentType = contentType) !== null && _contentType !== void 0 ? _contentType : "application/json");
				params.body = JSON.stringify(body);
			} else params.body = body;
			if (options === null || options === void 0 ? void 0 : options.duplex) params.duplex = options.duplex;
			return dist_objectSpread2(dist_objectSpread2({}, params), parameters);
		};
		async function _handleRequest(fetcher, method, url, options, parameters, body, namespace) {
			return new Promise((resolve, reject) => {
				fetcher(url, _getRequestParams(method, options, parameters, body)).then((result) => {
					if (!result.ok) throw result;
					if (options === null || options === void 0 ? void 0 : options.noResolveJson) return result;
					if (namespace === "vectors") {
						const contentType = result.headers.get("content-type");
						if (result.headers.get("content-length") === "0" || result.status === 204) return {};
						if (!contentType || !contentType.includes("application/json")) return {};
					}
					return result.json();
				}).then((data) => resolve(data)).catch((error) => handleError(error, reject, options, namespace));
			});
		}
		function createFetchApi(namespace = "storage") {
			return {
				get: async (fetcher, url, options, parameters) => {
					return _handleRequest(fetcher, "GET", url, options, parameters, void 0, namespace);
				},
				post: async (fetcher, url, body, options, parameters) => {
					return _handleRequest(fetcher, "POST", url, options, parameters, body, namespace);
				},
				put: async (fetcher, url, body, options, parameters) => {
					return _handleRequest(fetcher, "PUT", url, options, parameters, body, namespace);
				},
				head: async (fetcher, url, options, parameters) => {
					return _handleRequest(fetcher, "HEAD", url, dist_objectSpread2(dist_objectSpread2({}, options), {}, { noResolveJson: true }), parameters, void 0, namespace);
				},
				remove: async (fetcher, url, body, options, parameters) => {
					return _handleRequest(fetcher, "DELETE", url, options, parameters, body, namespace);
				}
			};
		}
		const defaultApi = createFetchApi("storage");
		const { get, post, put, head, remove } = defaultApi;
		const vectorsApi = createFetchApi("vectors");
		var BaseApiClient = class {
			constructor(url, headers = {}, fetch$1, namespace = "storage") {
				this.shouldThrowOnError = false;
				this.url = url;
				this.headers = normalizeHeaders(headers);
				this.fetch = resolveFetch(fetch$1);
				this.namespace = namespace;
			}
			throwOnError() {
				this.shouldThrowOnError = true;
				return this;
			}
			setHeader(name, value) {
				this.headers = setHeader(this.headers, name, value);
				return this;
			}
			async handleOperation(operation) {
				var _this = this;
				try {
					return {
						data: await operation(),
						error: null
					};
				} catch (error) {
					if (_this.shouldThrowOnError) throw error;
					if (isStorageError(error)) return {
						data: null,
						error
					};
					throw error;
				}
			}
		};
		let _Symbol$toStringTag$1;
		_Symbol$toStringTag$1 = Symbol.toStringTag;
		var StreamDownloadBuilder = class {
			constructor(downloadFn, shouldThrowOnError) {
				this.downloadFn = downloadFn;
				this.shouldThrowOnError = shouldThrowOnError;
				this[_Symbol$toStringTag$1] = "StreamDownloadBuilder";
				this.promise = null;
			}
			then(onfulfilled, onrejected) {
				return this.getPromise().then(onfulfilled, onrejected);
			}
			catch(onrejected) {
				return this.getPromise().catch(onrejected);
			}
			finally(onfinally) {
				return this.getPromise().finally(onfinally);
			}
			getPromise() {
				if (!this.promise) this.promise = this.execute();
				return this.promise;
			}
			async execute() {
				var _this = this;
				try {
					return {
						data: (await _this.downloadFn()).body,
						error: null
					};
				} catch (error) {
					if (_this.shouldThrowOnError) throw error;
					if (isStorageError(error)) return {
						data: null,
						error
					};
					throw error;
				}
			}
		};
		let _Symbol$toStringTag;
		_Symbol$toStringTag = Symbol.toStringTag;
		var BlobDownloadBuilder = class {
			constructor(downloadFn, shouldThrowOnError) {
				this.downloadFn = downloadFn;
				this.shouldThrowOnError = shouldThrowOnError;
				this[_Symbol$toStringTag] = "BlobDownloadBuilder";
				this.promise = null;
			}
			asStream() {
				return new StreamDownloadBuilder(this.downloadFn, this.shouldThrowOnError);
			}
			then(onfulfilled, onrejected) {
				return this.getPromise().then(onfulfilled, onrejected);
			}
			catch(onrejected) {
				return this.getPromise().catch(onrejected);
			}
			finally(onfinally) {
				return this.getPromise().finally(onfinally);
			}
			getPromise() {
				if (!this.promise) this.promise = this.execute();
				return this.promise;
			}
			async execute() {
				var _this = this;
				try {
					return {
						data: await (await _this.downloadFn()).blob(),
						error: null
					};
				} catch (error) {
					if (_this.shouldThrowOnError) throw error;
					if (isStorageError(error)) return {
						data: null,
						error
					};
					throw error;
				}
			}
		};
		const DEFAULT_SEARCH_OPTIONS = {
			limit: 100,
			offset: 0,
			sortBy: {
				column: "name",
				order: "asc"
			}
		};
		const DEFAULT_FILE_OPTIONS = {
			cacheControl: "3600",
			contentType: "text/plain;charset=UTF-8",
			upsert: false
		};
		function mergeFileOptions(fileOptions) {
			const definedOptions = Object.fromEntries(Object.entries(fileOptions !== null && fileOptions !== void 0 ? fileOptions : {}).filter(([, value]) => value !== void 0));
			return dist_objectSpread2(dist_objectSpread2({}, DEFAULT_FILE_OPTIONS), definedOptions);
		}
		var StorageFileApi = class extends BaseApiClient {
			constructor(url, headers = {}, bucketId, fetch$1) {
				super(url, headers, fetch$1, "storage");
				this.bucketId = bucketId;
			}
			async uploadOrUpdate(method, path, fileBody, fileOptions) {
				var _this = this;
				return _this.handleOperation(async () => {
					let body;
					const options = mergeFileOptions(fileOptions);
					let headers = dist_objectSpread2(dist_objectSpread2({}, _this.headers), method === "POST" && { "x-upsert": String(options.upsert) });
					const metadata = options.metadata;
					if (typeof Blob !== "undefined" && fileBody instanceof Blob || typeof FormData !== "undefined" && fileBody instanceof FormData) body = _this.prepareUploadFormData(fileBody, options);
					else {
						body = fileBody;
						headers["cache-control"] = `max-age=${options.cacheControl}`;
						headers["content-type"] = options.contentType;
						if (options.contentEncoding) headers["content-encoding"] = options.contentEncoding;
						if (metadata) headers["x-metadata"] = _this.toBase64(_this.encodeMetadata(metadata));
						if ((typeof ReadableStream !== "undefined" && body instanceof ReadableStream || body && typeof body === "object" && "pipe" in body && typeof body.pipe === "function") && !options.duplex) options.duplex = "half";
					}
					if (fileOptions === null || fileOptions === void 0 ? void 0 : fileOptions.headers) for (const [key, value] of Object.entries(fileOptions.headers)) headers = setHeader(headers, key, value);
					const cleanPath = _this._removeEmptyFolders(path);
					const _path = _this._getFinalPath(cleanPath);
					const data = await (method == "PUT" ? put : post)(_this.fetch, `${_this.url}/object/${_path}`, body, dist_objectSpread2({ headers }, (options === null || options === void 0 ? void 0 : options.duplex) ? { duplex: options.duplex } : {}));
					return {
						path: cleanPath,
						id: data.Id,
						fullPath: data.Key
					};
				});
			}
			async upload(path, fileBody, fileOptions) {
				return this.uploadOrUpdate("POST", path, fileBody, fileOptions);
			}
			async uploadToSignedUrl(path, token, fileBody, fileOptions) {
				var _this3 = this;
				const cleanPath = _this3._removeEmptyFolders(path);
				const _path = _this3._getFinalPath(cleanPath);
				const url = new URL(_this3.url + `/object/upload/sign/${_path}`);
				url.searchParams.set("token", token);
				return _this3.handleOperation(async () => {
					let body;
					const options = mergeFileOptions(fileOptions);
					let headers = dist_objectSpread2(dist_objectSpread2({}, _this3.headers), { "x-upsert": String(options.upsert) });
					const metadata = options.metadata;
					if (typeof Blob !== "undefined" && fileBody instanceof Blob || typeof FormData !== "undefined" && fileBody instanceof FormData) body = _this3.prepareUploadFormData(fileBody, options);
					else {
						body = fileBody;
						headers["cache-control"] = `max-age=${options.cacheControl}`;
						headers["content-type"] = options.contentType;
						if (options.contentEncoding) headers["content-encoding"] = options.contentEncoding;
						if (metadata) headers["x-metadata"] = _this3.toBase64(_this3.encodeMetadata(metadata));
						if ((typeof ReadableStream !== "undefined" && body instanceof ReadableStream || body && typeof body === "object" && "pipe" in body && typeof body.pipe === "function") && !options.duplex) options.duplex = "half";
					}
					if (fileOptions === null || fileOptions === void 0 ? void 0 : fileOptions.headers) for (const [key, value] of Object.entries(fileOptions.headers)) headers = setHeader(headers, key, value);
					return {
						path: cleanPath,
						fullPath: (await put(_this3.fetch, url.toString(), body, dist_objectSpread2({ headers }, (options === null || options === void 0 ? void 0 : options.duplex) ? { duplex: options.duplex } : {}))).Key
					};
				});
			}
			async createSignedUploadUrl(path, options) {
				var _this4 = this;
				return _this4.handleOperation(async () => {
					let _path = _this4._getFinalPath(path);
					const headers = dist_objectSpread2({}, _this4.headers);
					if (options === null || options === void 0 ? void 0 : options.upsert) headers["x-upsert"] = "true";
					const data = await post(_this4.fetch, `${_this4.url}/object/upload/sign/${_path}`, {}, { headers });
					const url = new URL(_this4.url + data.url);
					const token = url.searchParams.get("token");
					if (!token) throw new StorageError("No token returned by API");
					return {
						signedUrl: url.toString(),
						path,
						token
					};
				});
			}
			async update(path, fileBody, fileOptions) {
				return this.uploadOrUpdate("PUT", path, fileBody, fileOptions);
			}
			async move(fromPath, toPath, options) {
				var _this6 = this;
				return _this6.handleOperation(async () => {
					return await post(_this6.fetch, `${_this6.url}/object/move`, {
						bucketId: _this6.bucketId,
						sourceKey: fromPath,
						destinationKey: toPath,
						destinationBucket: options === null || options === void 0 ? void 0 : options.destinationBucket,
						sourceVersionId: options === null || options === void 0 ? void 0 : options.sourceVersionId
					}, { headers: _this6.headers });
				});
			}
			async copy(fromPath, toPath, options) {
				var _this7 = this;
				return _this7.handleOperation(async () => {
					const copyOptions = options;
					return { path: (await post(_this7.fetch, `${_this7.url}/object/copy`, {
						bucketId: _this7.bucketId,
						sourceKey: fromPath,
						destinationKey: toPath,
						destinationBucket: options === null || options === void 0 ? void 0 : options.destinationBucket,
						sourceVersionId: options === null || options === void 0 ? void 0 : options.sourceVersionId,
						copyMetadata: typeof (copyOptions === null || copyOptions === void 0 ? void 0 : copyOptions.copyMetadata) === "boolean" ? copyOptions.copyMetadata : void 0,
						metadata: (copyOptions === null || copyOptions === void 0 ? void 0 : copyOptions.copyMetadata) === false ? copyOptions.metadata : void 0
					}, { headers: _this7.headers })).Key };
				});
			}
			async createSignedUrl(path, expiresIn, options) {
				var _this8 = this;
				return _this8.handleOperation(async () => {
					let _path = _this8._getFinalPath(path);
					const hasTransform = typeof (options === null || options === void 0 ? void 0 : options.transform) === "object" && options.transform !== null && Object.keys(options.transform).length > 0;
					let data = await post(_this8.fetch, `${_this8.url}/object/sign/${_path}`, dist_objectSpread2(dist_objectSpread2({ expiresIn }, hasTransform ? { transform: options.transform } : {}), (options === null || options === void 0 ? void 0 : options.versionId) != null ? { versionId: options.versionId } : {}), { headers: _this8.headers });
					const query = new URLSearchParams();
					if (options === null || options === void 0 ? void 0 : options.download) query.set("download", options.download === true ? "" : options.download);
					if ((options === null || options === void 0 ? void 0 : options.cacheNonce) != null) query.set("cacheNonce", String(options.cacheNonce));
					const queryString = query.toString();
					return { signedUrl: encodeURI(`${_this8.url}${data.signedURL}${queryString ? `&${queryString}` : ""}`) };
				});
			}
			async createSignedUrls(paths, expiresIn, options) {
				var _this9 = this;
				return _this9.handleOperation(async () => {
					const data = await post(_this9.fetch, `${_this9.url}/object/sign/${_this9.bucketId}`, {
						expiresIn,
						paths
					}, { headers: _this9.headers });
					const query = new URLSearchParams();
					if (options === null || options === void 0 ? void 0 : options.download) query.set("download", options.download === true ? "" : options.download);
					if ((options === null || options === void 0 ? void 0 : options.cacheNonce) != null) query.set("cacheNonce", String(options.cacheNonce));
					const queryString = query.toString();
					return data.map((datum) => dist_objectSpread2(dist_objectSpread2({}, datum), {}, { signedUrl: datum.signedURL ? encodeURI(`${_this9.url}${datum.signedURL}${queryString ? `&${queryString}` : ""}`) : null }));
				});
			}
			download(path, options, parameters) {
				const renderPath = typeof (options === null || options === void 0 ? void 0 : options.transform) === "object" && options.transform !== null && Object.keys(options.transform).length > 0 ? "render/image/authenticated" : "object";
				const query = new URLSearchParams();
				if (options === null || options === void 0 ? void 0 : options.transform) this.applyTransformOptsToQuery(query, options.transform);
				if ((options === null || options === void 0 ? void 0 : options.cacheNonce) != null) query.set("cacheNonce", String(options.cacheNonce));
				if ((options === null || options === void 0 ? void 0 : options.versionId) != null) query.set("versionId", String(options.versionId));
				const queryString = query.toString();
				const _path = this._getFinalPath(path);
				const downloadFn = () => get(this.fetch, `${this.url}/${renderPath}/${_path}${queryString ? `?${queryString}` : ""}`, {
					headers: this.headers,
					noResolveJson: true
				}, parameters);
				return new BlobDownloadBuilder(downloadFn, this.shouldThrowOnError);
			}
			async info(path, options) {
				var _this10 = this;
				const _path = _this10._getFinalPath(path);
				const query = new URLSearchParams();
				if ((options === null || options === void 0 ? void 0 : options.versionId) != null) query.set("versionId", String(options.versionId));
				const queryString = query.toString();
				return _this10.handleOperation(async () => {
					return recursiveToCamel(await get(_this10.fetch, `${_this10.url}/object/info/${_path}${queryString ? `?${queryString}` : ""}`, { headers: _this10.headers }));
				});
			}
			async exists(path) {
				const { error } = await this.info(path);
				if (!error) return {
					data: true,
					error: null
				};
				if (error instanceof StorageApiError && (error.code === "NoSuchKey" || error.status === 404 && error.code === void 0)) return {
					data: false,
					error
				};
				throw error;
			}
			getPublicUrl(path, options) {
				const _path = this._getFinalPath(path);
				const query = new URLSearchParams();
				if (options === null || options === void 0 ? void 0 : options.download) query.set("download", options.download === true ? "" : options.download);
				if (options === null || options === void 0 ? void 0 : options.transform) this.applyTransformOptsToQuery(query, options.transform);
				if ((options === null || options === void 0 ? void 0 : options.cacheNonce) != null) query.set("cacheNonce", String(options.cacheNonce));
				if ((options === null || options === void 0 ? void 0 : options.versionId) != null) query.set("versionId", String(options.versionId));
				const queryString = query.toString();
				const renderPath = typeof (options === null || options === void 0 ? void 0 : options.transform) === "object" && options.transform !== null && Object.keys(options.transform).length > 0 ? "render/image" : "object";
				return { data: { publicUrl: encodeURI(`${this.url}/${renderPath}/public/${_path}`) + (queryString ? `?${queryString}` : "") } };
			}
			async remove(paths) {
				var _this12 = this;
				return _this12.handleOperation(async () => {
					return await remove(_this12.fetch, `${_this12.url}/object/${_this12.bucketId}`, { prefixes: paths }, { headers: _this12.headers });
				});
			}
			async purgeCache(path, options, parameters) {
				var _this13 = this;
				return _this13.handleOperation(async () => {
					const _path = encodeStoragePath(_this13._getFinalPath(path));
					const query = new URLSearchParams();
					if (options === null || options === void 0 ? void 0 : options.transformations) query.set("transformations", "true");
					const queryString = query.toString();
					return await remove(_this13.fetch, `${_this13.url}/cdn/${_path}${queryString ? `?${queryString}` : ""}`, {}, { headers: _this13.headers }, parameters);
				});
			}
			async list(path, options, parameters) {
				var _this14 = this;
				return _this14.handleOperation(async () => {
					const sortBy = (options === null || options === void 0 ? void 0 : options.sortBy) ? dist_objectSpread2(dist_objectSpread2({}, DEFAULT_SEARCH_OPTIONS.sortBy), options.sortBy) : DEFAULT_SEARCH_OPTIONS.sortBy;
					const body = dist_objectSpread2(dist_objectSpread2(dist_objectSpread2({}, DEFAULT_SEARCH_OPTIONS), options), {}, {
						sortBy,
						prefix: path || ""
					});
					return await post(_this14.fetch, `${_this14.url}/object/list/${_this14.bucketId}`, body, { headers: _this14.headers }, parameters);
				});
			}
			async listV2(options, parameters) {
				var _this15 = this;
				return _this15.handleOperation(async () => {
					const body = dist_objectSpread2({}, options);
					return await post(_this15.fetch, `${_this15.url}/object/list-v2/${_this15.bucketId}`, body, { headers: _this15.headers }, parameters);
				});
			}
			prepareUploadFormData(fileBody, options) {
				const body = new FormData();
				const files = [];
				if (fileBody instanceof FormData) fileBody.forEach((value, name) => {
					if (typeof value === "string") body.append(name, value);
					else files.push([name, value]);
				});
				else files.push(["", fileBody]);
				if (!body.has("cacheControl")) body.append("cacheControl", options.cacheControl);
				if (options.metadata && !body.has("metadata")) body.append("metadata", this.encodeMetadata(options.metadata));
				if (options.contentEncoding && !body.has("contentEncoding")) body.append("contentEncoding", options.contentEncoding);
				for (const [name, file] of files) body.append(name, file);
				return body;
			}
			encodeMetadata(metadata) {
				return JSON.stringify(metadata);
			}
			toBase64(data) {
				if (typeof Buffer !== "undefined") return Buffer.from(data).toString("base64");
				return btoa(data);
			}
			_getFinalPath(path) {
				return `${this.bucketId}/${path.replace(/^\/+/, "")}`;
			}
			_removeEmptyFolders(path) {
				return path.replace(/^\/|\/$/g, "").replace(/\/+/g, "/");
			}
			applyTransformOptsToQuery(query, transform) {
				if (transform.width) query.set("width", transform.width.toString());
				if (transform.height) query.set("height", transform.height.toString());
				if (transform.resize) query.set("resize", transform.resize);
				if (transform.format) query.set("format", transform.format);
				if (transform.quality) query.set("quality", transform.quality.toString());
				return query;
			}
		};
		const version = "2.119.1";
		const DEFAULT_HEADERS = { "X-Client-Info": `storage-js/${version}` };
		var StorageBucketApi = class extends BaseApiClient {
			constructor(url, headers = {}, fetch$1, opts) {
				const baseUrl = new URL(url);
				if (opts === null || opts === void 0 ? void 0 : opts.useNewHostname) {
					if (/supabase\.(co|in|red)$/.test(baseUrl.hostname) && !baseUrl.hostname.includes("storage.supabase.")) baseUrl.hostname = baseUrl.hostname.replace("supabase.", "storage.supabase.");
				}
				const finalUrl = baseUrl.href.replace(/\/$/, "");
				const finalHeaders = dist_objectSpread2(dist_objectSpread2({}, DEFAULT_HEADERS), headers);
				super(finalUrl, finalHeaders, fetch$1, "storage");
			}
			async listBuckets(options) {
				var _this = this;
				return _this.handleOperation(async () => {
					const queryString = _this.listBucketOptionsToQueryString(options);
					return await get(_this.fetch, `${_this.url}/bucket${queryString}`, { headers: _this.headers });
				});
			}
			async getBucket(id) {
				var _this2 = this;
				return _this2.handleOperation(async () => {
					return await get(_this2.fetch, `${_this2.url}/bucket/${id}`, { headers: _this2.headers });
				});
			}
			async createBucket(id, options = { public: false }) {
				var _this3 = this;
				return _this3.handleOperation(async () => {
					return await post(_this3.fetch, `${_this3.url}/bucket`, {
						id,
						name: id,
						type: options.type,
						public: options.public,
						file_size_limit: options.fileSizeLimit,
						allowed_mime_types: options.allowedMimeTypes,
						versioning_status: options.versioningStatus
					}, { headers: _this3.headers });
				});
			}
			async updateBucket(id, options) {
				var _this4 = this;
				return _this4.handleOperation(async () => {
					return await put(_this4.fetch, `${_this4.url}/bucket/${id}`, {
						id,
						name: id,
						public: options.public,
						file_size_limit: options.fileSizeLimit,
						allowed_mime_types: options.allowedMimeTypes,
						versioning_status: options.versioningStatus
					}, { headers: _this4.headers });
				});
			}
			async emptyBucket(id) {
				var _this5 = this;
				return _this5.handleOperation(async () => {
					return await post(_this5.fetch, `${_this5.url}/bucket/${id}/empty`, {}, { headers: _this5.headers });
				});
			}
			async deleteBucket(id) {
				var _this6 = this;
				return _this6.handleOperation(async () => {
					return await remove(_this6.fetch, `${_this6.url}/bucket/${id}`, {}, { headers: _this6.headers });
				});
			}
			async getBucketLifecycle(id) {
				var _this7 = this;
				return _this7.handleOperation(async () => {
					return await get(_this7.fetch, _this7.bucketLifecycleUrl(id), { headers: _this7.headers });
				});
			}
			async updateBucketLifecycle(id, configuration) {
				var _this8 = this;
				return _this8.handleOperation(async () => {
					return await put(_this8.fetch, _this8.bucketLifecycleUrl(id), configuration, { headers: _this8.headers });
				});
			}
			async deleteBucketLifecycle(id) {
				var _this9 = this;
				return _this9.handleOperation(async () => {
					return await remove(_this9.fetch, _this9.bucketLifecycleUrl(id), {}, { headers: _this9.headers });
				});
			}
			async purgeBucketCache(id, options, parameters) {
				var _this10 = this;
				return _this10.handleOperation(async () => {
					const query = new URLSearchParams();
					if (options === null || options === void 0 ? void 0 : options.transformations) query.set("transformations", "true");
					const queryString = query.toString();
					return await remove(_this10.fetch, `${_this10.url}/cdn/${encodeStoragePath(id)}${queryString ? `?${queryString}` : ""}`, {}, { headers: _this10.headers }, parameters);
				});
			}
			bucketLifecycleUrl(id) {
				return `${this.url}/bucket/${encodeStoragePath(id)}/lifecycle`;
			}
			listBucketOptionsToQueryString(options) {
				const params = {};
				if (options) {
					if ("limit" in options) params.limit = String(options.limit);
					if ("offset" in options) params.offset = String(options.offset);
					if (options.search) params.search = options.search;
					if (options.sortColumn) params.sortColumn = options.sortColumn;
					if (options.sortOrder) params.sortOrder = options.sortOrder;
				}
				return Object.keys(params).length > 0 ? "?" + new URLSearchParams(params).toString() : "";
			}
		};
		var StorageAnalyticsClient = class extends BaseApiClient {
			constructor(url, headers = {}, fetch$1) {
				const finalUrl = url.replace(/\/$/, "");
				const finalHeaders = dist_objectSpread2(dist_objectSpread2({}, DEFAULT_HEADERS), headers);
				super(finalUrl, finalHeaders, fetch$1, "storage");
			}
			async createBucket(name) {
				var _this = this;
				return _this.handleOperation(async () => {
					return await post(_this.fetch, `${_this.url}/bucket`, { name }, { headers: _this.headers });
				});
			}
			async listBuckets(options) {
				var _this2 = this;
				return _this2.handleOperation(async () => {
					const queryParams = new URLSearchParams();
					if ((options === null || options === void 0 ? void 0 : options.limit) !== void 0) queryParams.set("limit", options.limit.toString());
					if ((options === null || options === void 0 ? void 0 : options.offset) !== void 0) queryParams.set("offset", options.offset.toString());
					if (options === null || options === void 0 ? void 0 : options.sortColumn) queryParams.set("sortColumn", options.sortColumn);
					if (options === null || options === void 0 ? void 0 : options.sortOrder) queryParams.set("sortOrder", options.sortOrder);
					if (options === null || options === void 0 ? void 0 : options.search) queryParams.set("search", options.search);
					const queryString = queryParams.toString();
					const url = queryString ? `${_this2.url}/bucket?${queryString}` : `${_this2.url}/bucket`;
					return await get(_this2.fetch, url, { headers: _this2.headers });
				});
			}
			async deleteBucket(bucketName) {
				var _this3 = this;
				return _this3.handleOperation(async () => {
					return await remove(_this3.fetch, `${_this3.url}/bucket/${bucketName}`, {}, { headers: _this3.headers });
				});
			}
			from(bucketName) {
				var _this4 = this;
				if (!isValidBucketName(bucketName)) throw new StorageError("Invalid bucket name: File, folder, and bucket names must follow AWS object key naming guidelines and should avoid the use of any other characters.");
				const catalog = new IcebergRestCatalog({
					baseUrl: this.url,
					catalogName: bucketName,
					auth: {
						type: "custom",
						getHeaders: async () => _this4.headers
					},
					fetch: this.fetch
				});
				const shouldThrowOnError = this.shouldThrowOnError;
				return new Proxy(catalog, { get(target, prop) {
					const value = target[prop];
					if (typeof value !== "function") return value;
					return async (...args) => {
						try {
							return {
								data: await value.apply(target, args),
								error: null
							};
						} catch (error) {
							if (shouldThrowOnError) throw error;
							return {
								data: null,
								error
							};
						}
					};
				} });
			}
		};
		var VectorIndexApi = class extends BaseApiClient {
			constructor(url, headers = {}, fetch$1) {
				const finalUrl = url.replace(/\/$/, "");
				const finalHeaders = dist_objectSpread2(dist_objectSpread2({}, DEFAULT_HEADERS), {}, { "Content-Type": "application/json" }, headers);
				super(finalUrl, finalHeaders, fetch$1, "vectors");
			}
			async createIndex(options) {
				var _this = this;
				return _this.handleOperation(async () => {
					return await vectorsApi.post(_this.fetch, `${_this.url}/CreateIndex`, options, { headers: _this.headers }) || {};
				});
			}
			async getIndex(vectorBucketName, indexName) {
				var _this2 = this;
				return _this2.handleOperation(async () => {
					return await vectorsApi.post(_this2.fetch, `${_this2.url}/GetIndex`, {
						vectorBucketName,
						indexName
					}, { headers: _this2.headers });
				});
			}
			async listIndexes(options) {
				var _this3 = this;
				return _this3.handleOperation(async () => {
					return await vectorsApi.post(_this3.fetch, `${_this3.url}/ListIndexes`, options, { headers: _this3.headers });
				});
			}
			async deleteIndex(vectorBucketName, indexName) {
				var _this4 = this;
				return _this4.handleOperation(async () => {
					return await vectorsApi.post(_this4.fetch, `${_this4.url}/DeleteIndex`, {
						vectorBucketName,
						indexName
					}, { headers: _this4.headers }) || {};
				});
			}
		};
		var VectorDataApi = class extends BaseApiClient {
			constructor(url, headers = {}, fetch$1) {
				const finalUrl = url.replace(/\/$/, "");
				const finalHeaders = dist_objectSpread2(dist_objectSpread2({}, DEFAULT_HEADERS), {}, { "Content-Type": "application/json" }, headers);
				super(finalUrl, finalHeaders, fetch$1, "vectors");
			}
			async putVectors(options) {
				var _this = this;
				if (options.vectors.length < 1 || options.vectors.length > 500) throw new Error("Vector batch size must be between 1 and 500 items");
				return _this.handleOperation(async () => {
					return await vectorsApi.post(_this.fetch, `${_this.url}/PutVectors`, options, { headers: _this.headers }) || {};
				});
			}
			async getVectors(options) {
				var _this2 = this;
				return _this2.handleOperation(async () => {
					return await vectorsApi.post(_this2.fetch, `${_this2.url}/GetVectors`, options, { headers: _this2.headers });
				});
			}
			async listVectors(options) {
				var _this3 = this;
				if (options.segmentCount !== void 0) {
					if (options.segmentCount < 1 || options.segmentCount > 16) throw new Error("segmentCount must be between 1 and 16");
					if (options.segmentIndex !== void 0) {
						if (options.segmentIndex < 0 || options.segmentIndex >= options.segmentCount) throw new Error(`segmentIndex must be between 0 and ${options.segmentCount - 1}`);
					}
				}
				return _this3.handleOperation(async () => {
					return await vectorsApi.post(_this3.fetch, `${_this3.url}/ListVectors`, options, { headers: _this3.headers });
				});
			}
			async queryVectors(options) {
				var _this4 = this;
				return _this4.handleOperation(async () => {
					return await vectorsApi.post(_this4.fetch, `${_this4.url}/QueryVectors`, options, { headers: _this4.headers });
				});
			}
			async deleteVectors(options) {
				var _this5 = this;
				if (options.keys.length < 1 || options.keys.length > 500) throw new Error("Keys batch size must be between 1 and 500 items");
				return _this5.handleOperation(async () => {
					return await vectorsApi.post(_this5.fetch, `${_this5.url}/DeleteVectors`, options, { headers: _this5.headers }) || {};
				});
			}
		};
		var VectorBucketApi = class extends BaseApiClient {
			constructor(url, headers = {}, fetch$1) {
				const finalUrl = url.replace(/\/$/, "");
				const finalHeaders = dist_objectSpread2(dist_objectSpread2({}, DEFAULT_HEADERS), {}, { "Content-Type": "application/json" }, headers);
				super(finalUrl, finalHeaders, fetch$1, "vectors");
			}
			async createBucket(vectorBucketName) {
				var _this = this;
				return _this.handleOperation(async () => {
					return await vectorsApi.post(_this.fetch, `${_this.url}/CreateVectorBucket`, { vectorBucketName }, { headers: _this.headers }) || {};
				});
			}
			async getBucket(vectorBucketName) {
				var _this2 = this;
				return _this2.handleOperation(async () => {
					return await vectorsApi.post(_this2.fetch, `${_this2.url}/GetVectorBucket`, { vectorBucketName }, { headers: _this2.headers });
				});
			}
			async listBuckets(options = {}) {
				var _this3 = this;
				return _this3.handleOperation(async () => {
					return await vectorsApi.post(_this3.fetch, `${_this3.url}/ListVectorBuckets`, options, { headers: _this3.headers });
				});
			}
			async deleteBucket(vectorBucketName) {
				var _this4 = this;
				return _this4.handleOperation(async () => {
					return await vectorsApi.post(_this4.fetch, `${_this4.url}/DeleteVectorBucket`, { vectorBucketName }, { headers: _this4.headers }) || {};
				});
			}
		};
		var StorageVectorsClient = class extends VectorBucketApi {
			constructor(url, options = {}) {
				super(url, options.headers || {}, options.fetch);
			}
			from(vectorBucketName) {
				return new VectorBucketScope(this.url, this.headers, vectorBucketName, this.fetch);
			}
			async createBucket(vectorBucketName) {
				var _superprop_getCreateBucket = () => super.createBucket, _this = this;
				return _superprop_getCreateBucket().call(_this, vectorBucketName);
			}
			async getBucket(vectorBucketName) {
				var _superprop_getGetBucket = () => super.getBucket, _this2 = this;
				return _superprop_getGetBucket().call(_this2, vectorBucketName);
			}
			async listBuckets(options = {}) {
				var _superprop_getListBuckets = () => super.listBuckets, _this3 = this;
				return _superprop_getListBuckets().call(_this3, options);
			}
			async deleteBucket(vectorBucketName) {
				var _superprop_getDeleteBucket = () => super.deleteBucket, _this4 = this;
				return _superprop_getDeleteBucket().call(_this4, vectorBucketName);
			}
		};
		var VectorBucketScope = class extends VectorIndexApi {
			constructor(url, headers, vectorBucketName, fetch$1) {
				super(url, headers, fetch$1);
				this.vectorBucketName = vectorBucketName;
			}
			async createIndex(options) {
				var _superprop_getCreateIndex = () => super.createIndex, _this5 = this;
				return _superprop_getCreateIndex().call(_this5, dist_objectSpread2(dist_objectSpread2({}, options), {}, { vectorBucketName: _this5.vectorBucketName }));
			}
			async listIndexes(options = {}) {
				var _superprop_getListIndexes = () => super.listIndexes, _this6 = this;
				return _superprop_getListIndexes().call(_this6, dist_objectSpread2(dist_objectSpread2({}, options), {}, { vectorBucketName: _this6.vectorBucketName }));
			}
			async getIndex(indexName) {
				var _superprop_getGetIndex = () => super.getIndex, _this7 = this;
				return _superprop_getGetIndex().call(_this7, _this7.vectorBucketName, indexName);
			}
			async deleteIndex(indexName) {
				var _superprop_getDeleteIndex = () => super.deleteIndex, _this8 = this;
				return _superprop_getDeleteIndex().call(_this8, _this8.vectorBucketName, indexName);
			}
			index(indexName) {
				return new VectorIndexScope(this.url, this.headers, this.vectorBucketName, indexName, this.fetch);
			}
		};
		var VectorIndexScope = class extends VectorDataApi {
			constructor(url, headers, vectorBucketName, indexName, fetch$1) {
				super(url, headers, fetch$1);
				this.vectorBucketName = vectorBucketName;
				this.indexName = indexName;
			}
			async putVectors(options) {
				var _superprop_getPutVectors = () => super.putVectors, _this9 = this;
				return _superprop_getPutVectors().call(_this9, dist_objectSpread2(dist_objectSpread2({}, options), {}, {
					vectorBucketName: _this9.vectorBucketName,
					indexName: _this9.indexName
				}));
			}
			async getVectors(options) {
				var _superprop_getGetVectors = () => super.getVectors, _this10 = this;
				return _superprop_getGetVectors().call(_this10, dist_objectSpread2(dist_objectSpread2({}, options), {}, {
					vectorBucketName: _this10.vectorBucketName,
					indexName: _this10.indexName
				}));
			}
			async listVectors(options = {}) {
				var _superprop_getListVectors = () => super.listVectors, _this11 = this;
				return _superprop_getListVectors().call(_this11, dist_objectSpread2(dist_objectSpread2({}, options), {}, {
					vectorBucketName: _this11.vectorBucketName,
					indexName: _this11.indexName
				}));
			}
			async queryVectors(options) {
				var _superprop_getQueryVectors = () => super.queryVectors, _this12 = this;
				return _superprop_getQueryVectors().call(_this12, dist_objectSpread2(dist_objectSpread2({}, options), {}, {
					vectorBucketName: _this12.vectorBucketName,
					indexName: _this12.indexName
				}));
			}
			async deleteVectors(options) {
				var _superprop_getDeleteVectors = () => super.deleteVectors, _this13 = this;
				return _superprop_getDeleteVectors().call(_this13, dist_objectSpread2(dist_objectSpread2({}, options), {}, {
					vectorBucketName: _this13.vectorBucketName,
					indexName: _this13.indexName
				}));
			}
		};
		var StorageClient = class extends StorageBucketApi {
			constructor(url, headers = {}, fetch$1, opts) {
				super(url, headers, fetch$1, opts);
			}
			from(id) {
				return new StorageFileApi(this.url, this.headers, id, this.fetch);
			}
			get vectors() {
				return new StorageVectorsClient(this.url + "/vector", {
					headers: this.headers,
					fetch: this.fetch
				});
			}
			get analytics() {
				return new StorageAnalyticsClient(this.url + "/iceberg", this.headers, this.fetch);
			}
		};
		var auth_js_dist_main = __webpack_require__(5588);
		;
		const dist_version = "2.119.1";
		function supabase_js_dist_typeof(o) {
			"@babel/helpers - typeof";
			return supabase_js_dist_typeof = "function" == typeof Symbol && "symbol" == typeof Symbol.iterator ? function(o$1) {
				return typeof o$1;
			} : function(o$1) {
				return o$1 && "function" == typeof Symbol && o$1.constructor === Symbol && o$1 !== Symbol.prototype ? "symbol" : typeof o$1;
			}, supabase_js_dist_typeof(o);
		}
		function supabase_js_dist_toPrimitive(t, r) {
			if ("object" != supabase_js_dist_typeof(t) || !t) return t;
			var e = t[Symbol.toPrimitive];
			if (void 0 !== e) {
				var i = e.call(t, r || "default");
				if ("object" != supabase_js_dist_typeof(i)) return i;
				throw new TypeError("@@toPrimitive must return a primitive value.");
			}
			return ("string" === r ? String : Number)(t);
		}
		function supabase_js_dist_toPropertyKey(t) {
			var i = supabase_js_dist_toPrimitive(t, "string");
			return "symbol" == supabase_js_dist_typeof(i) ? i : i + "";
		}
		function supabase_js_dist_defineProperty(e, r, t) {
			return (r = supabase_js_dist_toPropertyKey(r)) in e ? Object.defineProperty(e, r, {
				value: t,
				enumerable: !0,
				configurable: !0,
				writable: !0
			}) : e[r] = t, e;
		}
		function supabase_js_dist_ownKeys(e, r) {
			var t = Object.keys(e);
			if (Object.getOwnPropertySymbols) {
				var o = Object.getOwnPropertySymbols(e);
				r && (o = o.filter(function(r$1) {
					return Object.getOwnPropertyDescriptor(e, r$1).enumerable;
				})), t.push.apply(t, o);
			}
			return t;
		}
		function supabase_js_dist_objectSpread2(e) {
			for (var r = 1; r < arguments.length; r++) {
				var t = null != arguments[r] ? arguments[r] : {};
				r % 2 ? supabase_js_dist_ownKeys(Object(t), !0).forEach(function(r$1) {
					supabase_js_dist_defineProperty(e, r$1, t[r$1]);
				}) : Object.getOwnPropertyDescriptors ? Object.defineProperties(e, Object.getOwnPropertyDescriptors(t)) : supabase_js_dist_ownKeys(Object(t)).forEach(function(r$1) {
					Object.defineProperty(e, r$1, Object.getOwnPropertyDescriptor(t, r$1));
				});
			}
			return e;
		}
		function asString(value) {
			return typeof value === "string" && value.length > 0 ? value : void 0;
		}
		function detectDenoPlatform(globals) {
			if (typeof globals.EdgeRuntime === "object" && globals.EdgeRuntime !== null) return {
				platform: "edge-runtime",
				platformVersion: asString(globals.SUPABASE_VERSION)
			};
			if (typeof globals.Netlify !== "undefined") return { platform: "netlify-edge" };
			return {};
		}
		function detectElectronFromUserAgent(userAgent) {
			var _userAgent$match;
			const electronVersion = userAgent === null || userAgent === void 0 || (_userAgent$match = userAgent.match(/\bElectron\/([\w.-]+)/)) === null || _userAgent$match === void 0 ? void 0 : _userAgent$match[1];
			return electronVersion ? {
				framework: "electron",
				frameworkVersion: electronVersion
			} : {};
		}
		function detectClientEnvironment(globals = globalThis) {
			var _globals$navigator, _globals$navigator2, _globals$process, _asString, _globals$process2;
			const userAgent = asString((_globals$navigator = globals.navigator) === null || _globals$navigator === void 0 ? void 0 : _globals$navigator.userAgent);
			if (userAgent === "Cloudflare-Workers") return { platform: "cloudflare-workers" };
			if (typeof globals.Deno !== "undefined") {
				var _globals$Deno$version;
				return supabase_js_dist_objectSpread2(supabase_js_dist_objectSpread2({}, detectDenoPlatform(globals)), {}, {
					runtime: "deno",
					runtimeVersion: asString((_globals$Deno$version = globals.Deno.version) === null || _globals$Deno$version === void 0 ? void 0 : _globals$Deno$version.deno)
				});
			}
			if (typeof globals.Bun !== "undefined") return {
				runtime: "bun",
				runtimeVersion: asString(globals.Bun.version)
			};
			if (typeof globals.EdgeRuntime === "string") return { platform: "vercel-edge-runtime" };
			if (((_globals$navigator2 = globals.navigator) === null || _globals$navigator2 === void 0 ? void 0 : _globals$navigator2.product) === "ReactNative") return { framework: "react-native" };
			if (typeof globals.document !== "undefined" || typeof globals.WorkerGlobalScope !== "undefined") return supabase_js_dist_objectSpread2({ platform: "browser" }, detectElectronFromUserAgent(userAgent));
			const processVersions = (_globals$process = globals.process) === null || _globals$process === void 0 ? void 0 : _globals$process["versions"];
			const electronVersion = asString(processVersions === null || processVersions === void 0 ? void 0 : processVersions["electron"]);
			return supabase_js_dist_objectSpread2({
				runtime: "node",
				runtimeVersion: (_asString = asString((_globals$process2 = globals.process) === null || _globals$process2 === void 0 ? void 0 : _globals$process2["version"])) === null || _asString === void 0 ? void 0 : _asString.replace(/^v/, "")
			}, electronVersion ? {
				framework: "electron",
				frameworkVersion: electronVersion
			} : {});
		}
		function formatClientEnvironment(environment) {
			return [
				["platform", environment.platform],
				["platform-version", environment.platformVersion],
				["runtime", environment.runtime],
				["runtime-version", environment.runtimeVersion],
				["framework", environment.framework],
				["framework-version", environment.frameworkVersion]
			].filter(([, value]) => value).map(([key, value]) => `${key}=${value}`);
		}
		const dist_DEFAULT_HEADERS = { "X-Client-Info": [`supabase-js/${dist_version}`, ...formatClientEnvironment(detectClientEnvironment())].join("; ") };
		const DEFAULT_GLOBAL_OPTIONS = { headers: dist_DEFAULT_HEADERS };
		const DEFAULT_DB_OPTIONS = { schema: "public" };
		const DEFAULT_AUTH_OPTIONS = {
			autoRefreshToken: true,
			persistSession: true,
			detectSessionInUrl: true,
			flowType: "implicit"
		};
		const DEFAULT_REALTIME_OPTIONS = {};
		const DEFAULT_TRACE_PROPAGATION_OPTIONS = {
			enabled: false,
			respectSamplingDecision: true
		};
		function parseTraceParent(traceparent) {
			if (!traceparent || typeof traceparent !== "string") return null;
			const parts = traceparent.split("-");
			if (parts.length !== 4) return null;
			const [version$1, traceId, parentId, traceFlags] = parts;
			if (version$1.length !== 2 || traceId.length !== 32 || parentId.length !== 16 || traceFlags.length !== 2) return null;
			const hexRegex = /^[0-9a-f]+$/i;
			if (!hexRegex.test(version$1) || !hexRegex.test(traceId) || !hexRegex.test(parentId) || !hexRegex.test(traceFlags)) return null;
			if (traceId === "00000000000000000000000000000000" || parentId === "0000000000000000") return null;
			return {
				version: version$1,
				traceId,
				parentId,
				traceFlags,
				isSampled: (parseInt(traceFlags, 16) & 1) === 1
			};
		}
		function shouldPropagateToTarget(targetUrl, targets) {
			if (!targetUrl || !targets || targets.length === 0) return false;
			let url;
			if (targetUrl instanceof URL) url = targetUrl;
			else try {
				url = new URL(targetUrl);
			} catch (error) {
				return false;
			}
			for (const target of targets) try {
				if (typeof target === "string") {
					if (matchStringTarget(url.hostname, target)) return true;
				} else if (target instanceof RegExp) {
					if (target.test(url.hostname)) return true;
				} else if (typeof target === "function") {
					if (target(url)) return true;
				}
			} catch (error) {
				continue;
			}
			return false;
		}
		function matchStringTarget(hostname, target) {
			if (target === hostname) return true;
			if (target.startsWith("*.")) {
				const domain = target.slice(2);
				if (hostname.endsWith(domain)) {
					if (hostname === domain || hostname.endsWith("." + domain)) return true;
				}
			}
			return false;
		}
		function getDefaultPropagationTargets(supabaseUrl) {
			const targets = [];
			try {
				const url = new URL(supabaseUrl);
				targets.push(url.hostname);
			} catch (error) {}
			targets.push("*.supabase.co", "*.supabase.in");
			targets.push("localhost", "127.0.0.1", "[::1]");
			return targets;
		}
		const dist_resolveFetch = (customFetch) => {
			if (customFetch) return (...args) => customFetch(...args);
			return (...args) => fetch(...args);
		};
		const resolveHeadersConstructor = () => {
			return Headers;
		};
		const isNewApiKey = (key) => key.startsWith("sb_publishable_") || key.startsWith("sb_secret_");
		const TEMP_KEY_PREFIX = "sb_temp_";
		const warnedKeySubtypes = new Set();
		const checkApiKeyFormat = (key) => {
			var _key$match$, _key$match;
			if (!key.startsWith("sb_") || isNewApiKey(key) || key.startsWith(TEMP_KEY_PREFIX)) return;
			const subtype = (_key$match$ = (_key$match = key.match(/^sb_[a-zA-Z0-9]+_/)) === null || _key$match === void 0 ? void 0 : _key$match[0]) !== null && _key$match$ !== void 0 ? _key$match$ : "unknown";
			if (warnedKeySubtypes.has(subtype)) return;
			warnedKeySubtypes.add(subtype);
			console.warn("@supabase/supabase-js: Unrecognized Supabase API key format. The client will proceed and send this key as-is; if you see authentication errors you may need to upgrade @supabase/supabase-js to a version that recognizes this key type.");
		};
		const fetchWithAuth = (supabaseKey, supabaseUrl, getAccessToken, customFetch, tracePropagationOptions, options) => {
			const fetch$1 = dist_resolveFetch(customFetch);
			const HeadersConstructor = resolveHeadersConstructor();
			const traceEnabled = (tracePropagationOptions === null || tracePropagationOptions === void 0 ? void 0 : tracePropagationOptions.enabled) === true;
			const respectSampling = (tracePropagationOptions === null || tracePropagationOptions === void 0 ? void 0 : tracePropagationOptions.respectSamplingDecision) !== false;
			const traceTargets = traceEnabled ? getDefaultPropagationTargets(supabaseUrl) : null;
			const allowKeyAsBearer = !((options === null || options === void 0 ? void 0 : options.omitApiKeyAsBearer) && isNewApiKey(supabaseKey));
			return async (input, init) => {
				const realToken = await getAccessToken();
				let headers = new HeadersConstructor(init === null || init === void 0 ? void 0 : init.headers);
				if (!headers.has("apikey")) headers.set("apikey", supabaseKey);
				if (!headers.has("Authorization")) {
					const bearer = realToken !== null && realToken !== void 0 ? realToken : allowKeyAsBearer ? supabaseKey : null;
					if (bearer) headers.set("Authorization", `Bearer ${bearer}`);
				}
				if (traceTargets) {
					const traceHeaders = getTraceHeaders(input, traceTargets, respectSampling);
					if (traceHeaders) {
						if (traceHeaders.traceparent && !headers.has("traceparent")) headers.set("traceparent", traceHeaders.traceparent);
						if (traceHeaders.tracestate && !headers.has("tracestate")) headers.set("tracestate", traceHeaders.tracestate);
						if (traceHeaders.baggage && !headers.has("baggage")) headers.set("baggage", traceHeaders.baggage);
					}
				}
				return fetch$1(input, supabase_js_dist_objectSpread2(supabase_js_dist_objectSpread2({}, init), {}, { headers }));
			};
		};
		let warnedMissingTracingRuntime = false;
		let warnedNonW3CPropagator = false;
		function getTraceHeaders(input, targets, respectSampling) {
			const extractTraceContext = getTraceContextExtractor();
			if (!extractTraceContext) {
				if (!warnedMissingTracingRuntime) {
					warnedMissingTracingRuntime = true;
					console.warn("@supabase/supabase-js: tracePropagation is enabled but the tracing runtime is not loaded, so trace headers will not be attached. Add `import '@supabase/supabase-js/tracing'` at your application entry point (requires the OpenTelemetry API package to be installed). The CDN/UMD build does not support trace propagation.");
				}
				return null;
			}
			if (!shouldPropagateToTarget(typeof input === "string" ? input : input instanceof URL ? input : input.url, targets)) return null;
			const traceContext = extractTraceContext();
			if (!traceContext || !traceContext.traceparent) {
				var _traceContext$carrier;
				if ((traceContext === null || traceContext === void 0 || (_traceContext$carrier = traceContext.carrierKeys) === null || _traceContext$carrier === void 0 ? void 0 : _traceContext$carrier.length) && !warnedNonW3CPropagator) {
					warnedNonW3CPropagator = true;
					const sentryHint = traceContext.carrierKeys.includes("sentry-trace") ? " Sentry detected: set `propagateTraceparent: true` in Sentry.init() to emit it." : " Configure your tracing SDK to emit W3C trace context on outgoing requests.";
					console.warn(`@supabase/supabase-js: tracePropagation is enabled and a tracing SDK is active, but its propagator wrote [${traceContext.carrierKeys.join(", ")}] and no W3C traceparent header, so trace headers will not be attached.` + sentryHint);
				}
				return null;
			}
			if (respectSampling) {
				const parsed = parseTraceParent(traceContext.traceparent);
				if (parsed && !parsed.isSampled) return { traceparent: traceContext.traceparent };
			}
			return traceContext;
		}
		function normalizeTracePropagation(value) {
			return typeof value === "boolean" ? { enabled: value } : value;
		}
		function ensureTrailingSlash(url) {
			return url.endsWith("/") ? url : url + "/";
		}
		let warnedTopLevelSchema = false;
		function checkTopLevelSchemaOption(options) {
			if (warnedTopLevelSchema) return;
			if (typeof options !== "object" || options === null || !("schema" in options) || options.schema === void 0) return;
			warnedTopLevelSchema = true;
			console.warn("@supabase/supabase-js: The \"schema\" option must be nested under \"db\", e.g. createClient(url, key, { db: { schema: 'myschema' } }). A top-level \"schema\" is ignored and queries go to the default schema.");
		}
		function applySettingDefaults(options, defaults) {
			var _DEFAULT_GLOBAL_OPTIO, _globalOptions$header, _ref, _tracePropagationOpti, _ref2, _tracePropagationOpti2;
			const { db: dbOptions, auth: authOptions, realtime: realtimeOptions, global: globalOptions } = options;
			const { db: DEFAULT_DB_OPTIONS$1, auth: DEFAULT_AUTH_OPTIONS$1, realtime: DEFAULT_REALTIME_OPTIONS$1, global: DEFAULT_GLOBAL_OPTIONS$1 } = defaults;
			const tracePropagationOptions = normalizeTracePropagation(options.tracePropagation);
			const DEFAULT_TRACE_PROPAGATION_OPTIONS$1 = normalizeTracePropagation(defaults.tracePropagation);
			const result = {
				db: supabase_js_dist_objectSpread2(supabase_js_dist_objectSpread2({}, DEFAULT_DB_OPTIONS$1), dbOptions),
				auth: supabase_js_dist_objectSpread2(supabase_js_dist_objectSpread2({}, DEFAULT_AUTH_OPTIONS$1), authOptions),
				realtime: supabase_js_dist_objectSpread2(supabase_js_dist_objectSpread2({}, DEFAULT_REALTIME_OPTIONS$1), realtimeOptions),
				storage: {},
				global: supabase_js_dist_objectSpread2(supabase_js_dist_objectSpread2(supabase_js_dist_objectSpread2({}, DEFAULT_GLOBAL_OPTIONS$1), globalOptions), {}, { headers: supabase_js_dist_objectSpread2(supabase_js_dist_objectSpread2({}, (_DEFAULT_GLOBAL_OPTIO = DEFAULT_GLOBAL_OPTIONS$1 === null || DEFAULT_GLOBAL_OPTIONS$1 === void 0 ? void 0 : DEFAULT_GLOBAL_OPTIONS$1.headers) !== null && _DEFAULT_GLOBAL_OPTIO !== void 0 ? _DEFAULT_GLOBAL_OPTIO : {}), (_globalOptions$header = globalOptions === null || globalOptions === void 0 ? void 0 : globalOptions.headers) !== null && _globalOptions$header !== void 0 ? _globalOptions$header : {}) }),
				tracePropagation: {
					enabled: (_ref = (_tracePropagationOpti = tracePropagationOptions === null || tracePropagationOptions === void 0 ? void 0 : tracePropagationOptions.enabled) !== null && _tracePropagationOpti !== void 0 ? _tracePropagationOpti : DEFAULT_TRACE_PROPAGATION_OPTIONS$1 === null || DEFAULT_TRACE_PROPAGATION_OPTIONS$1 === void 0 ? void 0 : DEFAULT_TRACE_PROPAGATION_OPTIONS$1.enabled) !== null && _ref !== void 0 ? _ref : false,
					respectSamplingDecision: (_ref2 = (_tracePropagationOpti2 = tracePropagationOptions === null || tracePropagationOptions === void 0 ? void 0 : tracePropagationOptions.respectSamplingDecision) !== null && _tracePropagationOpti2 !== void 0 ? _tracePropagationOpti2 : DEFAULT_TRACE_PROPAGATION_OPTIONS$1 === null || DEFAULT_TRACE_PROPAGATION_OPTIONS$1 === void 0 ? void 0 : DEFAULT_TRACE_PROPAGATION_OPTIONS$1.respectSamplingDecision) !== null && _ref2 !== void 0 ? _ref2 : true
				},
				accessToken: async () => ""
			};
			if (options.accessToken) result.accessToken = options.accessToken;
			else delete result.accessToken;
			return result;
		}
		function validateSupabaseUrl(supabaseUrl) {
			const trimmedUrl = supabaseUrl === null || supabaseUrl === void 0 ? void 0 : supabaseUrl.trim();
			if (!trimmedUrl) throw new Error("supabaseUrl is required.");
			if (!trimmedUrl.match(/^https?:\/\//i)) throw new Error("Invalid supabaseUrl: Must be a valid HTTP or HTTPS URL.");
			try {
				return new URL(ensureTrailingSlash(trimmedUrl));
			} catch (_unused) {
				throw Error("Invalid supabaseUrl: Provided URL is malformed.");
			}
		}
		var SupabaseAuthClient = class extends auth_js_dist_main.AuthClient {
			constructor(options) {
				super(options);
			}
		};
		var SupabaseClient = class {
			constructor(supabaseUrl, supabaseKey, options) {
				var _settings$auth$storag, _settings$global$head;
				this.supabaseUrl = supabaseUrl;
				this.supabaseKey = supabaseKey;
				const baseUrl = validateSupabaseUrl(supabaseUrl);
				if (!supabaseKey) throw new Error("supabaseKey is required.");
				checkApiKeyFormat(supabaseKey);
				checkTopLevelSchemaOption(options);
				this.realtimeUrl = new URL("realtime/v1", baseUrl);
				this.realtimeUrl.protocol = this.realtimeUrl.protocol.replace("http", "ws");
				this.authUrl = new URL("auth/v1", baseUrl);
				this.storageUrl = new URL("storage/v1", baseUrl);
				this.functionsUrl = new URL("functions/v1", baseUrl);
				const defaultStorageKey = `sb-${baseUrl.hostname.split(".")[0]}-auth-token`;
				const DEFAULTS = {
					db: DEFAULT_DB_OPTIONS,
					realtime: DEFAULT_REALTIME_OPTIONS,
					auth: supabase_js_dist_objectSpread2(supabase_js_dist_objectSpread2({}, DEFAULT_AUTH_OPTIONS), {}, { storageKey: defaultStorageKey }),
					global: DEFAULT_GLOBAL_OPTIONS,
					tracePropagation: DEFAULT_TRACE_PROPAGATION_OPTIONS
				};
				const settings = applySettingDefaults(options !== null && options !== void 0 ? options : {}, DEFAULTS);
				this.settings = settings;
				this.storageKey = (_settings$auth$storag = settings.auth.storageKey) !== null && _settings$auth$storag !== void 0 ? _settings$auth$storag : "";
				this.headers = (_settings$global$head = settings.global.headers) !== null && _settings$global$head !== void 0 ? _settings$global$head : {};
				if (!settings.accessToken) {
					var _settings$auth;
					this.auth = this._initSupabaseAuthClient((_settings$auth = settings.auth) !== null && _settings$auth !== void 0 ? _settings$auth : {}, this.headers, settings.global.fetch);
				} else {
					this.accessToken = settings.accessToken;
					this.auth = new Proxy({}, { get: (_, prop) => {
						throw new Error(`@supabase/supabase-js: Supabase Client is configured with the accessToken option, accessing supabase.auth.${String(prop)} is not possible`);
					} });
				}
				this.fetch = fetchWithAuth(supabaseKey, supabaseUrl, this._getSessionToken.bind(this), settings.global.fetch, settings.tracePropagation);
				this.functionsFetch = fetchWithAuth(supabaseKey, supabaseUrl, this._getSessionToken.bind(this), settings.global.fetch, settings.tracePropagation, { omitApiKeyAsBearer: true });
				this.realtime = this._initRealtimeClient(supabase_js_dist_objectSpread2({
					headers: this.headers,
					accessToken: this._getAccessToken.bind(this),
					fetch: this.fetch
				}, settings.realtime));
				if (this.accessToken) Promise.resolve(this.accessToken()).then((token) => this.realtime.setAuth(token)).catch((e) => console.warn("Failed to set initial Realtime auth token:", e));
				this.rest = new PostgrestClient(new URL("rest/v1", baseUrl).href, {
					headers: this.headers,
					schema: settings.db.schema,
					fetch: dist_resolveFetch(settings.global.fetch),
					wrapFetch: (fetch$1) => fetchWithAuth(supabaseKey, supabaseUrl, this._getSessionToken.bind(this), fetch$1, settings.tracePropagation),
					timeout: settings.db.timeout,
					urlLengthLimit: settings.db.urlLengthLimit,
					retry: settings.db.retry
				});
				this.storage = new StorageClient(this.storageUrl.href, this.headers, this.fetch, options === null || options === void 0 ? void 0 : options.storage);
				if (!settings.accessToken) this._listenForAuthEvents();
			}
			get functions() {
				return new main.FS(this.functionsUrl.href, {
					headers: this.headers,
					customFetch: this.functionsFetch
				});
			}
			from(relation, options) {
				return this.rest.from(relation, options);
			}
			schema(schema) {
				return this.rest.schema(schema);
			}
			getOpenApiSpec() {
				return this.rest.getOpenApiSpec();
			}
			rpc(fn, args = {}, options = {
				head: false,
				get: false,
				count: void 0
			}) {
				return this.rest.rpc(fn, args, options);
			}
			channel(name, opts = { config: {} }) {
				return this.realtime.channel(name, opts);
			}
			getChannels() {
				return this.realtime.getChannels();
			}
			removeChannel(channel) {
				return this.realtime.removeChannel(channel);
			}
			removeAllChannels() {
				return this.realtime.removeAllChannels();
			}
			async _getSessionToken() {
				var _this = this;
				var _data$session$access_, _data$session;
				if (_this.accessToken) return await _this.accessToken();
				const { data } = await _this.auth.getSession();
				return (_data$session$access_ = (_data$session = data.session) === null || _data$session === void 0 ? void 0 : _data$session.access_token) !== null && _data$session$access_ !== void 0 ? _data$session$access_ : null;
			}
			async _getAccessToken() {
				var _this2 = this;
				var _await$this$_getSessi;
				return (_await$this$_getSessi = await _this2._getSessionToken()) !== null && _await$this$_getSessi !== void 0 ? _await$this$_getSessi : _this2.supabaseKey;
			}
			_initSupabaseAuthClient({ autoRefreshToken, persistSession, detectSessionInUrl, storage, userStorage, storageKey, flowType, lock, debug, throwOnError, experimental, lockAcquireTimeout, skipAutoInitialize }, headers, fetch$1) {
				const authHeaders = {
					Authorization: `Bearer ${this.supabaseKey}`,
					apikey: `${this.supabaseKey}`
				};
				return new SupabaseAuthClient({
					url: this.authUrl.href,
					headers: supabase_js_dist_objectSpread2(supabase_js_dist_objectSpread2({}, authHeaders), headers),
					storageKey,
					autoRefreshToken,
					persistSession,
					detectSessionInUrl,
					storage,
					userStorage,
					flowType,
					lock,
					debug,
					throwOnError,
					experimental,
					fetch: fetch$1,
					lockAcquireTimeout,
					skipAutoInitialize,
					hasCustomAuthorizationHeader: Object.keys(this.headers).some((key) => key.toLowerCase() === "authorization")
				});
			}
			_initRealtimeClient(options) {
				return new dist_main.d1(this.realtimeUrl.href, supabase_js_dist_objectSpread2(supabase_js_dist_objectSpread2({}, options), {}, { params: supabase_js_dist_objectSpread2(supabase_js_dist_objectSpread2({}, { apikey: this.supabaseKey }), options === null || options === void 0 ? void 0 : options.params) }));
			}
			_listenForAuthEvents() {
				return this.auth.onAuthStateChange((event, session) => {
					this._handleTokenChanged(event, "CLIENT", session === null || session === void 0 ? void 0 : session.access_token);
				});
			}
			_handleTokenChanged(event, source, token) {
				if ((event === "TOKEN_REFRESHED" || event === "SIGNED_IN" || event === "INITIAL_SESSION") && this.changedAccessToken !== token) {
					this.changedAccessToken = token;
					this.realtime.setAuth(token);
				} else if (event === "SIGNED_OUT") {
					this.realtime.setAuth();
					if (source == "STORAGE") this.auth.signOut();
					this.changedAccessToken = void 0;
				}
			}
		};
		const createClient = (supabaseUrl, supabaseKey, options) => {
			return new SupabaseClient(supabaseUrl, supabaseKey, options);
		};
		function shouldShowDeprecationWarning() {
			if (typeof window !== "undefined" || globalThis["Deno"] !== void 0) return false;
			const _process = globalThis["process"];
			if (!_process) return false;
			const processVersion = _process["version"];
			if (processVersion === void 0 || processVersion === null) return false;
			const versionMatch = processVersion.match(/^v(\d+)\./);
			if (!versionMatch) return false;
			return parseInt(versionMatch[1], 10) <= 20;
		}
		if (shouldShowDeprecationWarning()) console.warn("⚠️  Node.js 20 and below are deprecated and will no longer be supported in future versions of @supabase/supabase-js. Please upgrade to Node.js 22 or later. For more information, visit: https://github.com/orgs/supabase/discussions/45715");
	})
};
