import { AutomationError } from '../domain/errors.ts';

/** The version every measured fact of this folder holds for. Raise it only together with the tests against the real CLI. */
export const CLAUDE_VERSION = '2.1.330';

export interface ClaudeRelease {
  platform: string;
  /** npm package that holds nothing but the binary. */
  packageName: string;
  /** Subresource integrity of the package's tarball. */
  integrity: string;
  /** Of the binary, hex. Known where it was measured; elsewhere the tarball's integrity vouches for it. */
  sha256?: string;
  binaryName: string;
}

const TARBALLS = new Map([
  ['darwin-arm64', 'rgzAjrRJJsIdZXGF9CCFFbURxKuJNobRr+krV3dNmqNJWIws74rLD0CABe4+nXlx/9WwRECTrveprWB96mubqw=='],
  ['darwin-x64', 'XenTNj2zXaFrnLmf47n25vChfFhlfeyaAR/vW5SFsEnLGwd2U1vDUY97+5etHBZu3xWBnlK8HhBVxzRi9YTUDw=='],
  ['linux-arm64', 'V4yanAY5EA5UpwwRPtjSfqDbNqAlUJeVn3NYZw2AgmRHjdpSsLtHAzbxRXfkAnbjwTXzE0uedjQxUY02ARPcsA=='],
  ['linux-arm64-musl', 'NemfeTqZ30tQDhAeumZgDYoX4ewhAHkN3dbcsyvlgb+yvpKUlcYu5Bor8K+Du5azGe3uy9sftlJxbGhTsCR7zA=='],
  ['linux-x64', '9Gn+V7DtJ8M1nztP9CeDVl9g3RtrepI7rOFTyPRRnZe8D6zebIHKmC7OvBauucuAP0X0k85SDN/LPVZyjsGezQ=='],
  ['linux-x64-musl', 'OnduSSPY1b59FA8jTbq20Y1XkDUV0S1OVyvYBNslEbpX79P81JF7Ih4lgYvDKiFnnSv75z4Kv6qLE5DQqogYXA=='],
  ['win32-arm64', 'UBG8oi9gyi2hBGrKYkNfXSAqEyC3wJ2CsmSfQw8XLNWM/GOlUWAqELJOW9eBaAlWsusvwhHKtiQeS0UEQ+skxQ=='],
  ['win32-x64', 'P3aamhGb7lZUsgj6kQzdZAKh3fNFoXvawxZFuUz+pC5HVLwEtX5eWgO6kpxzT9+qfHaPhoepZ9KU8K1sz3b2yw=='],
]);
const BINARIES = new Map([['linux-x64', 'f390eaa0814e6a1bff74cbb47acb74cb9c89d30ced809fe0af5af00c7bfe8ebb']]);

/** The pinned release for a platform, by default this machine's. Throws `cli_missing` where there is none. */
export function claudeRelease(platform = currentPlatform()): ClaudeRelease {
  const integrity = TARBALLS.get(platform);
  if (integrity === undefined) {
    throw new AutomationError('cli_missing', `There is no Claude Code ${CLAUDE_VERSION} for ${platform}`, {
      hint: `There is one for ${[...TARBALLS.keys()].join(', ')}.`,
    });
  }
  const sha256 = BINARIES.get(platform);
  return {
    platform,
    packageName: `@anthropic-ai/claude-code-${platform}`,
    integrity: `sha512-${integrity}`,
    ...(sha256 === undefined ? {} : { sha256 }),
    binaryName: platform.startsWith('win32') ? 'claude.exe' : 'claude',
  };
}

function currentPlatform(): string {
  const platform = `${process.platform}-${process.arch}`;
  return process.platform === 'linux' && !usesGlibc() ? `${platform}-musl` : platform;
}

function usesGlibc(): boolean {
  const report: unknown = process.report.getReport();
  const header = typeof report === 'object' && report !== null && 'header' in report ? report.header : undefined;
  return typeof header === 'object' && header !== null && 'glibcVersionRuntime' in header;
}
