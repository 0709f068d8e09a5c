import { randomBytes } from 'node:crypto';

/** A word that is nowhere else, with what secrets and names have in them that is written otherwise in URLs, JSON and XML. */
const word = (of: string) => `${of}-${randomBytes(6).toString('hex')}`;

/** One for every place where a secret is put in. */
export const secretCanaries = {
  branchPassword: `${word('branch')} "&<ü>`,
  branchApiKey: word('branch-api-key'),
  refusedPassword: word('refused'),
  echoedPassword: `${word('echoed')}\\'/`,
  newPassword: word('set-anew'),
  malformedPassword: word('malformed'),
  centralPassword: `${word('central')} %+"`,
  databasePassword: `${word('database')}@/#`,
  encryptionKey: randomBytes(32).toString('base64'),
  wrongKey: `bs_0a1b2c3d_${word('wrong-key')}`,
  wrongSession: word('wrong-session'),
  personPassword: `${word('person')} "&<ü>`,
  mistypedPassword: word('mistyped'),
  smtpPassword: `${word('smtp')} &%ü`,
};

/** One for every field that is about a person. */
export const personalCanaries = {
  customerName: word('Canarina Person'),
  customerEmail: `${word('canarina')}@canary.example`,
  customerPhone: '+32 555 014 271',
  customerStreet: word('Canary Lane'),
  customerVat: 'BE0477472701',
  orderNote: word('ring the canary bell'),
  lineNote: word('no canary seeds'),
  cashierName: word('Canario Cashier'),
  pushedName: word('Pushed Person'),
  pushedEmail: `${word('pushed')}@canary.example`,
  pushedPhone: '+32 555 014 999',
  pushedVat: 'BE0403019261',
};

export type PersonalCanary = keyof typeof personalCanaries;

/** How a canary may stand in what leaves. */
export function writingsOf(canary: string): string[] {
  const bytes = Buffer.from(canary);
  const inJson = JSON.stringify(canary).slice(1, -1);
  const inXml = canary.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const encoded = (['base64', 'base64url', 'hex'] as const).map((encoding) => bytes.toString(encoding));
  return [canary, inJson, JSON.stringify(inJson).slice(1, -1), inXml, encodeURIComponent(canary), ...encoded];
}
