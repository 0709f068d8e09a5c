import { BlockList, isIPv6 } from 'node:net';
import type { OdooLimits } from '../client.ts';

/** Why nothing is asked at an address: at no time, or because private ones are refused by the setting. */
export type AddressRefusal = 'never' | 'private';

type Subnet = readonly [network: string, prefix: number];

/** No Odoo is ever there: what hands out a cloud machine's own keys, and what is no single machine's address. */
const never = {
  ipv4: [
    ['0.0.0.0', 8],
    ['169.254.0.0', 16], // link-local; metadata of AWS, Azure, Google and most others
    ['100.100.100.200', 32], // metadata of Alibaba
    ['168.63.129.16', 32], // Azure's own host
    ['192.0.0.192', 32], // metadata of Oracle's older cloud
    ['224.0.0.0', 4], // multicast
    ['240.0.0.0', 4], // reserved, and broadcast
  ],
  ipv6: [
    ['::', 128],
    ['fe80::', 10], // link-local
    ['fd00:ec2::', 32], // metadata of AWS
    ['fd20:ce::254', 128], // metadata of Google
    ['fd00:c1::a9fe:a9fe', 128], // metadata of Oracle
    ['64:ff9b:1::', 48], // a network's own NAT64: any address of IPv4 may be in there, at any place
    ['ff00::', 8], // multicast
  ],
} as const satisfies Subnets;

/** Networks of one's own, and this machine itself. */
const privateOnes = {
  ipv4: [
    ['10.0.0.0', 8],
    ['172.16.0.0', 12],
    ['192.168.0.0', 16],
    ['100.64.0.0', 10], // shared by a carrier's customers
    ['127.0.0.0', 8],
    ['192.0.0.0', 24],
    ['198.18.0.0', 15],
  ],
  ipv6: [
    ['::1', 128],
    ['fc00::', 7],
    ['fec0::', 10],
  ],
} as const satisfies Subnets;

type Subnets = { readonly ipv4: readonly Subnet[]; readonly ipv6: readonly Subnet[] };

const neverList = listOf(never);
const privateList = listOf(privateOnes);

/** Whether a connection to an address (IPv4 or IPv6, with or without zone) may be made; null: it may. */
export function refusalOf(address: string, privateAddresses: OdooLimits['privateAddresses']): AddressRefusal | null {
  const [plain = ''] = address.split('%', 1);
  const family = isIPv6(plain) ? 'ipv6' : 'ipv4';
  if (neverList.check(plain, family)) return 'never';
  return privateAddresses === 'refuse' && privateList.check(plain, family) ? 'private' : null;
}

/** The names by which clouds call what hands out a machine's keys; what they resolve to is looked at as well. */
const metadataNames: ReadonlySet<string> = new Set([
  'metadata.google.internal',
  'metadata.goog',
  'metadata.azure.internal',
  'metadata.tencentyun.com',
  'instance-data.ec2.internal',
]);

/** Whether a host name is one of a cloud's metadata service. */
export function isMetadataName(hostname: string): boolean {
  return metadataNames.has(hostname.toLowerCase().replace(/\.$/, ''));
}

/** `BlockList` itself knows IPv4 that is written as IPv6 (`::ffff:`). */
function listOf({ ipv4, ipv6 }: Subnets): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of ipv4) {
    list.addSubnet(network, prefix, 'ipv4');
    for (const translated of translations(network, prefix)) list.addSubnet(...translated, 'ipv6');
  }
  for (const [network, prefix] of ipv6) list.addSubnet(network, prefix, 'ipv6');
  return list;
}

/** IPv4 in the forms of IPv6 that a translator on the road takes it out of again: NAT64 (RFC 6052) and 6to4 (RFC 3056). */
function translations(network: string, prefix: number): readonly Subnet[] {
  const [a = 0, b = 0, c = 0, d = 0] = network.split('.').map(Number);
  const [high, low] = [a * 256 + b, c * 256 + d].map((pair) => pair.toString(16));
  return [
    [`64:ff9b::${high}:${low}`, 96 + prefix],
    [`2002:${high}:${low}::`, 16 + prefix],
  ];
}
