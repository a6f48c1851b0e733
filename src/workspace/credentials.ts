/** Names of files and folders that hold secrets, or that belong to git or to us; in lower case. */
const PRIVATE = [
  /^\.(git|siso)$/,
  /^\.env/,
  /\.env$/,
  /^\.dev\.vars/,
  /^\.(aws|azure|docker|gcloud|gnupg|kube|ssh)$/,
  /^(\.npmrc|\.netrc|_netrc|\.pypirc|\.pgpass|\.my\.cnf|\.htpasswd|\.dockercfg|\.boto|\.s3cfg|\.vault-token|kubeconfig)$/,
  /^\.(git-)?credentials/,
  /^id_(rsa|dsa|ecdsa|ed25519)/,
  // Public bundles of certificate authorities, which Python and gRPC need to open a connection, are no secret.
  /^(?!(cacert|roots)\.pem$).*\.pem$/,
  /\.(key|p8|p12|pfx|ppk|jks|keystore|kdbx|gpg|tfvars)$/,
  /\.tfstate(\.|$)/,
  /^credentials\.(json|ya?ml|ini|toml|csv)$/,
  /^service[-_]?account.*\.json$/,
];
/** Packages from a registry have modules and folders of these names, and builds have compiled modules. */
const PRIVATE_BY_NAME_ONLY = /^(credential|secret)s?([-_.]|$)/;
const IN_PACKAGES = /(^|\/)(node_modules|site-packages)\//;
const COMPILED = /\.([cm]?js|[cm]?ts|map|pyc|class|o)$/;

/**
 * Whether what `path` names (its last part, its parents apart) must never come along into a run. `entry` is what git
 * ignores: `path` itself or a folder that holds it.
 */
export function isPrivate(path: string, entry: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (PRIVATE.some((pattern) => pattern.test(name))) return true;
  const made = isInPackages(path) || (path !== entry && COMPILED.test(name));
  return !made && PRIVATE_BY_NAME_ONLY.test(name);
}

/** Whether `path` is inside what a package manager installed. */
export function isInPackages(path: string): boolean {
  return IN_PACKAGES.test(path);
}
