import { createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/** Certificates made here: neither openssl nor a key in the repository is needed. */
export interface TestAuthority {
  /** PEM. */
  certificate: string;
  /** A key and a certificate for `localhost`, `api.test`, 127.0.0.1 and 0.0.0.0, signed by this authority. */
  server: { key: string; cert: string };
}

export function anAuthority(name = 'Test authority'): TestAuthority {
  const authority = keyPair();
  const server = keyPair();
  const [issuer, subject] = [nameOf(name), nameOf('localhost')];
  const ca = extension('551d13', der(0x30, der(0x01, Buffer.from([0xff]))));
  const names = ['localhost', 'api.test'].map((host) => der(0x82, Buffer.from(host)));
  const addresses = [
    [127, 0, 0, 1],
    [0, 0, 0, 0],
  ].map((bytes) => der(0x87, Buffer.from(bytes)));
  const hosts = extension('551d11', der(0x30, ...names, ...addresses));
  const signed = { issuer, signer: authority.privateKey };
  return {
    certificate: certificate({ ...signed, subject: issuer, publicKey: authority.publicKey, extensions: ca }),
    server: {
      key: server.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      cert: certificate({ ...signed, subject, publicKey: server.publicKey, extensions: hosts }),
    },
  };
}

function keyPair(): { privateKey: KeyObject; publicKey: KeyObject } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  return { privateKey: createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' })), publicKey };
}

interface CertificateParts {
  issuer: Buffer;
  subject: Buffer;
  publicKey: KeyObject;
  signer: KeyObject;
  extensions: Buffer;
}

/** X.509, RFC 5280: what is signed, how, and the signature. */
function certificate({ issuer, subject, publicKey, signer, extensions }: CertificateParts): string {
  const ecdsaWithSha256 = der(0x30, der(0x06, Buffer.from('2a8648ce3d040302', 'hex')));
  const validity = der(0x30, time('20200101000000Z'), time('20991231235959Z'));
  const signed = der(
    0x30,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ecdsaWithSha256,
    issuer,
    validity,
    subject,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, der(0x30, extensions)),
  );
  const signature = der(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', signed, signer)]));
  const body = der(0x30, signed, ecdsaWithSha256, signature).toString('base64');
  return `-----BEGIN CERTIFICATE-----\n${body.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
}

function nameOf(commonName: string): Buffer {
  const attribute = der(0x30, der(0x06, Buffer.from('550403', 'hex')), der(0x0c, Buffer.from(commonName)));
  return der(0x30, der(0x31, attribute));
}

function extension(identifier: string, value: Buffer): Buffer {
  return der(0x30, der(0x06, Buffer.from(identifier, 'hex')), der(0x04, value));
}

function time(text: string): Buffer {
  return der(0x18, Buffer.from(text));
}

/** Tag, length, content. */
function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
