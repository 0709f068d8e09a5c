import { type LookupAddress, lookup as lookUpAddresses } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import type { OdooLimits } from '../client.ts';
import { type AddressRefusal, isMetadataName, refusalOf } from './addresses.ts';
import type { TlsOptions } from './tls-options.ts';

/** Nothing was asked at this address, and nothing is told of it: neither which it is, nor whether anybody is there. */
class AddressRefusedError extends Error {
  override readonly name = 'AddressRefusedError';
  readonly code: 'ADDRESS_NEVER' | 'ADDRESS_PRIVATE';

  constructor(refusal: AddressRefusal) {
    super('The address is refused.');
    this.code = refusal === 'never' ? 'ADDRESS_NEVER' : 'ADDRESS_PRIVATE';
  }
}

/** Resolves a name to all of its addresses, as `node:dns` does. */
type LookupAll = (
  hostname: string,
  options: { readonly all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * Makes undici's connections, to allowed addresses only. Each time a socket is opened the address itself is looked at, the very one that is
 * connected to: a name that resolves to another one than a moment ago gains nothing. Fails with the codes `ADDRESS_NEVER` and
 * `ADDRESS_PRIVATE` before anything is sent.
 */
export function guardedConnector(
  { connectTimeoutMs, privateAddresses }: Pick<OdooLimits, 'connectTimeoutMs' | 'privateAddresses'>,
  tls: TlsOptions,
  lookup: LookupAll = lookUpAddresses,
): buildConnector.connector {
  const connect = buildConnector({
    ...tls,
    timeout: connectTimeoutMs,
    lookup: guardedLookup(privateAddresses, lookup),
  });
  return (options, callback) => {
    // An address in the URL is not looked up.
    const refusal = refusalOfHost(options.hostname, privateAddresses);
    if (refusal === null) return connect(options, callback);
    queueMicrotask(() => callback(new AddressRefusedError(refusal), null));
  };
}

function refusalOfHost(hostname: string, privateAddresses: OdooLimits['privateAddresses']): AddressRefusal | null {
  const host = hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0) return refusalOf(host, privateAddresses);
  return isMetadataName(host) ? 'never' : null;
}

/** Gives the allowed ones of a name's addresses: a machine of the own network may well have a link-local one beside another. */
function guardedLookup(privateAddresses: OdooLimits['privateAddresses'], lookup: LookupAll): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, []);
      const refusals = addresses.map(({ address }) => refusalOf(address, privateAddresses));
      const allowed = addresses.filter((_, index) => refusals[index] === null);
      const [first] = allowed;
      if (first === undefined) {
        return callback(new AddressRefusedError(refusals.includes('private') ? 'private' : 'never'), []);
      }
      if (options.all) callback(null, allowed);
      else callback(null, first.address, first.family);
    });
  };
}
